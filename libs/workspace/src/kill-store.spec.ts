import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';
import { GitTreeStore } from './git-tree-store.js';
import { KillableStore, type KilledRun } from './killed.fixture.js';

let killable: KillableStore;
beforeAll(async () => {
  killable = await KillableStore.make();
});
afterAll(() => killable.dispose());

let f: Fixture;
let workspaceId: string;
let storeDir: string;
const of = (): { workspaceId: string; path: string; taskId: string } => ({ workspaceId, path: f.user, taskId: 't' });

beforeEach(async () => {
  f = makeFixture();
  for (let n = 0; n < 400; n++) put(f.user, `${n % 20}/${n}.bin`, randomBytes(4000));
  workspaceId = (await f.store.register(f.user)).workspaceId;
  storeDir = join(f.options.dataDir, 'trees', workspaceId);
});
afterEach(() => f.dispose());

/** What a killed process may leave, and a working one never does. */
const strays = (): string[] =>
  readdirSync(storeDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?:^|\/)(?:tmp_|\.tmp-|incoming-|op-|repo\.git\.new-)|\.lock$|\/lock$|^lock$/.test(name),
  );

/** Its git goes with it, but not in the same instant, and nobody announces when. */
async function allDead(): Promise<void> {
  const mine = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(storeDir);
    } catch {
      return false;
    }
  };
  while (existsSync('/proc/self/cmdline') && readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && mine(pid))) {
    await wait(20);
  }
}

async function killed(run: Omit<KilledRun, 'options'>): Promise<boolean> {
  const { dataDir, scratchDir } = f.options;
  const was = await killable.run({ options: { dataDir, scratchDir }, ...run });
  await allDead();
  return was;
}

/** The next start finds everything in order, and the folder goes in and comes out whole. */
async function worksAfterwards(): Promise<void> {
  const store = new GitTreeStore(f.options);
  await store.recover({ alone: true });
  expect(strays()).toEqual([]);
  const tip = (await store.snapshot({ ...of(), tip: null })).commit;
  execFileSync('git', ['--git-dir', join(storeDir, 'repo.git'), 'fsck', '--full', '--strict'], { stdio: 'ignore' });
  const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'c', epoch: 1, base: tip, head: tip });
  expect(fingerprint(tree.root)).toEqual(fingerprint(f.user));
  await tree.close();
  expect(strays()).toEqual([]);
}

it('starts cleanly after a kill in the middle of the first snapshot', async () => {
  const repo = join(storeDir, 'repo.git');
  const index = join(storeDir, 'index');
  for (const [name, folders] of Object.entries({
    '^op-': [index],
    '\\.lock$': [index],
    '^tmp_': [join(repo, 'objects'), join(repo, 'objects/pack')],
  })) {
    const was = await killed({ method: 'snapshot', wish: { ...of(), tip: null }, killOn: { folders, name } });
    if (name === '^op-') expect(was, 'killed while it worked').toBe(true);
  }
  await worksAfterwards();
});

it('starts cleanly after a kill in the middle of packing', async () => {
  const tip = (await f.store.snapshot({ ...of(), tip: null })).commit;
  const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });
  for (let n = 0; n < 400; n++) put(tree.root, `new/${n}.bin`, randomBytes(4000));
  const { commit } = await tree.snapshot();
  await tree.close();
  const folders = [join(storeDir, 'repo.git')];
  const was = await killed({ method: 'upkeep', wish: { tip }, killOn: { folders, name: '^incoming-' } });
  expect(was, 'killed while it worked').toBe(true);
  // What a git that is killed while it deletes refs leaves beside that.
  writeFileSync(join(storeDir, 'repo.git/packed-refs.lock'), '');
  writeFileSync(join(storeDir, 'repo.git/refs/loom/stale.lock'), '');
  await worksAfterwards();
  const standing = async (): Promise<{ tip: string; isIdle: boolean }> => ({ tip, isIdle: true });
  const wish = { dryRun: false, maxLoose: 1, isExpired: async () => true, standing };
  expect(await new GitTreeStore(f.options).upkeep(wish)).toMatchObject([{ packed: true, held: null }]);
  expect(await new GitTreeStore(f.options).changes(workspaceId, tip, commit)).toHaveLength(400);
});

it('starts cleanly after a kill in the middle of taking what a worker sends, and takes it then', async () => {
  const base = (await f.store.snapshot({ ...of(), tip: null })).commit;
  const other = makeFixture();
  try {
    for (let n = 0; n < 400; n++) put(other.user, `new/${n}.bin`, randomBytes(4000));
    const { workspaceId: far } = await other.store.register(f.user);
    await other.store.snapshot({ workspaceId: far, path: f.user, taskId: 't', tip: null });
    const repo = other.store.repository(far);
    // The same base there, and one step on it.
    const pack = await f.store.exportBundle(workspaceId, base, []);
    await repo.git.run(['index-pack', '--stdin', '--fix-thin'], { input: pack });
    const tree = await other.trees.open({ workspaceId: far, taskId: 't', attemptId: 'a', epoch: 1, base, head: base });
    for (let n = 0; n < 400; n++) put(tree.root, `new/${n}.bin`, randomBytes(4000));
    const { commit } = await tree.snapshot();
    await tree.close();
    const bundle = await other.store.exportBundle(far, commit, [base]);
    const bundleFile = join(f.dir, 'bundle');
    writeFileSync(bundleFile, bundle);
    const wish = { base, commit, attemptId: 'a' };
    const killOn = { folders: [join(storeDir, 'repo.git')], name: '^incoming-' };
    const was = await killed({ method: 'importBundle', workspaceId, wish, bundleFile, killOn });
    expect(was, 'killed while it worked').toBe(true);
    await worksAfterwards();
    await new GitTreeStore(f.options).importBundle(workspaceId, { ...wish, bundle });
    expect(await f.store.changes(workspaceId, base, commit)).toHaveLength(400);
  } finally {
    other.dispose();
  }
});

it('leaves alone what another living process is at, where several share the stores', async () => {
  const incoming = join(storeDir, 'repo.git', 'incoming-x');
  mkdirSync(incoming);
  await new GitTreeStore(f.options).recover({ alone: false });
  expect(existsSync(incoming)).toBe(true);
  await new GitTreeStore(f.options).recover({ alone: true });
  expect(existsSync(incoming)).toBe(false);
});
