import { readdir, readFile, writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cgroups, eachInItsTree, missing, run, text, tree } from './bubblewrap.fixture.js';

/** Command lines of all processes of this machine. */
const running = (): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });

describe.skipIf(missing !== '')(`limits and ends of the bubblewrap sandbox${missing}`, () => {
  eachInItsTree();

  it('gives no more memory for files than it says', async () => {
    const result = await run('for f in /dev/shm /tmp /run /home/loom /var; do df -m --output=size $f | tail -1; done');
    expect(text(result).trim().split(/\s+/)).toEqual(['256', '1024', '64', '256', '64']);
  });

  it('ends a file that grows without end at the limit', async () => {
    const result = await run('yes > flood; ls -l flood | cut -d" " -f5', { limits: { maxFileMb: 8 } });
    expect(text(result).trim().split('\n').at(-1)).toBe(String(8 * 1024 * 1024));
  });

  it('answers a read from the closed input at once', async () => {
    const result = await run('read -r x; echo "got:$x $?"; test -t 0 || echo no terminal', { timeoutMs: 10_000 });
    expect(text(result)).toBe('got: 1\nno terminal\n');
    expect(result.timedOut).toBe(false);
    expect(result.tookMs).toBeLessThan(5000);
  });

  it('kills the whole tree when time is up, after a chance to end by itself', async () => {
    const result = await run("trap 'echo ending; exit 0' TERM; sleep 98761 & wait", { timeoutMs: 700 });
    expect(result.timedOut).toBe(true);
    expect(result.exitCode).toBeNull();
    expect(text(result)).toContain('ending');
    expect(running().filter((line) => line.includes('sleep 98761'))).toEqual([]);
  });

  it('kills what ignores the request to end', async () => {
    const result = await run("trap '' TERM; while :; do sleep 98762; done", {
      timeoutMs: 300,
      limits: { graceMs: 300 },
    });
    expect(result.timedOut).toBe(true);
    expect(result.tookMs).toBeLessThan(6000);
    expect(running().filter((line) => line.includes('sleep 98762'))).toEqual([]);
  });

  it('leaves no daemon behind, and does not wait for one that holds the output', async () => {
    const result = await run(
      'setsid nohup sleep 98763 & disown; (setsid sh -c "trap \'\' TERM; sleep 98764" &); echo started',
    );
    expect(text(result)).toBe('started\n');
    expect(result.exitCode).toBe(0);
    expect(result.tookMs).toBeLessThan(5000);
    expect(running().filter((line) => /sleep 9876[34]/.test(line))).toEqual([]);
  });

  it('kills everything at once when it is cancelled, and says why', async () => {
    const stop = new AbortController();
    const pending = run('echo up > up; sleep 98765', { signal: stop.signal });
    while (!(await readdir(tree.root)).includes('up')) await new Promise(setImmediate);
    const startedAt = performance.now();
    stop.abort(new Error('cancelled by the user'));
    await expect(pending).rejects.toThrow('cancelled by the user');
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(running().filter((line) => line.includes('sleep 98765'))).toEqual([]);
  });

  it.skipIf(cgroups === null)('bounds a fork bomb and ends it', async () => {
    const bomb = run('bomb() { bomb | bomb & }; bomb; sleep 98766', {
      timeoutMs: 1500,
      limits: { maxProcesses: 40, graceMs: 200 },
    });
    const result = await bomb;
    expect(result.tookMs).toBeLessThan(15_000);
    expect(text(result)).toMatch(/fork|Resource temporarily unavailable/);
    expect(running().filter((line) => line.includes('98766'))).toEqual([]);
  });

  it('refuses memory beyond the limit to one process', async () => {
    const result = await run(
      '/usr/bin/python3 -c "x = bytearray(900 << 20); print(len(x))" || node -e "Buffer.alloc(900 << 20, 1)"',
      {
        limits: { memoryMb: 300 },
      },
    );
    expect(result.exitCode).not.toBe(0);
  });

  it('ends a command whose processes use too much memory together, and says so', async () => {
    if (cgroups?.folders.memory == null) return;
    const result = await run('head -c 400M /dev/zero > /tmp/big; echo "wrote $?"', { limits: { memoryMb: 128 } });
    expect(result.exceeded).toBe('memory');
    expect(text(result)).not.toContain('wrote 0');
  });

  it('keeps both ends of a flood in bounded memory and its first part in a file', async () => {
    const before = process.memoryUsage().rss;
    const result = await run('echo first; head -c 50M /dev/zero | tr "\\0" "x"; echo; echo last', {
      timeoutMs: 60_000,
    });
    expect(result.exitCode).toBe(0);
    expect(result.totalBytes).toBe(50 * 1024 * 1024 + 'first\n\nlast\n'.length);
    expect(result.head.startsWith('first\n')).toBe(true);
    expect(result.tail.endsWith('\nlast\n')).toBe(true);
    expect(result.head.length + result.tail.length).toBeLessThanOrEqual(128 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    const log = await readFile(`${tree.scratch}/${result.logName}`);
    expect(log.subarray(0, 6).toString()).toBe('first\n');
    expect(log.length).toBe(16 * 1024 * 1024);
  });

  it('writes its log through no link the command prepared', async () => {
    await writeFile(`${tree.root}/victim`, 'whole');
    const result = await run(
      'for n in shell.log shell-0.log output.log; do ln -s /workspace/victim $LOOM_SCRATCH/$n; done; seq 5000',
    );
    expect(await readFile(`${tree.root}/victim`, 'utf8')).toBe('whole');
    expect((await readFile(`${tree.scratch}/${result.logName}`, 'utf8')).split('\n')).toHaveLength(5001);
  });
});
