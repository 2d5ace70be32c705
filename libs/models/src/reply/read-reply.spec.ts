import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToolSchema } from '#domain';
import type { RawAnswer } from './raw-answer.js';
import { readReply, type Draft } from './read-reply.js';

const tool = (
  name: string,
  properties: Record<string, string>,
  required: string[] = Object.keys(properties),
): ToolSchema => ({
  name,
  description: name,
  parameters: {
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).map(([key, type]) => [key, { type }])),
    required,
  },
});
const TOOLS = [
  tool('read_file', { path: 'string' }),
  tool('write_file', { path: 'string', content: 'string' }),
  tool('shell_execute', { command: 'string', timeout_seconds: 'integer' }, ['command']),
  tool('list_directory', { path: 'string' }, []),
];
const read = (raw: Partial<RawAnswer>, maxTokens = 4096): Draft =>
  readReply(
    { text: '', thinking: '', calls: [], finish: 'stop', usage: null, notes: [], ...raw },
    { tools: TOOLS, maxTokens },
    () => 'abcdefghi',
  );
const native = (args: unknown, name = 'read_file'): Draft => read({ calls: [{ name, arguments: args }] });
const ran = (draft: Draft): [string, unknown][] => draft.toolCalls.map((call) => [call.name, call.arguments]);

describe('native calls', () => {
  it.each([
    ['whole JSON', '{"path":"a.py"}', { path: 'a.py' }],
    ['an object', { path: 'a.py' }, { path: 'a.py' }],
    ['a missing brace', '{"path": "a.py"', { path: 'a.py' }],
    ['raw line breaks and tabs in a string', '{"path":"a\n\tb"}', { path: 'a\n\tb' }],
    ['twice encoded', JSON.stringify('{"path":"a.py"}'), { path: 'a.py' }],
    ['single quotes and a trailing comma', "{'path': 'a.py',}", { path: 'a.py' }],
    ['special tokens at the end', '{"path":"a.py<|im_end|>"}', { path: 'a.py' }],
    ['the same object twice', '{"path":"a.py"}{"path":"a.py"}', { path: 'a.py' }],
    ['an object behind a brace of its own', '{{"path":"a.py"}', { path: 'a.py' }],
    ['braces that all stand twice', '{{"path":"a.py"}}', { path: 'a.py' }],
    ['nothing', '', {}],
    ['null', 'null', {}],
    ['no arguments at all', undefined, {}],
  ])('reads arguments that are %s', (_what, args, expected) => {
    expect(ran(native(args))).toEqual([['read_file', expected]]);
  });

  it.each([
    ['cut inside a string', '{"path":"a.py","content":"def f(:'],
    ['cut after a key', '{"path":'],
    ['cut after a comma', '{"path":"a",'],
    ['a list', '["a.py"]'],
    ['a number', '42'],
    ['prose', 'read the file a.py'],
    ['cut inside a value', '{"path":"a","deep":{"x":tru'],
  ])('breaks off arguments that are %s instead of running them', (_what, args) => {
    const draft = native(args, 'write_file');
    expect(draft.toolCalls).toEqual([]);
    expect(draft.brokenCalls).toMatchObject([{ name: 'write_file', raw: args }]);
  });

  it('makes two calls of two glued objects only where both are whole calls', () => {
    expect(ran(native('{"path":"a"}{"path":"b"}'))).toEqual([
      ['read_file', { path: 'a' }],
      ['read_file', { path: 'b' }],
    ]);
    expect(native('{"path":"a"}{"content":"b"}').brokenCalls).toHaveLength(1);
  });

  it.each(['functions.read_file', 'Read-File', 'read_file:0', 'read_file<|channel|>commentary', 'tool:read_file'])(
    'reads the decorated name %s',
    (name) => {
      expect(ran(native('{"path":"a"}', name))).toEqual([['read_file', { path: 'a' }]]);
    },
  );

  it('leaves an unknown name to the toolbox and refuses an empty one', () => {
    expect(ran(native('{}', 'execute_python'))).toEqual([['execute_python', {}]]);
    expect(native('{}', '').brokenCalls).toHaveLength(1);
  });

  it('runs nothing of a cut answer, whatever reason the server names', () => {
    const calls = [{ name: 'read_file', arguments: '{"path":"a"}' }];
    expect(read({ calls, finish: 'length' })).toMatchObject({ toolCalls: [], brokenCalls: [{ name: 'read_file' }] });
    const usage = { promptTokens: 10, completionTokens: 100 };
    expect(read({ calls, usage }, 100)).toMatchObject({ finish: 'length', toolCalls: [] });
    expect(read({ calls, usage }, 101)).toMatchObject({ finish: 'stop', brokenCalls: [] });
  });

  it('keeps "__proto__" a key and mends lone surrogates', () => {
    const [call] = native('{"path":"\\ud83d","__proto__":{"x":1}}').toolCalls;
    expect(call?.arguments['path']).toBe('\ufffd');
    expect(Object.keys(call?.arguments ?? {})).toContain('__proto__');
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe('too many calls', () => {
  it('are taken up to a bound, and the model is told of the rest', () => {
    const calls = Array.from({ length: 50 }, (_, n) => ({ name: 'read_file', arguments: { path: `${n}` } }));
    const draft = read({ calls });
    expect(draft.toolCalls).toHaveLength(40);
    expect(draft.brokenCalls).toMatchObject([{ problem: expect.stringContaining('10 more calls were not run') }]);
  });

  it('within a wrapper that was not offered are taken out of it', () => {
    const uses = [{ recipient_name: 'functions.read_file', parameters: { path: 'a' } }];
    const draft = read({ calls: [{ name: 'multi_tool_use.parallel', arguments: { tool_uses: uses } }] });
    expect(ran(draft)).toEqual([['read_file', { path: 'a' }]]);
  });
});

describe('calls written as text', () => {
  const A = ['read_file', { path: 'a' }];
  const json = '{"name": "read_file", "arguments": {"path": "a"}}';
  it.each([
    ['bare JSON', json, [A], ''],
    ['several objects in a row', `${json}\n${json}`, [A, A], ''],
    ['a list', `[${json}, ${json}]`, [A, A], ''],
    ['the field "parameters"', '{"name":"read_file","parameters":{"path":"a"}}', [A], ''],
    ['the shape of the protocol', `{"type":"function","function":${json}}`, [A], ''],
    ['arguments as text', '{"name":"read_file","arguments":"{\\"path\\":\\"a\\"}"}', [A], ''],
    ['a fence with prose', `I'll read it.\n\`\`\`json\n${json}\n\`\`\``, [A], "I'll read it."],
    ['Hermes tags', `First this.\n<tool_call>\n${json}\n</tool_call>`, [A], 'First this.'],
    ['Hermes tags without their end', `<tool_call>\n${json}`, [A], ''],
    [
      'Qwen markup, opening tag missing',
      'Ok.\n\n<function=read_file>\n<parameter=path>\na\n</parameter>\n</function>\n</tool_call>',
      [A],
      'Ok.',
    ],
    [
      'Qwen markup without </parameter>',
      '<function=write_file>\n<parameter=path>\na\n<parameter=content>\n\n  x\n\n</function>',
      [['write_file', { path: 'a', content: '\n  x\n' }]],
      '',
    ],
    [
      'markup with a number',
      '<function=shell_execute><parameter=command>ls</parameter><parameter=timeout_seconds>5</parameter></function>',
      [['shell_execute', { command: 'ls', timeout_seconds: 5 }]],
      '',
    ],
  ])('reads %s', (_what, text, expected, left) => {
    const draft = read({ text });
    expect(ran(draft)).toEqual(expected);
    expect(draft.text).toBe(left);
    expect(draft.notes).toHaveLength(1);
  });

  it('cuts off a result the model made up', () => {
    const text = `<tool_call>${json}</tool_call>\n<tool_response>\n12 passing\n</tool_response>\nAll tests pass.`;
    const draft = read({ text });
    expect(ran(draft)).toEqual([A]);
    expect(draft.text).toBe('');
  });

  it.each([
    ['prose', 'I would call read_file with the path a.'],
    ['a tool that was not offered', '{"name":"rm","arguments":{"path":"a"}}'],
    ['a call without what it requires', '{"name":"write_file","arguments":{"path":"a"}}'],
    ['JSON inside prose', `Use ${json} for that.`],
    ['a plain JSON answer', '{"passed":true,"issues":[]}'],
    ['a package manifest', '```json\n{"name":"read_file","version":"1"}\n```'],
    ['a call drafted in reasoning', `<think><tool_call>${json}</tool_call></think>`],
    ['a cut one', '{"name": "write_file", "arguments": {"path": "a", "content": "x'],
  ])('finds no call in %s', (_what, text) => {
    expect(read({ text })).toMatchObject({ toolCalls: [], brokenCalls: [] });
  });

  it('finds none where a real call came, or the answer was cut', () => {
    expect(read({ text: json, calls: [{ name: 'list_directory', arguments: {} }] }).toolCalls).toHaveLength(1);
    expect(read({ text: json, finish: 'length' }).toolCalls).toEqual([]);
  });
});

describe('reasoning', () => {
  it.each([
    ['tagged', '<think>hm</think>\n\nDone.', 'Done.', 'hm'],
    ['without its opening tag', 'I\'ll check...\n</think>\n\n{"passed":false}', '{"passed":false}', "I'll check..."],
    ['in another tag', '<thinking>a</thinking>b', 'b', 'a'],
    ['twice', '<think>a</think><think>b</think>c', 'c', 'ab'],
    ['never closed', '<think>Let me see {"passed":true}', '', 'Let me see {"passed":true}'],
    ['absent', 'Use <thinking> as a word.', 'Use <thinking> as a word.', ''],
    ['only named in code', 'Write `"</think>"` there.', 'Write `"</think>"` there.', ''],
    ['in other marks', '[Start thinking]hm[End thinking]Done', 'Done', 'hm'],
    ['in channels whose marks were stripped', 'analysishm {"a":1}assistantfinalDone', 'Done', 'hm {"a":1}'],
    ['only a word', 'analysis of the assistant', 'analysis of the assistant', ''],
    [
      'in channels',
      '<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Done',
      'Done',
      'hm',
    ],
  ])('is taken out where it is %s', (_what, text, answer, thinking) => {
    expect(read({ text })).toMatchObject({ text: answer, thinking });
  });

  it('of a field of its own is kept apart', () => {
    expect(read({ text: 'b', thinking: 'a' })).toMatchObject({ text: 'b', thinking: 'a' });
  });
});

describe('any answer', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
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

  it('of hostile size is read in time', () => {
    const heads = ['', '<tool_call>', '<|channel|>', '<|end|>', '```json\n', '{"name":"'];
    const units = ['{', '[', '{}', '<think>', '</think>', '```json\n', '<tool_call>', '<function=a>', '</function>'];
    const more = ['<parameter=a>', '"', '\\', '<|end|>', '<|channel|>', ' ', '\n', 'a', 'a.', '<'];
    for (const head of heads) {
      for (const unit of [...units, ...more]) {
        const text = head + unit.repeat(60_000 / unit.length) + 'x';
        const startedAt = performance.now();
        read({ text, calls: [{ name: text, arguments: text }] });
        read({ text });
        // Quadratic work on so many characters takes many seconds; linear work takes milliseconds.
        expect(performance.now() - startedAt, JSON.stringify(head + unit)).toBeLessThan(3000);
      }
    }
  });
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
    `<start_function_call>call:write_file{path:<escape>a<escape>,content:<escape>x<escape>}<end_function_call>`,
    `<|channel|>commentary to=functions.write_file <|constrain|>json<|message|>${args}<|call|>`,
    `\`\`\`tool_code\nprint(write_file(path="a", content="x"))\n\`\`\``,
    `[write_file(path="a", content="x")]`,
    `write_file[ARGS]${args}`,
    `<TOOLCALL>[${json}]</TOOLCALL>`,
    `<tool_calls>[${json}]</tool_calls>`,
    `<longcat_tool_call>${json}</longcat_tool_call>`,
    `<|START_ACTION|>[{"tool_call_id": "0", "tool_name": "write_file", "parameters": ${args}}]<|END_ACTION|>`,
    `<|tool_call|>[{"type": "function", "function": ${json}}]<|/tool_call|>`,
    `<|action_start|><|plugin|>{"name": "write_file", "parameters": ${args}}<|action_end|>`,
    `<function_calls>write_file(path="a", content="x")</function_calls>`,
    `<｜DSML｜function_calls><｜DSML｜invoke name="write_file"><｜DSML｜parameter name="path" string="true">a</｜DSML｜parameter><｜DSML｜parameter name="content" string="true">x</｜DSML｜parameter></｜DSML｜invoke></｜DSML｜function_calls>`,
    `<tool_call>${json.replaceAll('{', '{{').replaceAll('}', '}}')}</tool_call>`,
    `<tool_call>write_filepath</arg_key><arg_value>a</arg_value><arg_key>content</arg_key><arg_value>x</arg_value></tool_call>`,
    `Action: \`\`\`json\n[{"tool_name": "write_file", "parameters": ${args}}]\n\`\`\``,
    `<write_file path="a">x</write_file>`,
    `<write_file path="a" content="x"/>`,
  ];

  it.each(dialects)('are read: %s', (text) => {
    expect(readWith(text)).toEqual([write]);
    expect(readWith(`I will write it now.\n\n${text}`)).toEqual(text.startsWith('[write_file') ? [] : [write]);
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
