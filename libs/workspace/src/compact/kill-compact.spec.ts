import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { fingerprint, makeFixture, put, type Fixture } from '../fixture.js';
import { GitTreeStore } from '../git-tree-store.js';
import { KillableStore } from '../killed.fixture.js';

let killable: KillableStore;
let f: Fixture;
beforeAll(async () => {
  killable = await KillableStore.make();
});
afterAll(() => killable.dispose());
beforeEach(() => {
  f = makeFixture();
});
afterEach(() => f.dispose());

const taskId = (n: number): string => `4b2c1f1e-0000-4000-8000-00000000000${n}`;

interface Built {
  readonly workspaceId: string;
  readonly tip: string;
  /** The state before the tip. */
  readonly before: string;
  /** Commits of attempts that never landed. */
  readonly failed: readonly string[];
  readonly states: { readonly before: object; readonly landed: object };
}

/** Two packs, in each something that is kept and something that is not; a landing that is loose still. */
async function build(): Promise<Built> {
  const { store, trees, user } = f;
  for (let n = 0; n < 30; n++) put(user, `src/${n}.txt`, `line ${n}\n`.repeat(100));
  const { workspaceId } = await store.register(user);
  const of = { workspaceId, path: user };
  let tip = (await store.snapshot({ ...of, tip: null, taskId: taskId(1) })).commit;
  const attempt = async (n: number): Promise<string> => {
    const attemptId = `execute.${taskId(n)}.one.1`;
    const tree = await trees.open({ workspaceId, taskId: taskId(n), attemptId, epoch: 1, base: tip, head: tip });
    for (let k = 0; k < 10; k++) put(tree.root, `made/${k}.bin`, randomBytes(3000));
    put(tree.root, 'src/0.txt', `line 0\n`.repeat(100 + n));
    const { commit } = await tree.snapshot();
    await tree.close();
    return commit;
  };
  const failed: string[] = [];
  for (const n of [1, 2]) {
    failed.push(await attempt(n));
    put(user, `src/${n}.txt`, `edited ${n}\n`.repeat(100));
    put(user, `mine/${n}.bin`, randomBytes(5000));
    tip = (await store.snapshot({ ...of, tip, taskId: taskId(n) })).commit;
    const standing = async () => ({ tip, isIdle: true });
    await store.upkeep({ dryRun: false, maxLoose: 0, isExpired: async () => false, standing });
  }
  const before = fingerprint(user);
  const head = await attempt(3);
  const names = { landingId: `land.${taskId(3)}.one.1`, taskId: taskId(3), subtaskId: 'one' };
  const verifiedTrees = [await store.treeId(workspaceId, head)];
  const landed = await store.land({ ...of, ...names, tip, base: tip, head, verifiedTrees, protected: [] });
  if (landed.kind !== 'landed') throw new Error(landed.kind);
  age(workspaceId);
  const states = { before, landed: fingerprint(user) };
  return { workspaceId, tip: landed.commit, before: landed.before, failed, states };
}

/** As old as what is freed. */
function age(workspaceId: string): void {
  const objects = join(f.options.dataDir, 'trees', workspaceId, 'repo.git/objects');
  const old = new Date(Date.now() - 3 * 86_400_000);
  for (const name of readdirSync(objects, { recursive: true, encoding: 'utf8' }))
    utimesSync(join(objects, name), old, old);
}

const git = (dir: string, ...args: string[]): string =>
  execFileSync('git', ['--git-dir', dir, ...args], { encoding: 'utf8', stdio: 'pipe' });
const has = (dir: string, commit: string): boolean => {
  try {
    git(dir, 'cat-file', '-e', commit);
    return true;
  } catch {
    return false;
  }
};

/** What a killed process may leave, and a working one never does. */
function strays(dir: string): string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  const all = new Set(names);
  const isAlone = (name: string): boolean => name.endsWith('.pack') && !all.has(name.replace(/pack$/, 'idx'));
  return names.filter((name) => /(?:^|\/)(?:tmp_|incoming-)|\.lock$/.test(name) || isAlone(name));
}

it('leaves the store whole after a kill at any step, frees the rest the next time, and undoes what can be undone', async () => {
  const built = await build();
  const { workspaceId, tip, failed, states } = built;
  const user = { now: f.user, copy: join(f.dir, 'user.copy') };
  cpSync(user.now, user.copy, { recursive: true, preserveTimestamps: true });
  let kills = 0;
  for (let killAt = 0; ; killAt++) {
    const dataDir = join(f.dir, `data${killAt}`);
    cpSync(join(f.options.dataDir, 'trees'), join(dataDir, 'trees'), { recursive: true, preserveTimestamps: true });
    const options = { dataDir, scratchDir: join(dataDir, 'scratch') };
    const dir = join(dataDir, 'trees', workspaceId, 'repo.git');
    const packs = (): string[] => readdirSync(join(dir, 'objects/pack')).filter((name) => name.endsWith('.pack'));
    expect(packs()).toHaveLength(2);
    const isKilled = await killable.run({ options, method: 'upkeep', wish: { tip, expires: true }, killAt });
    if (isKilled) kills += 1;
    const store = new GitTreeStore(options);
    await store.recover({ alone: true });
    expect(strays(dir)).toEqual([]);
    // Every object that is there is what its name says, and every name leads to what there is.
    git(dir, 'fsck', '--full', '--strict', '--no-dangling');
    const standing = async () => ({ tip, isIdle: true });
    const wish = { dryRun: false, isExpired: async () => true, standing };
    expect(await store.upkeep(wish)).toMatchObject([{ held: null }]);
    expect(strays(dir)).toEqual([]);
    git(dir, 'fsck', '--full', '--strict', '--no-dangling');
    expect(failed.map((commit) => has(dir, commit))).toEqual([false, false]);
    const landings = [{ before: built.before, commit: tip }];
    const undo = { undoId: 'u', workspaceId, path: user.now, tip, landings, onConflict: 'abort' as const };
    expect((await store.revert(undo)).kind).toBe('reverted');
    expect(fingerprint(user.now)).toEqual(states.before);
    rmSync(user.now, { recursive: true });
    cpSync(user.copy, user.now, { recursive: true, preserveTimestamps: true });
    rmSync(dataDir, { recursive: true });
    if (!isKilled) break;
  }
  // Of each pack that goes four steps, of the loose objects three.
  expect(kills).toBe(11);
}, 600_000);

it('frees what an undo in another process asks for before it or after it: that is made wholly or refused', async () => {
  const built = await build();
  const { workspaceId } = built;
  const of = { workspaceId, path: f.user };
  const storeDir = join(f.options.dataDir, 'trees', workspaceId);
  const landed = [{ before: built.before, commit: built.tip }];
  const outcomes: string[] = [];
  for (const first of ['expiry', 'undo'] as const) {
    // Work of the user on top of it: it is no longer the tip, and nothing but its own name keeps it.
    put(f.user, 'later.txt', `${first}\n`);
    const { commit: tip } = await f.store.snapshot({ ...of, tip: built.tip, taskId: taskId(4) });
    const dir = join(f.dir, first);
    const options = { dataDir: join(dir, 'data'), scratchDir: join(dir, 'data/scratch') };
    age(workspaceId);
    cpSync(storeDir, join(options.dataDir, 'trees', workspaceId), { recursive: true, preserveTimestamps: true });
    const [before, store] = [fingerprint(f.user), new GitTreeStore(options)];
    // It remembers all of it.
    await store.diff(workspaceId, built.before, built.tip, {});
    const wish = { tip, expires: true, statesSinceMs: Date.now() + 1000 };
    const undo = { ...of, undoId: `undo.${taskId(3)}.1`, tip, landings: landed, onConflict: 'abort' as const };
    const begin = {
      expiry: () => killable.run({ options, method: 'upkeep', wish }),
      undo: () => store.revert(undo).catch((error: unknown) => error),
    };
    const second = first === 'expiry' ? 'undo' : 'expiry';
    let isOver = false;
    const lock = join(options.dataDir, 'trees', workspaceId, 'lock');
    const begun = begin[first]().finally(() => (isOver = true));
    while (!isOver && !existsSync(lock)) await new Promise(setImmediate);
    const ends = { [first]: begun, [second]: begin[second]() };
    const outcome = await ends['undo'];
    expect(await ends['expiry']).toBe(false);
    if (outcome instanceof Error) {
      expect(outcome).toMatchObject({ remedy: expect.stringContaining('keep_days') as unknown });
      expect(fingerprint(f.user)).toEqual(before);
      outcomes.push('refused');
    } else {
      expect(outcome).toMatchObject({ kind: 'reverted' });
      rmSync(join(f.user, 'later.txt'));
      expect(fingerprint(f.user)).toEqual(built.states.before);
      outcomes.push('reverted');
    }
    const now = outcome instanceof Error ? tip : (outcome as { commit: string }).commit;
    git(join(options.dataDir, 'trees', workspaceId, 'repo.git'), 'fsck', '--full', '--strict', '--no-dangling');
    const standing = async () => ({ tip: now, isIdle: true });
    const again = { dryRun: false, isExpired: async () => true, statesSinceMs: Date.now() + 1000, standing };
    expect(await new GitTreeStore(options).upkeep(again)).toMatchObject([{ held: null }]);
    await store.snapshot({ ...of, tip: now, taskId: taskId(4) });
  }
  expect(outcomes).toEqual(['refused', 'reverted']);
}, 60_000);
