import { describe, expect, it } from 'vitest';
import { native, ran, read } from './read-reply.fixture.js';
import { readReply } from './read-reply.js';

describe('native calls', () => {
  it('have the name that their pieces write out in full', () => {
    const named = (name: string, inPieces: string): unknown[] =>
      ran(read({ calls: [{ name, inPieces, arguments: { path: 'a' } }] })).map(([tool]) => tool);
    expect(named('read_', 'read_file')).toEqual(['read_file']);
    expect(named('read_file', 'read_filefunction')).toEqual(['read_file']);
    expect(named('read_', 'read_filefile')).toEqual(['read_']);
    // The first piece may be a name for another tool.
    expect(named('read', 'write_file')).toEqual(['write_file']);
  });

  it.each([
    ['whole JSON', '{"path":"a.py"}', { path: 'a.py' }],
    ['an object', { path: 'a.py' }, { path: 'a.py' }],
    ['a missing brace', '{"path": "a.py"', { path: 'a.py' }],
    ['raw line breaks and tabs in a string', '{"path":"a\n\tb"}', { path: 'a\n\tb' }],
    ['twice encoded', JSON.stringify('{"path":"a.py"}'), { path: 'a.py' }],
    ['single quotes and a trailing comma', "{'path': 'a.py',}", { path: 'a.py' }],
    ['special tokens at the end', '{"path":"a.py<|im_end|>"}', { path: 'a.py' }],
    [
      'a template that ends with one',
      '{"content":"<|im_start|>user\\nhi<|im_end|>"}',
      { content: '<|im_start|>user\nhi<|im_end|>' },
    ],
    ['an empty object before them', '{}{"path":"a.py"}', { path: 'a.py' }],
    ['nothing but empty objects', '{}{}', {}],
    ['the same object twice', '{"path":"a.py"}{"path":"a.py"}', { path: 'a.py' }],
    ['an object behind a brace of its own', '{{"path":"a.py"}', { path: 'a.py' }],
    ['braces that all stand twice', '{{"path":"a.py"}}', { path: 'a.py' }],
    ['behind the language of a fence', 'json\n{"path":"a.py"}', { path: 'a.py' }],
    ['in a fence', '```json\n{"path":"a.py"}\n```', { path: 'a.py' }],
    ['with backslashes that JSON does not know', String.raw`{"path":"\d+\.\w\n"}`, { path: '\\d+\\.\\w\n' }],
    ['loose, with such backslashes', String.raw`{'path': '\d',}`, { path: '\\d' }],
    ['in triple quotes', '{"path": """a "b"\n"""}', { path: 'a "b"\n' }],
    ['in triple quotes, with escapes', '{"path": """\\"a\\n""", "x": 1}', { path: '"a\n', x: 1 }],
    ['a list of the one object', '[{"path":"a.py"}]', { path: 'a.py' }],
    ['a list of names and values', '[{"name":"path","value":"a.py"},{"key":"x","value":1}]', { path: 'a.py', x: 1 }],
    ['a list of objects with one key each', [{ path: 'a.py' }, { x: 1 }], { path: 'a.py', x: 1 }],
    ['written with entities', '{&quot;path&quot;: &quot;a &amp;lt; b&quot;}', { path: 'a &lt; b' }],
    ['of entities that are meant', '{"path":"a &lt; b &quot;c&quot;"}', { path: 'a &lt; b &quot;c&quot;' }],
    ['nothing', '', {}],
    ['null', 'null', {}],
    ['no arguments at all', undefined, {}],
  ])('reads arguments that are %s', (_what, args, expected) => {
    expect(ran(native(args))).toEqual([['read_file', expected]]);
  });

  it.each([
    ['cut inside a string', '{"path":"a.py","content":"def f(:'],
    ['cut inside triple quotes', '{"path": """a'],
    ['cut after a key', '{"path":'],
    ['cut after a comma', '{"path":"a",'],
    ['a list', '["a.py"]'],
    ['a list of two of a kind', '[{"path":"a"},{"path":"b"}]'],
    ['a list with a name twice', '[{"name":"path","value":"a"},{"name":"path","value":"b"}]'],
    ['cut, with entities', '{&quot;path&quot;: &quot;a'],
    ['a number', '42'],
    ['prose', 'read the file a.py'],
    ['of a dollar sign that may or may not be escaped', String.raw`{"path":"a","content":"\${x}"}`],
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

describe('where no tool was offered', () => {
  const answer = (calls: { name: string; arguments: unknown }[], text = '') =>
    readReply({ text, thinking: '', calls, finish: 'stop', usage: null, notes: [] }, { tools: [], maxTokens: 100 });
  const verdict = { name: 'submit', arguments: '{"passed":true}' };

  it('takes the arguments of the one call for the answer', () => {
    expect(answer([verdict])).toMatchObject({ text: '{"passed":true}', toolCalls: [] });
  });

  it('takes none where there is an answer, where two differ, or where one is empty', () => {
    expect(answer([verdict], 'No.')).toMatchObject({ text: 'No.', toolCalls: [] });
    expect(answer([verdict, verdict])).toMatchObject({ text: '', toolCalls: [] });
    expect(answer([{ name: 'submit', arguments: '{}' }])).toMatchObject({ text: '', toolCalls: [] });
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
    [
      'a required argument beside the others',
      '{"name":"write_file","arguments":{"path":"a"},"content":"x"}',
      [['write_file', { path: 'a', content: 'x' }]],
      '',
    ],
    [
      'what stands beside whole arguments as no argument',
      '{"name":"write_file","arguments":{"path":"a","content":"x"},"content":"y","id":"z"}',
      [['write_file', { path: 'a', content: 'x' }]],
      '',
    ],
    ['a fence with prose', `I'll read it.\n\`\`\`json\n${json}\n\`\`\``, [A], "I'll read it."],
    ['tool and arguments in lines', 'Now.\n**Tool:** `read_file`\n**Arguments:** {"path": "a"}', [A], 'Now.'],
    ['tool and arguments in a fence', '```\nTool: read_file\nArguments: {"path": "a"}\n```', [A], ''],
    ['a call of an object of JSON', 'read_file({"path": "a"})', [A], ''],
    ['a call of TypeScript', "```ts\nconst text = await tools.read_file({ path: 'a' });\n```", [A], ''],
    ['a text in back-ticks', 'read_file({ path: `a\\`b` })', [['read_file', { path: 'a`b' }]], ''],
    [
      'a call as one element with attributes',
      'Now.\n<tool_call name="write_file" path="a" content="&lt;b&gt;&#10;"/>',
      [['write_file', { path: 'a', content: '<b>\n' }]],
      'Now.',
    ],
    ['YAML', 'tool: read_file\nargs:\n  path: a', [A], ''],
    [
      'YAML with a block, in a fence',
      '```yaml\n- tool: write_file\n  arguments:\n    path: a\n    content: |\n      x\n        y\n```',
      [['write_file', { path: 'a', content: 'x\n  y\n' }]],
      '',
    ],
    [
      'blocks of text and calls',
      `[{"type":"text","text":"Now."},{"type":"tool_use","name":"read_file","input":{"path":"a"}}]`,
      [A],
      '',
    ],
    [
      'a whole message, with the result that it makes up',
      `{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":${json}}]}\n{"role":"tool","tool_call_id":"c1","content":"x"}\n${json}`,
      [A],
      '',
    ],
    [
      'a list of messages, with the result that it makes up',
      `[{"role":"assistant","tool_calls":[{"type":"function","function":${json}}]},{"role":"tool","content":"x"},${json}]`,
      [A],
      '',
    ],
    ['an action with keywords', 'Action: read_file\nAction Input: path="a"\nObservation: it holds x', [A], ''],
    [
      'a turn of the user behind it',
      `<tool_call>${json}</tool_call>\n\nUser: Now delete b.\n<tool_call>${json}</tool_call>`,
      [A],
      '',
    ],
    ['words of the user before it', `User: wants a.\n<tool_call>${json}</tool_call>`, [A], 'User: wants a.'],
    ['a heading over arguments', '### Tool call: read_file\n{"path": "a"}', [A], ''],
    ['a heading over a fence', 'Now.\n\n### Tool call: `read_file`\n```json\n{"path": "a"}\n```', [A], 'Now.'],
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
    [
      "another harness's name in markup",
      '<tool_call>{"name":"execute_bash","arguments":{"command":"ls"}}</tool_call>',
      [['shell_execute', { command: 'ls' }]],
      '',
    ],
    [
      "another harness's name in Qwen markup",
      '<function=execute_bash>\n<parameter=command>\nls\n</parameter>\n</function>',
      [['shell_execute', { command: 'ls' }]],
      '',
    ],
    [
      "tags named like another harness's tool",
      '<write_to_file>\n<path>a</path>\n<content>\nx\n</content>\n</write_to_file>',
      [['write_file', { path: 'a', content: 'x' }]],
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
    ["another harness's name outside of markup", '{"name":"execute_bash","arguments":{"command":"ls"}}'],
    ['a patch where nothing can be edited', '<tool_call>{"name":"apply_patch","arguments":{"input":"x"}}</tool_call>'],
    ['a tag that is a word', '<view><path>a</path></view>'],
    ['a tag that is a word, round an object', '<view>{"path": "a"}</view>'],
    ['a tag round more than an object', '<read_file>{"path": "a"} reads it</read_file> as said'],
    ['a tag round an object that is shown', 'For example <read_file>{"path": "a"}</read_file>.'],
    ['a tool that was not offered', '{"name":"rm","arguments":{"path":"a"}}'],
    ['a call without what it requires', '{"name":"write_file","arguments":{"path":"a"}}'],
    ['JSON inside prose', `Use ${json} for that.`],
    ['an element of another name', '<tool name="hammer" path="a"/>'],
    ['lines about tools', 'Tool: hammer\nInput: {"path": "a"}'],
    ['lines in an example', 'For example, a call looks like this:\n\nTool: read_file\nArguments: {"path": "a"}'],
    ['lines in a fence before prose', '```\nTool: read_file\nArguments: {"path": "a"}\n```\nThat is how it is called.'],
    ["a function of another's", "```js\nfs.read_file({ path: 'a' });\n```"],
    ['a function of nearly the name', "```js\nreadFile({ path: 'a' });\n```"],
    ['a call among code', "```js\nimport x from 'y';\nread_file({ path: 'a' });\n```"],
    ['a text with a hole', 'read_file({ path: `a${b}` })'],
    ['a call without what it requires, as code', 'write_file({ path: "a" })'],
    ['a step of a workflow', '```yaml\n- name: read_file\n  with:\n    path: a\n```'],
    ['YAML with a number for a text', 'tool: write_file\nargs:\n  path: a\n  content: 1.10'],
    ['two documents of YAML', 'tool: read_file\nargs:\n  path: a\n---\nx: 1'],
    ['a heading of a document', '### Tool\n\n{"path": "a"}'],
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
