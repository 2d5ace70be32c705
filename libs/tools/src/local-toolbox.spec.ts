import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxConfig } from '#config';
import type { ToolContext, ToolResult } from '#roles';
import { contextOf, GitTree } from '../spec/git-tree.js';
import { LocalToolBox } from './local-toolbox.js';
import { defineTool } from './registry/define-tool.js';
import { chooseSandbox } from './shell/choose-sandbox.js';

const { sandbox } = await chooseSandbox(new SandboxConfig());

const keysOf = (result: ToolResult): string[] => Object.keys(JSON.parse(result.content) as object);

describe(`the toolbox (sandbox: ${sandbox.kind})`, () => {
  let tree: GitTree;
  let context: ToolContext;
  const box = new LocalToolBox(sandbox, { shellTimeoutSeconds: 20 });
  beforeEach(async () => {
    tree = await GitTree.create();
    context = contextOf(tree);
  });
  afterEach(() => tree.close());

  const call = (name: string, args: Record<string, unknown>, over: Partial<ToolContext> = {}): Promise<ToolResult> =>
    box.run({ id: 'abcdefghi', name, arguments: args }, { ...context, ...over });
  const tell = async (name: string, args: Record<string, unknown>, over?: Partial<ToolContext>) => {
    const result = await call(name, args, over);
    return {
      ...result,
      ...(JSON.parse(result.content) as {
        output: string;
        error?: string;
        data?: Record<string, unknown>;
        files_changed?: string[];
      }),
    };
  };
  const at = (path: string): string => join(tree.root, path);
  const put = async (path: string, text: string | Buffer): Promise<void> => {
    await mkdir(join(at(path), '..'), { recursive: true });
    await writeFile(at(path), text);
    await tree.snapshot();
  };
  const text = (path: string): Promise<string> => readFile(at(path), 'utf8');

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
      const second = call('write_file', { path: 'order', content: 'two' });
      await Promise.all([first, second]);
      expect(await text('order')).toBe('two');
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

  describe('read_file', () => {
    it('shows a range and says which', async () => {
      await put('n.txt', Array.from({ length: 20 }, (_, i) => `line ${i + 1}`).join('\n'));
      const result = await tell('read_file', { path: 'n.txt', start_line: '3', end_line: 4 });
      expect(result.output).toContain('line 3\nline 4');
      expect(result.data).toEqual({ path: 'n.txt', line_start: 3, line_end: 4, lines: 20 });
    });

    it('shows whole lines of a long file and where to go on', async () => {
      await put('long.txt', Array.from({ length: 3000 }, (_, i) => `line ${i + 1}`).join('\n'));
      const result = await tell('read_file', { path: 'long.txt' });
      expect(Buffer.byteLength(result.output)).toBeLessThanOrEqual(10 * 1024);
      const next = Number(/go on with line_start=(\d+)/.exec(result.output)?.[1]);
      expect(result.output).toContain(`\nline ${next - 1}\n`);
      expect(
        (await tell('read_file', { path: 'long.txt', line_start: next })).output.startsWith(`line ${next}\n`),
      ).toBe(true);
    });

    it.each([
      ['a binary file', 'x.png', Buffer.from([1, 0, 2]), /binary file/],
      ['a folder', 'src', null, /is a folder; use list_directory/],
      ['a line past the end', 'a.txt', Buffer.from('x'), /has 1 lines/],
      ['a link that leaves', 'passwd', null, /symbolic link that leaves/],
      ['a missing file', 'src/min.py', null, /did you mean "src\/main.py"/],
    ])('refuses %s', async (_, path, bytes, expected) => {
      await put('src/main.py', '');
      await symlink('/etc/passwd', at('passwd'));
      if (bytes !== null) await put(path, bytes);
      const result = await tell('read_file', { path, ...(path === 'a.txt' ? { line_start: 5 } : {}) });
      expect(result.error).toMatch(expected);
      expect(result.content).not.toContain('root:');
    });

    it('refuses a link that a command made between two calls', async () => {
      await call('shell_execute', {
        command: 'mkdir d; echo ok > d/passwd; rm -r d; ln -s /etc d; ln -s /etc/passwd p',
      });
      for (const path of ['d/passwd', 'p', '/workspace/p', './d/../p'])
        expect((await tell('read_file', { path })).error).toContain('symbolic link that leaves');
      expect((await tell('write_file', { path: 'd/loom-was-here', content: 'x' })).success).toBe(false);
      expect((await tell('write_file', { path: 'p', content: 'x' })).error).toContain('symbolic link');
    });

    it('does not wait for a pipe nobody writes to', async () => {
      await call('shell_execute', { command: 'mkfifo pipe' });
      expect((await tell('read_file', { path: 'pipe' })).error).toContain('not a regular file');
    });
  });

  describe('write_file', () => {
    it('makes folders, keeps the mode, and leaves no temporary file', async () => {
      await put('run.sh', '#!/bin/sh\n');
      await chmod(at('run.sh'), 0o755);
      await call('write_file', { path: 'run.sh', content: '#!/bin/sh\necho hi\n' });
      expect((await stat(at('run.sh'))).mode & 0o777).toBe(0o755);
      await call('write_file', { path: 'a/b/c.txt', content: '' });
      expect(await text('a/b/c.txt')).toBe('');
      expect((await readdir(tree.root)).sort()).toEqual(['a', 'run.sh']);
    });

    it('refuses once to replace a file that was never read by much less, and takes the second call for a decision', async () => {
      await put('big.py', 'x = 1\n'.repeat(400));
      const first = await tell('write_file', { path: 'big.py', content: 'x = 2\n' });
      expect(first.error).toMatch(/not read in this conversation.*send the same call again/);
      expect(await text('big.py')).toContain('x = 1');
      expect((await tell('write_file', { path: 'big.py', content: 'x = 2\n' })).success).toBe(true);
      expect(await text('big.py')).toBe('x = 2\n');
    });

    it('lets a file that was read be replaced by a short one at once', async () => {
      await put('big.py', 'x = 1\n'.repeat(400));
      await call('read_file', { path: 'big.py' });
      expect((await tell('write_file', { path: 'big.py', content: 'x = 2\n' })).success).toBe(true);
    });

    it('keeps the line endings and the byte order mark of the file it replaces', async () => {
      await put('w.txt', '\ufeffa\r\nb\r\n');
      await call('write_file', { path: 'w.txt', content: 'c\nd\n' });
      expect(await text('w.txt')).toBe('\ufeffc\r\nd\r\n');
    });

    it('mends what is certain and says so', async () => {
      const result = await tell('write_file', { path: 'a.py', content: '```python\nprint(1)\n```' });
      expect(result.output).toContain('code fence');
      expect(await text('a.py')).toBe('print(1)\n');
    });

    it('refuses a diff that does not fit, a broken character, a folder and version control', async () => {
      await put('a.py', 'one\n');
      const diff = '--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-two\n+three\n';
      expect((await tell('write_file', { path: 'a.py', content: diff })).error).toContain('is a diff');
      expect((await tell('write_file', { path: 'b.txt', content: 'caf\ufffd' })).error).toContain('U+FFFD');
      expect((await tell('write_file', { path: 'dir/', content: 'x' })).error).toContain('folder');
      expect((await tell('write_file', { path: '.git/hooks/post-checkout', content: 'x' })).error).toContain(
        'version control',
      );
      expect((await tell('write_file', { path: 'a.py/b', content: 'x' })).error).toContain('is a file, not a folder');
      expect(await text('a.py')).toBe('one\n');
    });

    it('applies a diff that fits', async () => {
      await put('a.py', 'one\ntwo\n');
      await call('write_file', { path: 'a.py', content: '--- a/a.py\n+++ b/a.py\n@@ -2 +2 @@\n-two\n+three\n' });
      expect(await text('a.py')).toBe('one\nthree\n');
    });

    it('refuses protected files for every changing tool', async () => {
      await put('package.json', '{}');
      await put('lib/keep.ts', 'x');
      const over = { protected: ['package.json', 'lib/**'] };
      for (const [name, args] of [
        ['write_file', { path: './package.json', content: '{"a":1}' }],
        ['edit_file', { path: 'lib/keep.ts', old_str: 'x', new_str: 'y' }],
        ['delete_file', { path: 'package.json' }],
        ['move_file', { path: 'package.json', new_path: 'p.json' }],
        ['move_file', { path: 'lib', new_path: 'lib2' }],
      ] as const)
        expect((await tell(name, args, over)).error).toContain('protected');
      expect(await text('lib/keep.ts')).toBe('x');
    });

    it('writes to the scratch folder without a change of the workspace', async () => {
      const result = await tell('write_file', { path: 'scratch://notes/a.md', content: 'hi' });
      expect(result.filesChanged).toEqual([]);
      expect(await readFile(join(tree.scratch, 'notes/a.md'), 'utf8')).toBe('hi');
      expect((await tell('shell_execute', { command: 'cat $LOOM_SCRATCH/notes/a.md' })).output).toBe('hi');
    });
  });

  describe('edit_file', () => {
    it('edits with the indentation of the file and says that it was relaxed', async () => {
      await put('m.py', 'def f():\n    return 1\n');
      const result = await tell('edit_file', {
        path: 'm.py',
        old_string: 'def f():\n  return 1',
        new_string: 'def f():\n  return 2',
      });
      expect(result.output).toContain('not an exact match: indentation was ignored');
      expect(await text('m.py')).toBe('def f():\n    return 2\n');
    });

    it('refuses what is ambiguous, missing or without effect, and changes nothing', async () => {
      await put('m.py', 'a = 1\nb = 2\na = 1\n');
      expect((await tell('edit_file', { path: 'm.py', old_str: 'a = 1', new_str: 'a = 3' })).error).toContain(
        'at lines 1, 3',
      );
      expect((await tell('edit_file', { path: 'm.py', old_str: 'b = 2 + 1', new_str: 'b' })).error).toMatch(
        /closest text.*\n?.*b = 2/s,
      );
      expect((await tell('edit_file', { path: 'm.py', old_str: 'b', new_str: 'b' })).error).toContain('identical');
      expect(await text('m.py')).toBe('a = 1\nb = 2\na = 1\n');
    });

    it.each([
      ['UTF-16', Buffer.from('\ufeffa = 1', 'utf16le'), /UTF-16/],
      ['Latin-1', Buffer.from([0x61, 0xe9]), /not valid UTF-8/],
      ['binary', Buffer.from([0x61, 0, 1]), /binary/],
    ])('leaves a %s file as it is', async (_, bytes, expected) => {
      await put('x', bytes);
      expect((await tell('edit_file', { path: 'x', old_str: 'a', new_str: 'b' })).error).toMatch(expected);
      expect(await readFile(at('x'))).toEqual(bytes);
    });
  });

  describe('the other file tools', () => {
    it('move without overwriting, and delete', async () => {
      await put('a.txt', 'a');
      await put('b.txt', 'b');
      expect((await tell('move_file', { source: 'a.txt', destination: 'b.txt' })).error).toContain('exists already');
      const moved = await tell('move_file', { path: 'a.txt', new_path: 'deep/er/c.txt' });
      expect(moved.files_changed).toEqual(['a.txt -> deep/er/c.txt']);
      await call('delete_file', { path: 'b.txt' });
      expect(await readdir(tree.root)).toEqual(['deep']);
      expect((await tell('delete_file', { path: 'deep' })).error).toContain('is a folder');
      expect((await tell('move_file', { path: 'deep', new_path: 'deep/er/x' })).error).toContain('into itself');
    });

    it('delete a link itself, never what it points to', async () => {
      await put('target.txt', 'x');
      await symlink('target.txt', at('link'));
      expect((await tell('delete_file', { path: 'link' })).success).toBe(true);
      expect(await text('target.txt')).toBe('x');
    });

    it('list two levels without version control and dependencies', async () => {
      await put('src/deep/a.ts', 'xy');
      await put('node_modules/x/index.js', '');
      await put('top.md', 'abc');
      expect((await tell('list_directory', {})).output).toBe('node_modules/ (not listed)\nsrc/\nsrc/deep/\ntop.md (3)');
      expect((await tell('list_directory', { path: 'src/deep' })).output).toBe('a.ts (2)');
    });

    it('search and find with paths as the other tools take them', async () => {
      await put('src/a.ts', 'const needle = 1;\n');
      await put('src/b.py', 'needle(\n');
      expect((await tell('search_files', { pattern: 'needle', file_pattern: '*.ts' })).output).toBe(
        'src/a.ts:1: const needle = 1;',
      );
      expect((await tell('search_files', { pattern: 'needle(', path: 'src/b.py' })).output).toMatch(
        /^src\/b\.py:1: needle\(\n\[.*plain text\]$/,
      );
      expect((await tell('search_files', { pattern: 'nothing-here' })).output).toContain('no line matches');
      expect((await tell('glob_find', { pattern: '**/*.py' })).output).toBe('src/b.py');
      expect((await tell('search_files', { pattern: 'x', path: '../' })).error).toContain('leads out');
    });
  });

  describe('shell_execute', () => {
    it('cuts a long output, shows both ends, and names the file that holds it all', async () => {
      const result = await tell('shell_execute', { command: 'seq 1 50000; echo "the end" >&2; exit 1' });
      expect(Buffer.byteLength(result.output)).toBeLessThanOrEqual(10 * 1024);
      expect(result.output.startsWith('1\n2\n')).toBe(true);
      expect(result.output.endsWith('\nthe end')).toBe(true);
      expect(result.output).toContain('of 50001 lines');
      const path = result.data?.['full_output'] as string;
      expect(result.output).toContain(path);
      expect((await tell('read_file', { path, line_start: 49_999, line_end: 50_001 })).output).toContain(
        '49999\n50000\nthe end',
      );
      expect((await tell('search_files', { pattern: '^31337$', path })).output).toContain('31337');
    });

    it('shows binary and coloured output as clean text', async () => {
      const result = await call('shell_execute', { command: "printf '\\377\\376\\000\\033[1mbold\\033[0m\\n'" });
      expect(result.content).toContain('bold');
      expect(result.content).not.toMatch(/\\u001b|\\u0000/);
    });

    it('gives advice instead of running a destructive command', async () => {
      await put('a.txt', 'x');
      const result = await tell('shell_execute', { command: 'rm -rf / --no-preserve-root' });
      expect(result.error).toMatch(/^not run: .*relative paths/);
      expect(await text('a.txt')).toBe('x');
    });

    it.each([
      ['a prompt', 'echo -n "Overwrite? [y/N] "; sleep 30', /looks like a prompt.*--yes/],
      ['a server', 'echo listening; python3 -m http.server 0 || sleep 30', /server or watcher.*background/],
      ['slow work', 'echo working; sleep 30', /larger timeout_seconds/],
    ])('says at the end of its time that it was %s', async (_, command, expected) => {
      const result = await tell('shell_execute', { command, timeout_seconds: 1 });
      expect(result.error).toMatch(/^stopped after 1 s/);
      expect(result.error).toMatch(expected);
      expect(result.data).toMatchObject({ exit_code: null });
    });

    it('says that a program is not installed and names the usual other one', async () => {
      expect((await tell('shell_execute', { command: 'pythonx' })).error).toMatch(
        /^exit code 127.*pythonx is not installed/,
      );
    });

    it('runs under the names and shapes other harnesses use', async () => {
      expect((await tell('bash', { cmd: 'echo hi' })).output).toContain('hi');
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
});
