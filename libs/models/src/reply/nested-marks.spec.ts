import { describe, expect, it } from 'vitest';
import { ran, read } from './read-reply.fixture.js';

/** Each way in which a file may speak of the marks that its own call is written in. */
const TEXTS = [
  'A block ends with </tool_call> on its own.',
  'An argument ends with </parameter> here.',
  'A call ends with </function> or </invoke>, as you see.',
  '<function=read_file>\n<parameter=path>\na\n</parameter>\n</function>',
  'First <function=a>x</function>, then <function=b>y</function>.',
  '<invoke name="read_file"><parameter name="path">a</parameter></invoke>\nand so on',
  'Values stand in <arg_value>…</arg_value> and end with </arg_value> or </tool_call>.',
];
const FORMS: readonly ((content: string) => string)[] = [
  (c) =>
    `<tool_call>\n<function=write_file>\n<parameter=path>\na\n</parameter>\n<parameter=content>\n${c}\n</parameter>\n</function>\n</tool_call>`,
  (c) =>
    `<invoke name="write_file">\n<parameter name="path">a</parameter>\n<parameter name="content">${c}</parameter>\n</invoke>`,
  (c) =>
    `<tool_call>write_file\n<arg_key>path</arg_key>\n<arg_value>a</arg_value>\n<arg_key>content</arg_key>\n<arg_value>${c}</arg_value>\n</tool_call>`,
];

/** What is read of a text: of one of several lines in a block, the break before the closing tag is its own. */
const readOf = (text: string, content: string): string =>
  text.includes('<parameter=content>\n') && content.includes('\n') ? `${content}\n` : content;

describe('a call whose text holds the marks of calls', () => {
  const cases = FORMS.flatMap((form) => TEXTS.map((content) => [form(content), content] as const));

  it.each(cases)('writes all of it, or nothing: %s', (text, content) => {
    const calls = ran(read({ text }));
    expect([[], [['write_file', { path: 'a', content: readOf(text, content) }]]]).toContainEqual(calls);
  });

  it.each(cases.filter(([text]) => text.includes('<function=write_file>')))('is read: %s', (text, content) => {
    expect(ran(read({ text }))).toEqual([['write_file', { path: 'a', content: readOf(text, content) }]]);
  });

  it('is told from the next call', () => {
    const [form] = FORMS;
    const texts = TEXTS.filter((text) => !text.includes('</function> or'));
    const written = ran(read({ text: texts.map((content) => form?.(content)).join('\n') }));
    expect(written.map(([, args]) => (args as { content: string }).content)).toEqual(
      texts.map((content) => (content.includes('\n') ? `${content}\n` : content)),
    );
  });
});

describe('the text of a file in a block of markup', () => {
  const IN: readonly [string, (c: string) => string][] = [
    [
      'parameters',
      (c) =>
        `<function=write_file>\n<parameter=path>\na\n</parameter>\n<parameter=content>${c}</parameter>\n</function>`,
    ],
    [
      'invoke',
      (c) =>
        `<invoke name="write_file">\n<parameter name="path">a</parameter>\n<parameter name="content">${c}</parameter>\n</invoke>`,
    ],
    [
      'minimax',
      (c) =>
        `<minimax:tool_call>\n<invoke name="write_file">\n<parameter name="path">a</parameter>\n<parameter name="content">${c}</parameter>\n</invoke>\n</minimax:tool_call>`,
    ],
    [
      'keys',
      (c) =>
        `<tool_call>write_file\n<arg_key>path</arg_key>\n<arg_value>a</arg_value>\n<arg_key>content</arg_key>\n<arg_value>${c}</arg_value>\n</tool_call>`,
    ],
    ['tags of the tool', (c) => `<write_file>\n<path>a</path>\n<content>${c}</content>\n</write_file>`],
    [
      'another name',
      (c) =>
        `<invoke name="write_file">\n<parameter name="path">a</parameter>\n<parameter name="text">${c}</parameter>\n</invoke>`,
    ],
  ];
  const SHAPES: readonly [string, string][] = [
    ['\none\ntwo\n', 'one\ntwo\n'],
    ['\none\ntwo\n\n', 'one\ntwo\n'],
    ['one\ntwo', 'one\ntwo'],
    ['one\ntwo\n', 'one\ntwo\n'],
  ];
  it.each(IN.flatMap(([name, form]) => SHAPES.map(([written, text]) => [name, written, form(written), text] as const)))(
    'keeps its one line break at the end: %s %j',
    (_, __, text, content) => {
      expect(ran(read({ text })).map(([, args]) => Object.values(args as object).at(-1) as string)).toEqual([content]);
    },
  );

  it('is no other argument, and no single line', () => {
    const of = (name: string, c: string) =>
      ran(read({ text: `<function=${name}>\n<parameter=command>\n${c}\n</parameter>\n</function>` }));
    expect(of('shell_execute', 'a\nb')).toEqual([['shell_execute', { command: 'a\nb' }]]);
    const [[, one]] = IN as [[string, (c: string) => string]];
    expect(ran(read({ text: one('\n1.2.3\n') }))).toEqual([['write_file', { path: 'a', content: '1.2.3' }]]);
  });
});

describe('an argument that is not closed', () => {
  const of = (body: string) => ran(read({ text: `<function=write_file>${body}</function>` }));

  it('ends where the next one begins', () => {
    expect(of('<parameter=path>a\n<parameter=content>\nx\n</parameter>')).toEqual([
      ['write_file', { path: 'a', content: 'x' }],
    ]);
  });

  it('makes no call where what belongs to which cannot be told', () => {
    expect(of('<parameter=path>a</parameter> or <parameter=content>x</parameter>')).toEqual([]);
    expect(of('<parameter=path>a</parameter><parameter=content>x</parameter><parameter=path>b</parameter>')).toEqual(
      [],
    );
  });
});

describe('a call in markup that is not closed', () => {
  const text = 'I make it.\n\n<function=write_file>\n<parameter=path> a\n<parameter=content> hello';

  it('is not run, and the model is told what is missing', () => {
    const { toolCalls, brokenCalls } = read({ text });
    expect(toolCalls).toEqual([]);
    expect(brokenCalls).toEqual([
      expect.objectContaining({ name: 'write_file', problem: expect.stringContaining('not closed') as string }),
    ]);
  });

  it('is none where it is spoken of, names no tool, or is one of several', () => {
    for (const other of ['For example: <function=write_file><parameter=path>', '<function=dance><parameter=path>a'])
      expect(read({ text: other }).brokenCalls, other).toEqual([]);
    const two = `<function=read_file><parameter=path>a</parameter></function>\n${text}`;
    expect(read({ text: two }).brokenCalls).toEqual([]);
  });
});

describe('tags named like tools', () => {
  const content = (tag: string) =>
    ran(read({ text: `<write_file>\n<path>a</path>\n${tag}\n</write_file>` })).map(
      ([, args]) => (args as { content: string }).content,
    );

  it('lose the line breaks round a value, and none that is its own', () => {
    expect(content('<content>\nx\n</content>')).toEqual(['x']);
    expect(content('<content>x\n</content>')).toEqual(['x\n']);
  });

  it('may hold their values as plain data of XML', () => {
    expect(content('<content><![CDATA[if (a < b && c) {}\n]]></content>')).toEqual(['if (a < b && c) {}\n']);
    expect(content('<content>\n<![CDATA[a]]></content>')).toEqual(['a']);
    expect(content('<content><![CDATA[a]]><b/><![CDATA[c]]></content>')).toEqual(['<![CDATA[a]]><b/><![CDATA[c]]>']);
  });
});
