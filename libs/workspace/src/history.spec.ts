import { randomBytes } from 'node:crypto';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { UpkeepWish } from '#conductor';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';
import { GitTreeStore } from './git-tree-store.js';

interface Past {
  readonly before: string;
  readonly commit: string;
  readonly head: string;
}

let f: Fixture;
let workspaceId: string;
let tip: string;
const taskId = (n: number): string => `4b2c1f1e-0000-4000-8000-00000000000${n}`;

beforeEach(async () => {
  f = makeFixture();
  put(f.user, 'base', 'b\n');
  workspaceId = (await f.store.register(f.user)).workspaceId;
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId: taskId(1) })).commit;
});
afterEach(() => f.dispose());

const dir = (): string => f.store.repository(workspaceId).dir;

/** A task that lands one file, after the user changed another or left all as it was. */
async function work(n: number, { isUserAtWork = true } = {}): Promise<Past> {
  if (isUserAtWork) put(f.user, 'mine', randomBytes(3000).toString('base64'));
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip, taskId: taskId(n) })).commit;
  const attemptId = `execute.${taskId(n)}.one.1`;
  const tree = await f.trees.open({ workspaceId, taskId: taskId(n), attemptId, epoch: 1, base: tip, head: tip });
  put(tree.root, 'made', randomBytes(30_000).toString('base64'));
  await tree.snapshot(['made']);
  put(tree.root, 'made', `the work of ${n}\n`);
  const { commit: head } = await tree.snapshot(['made']);
  await tree.close();
  const names = {
    landingId: `land.${taskId(n)}.one.1`,
    workspaceId,
    path: f.user,
    taskId: taskId(n),
    subtaskId: 'one',
  };
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const outcome = await f.store.land({ ...names, tip, base: tip, head, verifiedTrees, protected: [] });
  if (outcome.kind !== 'landed') throw new Error(outcome.kind);
  tip = outcome.commit;
  return { before: outcome.before, commit: outcome.commit, head };
}

function age(): void {
  const old = new Date(Date.now() - 3 * 86_400_000);
  const objects = join(dir(), 'objects');
  for (const path of readdirSync(objects, { recursive: true, encoding: 'utf8' }))
    utimesSync(join(objects, path), old, old);
}

const upkeep = (over: Partial<UpkeepWish>, store = f.store) =>
  store.upkeep({
    dryRun: false,
    isExpired: async () => false,
    standing: async () => ({ tip, isIdle: true }),
    ...over,
  });
const has = async (commit: string): Promise<boolean> =>
  (await f.store.repository(workspaceId).git.run(['cat-file', '-e', commit], { accept: [1, 128] })).code === 0;
const undo = (past: Past) =>
  f.store.revert({
    ...{ undoId: `u${randomBytes(4).toString('hex')}`, workspaceId, path: f.user, tip },
    ...{ landings: [past], onConflict: 'skip' as const },
  });
const whole = async (): Promise<string> => (await f.store.repository(workspaceId).git.run(['fsck', '--full'])).stderr;

it('frees what landed longer ago than is kept although the tip was built on it, and undoes the rest exactly', async () => {
  const old = [await work(1), await work(2)];
  const state = fingerprint(f.user);
  const kept = await work(3);
  // In packs, as they are after some time.
  await upkeep({ maxLoose: 0 });
  age();
  const isExpired = async (id: string): Promise<boolean> => id !== taskId(3);
  const [report] = await upkeep({ isExpired, statesSinceMs: Date.now() + 1000 });
  expect(report?.freedBytes).toBeGreaterThan(30_000);
  const gone = old.flatMap(({ before, head }) => [before, head]);
  expect(await Promise.all(gone.map(has))).toEqual([false, false, false, false]);
  expect(await Promise.all([tip, kept.before, kept.head].map(has))).toEqual([true, true, true]);
  expect(await whole()).not.toMatch(/missing|broken/);
  // The user's own edit before the third landing stays.
  const mine = fingerprint(f.user)['mine'];
  expect((await undo(kept)).kind).toBe('reverted');
  expect(fingerprint(f.user)).toEqual({ ...state, mine });
  const [first] = old;
  if (first === undefined) throw new Error('nothing landed');
  await expect(undo(first)).rejects.toMatchObject({ remedy: expect.stringContaining('keep_days') as unknown });
  // Work goes on from there, and a second look takes nothing more.
  const next = await work(4);
  await upkeep({ isExpired, statesSinceMs: Date.now() + 1000 });
  expect(await Promise.all([next.before, next.head, next.commit].map(has))).toEqual([true, true, true]);
  expect(await whole()).not.toMatch(/missing|broken/);
});

it('lets the oldest work go first where a store is larger than it may be, and never the last landing', async () => {
  const past = [await work(1), await work(2), await work(3)];
  await upkeep({ maxLoose: 0 });
  age();
  const [before] = await upkeep({ dryRun: true });
  await upkeep({ maxBytes: Math.floor((before?.bytes ?? 0) * 0.75) });
  const there = (): Promise<boolean[]> => Promise.all(past.map(({ head }) => has(head)));
  expect((await there()).filter((_, n) => n !== 1)).toEqual([false, true]);
  age();
  await upkeep({ maxBytes: 1 });
  // The landing that is the tip can still be undone.
  expect(await there()).toEqual([false, false, true]);
  const shown = await f.store.listing(workspaceId, tip, 10);
  expect(shown.split('\n').sort()).toEqual(['base', 'made', 'mine']);
  expect(await whole()).not.toMatch(/missing|broken/);
  await work(4);
});

it('refuses an undo of what another process has freed, however well this one remembers it, and stays whole', async () => {
  const first = await work(1);
  const undone = await undo(await work(2, { isUserAtWork: false }));
  if (undone.kind !== 'reverted') throw new Error(undone.kind);
  tip = undone.commit;
  const state = fingerprint(f.user);
  await upkeep({ maxLoose: 0 });
  age();
  // The folder is as the first landing left it: to take that back, nothing would have to be read but what is
  // remembered.
  expect(await f.store.diff(workspaceId, first.before, first.commit, {})).toContain('the work of 1');
  const expired = { isExpired: async () => true, statesSinceMs: Date.now() + 1000 };
  await upkeep(expired, new GitTreeStore(f.options));
  await expect(undo(first)).rejects.toMatchObject({ remedy: expect.stringContaining('keep_days') as unknown });
  expect(fingerprint(f.user)).toEqual(state);
  expect(await whole()).not.toMatch(/missing|broken/);
  expect(await upkeep({}, new GitTreeStore(f.options))).toMatchObject([{ held: null }]);
  await work(3);
});
