import { chmod, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { at, call, eachInItsTree, put, tell, text, tree } from './toolbox.fixture.js';

eachInItsTree();

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
    expect((await tell('read_file', { path: 'long.txt', line_start: next })).output.startsWith(`line ${next}\n`)).toBe(
      true,
    );
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

  it('gives a script that was deleted and is written again the right to be executed back', async () => {
    await put('run.sh', '#!/bin/sh\necho hi\n');
    await put('lib.sh', 'greet() { :; }\n');
    for (const path of ['run.sh', 'lib.sh']) await chmod(at(path), 0o755);
    const { commit: base } = await tree.snapshot();
    for (const path of ['run.sh', 'lib.sh', 'new.sh']) {
      await call('delete_file', { path });
      const content = path === 'lib.sh' ? 'greet() { true; }\n' : '#!/bin/sh\necho hello\n';
      await call('write_file', { path, content }, { base });
    }
    const runs = async (path: string): Promise<boolean> => ((await stat(at(path))).mode & 0o100) !== 0;
    expect([await runs('run.sh'), await runs('lib.sh'), await runs('new.sh')]).toEqual([true, false, false]);
  });

  it('refuses once to replace a file that was never read by much less, and takes the second call for a decision', async () => {
    await put('big.py', 'x = 1\n'.repeat(400));
    const first = await tell('write_file', { path: 'big.py', content: 'x = 2\n' });
    expect(first.error).toMatch(/not read in this conversation.*send the same call again/);
    expect(await text('big.py')).toContain('x = 1');
    expect((await tell('write_file', { path: 'big.py', content: 'x = 2\n' })).success).toBe(true);
    expect(await text('big.py')).toBe('x = 2\n');
  });

  it('takes the same call for a decision, however many reasons there were to refuse it', async () => {
    const body = Array.from({ length: 30 }, (_, at) => `def f${at}():\n    return ${at}\n`).join('\n');
    await put('big.py', `import a\n\n${body}\nmain()\n`);
    const content = 'import a\n\nmain()\n';
    expect((await tell('write_file', { path: 'big.py', content })).error).toContain('send the same call again');
    expect((await tell('write_file', { path: 'big.py', content })).success).toBe(true);
    expect(await text('big.py')).toBe(content);
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

  it('takes a byte order mark off where it only does harm', async () => {
    await call('write_file', { path: 'run.sh', content: '\ufeff#!/bin/sh\n' });
    await call('write_file', { path: 'a.csv', content: '\ufeffa;b\n' });
    expect([await text('run.sh'), await text('a.csv')]).toEqual(['#!/bin/sh\n', '\ufeffa;b\n']);
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
    expect((await tell('write_file', { path: 'b.txt', content: 'a\0' })).error).toContain('NUL');
    await put('c.txt', Buffer.from([0x61, 0xe9]));
    expect((await tell('write_file', { path: 'c.txt', content: 'a\ufffd' })).error).toContain('U+FFFD');
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

  it('replaces every place when asked to, unless others are to stay as they are', async () => {
    const before = '[a]\nx = 1\n[b]\nx = 1\n';
    const every = { path: 'a.ini', old_str: 'x = 1', new_str: 'x = 2', replace_all: true };
    await put('a.ini', before);
    const asked = 'Set x of b in a.ini to 2, and leave the other sections as they are.';
    const refused = await tell('edit_file', every, { asked });
    expect(refused.error).toContain('at lines 2, 4; add lines around it so that it is unique. Not all of them');
    expect(await text('a.ini')).toBe(before);
    expect((await tell('edit_file', every)).success).toBe(true);
    expect(await text('a.ini')).toBe(before.replaceAll('1', '2'));
  });

  it('offers to change every place only where that can be done', async () => {
    await put('mixed.ini', 'a\r\nb\nx\na\nb\r\n');
    const each = { path: 'mixed.ini', old_str: 'a\nb\n', new_str: 'a\nc\n' };
    expect((await tell('edit_file', each)).error).toContain('replace_all');
    expect((await tell('edit_file', { ...each, replace_all: true })).success).toBe(true);
    expect(await text('mixed.ini')).toBe('a\r\nc\nx\na\nc\r\n');

    await put('blanks.ini', 'a \nb\nx\na  \nb\n');
    const refused = await tell('edit_file', { ...each, path: 'blanks.ini' });
    expect(refused.error).toContain('at lines 1, 4');
    expect(refused.error).not.toContain('replace_all');
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
