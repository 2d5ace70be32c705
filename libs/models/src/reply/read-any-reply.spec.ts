import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLetter, assertLinear } from '#testing';
import { readReply } from './read-reply.js';
import { native, ran, read, TOOLS } from './read-reply.fixture.js';

describe('any answer', () => {
  const piece = fc.oneof(
    fc.string({ unit: anyLetter }),
    fc.constantFrom(
      '<think>',
      '</think>',
      '<tool_call>',
      '</tool_call>',
      '{"name":"read_file","arguments":{"path":"a"}}',
    ),
    fc.constantFrom(
      '```json\n',
      '\n```',
      '<function=read_file>',
      '<parameter=path>',
      '</function>',
      '{',
      '}',
      '"',
      '[',
      '\\',
    ),
    fc.constantFrom('<|channel|>', '<|message|>', '<|end|>', '\ud83d', '<tool_response>'),
  );
  const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
  const raw = fc.record({
    text,
    thinking: text,
    calls: fc.array(
      fc.record({
        name: fc.oneof(text, fc.constant('read_file')),
        arguments: fc.oneof(text, fc.jsonValue(), fc.constant(undefined)),
      }),
      { maxLength: 4 },
    ),
    finish: fc.constantFrom('stop' as const, 'length' as const),
    usage: fc.constant(null),
    notes: fc.constant([]),
  });

  it('is read without throwing, well-formed, with objects as arguments, and nothing from a cut one', () => {
    fc.assert(
      fc.property(raw, (answer) => {
        const draft = read(answer);
        expect(JSON.stringify(draft.toolCalls).isWellFormed()).toBe(true);
        expect((draft.text + draft.thinking).isWellFormed()).toBe(true);
        for (const call of draft.toolCalls)
          expect(Array.isArray(call.arguments) || typeof call.arguments).toBe('object');
        if (answer.finish === 'length') expect(draft.toolCalls).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('without a tool name in it makes no call', () => {
    fc.assert(
      fc.property(text, (written) => {
        fc.pre(
          !TOOLS.some(({ name }) =>
            written
              .toLowerCase()
              .replace(/[^a-z0-9]/g, '')
              .includes(name.replace('_', '')),
          ),
        );
        expect(read({ text: written }).toolCalls).toEqual([]);
      }),
    );
  });

  it('brings its arguments through, or breaks off at a cut, and never runs another call', () => {
    const args = fc.record({ path: fc.string({ unit: 'grapheme' }), content: fc.string({ unit: 'grapheme' }) });
    fc.assert(
      fc.property(args, fc.nat(), (given, at) => {
        const whole = JSON.stringify(given);
        expect(ran(native(whole, 'write_file'))).toEqual([['write_file', given]]);
        const cut = whole.slice(0, 1 + (at % (whole.length - 1)));
        for (const [, seen] of ran(native(cut, 'write_file')))
          for (const [key, value] of Object.entries(seen as Record<string, unknown>))
            expect(value).toBe(given[key as keyof typeof given]);
      }),
      { numRuns: 300 },
    );
  });

  it('of hostile size is read in linear time', () => {
    const heads = ['', '<tool_call>', '<|channel|>', '<|end|>', '```json\n', '{"name":"'];
    const units = [
      '{',
      '[',
      '{}',
      '<think>',
      '</think>',
      '```json\n',
      '<tool_call>',
      '<function=a>',
      '</function>',
      '<read_file>{',
      '<read_file>{}',
    ];
    const later = ['Tool: read_file\n', 'read_file({a: ', '### Tool ', 'tool: a\n', '&quot;'];
    const more = [...later, '<parameter=a>', '"', '\\', '<|end|>', '<|channel|>', ' ', '\n', 'a', 'a.', '<'];
    const readers = [
      (text: string) => read({ text, calls: [{ name: text, arguments: text }] }),
      (text: string) => read({ text }),
    ];
    for (const start of heads)
      for (const unit of [...units, ...more])
        for (const reader of readers) assertLinear(reader, unit, 12_000 / unit.length, { start, end: 'x' });
  });

  it.each(['""', "''", '"a" ', "'a': ", "'a', "])(
    'is read in linear time with arguments that are nearly JSON: %s',
    (unit) => {
      const reader = (text: string) => read({ text: '', calls: [{ name: 'write_file', arguments: text }] });
      assertLinear(reader, unit, 200_000 / unit.length, { start: '{', end: '}' });
    },
  );
});

describe('calls in the dialects of models', () => {
  const write = { name: 'write_file', arguments: { path: 'a', content: 'x' } };
  const tools = [
    {
      name: 'write_file',
      description: '',
      parameters: {
        type: 'object',
        properties: { path: { type: 'string' }, content: { type: 'string' } },
        required: ['path', 'content'],
      },
    },
  ];
  const readWith = (text: string) =>
    readReply(
      { text, thinking: '', calls: [], finish: 'stop', usage: null, notes: [] },
      { tools, maxTokens: 1000 },
      () => 'id',
    ).toolCalls.map(({ name, arguments: args }) => ({ name, arguments: args }));
  const json = JSON.stringify(write);
  const args = JSON.stringify(write.arguments);
  const dialects = [
    `<tool_call>${json}</tool_call>`,
    `<function=write_file><parameter=path>a</parameter><parameter=content>x</parameter></function>`,
    `<function=write_file>${args}</function>`,
    `<invoke name="write_file"><parameter name="path">a</parameter><parameter name="content">x</parameter></invoke>`,
    `[TOOL_CALLS][${json}]`,
    `[TOOL_CALLS]write_file[ARGS]${args}`,
    `<|python_tag|>write_file.call(path="a", content="x")<|eom_id|>`,
    `<|tool_call_start|>[write_file(path='a', content='x')]<|tool_call_end|>`,
    `<tool_call>write_file<arg_key>path</arg_key><arg_value>a</arg_value><arg_key>content</arg_key><arg_value>x</arg_value></tool_call>`,
    `<|tool_call_begin|>functions.write_file:0<|tool_call_argument_begin|>${args}<|tool_call_end|>`,
    `<｜tool▁call▁begin｜>function<｜tool▁sep｜>write_file\n\`\`\`json\n${args}\n\`\`\`<｜tool▁call▁end｜>`,
    `functools[${json}]`,
    `[TOOL_REQUEST]${json}[END_TOOL_REQUEST]`,
    `[write_file]\n${args}\n[END_TOOL_REQUEST]`,
    `[TOOL_CALL] {"tool": "write_file", "args": ${args}} [/TOOL_CALL]`,
    `<start_function_call>call:write_file{path:<escape>a<escape>,content:<escape>x<escape>}<end_function_call>`,
    `<|channel|>commentary to=functions.write_file <|constrain|>json<|message|>${args}<|call|>`,
    `\`\`\`tool_code\nprint(write_file(path="a", content="x"))\n\`\`\``,
    `[write_file(path="a", content="x")]`,
    `write_file[ARGS]${args}`,
    `<TOOLCALL>[${json}]</TOOLCALL>`,
    `<tool_calls>[${json}]</tool_calls>`,
    `<longcat_tool_call>${json}</longcat_tool_call>`,
    `<tools>\n{"name": "write_file", "arguments": ${args}}\n</tools>`,
    `<|START_ACTION|>[{"tool_call_id": "0", "tool_name": "write_file", "parameters": ${args}}]<|END_ACTION|>`,
    `<|tool_call|>[{"type": "function", "function": ${json}}]<|/tool_call|>`,
    `<|action_start|><|plugin|>{"name": "write_file", "parameters": ${args}}<|action_end|>`,
    `<function_calls>write_file(path="a", content="x")</function_calls>`,
    `<｜DSML｜function_calls><｜DSML｜invoke name="write_file"><｜DSML｜parameter name="path" string="true">a</｜DSML｜parameter><｜DSML｜parameter name="content" string="true">x</｜DSML｜parameter></｜DSML｜invoke></｜DSML｜function_calls>`,
    `<tool_call>${json.replaceAll('{', '{{').replaceAll('}', '}}')}</tool_call>`,
    `<tool_call>write_filepath</arg_key><arg_value>a</arg_value><arg_key>content</arg_key><arg_value>x</arg_value></tool_call>`,
    `Action: \`\`\`json\n[{"tool_name": "write_file", "parameters": ${args}}]\n\`\`\``,
    `<write_file path="a">x</write_file>`,
    `<write_file>\n<parameter=path>\na\n</parameter>\n<parameter=content>\nx\n</parameter>\n</function>`,
    `<write_file>\n<parameter=path>\na\n</parameter>\n<parameter=content>\nx\n</parameter>\n</write_file>`,
    `<parameter=write_file>\n<parameter=path>\na\n</parameter>\n<parameter=content>\nx\n</parameter>\n</function>`,
    `<invoke name="write_file"><parameter name="content">x</content><parameter name="path">a</parameter></invoke>`,
    `<invoke name="write_file"><parameter name="path">a<\\/parameter><parameter name="content">x<\\/parameter><\\/invoke>`,
    `write_file\n\`\`\`json\n${args}\n\`\`\``,
    `<write_file path="a" content="x"/>`,
    `<write_file>${args}</write_file>`,
    `<write_file>\n\`\`\`json\n${args}\n\`\`\`\n</write_file>`,
  ];

  it.each(dialects)('are read: %s', (text) => {
    expect(readWith(text)).toEqual([write]);
    expect(readWith(`I will write it now.\n\n${text}`)).toEqual(text.startsWith('[write_file(') ? [] : [write]);
  });

  it.each(dialects)('are never read where they are quoted, thought or cut: %s', (text) => {
    expect(readWith(`For example:\n\`\`\`\n${text.replaceAll('```', '~~~')}\n\`\`\`\nThat is how it looks.`)).toEqual(
      [],
    );
    expect(readWith(`<think>${text}</think>Done.`)).toEqual([]);
    for (let end = 1; end < text.length; end++) {
      const calls = readWith(text.slice(0, end));
      // Only what closes the markup may be missing, never a part of an argument.
      expect(calls.length === 0 || JSON.stringify(calls) === JSON.stringify([write]), text.slice(0, end)).toBe(true);
    }
  });
});
