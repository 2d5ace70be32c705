import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SmallDisk } from '#testing';
import { RemoteStore, TreeTransport } from '../attempt/commit-source.js';
import { GitAttemptTrees } from '../attempt/git-attempt-trees.js';
import { fingerprint, makeFixture, put, type Fixture } from '../fixture.js';
import { GitTreeStore } from '../git-tree-store.js';
import { anchor, commitBody, treeBody, writeObject } from '../git/objects.js';
import { DEFAULT_LIMITS } from '../tree-store-options.js';

const MIB = 1_048_576;
const DAY_MS = 86_400_000;

let f: Fixture;
let disk: SmallDisk | null;
beforeEach(() => {
  f = makeFixture();
  disk = SmallDisk.make(80);
});
afterEach(() => {
  disk?.drop();
  f.dispose();
});

const free = (of: SmallDisk): number => {
  const { bavail, bsize } = statfsSync(of.dir);
  return bavail * bsize;
};
/** Random bytes are no smaller for being compressed, nor like one another. */
const AS_THEY_ARE = ['-c', 'core.compression=0', '-c', 'pack.window=0'];
const call = (dir: string, ...args: string[]): string[] => [...AS_THEY_ARE, '--git-dir', dir, ...args];
const git = (dir: string, ...args: string[]): string =>
  execFileSync('git', call(dir, ...args), { encoding: 'utf8', stdio: 'pipe' });
const has = (dir: string, id: string): boolean => {
  try {
    git(dir, 'cat-file', '-e', id);
    return true;
  } catch {
    return false;
  }
};
const attemptsOf = (dir: string, name: string): string => {
  const attempts = join(dir, 'refs/loom/attempts');
  const found = readdirSync(attempts).find((one) => one.startsWith(name));
  if (found === undefined) throw new Error(`${name} is none of ${readdirSync(attempts).join(' ')}`);
  return join(attempts, found);
};

/**
 * As git does it, once these names are gone: all that stays is written before anything goes. The store is as it was
 * then.
 */
function expectNoRoomToRepack(dir: string, names: readonly string[]): void {
  cpSync(join(dir, 'refs'), join(f.dir, 'refs'), { recursive: true });
  for (const name of names) rmSync(name, { recursive: true });
  expect(() => git(dir, 'repack', '-A', '-d', '-q', '--unpack-unreachable=1.day.ago')).toThrow(
    /No space left|Out of diskspace/,
  );
  const packs = join(dir, 'objects/pack');
  for (const name of readdirSync(packs)) if (/^(?:tmp_|\.tmp-)/.test(name)) rmSync(join(packs, name));
  cpSync(join(f.dir, 'refs'), join(dir, 'refs'), { recursive: true });
}

function age(dir: string): void {
  const old = new Date(Date.now() - 20 * DAY_MS);
  const objects = join(dir, 'objects');
  for (const name of readdirSync(objects, { recursive: true, encoding: 'utf8' }))
    utimesSync(join(objects, name), old, old);
}

/** So much stays free, and no more. */
function fillUpTo(of: SmallDisk, bytes: number): void {
  writeFileSync(join(of.dir, 'others'), Buffer.alloc(Math.max(0, free(of) - bytes), 1));
}

it('frees what has expired where there is no room to write the store anew, and undoes what can be undone', async (context) => {
  if (disk === null) return context.skip(SmallDisk.trouble);
  const taskId = (n: number): string => `4b2c1f1e-0000-4000-8000-00000000000${n}`;
  const { workspaceId } = await f.store.register(f.user);
  const of = { workspaceId, path: f.user };
  put(f.user, 'base.bin', randomBytes(4 * MIB));
  let tip = (await f.store.snapshot({ ...of, tip: null, taskId: taskId(0) })).commit;
  const standing = async () => ({ tip, isIdle: true });
  const attempt = async (n: number): Promise<string> => {
    const attemptId = `execute.${taskId(n)}.one.1`;
    const tree = await f.trees.open({ workspaceId, taskId: taskId(n), attemptId, epoch: 1, base: tip, head: tip });
    for (let k = 0; k < 6; k++) put(tree.root, `made${k}.bin`, randomBytes(MIB));
    const { commit } = await tree.snapshot();
    await tree.close();
    return commit;
  };
  // In each pack something that stays and, of the attempt that failed, something that does not.
  const failed: string[] = [];
  for (const n of [1, 2, 3, 4]) {
    failed.push(await attempt(n));
    put(f.user, `mine${n}.bin`, randomBytes(2 * MIB));
    tip = (await f.store.snapshot({ ...of, tip, taskId: taskId(n) })).commit;
    await f.store.upkeep({ dryRun: false, maxLoose: 0, isExpired: async () => false, standing });
  }
  const before = fingerprint(f.user);
  const head = await attempt(5);
  const names = { landingId: `land.${taskId(5)}.one.1`, taskId: taskId(5), subtaskId: 'one' };
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const landed = await f.store.land({ ...of, ...names, tip, base: tip, head, verifiedTrees, protected: [] });
  if (landed.kind !== 'landed') throw new Error(landed.kind);
  tip = landed.commit;

  const dataDir = join(disk.dir, 'data');
  mkdirSync(dataDir);
  cpSync(join(f.options.dataDir, 'trees'), join(dataDir, 'trees'), { recursive: true });
  const dir = join(dataDir, 'trees', workspaceId, 'repo.git');
  age(dir);
  fillUpTo(disk, 14 * MIB);
  expectNoRoomToRepack(
    dir,
    [1, 2, 3, 4].map((n) => attemptsOf(dir, `execute-${taskId(n)}-one-1-`)),
  );

  const store = new GitTreeStore({ dataDir, scratchDir: join(dataDir, 'scratch') });
  const [report] = await store.upkeep({ dryRun: false, isExpired: async (id) => id !== taskId(5), standing });
  expect(report).toMatchObject({ held: null, expiredRefs: 4 });
  expect(report?.freedBytes).toBeGreaterThan(23 * MIB);
  expect([...failed, tip, landed.before, head].map((commit) => has(dir, commit))).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
  git(dir, 'fsck', '--full', '--strict', '--no-dangling');
  const landings = [{ before: landed.before, commit: tip }];
  const undone = await store.revert({ ...of, undoId: 'u', tip, landings, onConflict: 'abort' });
  expect(undone.kind).toBe('reverted');
  expect(fingerprint(f.user)).toEqual(before);
}, 120_000);

/** The head's HTTP routes without HTTP. */
class Direct extends TreeTransport {
  fetchBundle(id: string, want: string, have: readonly string[]): Promise<Buffer> {
    return f.store.exportBundle(id, want, have);
  }
  async pushBundle(): Promise<void> {}
}

/** A copy of the store away from the head, of which 20 MiB are of steps that nobody asks for any more. */
async function cacheOn(of: SmallDisk) {
  put(f.user, 'base.bin', randomBytes(2 * MIB));
  const { workspaceId } = await f.store.register(f.user);
  const tip = (await f.store.snapshot({ workspaceId, path: f.user, taskId: 't', tip: null })).commit;
  const options = { dataDir: of.dir, scratchDir: join(of.dir, 'scratch'), limits: DEFAULT_LIMITS };
  const trees = new GitAttemptTrees(options, new RemoteStore(of.dir, new Direct()));
  const open = () => trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });
  await (await open()).close();
  const dir = join(of.dir, 'cache', workspaceId, 'repo.git');
  const commit = async (bytes: number, atMs: number): Promise<string[]> => {
    const blob = await writeObject(dir, 'blob', randomBytes(bytes));
    const tree = await writeObject(dir, 'tree', treeBody([{ mode: '100644', name: 'f', id: blob }]));
    const id = await writeObject(dir, 'commit', commitBody({ tree, parents: [], atMs, message: 'x' }));
    await anchor(dir, `attempts/execute-${id}/${id}`, id);
    return [id, tree, blob];
  };
  const old: string[] = [];
  for (let n = 0; n < 40; n += 10) {
    const ids = await commit(4 * MIB, Date.now());
    for (let k = 0; k < 10; k++) ids.push(...(await commit(MIB / 2, 0)));
    old.push(...ids.filter((_, k) => k > 0 && k % 3 === 0));
    const input = `${ids.join('\n')}\n`;
    execFileSync('git', call(dir, 'pack-objects', '-q', join(dir, 'objects/pack/pack')), { input });
    git(dir, 'prune-packed', '-q');
  }
  // With these and the tip there are as many young ones as are kept.
  for (let n = 0; n < 27; n++) await commit(10, Date.now());
  age(dir);
  return { workspaceId, dir, tip, old, trees, open };
}

it('frees what nobody asks for any more of a copy away from the head, where there is no room to write it anew', async (context) => {
  if (disk === null) return context.skip(SmallDisk.trouble);
  const { dir, tip, old, trees, open } = await cacheOn(disk);
  expect(old.filter((id) => has(dir, id))).toHaveLength(40);
  fillUpTo(disk, 14 * MIB);
  expectNoRoomToRepack(
    dir,
    old.map((id) => attemptsOf(dir, `execute-${id}`)),
  );
  expect(await trees.tidy({ idleMs: 7 * DAY_MS, maxBytes: 1e12 })).toEqual({ workspaces: 0, bytes: 0 });
  expect(free(disk)).toBeGreaterThan(33 * MIB);
  expect([old.some((id) => has(dir, id)), has(dir, tip)]).toEqual([false, true]);
  git(dir, 'fsck', '--full', '--strict', '--no-dangling');
  const tree = await open();
  expect(fingerprint(tree.root)).toEqual(fingerprint(f.user));
  await tree.close();
}, 120_000);

it('lets go of a copy for which there is no room at all, unless it was used within the hour', async (context) => {
  if (disk === null) return context.skip(SmallDisk.trouble);
  const { workspaceId, dir, trees, open } = await cacheOn(disk);
  fillUpTo(disk, 2 * MIB);
  const wish = { idleMs: 7 * DAY_MS, maxBytes: 1e12 };
  expect(await trees.tidy(wish)).toEqual({ workspaces: 0, bytes: 0 });
  const at = new Date(Date.now() - 7_200_000);
  for (const part of ['slots', 'cache']) utimesSync(join(disk.dir, part, workspaceId), at, at);
  expect(await trees.tidy(wish)).toMatchObject({ workspaces: 1 });
  expect(existsSync(dir)).toBe(false);
  await trees.removed();
  const tree = await open();
  expect(fingerprint(tree.root)).toEqual(fingerprint(f.user));
  await tree.close();
}, 120_000);
