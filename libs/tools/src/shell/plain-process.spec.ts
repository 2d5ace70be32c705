import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitTree } from '../../spec/git-tree.js';
import { PlainProcessSandbox } from './plain-process.js';
import { DEFAULT_LIMITS } from './sandbox.js';

const running = (part: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').includes(part);
      } catch {
        return false;
      }
    });

describe('a command without isolation', () => {
  let tree: GitTree;
  beforeEach(async () => {
    tree = await GitTree.create();
  });
  afterEach(() => tree.close());

  const sandbox = new PlainProcessSandbox({ ...DEFAULT_LIMITS, graceMs: 300 }, process.env['PATH'] ?? '/usr/bin:/bin');
  const run = (command: string, timeoutMs = 20_000) =>
    sandbox.run({
      root: tree.root,
      scratch: tree.scratch,
      command,
      timeoutMs,
      signal: new AbortController().signal,
      logOverflow: true,
    });

  it('runs in the tree with an environment that holds nothing of its parent but the search path', async () => {
    process.env['LOOM_SPEC_SECRET'] = 'do-not-show';
    try {
      const { head, exitCode } = await run('pwd; env');
      expect(exitCode).toBe(0);
      expect(head.split('\n')[0]).toBe(tree.root);
      expect(head).not.toContain('do-not-show');
      expect(head).toContain(`HOME=${tree.scratch}/.home`);
    } finally {
      delete process.env['LOOM_SPEC_SECRET'];
    }
  });

  it('kills the group when time is up, also what ignores the request', async () => {
    const result = await run("trap '' TERM; (trap '' TERM; sleep 87651) & while :; do sleep 87652; done", 300);
    expect(result.timedOut).toBe(true);
    expect(result.exitCode).toBeNull();
    expect(result.tookMs).toBeLessThan(5000);
    expect(running('sleep 8765')).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('finds and kills what left the group', async () => {
    const result = await run('setsid sleep 86751 & echo started');
    expect(result.head).toBe('started\n');
    expect(result.tookMs).toBeLessThan(5000);
    expect(running('sleep 86751')).toEqual([]);
  });

  it('lets a script open its own streams again', async () => {
    const result = await run('echo a > /dev/stdout; echo b > /dev/stderr');
    expect(result.head).toBe('a\nb\n');
  });

  it('says that it could not start, and leaves nothing open', async () => {
    const before = readdirSync('/proc/self/fd').length;
    const gone = sandbox.run({
      root: `${tree.root}/gone`,
      scratch: tree.scratch,
      command: 'true',
      timeoutMs: 1000,
      signal: new AbortController().signal,
      logOverflow: true,
    });
    await expect(gone).rejects.toMatchObject({ code: 'sandbox_broken' });
    await expect.poll(() => readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before);
  });

  it('answers a read at once', async () => {
    const result = await run('read -r x; echo "$?"');
    expect(result.head).toBe('1\n');
  });
});
