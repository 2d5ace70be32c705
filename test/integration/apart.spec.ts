import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxConfig } from '#config';
import type { AttemptTree } from '#roles';
import { chooseSandbox } from '#tools';
import { DEFAULT_LIMITS, GitAttemptTrees, GitTreeStore, HeadStore } from '#workspace';

const { sandbox, warnings } = await chooseSandbox(new SandboxConfig());
const missing = sandbox.kind === 'bubblewrap' ? '' : ` [skipped: ${warnings.join(' ')}]`;

describe.skipIf(missing !== '')(`commands of two attempts at one task${missing}`, () => {
  let home: string;
  const open: AttemptTree[] = [];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'loom-apart-'));
  });
  afterEach(async () => {
    for (const tree of open.splice(0)) await tree.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('meet nowhere while they run, so that none gets hold of the files of the other', async () => {
    const user = join(home, 'project');
    const options = { dataDir: join(home, 'data'), scratchDir: join(home, 'data/scratch') };
    const store = new GitTreeStore(options);
    mkdirSync(user);
    const { workspaceId } = await store.register(user);
    const taskId = '4b2c1f1e-0000-4000-8000-00000000000a';
    const tip = (await store.snapshot({ workspaceId, path: user, tip: null, taskId })).commit;
    const trees = new GitAttemptTrees(
      { ...options, limits: DEFAULT_LIMITS },
      new HeadStore((id) => store.repository(id)),
    );
    const attempt = async (attemptId: string): Promise<AttemptTree> => {
      const tree = await trees.open({ workspaceId, taskId, attemptId, epoch: 1, base: tip, head: tip });
      open.push(tree);
      return tree;
    };
    const run = async (tree: AttemptTree, command: string, signal = new AbortController().signal): Promise<string> => {
      const { root, scratch } = tree;
      const result = await sandbox.run({ root, scratch, command, timeoutMs: 20_000, signal, logOverflow: false });
      return result.head;
    };
    const [one, two] = [await attempt('a1'), await attempt('a2')];
    const stop = new AbortController();
    const waits = `echo 1 > /scratch/note; node -e 'require("net").createServer().listen("/scratch/meet", () => require("fs").writeFileSync("ready", ""))'`;
    const listening = run(one, waits, stop.signal);
    await expect.poll(() => existsSync(join(one.root, 'ready')), { timeout: 15_000 }).toBe(true);
    const meet = `node -e 'require("net").connect("/scratch/meet", () => console.log("met")).on("error", (e) => console.log(e.code))'; cat /scratch/note`;
    expect(await run(two, meet)).toMatch(/^ENOENT\n/);
    expect(await run(await attempt('a3'), meet)).toMatch(/^ENOENT\n/);
    stop.abort(new Error('enough'));
    await expect(listening).rejects.toThrow('enough');
    await one.snapshot();
    // What it left is there for the next one; what was alive is not.
    expect(await run(await attempt('a4'), meet)).toBe('ENOENT\n1\n');
  });
});
