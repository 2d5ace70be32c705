import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptTree, TreeWish } from '#roles';
import { SandboxedCheckRunner, setUpRunner } from '#tools';
import {
  type CommitSource,
  DEFAULT_LIMITS,
  GitAttemptTrees,
  GitTreeStore,
  HeadStore,
  RemoteStore,
  TreeTransport,
} from '#workspace';
import { missing, sandbox } from './sandboxed.js';

const taskId = '4b2c1f1e-0000-4000-8000-00000000000e';
const signal = new AbortController().signal;

/** Makes what is installed say which lock file it was made for; LEFT is empty where nothing else was there. */
const INSTALL = [
  'mkdir -p node_modules/left',
  'test ! -e src',
  'printf "module.exports = \'%s\'" "$(cat package-lock.json)" > node_modules/left/index.js',
].join(' && ');

describe.skipIf(missing !== '')(`a set-up command${missing}`, () => {
  let home: string;
  let user: string;
  let store: GitTreeStore;
  let workspaceId: string;
  let base: string;
  let ran: string[];
  const open: AttemptTree[] = [];

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'loom-setup-'));
    user = join(home, 'project');
    ran = [];
    put('package.json', '{"name":"p","version":"1.0.0"}');
    put('package-lock.json', 'one');
    put('install.sh', INSTALL);
    put('src/index.js', 'module.exports = require("left");\n');
    store = new GitTreeStore({ dataDir: join(home, 'data'), scratchDir: join(home, 'data', 'scratch') });
  });
  afterEach(async () => {
    for (const tree of open.splice(0)) await tree.close();
    rmSync(home, { recursive: true, force: true });
  });

  const put = (path: string, text: string, root = user): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const snapshot = async (): Promise<void> => {
    workspaceId = (await store.register(user)).workspaceId;
    base = (await store.snapshot({ workspaceId, path: user, tip: null, taskId })).commit;
  };
  function treesWith(
    command: string,
    source: CommitSource = new HeadStore((id) => store.repository(id)),
    name = 'data',
  ) {
    const dataDir = join(home, name);
    const run = setUpRunner(sandbox, { network: false });
    const setUp = {
      commands: [{ lockfile: 'package-lock.json', command }],
      timeoutMs: 20_000,
      run: (of: Parameters<typeof run>[0]) => {
        ran.push(of.command);
        return run(of);
      },
    };
    return new GitAttemptTrees(
      { dataDir, scratchDir: join(dataDir, 'scratch'), limits: DEFAULT_LIMITS, setUp },
      source,
    );
  }
  let attempts = 0;
  async function attempt(trees: GitAttemptTrees, of: Partial<TreeWish> = {}): Promise<AttemptTree> {
    const wish = { workspaceId, taskId, attemptId: `a${++attempts}`, epoch: 1, base, head: base };
    const tree = await trees.open({ ...wish, ...of });
    open.push(tree);
    return tree;
  }
  const finds = async (tree: AttemptTree): Promise<string> => {
    const check = "node -p \"'@@' + require('./src/index.js') + '@@'\"";
    const { detail } = await new SandboxedCheckRunner(sandbox).run(tree, check, signal);
    return /@@(.*)@@$/m.exec(detail)?.[1] ?? detail;
  };

  it('installs once for the same lock file, from local files, and no attempt changes it for another', async () => {
    put('vendor/left/package.json', '{"name":"left","version":"1.0.0","main":"index.js"}');
    put('vendor/left/index.js', 'module.exports = "vendored";');
    put('package.json', '{"name":"p","version":"1.0.0","dependencies":{"left":"file:vendor/left"}}');
    const packages = {
      '': { name: 'p', version: '1.0.0', dependencies: { left: 'file:vendor/left' } },
      'node_modules/left': { resolved: 'vendor/left', link: true },
      'vendor/left': { version: '1.0.0' },
    };
    put(
      'package-lock.json',
      JSON.stringify({ name: 'p', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
    );
    await snapshot();
    const trees = treesWith('npm ci --offline --ignore-scripts');
    const [first, second] = await Promise.all([attempt(trees), attempt(trees)]);
    expect([first.setUpProblem, second.setUpProblem]).toEqual([null, null]);
    expect(await finds(first)).toBe('vendored');
    await new SandboxedCheckRunner(sandbox).run(first, 'rm -rf node_modules/left; echo x > node_modules/y', signal);
    expect(await finds(first)).toContain("Cannot find module 'left'");
    expect(await finds(second)).toBe('vendored');
    // Another process finds it too.
    expect(await finds(await attempt(treesWith('npm ci --offline --ignore-scripts')))).toBe('vendored');
    expect(ran).toEqual(['npm ci --offline --ignore-scripts']);
    expect(existsSync(join(user, 'node_modules'))).toBe(false);
    const step = await first.snapshot();
    expect(step.changes).toEqual([]);
  });

  it('leaves alone a folder that has its own, and runs for a lock file that an attempt changed', async () => {
    put('node_modules/left/index.js', "module.exports = 'of the user'");
    await snapshot();
    const trees = treesWith('sh ./install.sh');
    const tree = await attempt(trees);
    expect(await finds(tree)).toBe('of the user');
    expect(ran).toEqual([]);
    put('package-lock.json', 'two', tree.root);
    const { commit: head } = await tree.snapshot();
    const verified = await attempt(trees, { head, throwaway: true });
    expect([await finds(verified), verified.setUpProblem]).toEqual(['two', null]);
    await tree.reset();
    expect(await finds(tree)).toBe('two');
    // What goes on from there, without having changed it again.
    expect(await finds(await attempt(trees, { base: head, head }))).toBe('two');
    expect(await finds(await attempt(trees))).toBe('of the user');
    expect(ran).toHaveLength(1);
    expect(readFileSync(join(user, 'node_modules/left/index.js'), 'utf8')).toBe("module.exports = 'of the user'");
    expect(readdirSync(join(user, 'node_modules'))).toEqual(['left']);
  });

  it('runs anew when a file that it names or a manifest is another', async () => {
    await snapshot();
    const trees = treesWith('sh ./install.sh');
    const tree = await attempt(trees);
    put('src/more.js', '1', tree.root);
    const same = (await tree.snapshot()).commit;
    await attempt(trees, { head: same });
    expect(ran).toHaveLength(1);
    put('install.sh', `${INSTALL} && echo "module.exports = 'patched'" > node_modules/left/index.js`, tree.root);
    const other = await attempt(trees, { head: (await tree.snapshot()).commit });
    expect([await finds(other), await finds(await attempt(trees))]).toEqual(['patched', 'one']);
    expect(ran).toHaveLength(2);
  });

  it('that fails stops no attempt, says why, and is not tried by each', async () => {
    put('node_modules/left/index.js', "module.exports = 'of the user'");
    await snapshot();
    const trees = treesWith('echo no such registry >&2; exit 7');
    const tree = await attempt(trees);
    put('package-lock.json', 'two', tree.root);
    const { commit: head } = await tree.snapshot();
    for (const _ of [1, 2]) {
      const after = await attempt(trees, { head });
      expect(after.setUpProblem).toMatch(
        /^the set-up "echo no.*" failed, so nothing was installed by it: exit code 7; commands have no network .*\nno such registry$/,
      );
      expect(await finds(after)).toBe('of the user');
    }
    expect(ran).toHaveLength(1);
    const nothing = treesWith('true');
    expect((await attempt(nothing, { head })).setUpProblem).toBe(
      'the set-up "true" made no node_modules, .venv or venv',
    );
  });

  it('ends with the attempt that waits for it, and leaves nothing behind', async () => {
    await snapshot();
    const stop = new AbortController();
    const trees = treesWith('sleep 100');
    const asked = attempt(trees, { signal: stop.signal });
    await expect.poll(() => ran, { timeout: 10_000 }).toHaveLength(1);
    stop.abort(new Error('cancelled'));
    await expect(asked).rejects.toThrow('cancelled');
    expect(await finds(await attempt(treesWith('sh ./install.sh')))).toBe('one');
    // Sooner than the command's own time would end it.
    const left = (): string[] => readdirSync(join(home, 'data', 'installed', workspaceId));
    await expect.poll(left, { timeout: 10_000 }).toHaveLength(1);
    await trees.removed();
  });

  it('is how a worker elsewhere gets its dependencies', async () => {
    put('node_modules/left/index.js', "module.exports = 'of the user'");
    await snapshot();
    class Direct extends TreeTransport {
      fetchBundle(id: string, want: string, have: readonly string[]): Promise<Buffer> {
        return store.exportBundle(id, want, have);
      }
      async pushBundle(): Promise<void> {}
    }
    const trees = treesWith('sh ./install.sh', new RemoteStore(join(home, 'away'), new Direct()), 'away');
    expect([await finds(await attempt(trees)), await finds(await attempt(trees))]).toEqual(['one', 'one']);
    expect(ran).toHaveLength(1);
    const bare = await attempt(trees, { bare: true });
    expect(existsSync(join(bare.root, 'node_modules'))).toBe(false);
  });

  it('never takes half a folder for a whole one, and keeps those that others use', async () => {
    await snapshot();
    const kept = join(home, 'data', 'installed', workspaceId);
    const names = Array.from({ length: 16 }, (_, n) => `${n.toString(16).repeat(16)}-${n.toString(16).repeat(32)}`);
    for (const name of names) put('node_modules/x', 'x', join(kept, name));
    put('room/node_modules/x', 'half', join(kept, `${names[3]}.new-aabbcc`));
    put('node_modules/x', 'half', join(kept, `${names[4]}.new-ddeeff`));
    const trees = treesWith('sh ./install.sh && chmod 0 .');
    const refused = await attempt(trees);
    expect(refused.setUpProblem).toBe('nothing was installed for these lock files: 16 other sets of them are in use');
    expect([ran, readdirSync(kept).sort()]).toEqual([[], names]);
    const idle = new Date(Date.now() - 11 * 60_000);
    for (const name of names.slice(0, 12)) utimesSync(join(kept, name), idle, idle);
    expect(await finds(await attempt(trees))).toBe('one');
    expect(readdirSync(kept)).toHaveLength(6);
    expect(readdirSync(kept)).toEqual(expect.arrayContaining(names.slice(12)));
  });

  it('finds no more than can be bounded', async () => {
    for (let n = 0; n < 17; n++) put(`p${n}/package-lock.json`, '{}');
    await snapshot();
    expect((await attempt(treesWith('true'))).setUpProblem).toBe(
      'nothing was installed: 18 folders have a lock file, and at most 16 are set up',
    );
    expect(ran).toEqual([]);
  });

  it('leaves few behind: what was not used for long goes, by itself and with the upkeep', async () => {
    await snapshot();
    const kept = join(home, 'data', 'installed', workspaceId);
    const old = Array.from({ length: 9 }, (_, n) => `${String(n).repeat(16)}-${String(n).repeat(32)}`);
    old.forEach((name, n) => {
      put('node_modules/x', 'x'.repeat(5000), join(kept, name));
      const hoursAgo = new Date(Date.now() - (n + 2) * 3_600_000);
      utimesSync(join(kept, name), hoursAgo, hoursAgo);
    });
    const trees = treesWith('sh ./install.sh');
    const tree = await attempt(trees);
    await trees.removed();
    const left = readdirSync(kept);
    expect(left.filter((name) => old.includes(name))).toEqual(old.slice(0, 5));
    expect(left).toHaveLength(6);
    const weeksAgo = new Date(Date.now() - 9e8);
    for (const name of old.slice(0, 5)) utimesSync(join(kept, name), weeksAgo, weeksAgo);
    const wish = { isExpired: async () => false, standing: async () => ({ tip: base, isIdle: true }) };
    const [planned] = await store.upkeep({ ...wish, dryRun: true });
    const [done] = await store.upkeep({ ...wish, dryRun: false });
    expect(planned?.freedBytes).toBe(0);
    expect(done?.freedBytes).toBeGreaterThanOrEqual(5 * 5000);
    expect(readdirSync(kept)).toHaveLength(1);
    expect(await finds(tree)).toBe('one');
  });
});
