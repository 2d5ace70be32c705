import { describe, expect, it } from 'vitest';
import { inOwnTerms, namesFor } from './foreign-calls.js';

describe('names of other harnesses', () => {
  it.each([
    ['functions.read_file', 'read_file'],
    ['execute_bash', 'shell_execute'],
    ['container.exec_command', 'shell_execute'],
    ['container.exec', 'shell_execute'],
    ['functions.container.exec<|channel|>commentary', 'shell_execute'],
    ['container_exec', 'shell_execute'],
    ['Write', 'write_file'],
    ['replace_string_in_file', 'edit_file'],
    ['apply_patch<|channel|>commentary', 'apply_patch'],
    ['str_replace_based_edit_tool', 'edit_file'],
  ])('%s may stand for %s', (written, own) => {
    expect(namesFor(written)).toContain(own);
  });

  it.each(['constructor', '__proto__', 'frobnicate', 'exec'])('%s stands for nothing', (written) => {
    expect(new Set(namesFor(written))).toEqual(new Set([written]));
  });
});

describe('a command with what other shells take', () => {
  const read = (given: Record<string, unknown>) => inOwnTerms({ name: 'container.exec', arguments: given }).arguments;

  it('has its time in seconds', () => {
    expect(read({ command: 'ls', timeout_ms: 1500 })).toEqual({ command: 'ls', timeout_seconds: 2 });
    expect(read({ command: 'ls', timeout_ms: '10000' })).toEqual({ command: 'ls', timeout_seconds: 10 });
  });

  it('keeps a time that is none, or one of two', () => {
    expect(read({ command: 'ls', timeout_ms: 'long' })).toEqual({ command: 'ls', timeout_ms: 'long' });
    const both = { command: 'ls', timeout_ms: 1500, timeout_seconds: 9 };
    expect(read(both)).toEqual(both);
  });

  it('is the same however its output is to be handed over, and keeps what asks for more rights', () => {
    expect(read({ cmd: 'ls', yield_time_ms: 1000, max_output_tokens: 4000 })).toEqual({ cmd: 'ls' });
    const raised = { command: 'ls', with_escalated_permissions: true };
    expect(read(raised)).toEqual(raised);
  });
});

describe('an edit by blocks', () => {
  const block = (before: string, after: string): string =>
    `<<<<<<< SEARCH\n${before}\n=======\n${after}\n>>>>>>> REPLACE\n`;

  it('is an edit', () => {
    expect(inOwnTerms({ name: 'apply_diff', arguments: { path: 'a', diff: block('x', 'y') } })).toEqual({
      name: 'edit_file',
      arguments: { path: 'a', old_str: 'x', new_str: 'y' },
    });
  });

  it('is a patch where there are several', () => {
    const diff = `${block('x', 'y')}${block('v\nw', '')}`;
    expect(inOwnTerms({ name: 'replace_in_file', arguments: { path: 'a', diff } })).toEqual({
      name: 'apply_patch',
      arguments: { input: '*** Begin Patch\n*** Update File: a\n@@\n-x\n+y\n@@\n-v\n-w\n*** End Patch' },
    });
  });

  it('is left as it is where it cannot be read', () => {
    const call = { name: 'edit_file', arguments: { path: 'a', diff: 'x' } };
    expect(inOwnTerms(call)).toBe(call);
  });
});

describe('a command that is to start in another folder', () => {
  const started = (args: Record<string, unknown>) => inOwnTerms({ name: 'bash', arguments: args }).arguments;

  it.each([{ cwd: 'pkg' }, { workdir: 'pkg' }, { working_directory: ' pkg ' }])('goes there itself: %j', (folder) => {
    expect(started({ command: 'cat << E\nx\nE', timeout: 3, ...folder })).toEqual({
      command: "cd -- 'pkg' || exit\ncat << E\nx\nE",
      timeout: 3,
    });
  });

  it('goes there with the words of a list, too', () => {
    expect(started({ cmd: ['bash', '-lc', 'ls | wc'], workdir: 'pkg' })).toEqual({
      command: "cd -- 'pkg' || exit\nls | wc",
    });
  });

  it.each([{ cwd: '.' }, { cwd: '' }, { cwd: '/workspace/' }, { cwd: 3 }, { cwd: 'a', workdir: 'b' }])(
    'is left as it is: %j',
    (folder) => {
      const args = { command: 'ls', ...folder };
      expect(started(args)).toBe(args);
    },
  );
});

describe('an editor with commands', () => {
  const editor = (args: Record<string, unknown>) => inOwnTerms({ name: 'str_replace_editor', arguments: args });

  it('is the tool that the command means', () => {
    expect(editor({ command: 'create', path: 'a', file_text: '' })).toEqual({
      name: 'write_file',
      arguments: { path: 'a', file_text: '' },
    });
    expect(editor({ command: 'str_replace', path: 'a', old_str: 'x', new_str: '' })).toEqual({
      name: 'edit_file',
      arguments: { path: 'a', old_str: 'x', new_str: '' },
    });
  });

  it('reads the lines it asks for, to the end where it says -1', () => {
    const of = (view_range: unknown) => editor({ command: 'view', path: 'a', file_text: '', view_range }).arguments;
    expect(of([3, 9])).toEqual({ path: 'a', line_start: 3, line_end: 9 });
    expect(of([3, -1])).toEqual({ path: 'a', line_start: 3 });
    expect(of(null)).toEqual({ path: 'a' });
  });

  it.each([{ command: 'undo_edit', path: 'a' }, { command: 'constructor' }, { path: 'a' }, { command: 7 }])(
    'stays as it is: %j',
    (args) => {
      const call = { name: 'str_replace_editor', arguments: args };
      expect(inOwnTerms(call)).toBe(call);
    },
  );

  it('leaves the tools that are there alone', () => {
    const call = { name: 'shell_execute', arguments: { command: 'view' } };
    expect(inOwnTerms(call)).toBe(call);
  });
});

describe('a patch as a command', () => {
  const patch = '*** Begin Patch\n*** Delete File: a\n*** End Patch';

  it.each<[string, unknown]>([
    ['shell', ['apply_patch', patch]],
    ['shell', ['bash', '-lc', `apply_patch <<'EOF'\n${patch}\nEOF\n`]],
    ['shell_execute', `apply_patch <<"PATCH"\n${patch}\nPATCH`],
  ])('is the patch: %s %j', (name, command) => {
    expect(inOwnTerms({ name, arguments: { command } })).toEqual({ name: 'apply_patch', arguments: { input: patch } });
  });

  it.each<[string, unknown]>([
    ['shell_execute', `apply_patch <<'EOF'\n${patch}\nEOF\nrm -rf src`],
    ['shell_execute', `cd src && apply_patch <<'EOF'\n${patch}\nEOF`],
    ['shell', ['echo', 'apply_patch', patch]],
    ['write_file', ['apply_patch', patch]],
  ])('is none: %s %j', (name, command) => {
    const call = { name, arguments: { command } };
    expect(inOwnTerms(call)).toBe(call);
  });
});
