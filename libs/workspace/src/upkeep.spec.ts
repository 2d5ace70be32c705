import { rmSync, utimesSync, readdirSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { UpkeepWish } from '#conductor';
import { makeFixture, put, type Fixture } from './fixture.js';
import { Quarantine } from './git/quarantine.js';

let f: Fixture;
let workspaceId: string;
let tip: string;
const taskId = '4b2c1f1e-0000-4000-8000-00000000000b';

beforeEach(async () => {
  f = makeFixture();
  put(f.user, 'a', '1\n');
  workspaceId = (await f.store.register(f.user)).workspaceId;
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId })).commit;
});
afterEach(() => f.dispose());

const wish = (over: Partial<UpkeepWish> & { isIdle?: boolean } = {}): UpkeepWish => ({
  dryRun: false,
  isExpired: async () => true,
  standing: async () => ({ tip, isIdle: over.isIdle ?? true }),
  ...over,
});
const repoDir = (): string => join(f.options.dataDir, 'trees', workspaceId, 'repo.git');
const has = (commit: string): Promise<boolean> =>
  f.store.treeId(workspaceId, commit).then(
    () => true,
    () => false,
  );

/** As old as what `prune` may take. */
function age(): void {
  const old = new Date(Date.now() - 3 * 86_400_000);
  const objects = join(repoDir(), 'objects');
  for (const path of readdirSync(objects, { recursive: true, encoding: 'utf8' }))
    utimesSync(join(objects, path), old, old);
}

async function attempt(text: string): Promise<string> {
  const attemptId = `execute.${taskId}.one.1`;
  const tree = await f.trees.open({ workspaceId, taskId, attemptId, epoch: 1, base: tip, head: tip });
  put(tree.root, 'b', text);
  const { commit } = await tree.snapshot();
  await tree.close();
  return commit;
}

async function land(head: string): Promise<{ before: string; commit: string }> {
  const names = { landingId: `land.${taskId}.one.1`, workspaceId, path: f.user, taskId, subtaskId: 'one' };
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const outcome = await f.store.land({ ...names, tip, base: tip, head, verifiedTrees, protected: [] });
  if (outcome.kind !== 'landed') throw new Error(outcome.kind);
  tip = outcome.commit;
  return outcome;
}

/** Nothing remembered: as after a restart. */
const forget = (): void => {
  const fresh = makeFixture({ ...f.options });
  const { store, trees, dir } = fresh;
  rmSync(dir, { recursive: true, force: true });
  f = { ...f, store, trees };
};

it('frees an attempt that has expired and never what landed, and a dry run nothing', async () => {
  const failed = await attempt('never landed\n');
  const landing = await land(await attempt('landed\n'));
  age();
  const [dry] = await f.store.upkeep(wish({ dryRun: true }));
  expect(dry).toMatchObject({ path: f.user, expiredRefs: 2, freedBytes: 0, held: null });
  forget();
  expect(await has(failed)).toBe(true);
  const [done] = await f.store.upkeep(wish());
  expect(done?.freedBytes).toBeGreaterThan(0);
  forget();
  expect([await has(failed), await has(tip), await has(landing.before)]).toEqual([false, true, true]);
  const undone = await f.store.revert({
    undoId: 'u1',
    workspaceId,
    path: f.user,
    tip,
    landings: [landing],
    onConflict: 'abort',
  });
  expect(undone.kind).toBe('reverted');
  expect(existsSync(join(f.user, 'b'))).toBe(false);
});

it('touches nothing that is still kept, is young, or where a task is at work', async () => {
  const failed = await attempt('x\n');
  await f.store.upkeep(wish({ isExpired: async () => false }));
  const [busy] = await f.store.upkeep(wish({ isIdle: false }));
  expect(busy).toMatchObject({ expiredRefs: 1, held: 'busy', packed: false });
  age();
  forget();
  await f.store.upkeep(wish({ isIdle: false }));
  expect(await has(failed)).toBe(true);
});

it('packs many loose objects into few files, and removes what killed processes left', async () => {
  const head = await attempt('y\n');
  const left = join(repoDir(), 'objects', 'tmp_obj_left');
  writeFileSync(left, 'x');
  age();
  const [report] = await f.store.upkeep(wish({ isExpired: async () => false, maxLoose: 2 }));
  expect(report).toMatchObject({ packed: true, held: null });
  expect(readdirSync(join(repoDir(), 'objects', 'pack')).filter((name) => name.endsWith('.pack'))).toHaveLength(1);
  expect(existsSync(left)).toBe(false);
  forget();
  expect([await has(head), await has(tip)]).toEqual([true, true]);
  const [again] = await f.store.upkeep(wish({ maxLoose: 2, dryRun: true }));
  expect(again?.looseObjects).toBe(0);
});

it('removes the scratch folders of tasks that have expired, whatever they hold, and no others', async () => {
  const folderOf = (id: string): string => join(f.options.scratchDir, 'tasks', id);
  const kept = taskId.replace('b', 'c');
  for (const id of [taskId, kept, 'notes']) put(folderOf(id), 'deep/er/log.txt', 'x');
  put(folderOf(taskId), 'many/0', '');
  for (let n = 1; n < 600; n++) writeFileSync(join(folderOf(taskId), 'many', String(n)), '');
  await f.store.upkeep(wish({ dryRun: true }));
  expect(existsSync(folderOf(taskId))).toBe(true);
  await f.store.upkeep(wish({ isExpired: async (id, of) => id === taskId && of === 'attempt' }));
  expect([taskId, kept, 'notes'].map((id) => existsSync(folderOf(id)))).toEqual([false, true, true]);
  expect(readdirSync(join(f.options.scratchDir, 'tasks.gone'))).toEqual([]);
});

it('removes, away from the head, what was given to no attempt for long, and keeps what one is given again', async () => {
  const folderOf = (id: string): string => join(f.options.scratchDir, 'tasks', id);
  const [gone, fresh] = [taskId.replace('b', 'd'), taskId.replace('b', 'e')];
  const old = new Date(Date.now() - 8 * 86_400_000);
  for (const id of [taskId, gone, fresh]) {
    put(folderOf(id), 'notes', 'x');
    if (id !== fresh) utimesSync(folderOf(id), old, old);
  }
  const tree = await f.trees.open({ workspaceId, taskId, attemptId: 'a', epoch: 1, base: tip, head: tip });
  await f.trees.tidy({ idleMs: 7 * 86_400_000, maxBytes: 1e9 });
  await tree.close();
  expect([taskId, gone, fresh].map((id) => existsSync(folderOf(id)))).toEqual([true, false, true]);
});

it('removes the checkouts of a workspace that nobody has worked on for a week', async () => {
  const slots = join(f.options.dataDir, 'slots', workspaceId);
  const tree = await f.trees.open({ workspaceId, taskId, attemptId: 'a', epoch: 1, base: tip, head: tip });
  const old = new Date(Date.now() - 8 * 86_400_000);
  utimesSync(slots, old, old);
  await f.store.upkeep(wish());
  expect(existsSync(tree.root)).toBe(true);
  await tree.close();
  await f.store.upkeep(wish({ dryRun: true }));
  expect(existsSync(tree.root)).toBe(true);
  await f.store.upkeep(wish());
  expect(existsSync(tree.root)).toBe(false);
});

it('looks after the other stores when one cannot be used', async () => {
  const gone = join(f.dir, 'other');
  put(gone, 'x', 'x');
  await f.store.register(gone);
  const { workspaceId: broken } = await f.store.register(gone);
  rmSync(join(f.options.dataDir, 'trees', broken, 'repo.git'), { recursive: true });
  const reports = await f.store.upkeep(wish());
  expect(reports.map((r) => [r.path, r.held]).sort()).toEqual(
    [
      [gone, 'failed'],
      [f.user, null],
    ].sort(),
  );
});

it('takes nothing of work that is under way for a leftover, however old the clock makes it look', async () => {
  const underWay = await Quarantine.open(repoDir());
  const old = new Date(Date.now() - 3 * 3_600_000);
  utimesSync(underWay.dir, old, old);
  await f.store.upkeep(wish({ isIdle: false }));
  expect(existsSync(underWay.dir)).toBe(true);
  await f.store.upkeep(wish());
  expect(existsSync(underWay.dir)).toBe(false);
});
