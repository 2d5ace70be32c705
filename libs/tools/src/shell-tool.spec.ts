import { describe, expect, it } from 'vitest';
import { call, eachInItsTree, put, sandbox, tell, text } from './toolbox.fixture.js';

eachInItsTree();

describe(`shell_execute (sandbox: ${sandbox.kind})`, () => {
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

  it('says that what was sent to the background has been stopped', async () => {
    const result = await tell('shell_execute', { command: 'sleep 30 > /dev/null 2>&1 &' });
    expect(result).toMatchObject({ success: true, output: expect.stringContaining('was stopped') as string });
    expect((await tell('shell_execute', { command: 'true && echo "a & b"' })).output).toBe('a & b');
  });

  it('says that a program is not installed and names the usual other one', async () => {
    expect((await tell('shell_execute', { command: 'pythonx' })).error).toMatch(
      /^exit code 127.*pythonx is not installed/,
    );
  });

  it.each([
    ['del old.txt', /The command del is not installed here\. Try rm, or delete_file\./],
    ['Get-ChildItem .', /The command Get-ChildItem is not installed here\. Try ls\./],
  ])('names what does the same as a command of another system: %s', async (command, expected) => {
    expect((await tell('shell_execute', { command })).error).toMatch(expected);
  });

  it('says that a here-document has been expanded', async () => {
    const written = await tell('shell_execute', { command: 'cat > a.sh <<EOF\necho "Hello, ${NOBODY:-you}"\nEOF' });
    expect(written).toMatchObject({
      success: true,
      output: expect.stringMatching(/in place of \$\{NOBODY:-you\} .*<<'EOF'/) as string,
    });
    expect(await text('a.sh')).toBe('echo "Hello, you"\n');
    const kept = await tell('shell_execute', { command: "cat > a.sh <<'EOF'\necho $1\nEOF" });
    expect(kept.output).toBe('(no output)');
  });

  it('does not run what would lose an argument from the text it writes', async () => {
    const lost = await tell('shell_execute', { command: 'cat > b.sh <<EOF\necho "Hello, $1"\nEOF' });
    expect(lost).toMatchObject({
      success: false,
      error: expect.stringMatching(/no value for \$1 .*<<'EOF'/) as string,
    });
    await expect(text('b.sh')).rejects.toThrow();
  });

  it('says where a folder is that was copied to one that was there', async () => {
    await put('tpl/a.txt', 'a');
    const first = await tell('shell_execute', { command: 'cp -r tpl app' });
    expect(first.output).toBe('(no output)');
    const again = await tell('shell_execute', { command: 'cp -r tpl app' });
    expect(again.output).toContain('the copy is app/tpl');
    expect((await tell('shell_execute', { command: 'cp -r tpl/. app' })).output).toBe('(no output)');
  });

  it('runs under the names and shapes other harnesses use', async () => {
    expect((await tell('bash', { cmd: 'echo hi' })).output).toContain('hi');
  });
});
