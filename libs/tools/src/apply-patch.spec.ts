import { access } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { at, box, context, eachInItsTree, put, tell, text } from './toolbox.fixture.js';

eachInItsTree();

const patch = (...lines: string[]): Record<string, unknown> => ({
  input: ['*** Begin Patch', ...lines, '*** End Patch'].join('\n'),
});

describe('apply_patch, which is never offered', () => {
  it('adds, changes and deletes in one call', async () => {
    await put('a.py', 'one\r\ntwo\r\nthree\r\n');
    await put('old.py', 'x\n');
    const result = await tell(
      'apply_patch',
      patch(
        '*** Update File: a.py',
        '@@',
        ' one',
        '-two',
        '+2',
        '*** Add File: src/b.py',
        '+y = 1',
        '*** Delete File: old.py',
      ),
    );
    expect(result.files_changed?.toSorted()).toEqual(['a.py', 'old.py', 'src/b.py']);
    expect(await text('a.py')).toBe('one\r\n2\r\nthree\r\n');
    expect(await text('src/b.py')).toBe('y = 1\n');
    await expect(access(at('old.py'))).rejects.toThrow('ENOENT');
    expect(box.schemas().map(({ name }) => name)).not.toContain('apply_patch');
    expect((await tell('no_such_tool', {})).error).not.toContain('apply_patch');
  });

  it.each([
    ['a part that is not there', ['*** Update File: a.py', '@@', '-four', '+4'], 'was not found exactly once'],
    ['a part that is there twice', ['*** Update File: a.py', '@@', '-same', '+4'], 'was not found exactly once'],
    ['a file that is not there', ['*** Update File: c.py', '@@', '-one', '+1'], 'no such file'],
    ['a file to add that is there', ['*** Add File: a.py', '+x'], 'cannot be added'],
    ['a file named twice', ['*** Update File: a.py', '-one', '+1', '*** Delete File: ./a.py'], 'twice'],
    ['code left out', ['*** Update File: a.py', '-one', '+1', '+# ... rest of the code ...'], 'leaves out code'],
    ['a path that leads out', ['*** Add File: ../x.py', '+x'], 'leads out'],
    ['no section', [], 'could not be read'],
  ])('writes nothing at all for %s', async (_, lines, error) => {
    await put('a.py', 'one\nsame\nsame\n');
    const whole = lines.length === 0 ? [] : ['*** Add File: new.py', '+x', ...lines];
    const result = await tell('apply_patch', patch(...whole));
    expect(result.error).toContain(error);
    expect(await text('a.py')).toBe('one\nsame\nsame\n');
    await expect(access(at('new.py'))).rejects.toThrow('ENOENT');
  });

  it('takes a line that leaves code out where it is asked for word for word', async () => {
    const line = '# ... rest of the code ...';
    const asked = { ...context, asked: `Write "${line}" under one.` };
    await put('a.py', 'one\n');
    const result = await tell('apply_patch', patch('*** Update File: a.py', ' one', `+${line}`), asked);
    expect(result.success).toBe(true);
    for (const [tool, input] of [
      ['write_file', { path: 'b.py', content: `one\n${line}\n` }],
      ['edit_file', { path: 'b.py', old_str: 'one\n', new_str: `two\n${line}\n` }],
    ] as const) {
      expect((await tell(tool, input)).error).toContain('leaves out code');
      expect((await tell(tool, input, asked)).success).toBe(true);
      await put('b.py', 'one\n');
    }
  });

  it('leaves protected files alone', async () => {
    await put('keep.py', 'one\n');
    const result = await tell('apply_patch', patch('*** Update File: keep.py', '-one', '+1'), {
      ...context,
      protected: ['keep.py'],
    });
    expect(result.success).toBe(false);
    expect(await text('keep.py')).toBe('one\n');
  });
});

describe('the editor of another harness', () => {
  it('views, creates and replaces', async () => {
    expect(
      (await tell('str_replace_editor', { command: 'create', path: '/workspace/a', file_text: 'x\ny\n' })).success,
    ).toBe(true);
    const seen = await tell('str_replace_editor', { command: 'view', path: 'a', view_range: [2, 2] });
    expect(seen.output).toContain('y');
    expect(seen.output).not.toContain('x');
    await tell('str_replace_editor', { command: 'str_replace', path: 'a', old_str: 'y', new_str: 'z' });
    expect(await text('a')).toBe('x\nz\n');
    expect((await tell('str_replace_editor', { command: 'undo_edit', path: 'a' })).error).toContain('edit_file');
  });
});

describe('arguments that ask for nothing', () => {
  it('are passed over, and those that ask for something are not', async () => {
    const run = (more: Record<string, unknown>) => tell('execute_bash', { command: 'echo hi', ...more });
    expect((await run({ is_input: 'false', security_risk: 'LOW', workdir: '.' })).output).toContain('hi');
    const elsewhere = await run({ workdir: 'src' });
    expect([elsewhere.success, elsewhere.output]).toEqual([false, expect.not.stringMatching(/^hi$/m)]);
    await put('src/a.txt', '');
    expect((await run({ command: 'ls', workdir: 'src' })).output).toContain('a.txt');
    expect((await run({ is_background: true })).error).toContain('no argument "is_background"');
    expect((await tell('write_file', { path: 'a', content: 'x', append: true })).error).toContain(
      'no argument "append"',
    );
  });
});

describe('a rewrite that lost a stretch of the file', () => {
  it('is refused once', async () => {
    const lines = Array.from({ length: 90 }, (_, n) => `line ${n}\n`);
    await put('long.txt', lines.join(''));
    const content = [...lines.slice(0, 30), ...lines.slice(60)].join('');
    expect((await tell('write_file', { path: 'long.txt', content })).error).toContain('lacks lines 31 to 60');
    expect(await text('long.txt')).toBe(lines.join(''));
    expect((await tell('write_file', { path: 'long.txt', content })).success).toBe(true);
    expect(await text('long.txt')).toBe(content);
  });

  it.each([
    ['Keep only the first fifty lines of long.txt and drop everything else.', true],
    ['Remove all trailing blanks from long.txt.', false],
    ['Write long.txt from scratch.', true],
  ])('is taken as it is where the task asks for that: %s', async (asked, isTaken) => {
    const lines = Array.from({ length: 90 }, (_, n) => `line ${n}\n`);
    await put('long.txt', lines.join(''));
    const call = { path: 'long.txt', content: lines.slice(0, 50).join('') };
    const done = await tell('write_file', call, { asked });
    expect(done.success).toBe(isTaken);
  });
});
