import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { ToolResult } from '#roles';
import { LocalToolBox } from './local-toolbox.js';
import { defineTool } from './registry/define-tool.js';
import { box, call, context, eachInItsTree, put, sandbox, tell, text, tree } from './toolbox.fixture.js';

eachInItsTree();

const keysOf = (result: ToolResult): string[] => Object.keys(JSON.parse(result.content) as object);

describe('as a registry', () => {
  it('offers the eleven tools of the contract with the schemas it checks', () => {
    const names = box.schemas().map((schema) => schema.name);
    expect([...names].sort()).toEqual(
      [
        'read_file',
        'write_file',
        'edit_file',
        'delete_file',
        'move_file',
        'list_directory',
        'search_files',
        'glob_find',
        'shell_execute',
        'memory_search',
        'finish',
      ].sort(),
    );
    expect(box.schemas().find((s) => s.name === 'edit_file')?.parameters).toMatchObject({
      required: ['path', 'old_str', 'new_str'],
    });
    expect(names.filter((name) => box.isMutating(name)).sort()).toEqual([
      'delete_file',
      'edit_file',
      'move_file',
      'shell_execute',
      'write_file',
    ]);
  });

  it('answers with the keys in their order', async () => {
    const written = await call('write_file', { path: 'a.txt', content: 'x' });
    expect(keysOf(written)).toEqual(['success', 'output', 'files_changed']);
    const failing = await call('shell_execute', { command: 'echo x > b.txt; exit 1' });
    expect(keysOf(failing)).toEqual(['success', 'output', 'error', 'data', 'files_changed']);
  });

  it.each(['container.exec', 'shell', 'bash'])(
    'runs the words of a command under the name %s, and tells it',
    async (name) => {
      const result = await call(name, { cmd: ['bash', '-lc', 'echo hi > a.txt'] });
      expect(await text('a.txt')).toBe('hi\n');
      expect(result.notes?.join()).toContain(`took "${name}" for shell_execute`);
      expect(result.notes?.join()).toContain('read argument "command" from ["bash","-lc","echo hi > a.txt"]');
    },
  );

  it('leaves a call to the tool that bears its name', async () => {
    const said: unknown[] = [];
    const shell = defineTool({
      ...{ name: 'shell', about: 'Says.', required: [], aliases: {}, example: {}, mutating: false },
      fields: { command: { type: 'string', description: 'Text' }, cwd: { type: 'string', description: 'Place' } },
      run: (input) => {
        said.push(input);
        return Promise.resolve({ success: true, output: '' });
      },
    });
    const own = new LocalToolBox(sandbox, undefined, [shell]);
    await own.run({ id: '1', name: 'shell', arguments: { command: 'ls', cwd: 'pkg' } }, context);
    expect(said).toEqual([{ command: 'ls', cwd: 'pkg' }]);
  });

  it.each([
    'functions.read_file',
    'Read-File',
    'readFile',
    'read_file:0',
    'read_file<|channel|>commentary',
    'cat',
    'tool:read_file',
  ])('knows read_file under the name %s', async (name) => {
    await put('a.txt', 'hello');
    expect((await tell(name, { path: 'a.txt' })).output).toBe('hello');
  });

  it('answers an unknown name with the real ones and the nearest, and runs nothing', async () => {
    const result = await tell('reed_file', { path: 'a' });
    expect(result).toMatchObject({ success: false, commit: null });
    expect(result.error).toMatch(/no tool "reed_file".*read_file, write_file.*Did you mean "read_file"\?/);
    expect((await tell('constructor', {})).error).toContain('no tool');
  });

  it('runs nothing when arguments are missing, and takes no snapshot', async () => {
    const result = await tell('write_file', { path: 'a.py' });
    expect(result.error).toMatch(/"content" \(string\) is missing/);
    expect(await readdir(tree.root)).toEqual([]);
    expect(tree.asked).toEqual([]);
  });

  it('ends a tool that takes too long and goes on', async () => {
    const slow = defineTool({
      name: 'slow',
      about: '',
      fields: {},
      required: [],
      example: {},
      timeoutMs: 50,
      run: () => new Promise(() => undefined),
    });
    const result = await new LocalToolBox(sandbox, undefined, [slow]).run(
      { id: 'x', name: 'slow', arguments: {} },
      context,
    );
    expect(result.success).toBe(false);
    expect(result.content).toContain('took longer than 0.05 s');
  });

  it('turns a failure of the machine into a sentence without its paths', async () => {
    const broken = defineTool({
      name: 'broken',
      about: '',
      fields: {},
      required: [],
      example: {},
      run: async (_, { tree: { root } }) => {
        throw new Error(`cannot open ${root}/x`);
      },
    });
    const result = await new LocalToolBox(sandbox, undefined, [broken]).run(
      { id: 'x', name: 'broken', arguments: {} },
      context,
    );
    expect(JSON.parse(result.content)).toMatchObject({ success: false, error: 'broken failed: cannot open ./x' });
  });

  it('throws the reason of a cancelled attempt', async () => {
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(call('read_file', { path: 'a' }, { signal })).rejects.toThrow('cancelled');
  });

  it('runs calls on one tree one after the other', async () => {
    const first = call('shell_execute', { command: 'sleep 0.3; echo one > order' });
    const second = call('write_file', { path: 'order', content: 'two\n' });
    await Promise.all([first, second]);
    expect(await text('order')).toBe('two\n');
  });

  it('never sends lone surrogates or control characters', async () => {
    await put('odd.txt', 'a\u0007b\u001b[31mc');
    const { content } = await call('read_file', { path: 'odd.txt' });
    expect(content).not.toMatch(/\\u00(?:07|1b)/);
    expect((await call('read_file', { path: 'x\ud800' })).content).not.toMatch(/\\ud800/);
  });
});

describe('commits what a call did before it answers', () => {
  it('names the file of a file tool and its change', async () => {
    const result = await tell('write_file', { path: 'src/a.txt', content: 'one\n' });
    expect(result).toMatchObject({ success: true, commit: tree.head, files_changed: ['src/a.txt'] });
    expect(result.filesChanged).toMatchObject([{ path: 'src/a.txt', operation: 'create' }]);
    expect(tree.asked).toEqual([['src/a.txt']]);
  });

  it('looks everywhere after a shell command, failed or not', async () => {
    const result = await tell('shell_execute', { command: 'echo 1 > made; exit 9' });
    expect(result).toMatchObject({ success: false, commit: tree.head, files_changed: ['made'] });
    expect(tree.asked).toEqual([undefined]);
  });

  it('takes a snapshot also when an edit was refused, with nothing in it', async () => {
    const before = tree.head;
    expect(await tell('edit_file', { path: 'none', old_str: 'a', new_str: 'b' })).toMatchObject({
      success: false,
      commit: before,
    });
    expect(tree.asked).toEqual([[]]);
  });

  it('takes none after a reading tool', async () => {
    expect((await call('list_directory', {})).commit).toBeNull();
    expect(tree.asked).toEqual([]);
  });
});

describe('the last two', () => {
  it('finish carries the claim and its status', async () => {
    const result = await call('finish', { summary: ' All done. ' });
    expect(result.finish).toEqual({ summary: 'All done.', status: 'done', reason: '' });
    expect((await call('finish', { summary: 's', status: 'blocked', reason: 'no network' })).finish).toMatchObject({
      status: 'blocked',
      reason: 'no network',
    });
    expect((await call('finish', { summary: 'No network.', status: 'failed' })).finish).toMatchObject({
      status: 'blocked',
      reason: 'No network.',
    });
    expect((await call('finish', {})).finish).toBeUndefined();
    expect((await call('attempt_completion', { result: 'All done.' })).finish).toMatchObject({
      summary: 'All done.',
    });
  });

  it('says where a file lies that was sought in another folder, and whose arguments a call has', async () => {
    await put('app/conf/config.json', '{}\n');
    const sought = await tell('edit_file', { path: 'config.json', old_str: '{}', new_str: '[]' });
    expect(sought.error).toContain('did you mean "app/conf/config.json"?');
    const mistaken = await tell('write_file', { path: 'app/conf/config.json', old_str: '{}', new_str: '[]' });
    expect(mistaken.error).toMatch(/has no argument "old_str".*the arguments of edit_file: call that$/);
    const lacking = await tell('write_file', { path: 'app/conf/config.json' });
    expect(lacking.error).not.toContain('call that');
  });

  it('memory_search marks what was not verified', async () => {
    const entry = {
      id: '1',
      type: 'decision',
      subtaskId: 'db',
      summary: 'use SQLite',
      detail: 'one\ntwo',
      verified: false,
    } as const;
    const { output } = await tell(
      'memory_search',
      { query: 'database' },
      { searchMemory: async (q) => (q === 'database' ? [entry] : []) },
    );
    expect(output).toBe('- [decision from db, not verified] use SQLite\n  one ⏎ two');
  });
});
