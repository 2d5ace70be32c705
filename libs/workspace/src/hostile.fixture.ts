import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect } from 'vitest';
import type { AttemptTree } from '#roles';
import { fingerprint, makeFixture, type Fixture } from './fixture.js';
import type { TreeStoreOptions } from './tree-store-options.js';

/** Of the test that runs. */
export let f: Fixture;
export let workspaceId: string;
export let tip: string;
export const taskId = 't1';

/** A new folder for each test of a file. */
export function eachInItsFolder(): void {
  beforeEach(() => {
    f = makeFixture({ limits: { maxFileBytes: 1_048_576 } });
  });
  afterEach(() => f.dispose());
}

/** Another folder, of a store with other options. */
export function inFolderWith(options: Partial<TreeStoreOptions>): void {
  f.dispose();
  f = makeFixture(options);
}

export async function register(): Promise<void> {
  workspaceId = (await f.store.register(f.user)).workspaceId;
}

/** What the user did since is taken in. */
export async function look(last: string | null = tip): Promise<void> {
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: last, taskId })).commit;
}

export async function start(): Promise<void> {
  await register();
  await look(null);
}

export const open = (attemptId = 'a'): Promise<AttemptTree> =>
  f.trees.open({ workspaceId, taskId, attemptId, epoch: 1, base: tip, head: tip });

export async function landAs(id: string, head: string) {
  return f.store.land({
    approvedSensitive: true,
    landingId: id,
    workspaceId,
    path: f.user,
    taskId,
    subtaskId: 's',
    tip,
    base: tip,
    head,
    verifiedTrees: [await f.store.treeId(workspaceId, head)],
    protected: [],
  });
}

export async function roundTrip(edit: (root: string) => void): Promise<void> {
  const before = fingerprint(f.user);
  const tree = await open();
  edit(tree.root);
  const { commit } = await tree.snapshot();
  await tree.close();
  const outcome = await landAs('l', commit);
  if (outcome.kind !== 'landed') throw new Error(JSON.stringify(outcome));
  const undone = await f.store.revert({
    undoId: 'u',
    workspaceId,
    path: f.user,
    tip: outcome.commit,
    landings: [outcome],
    onConflict: 'abort',
  });
  expect(undone.kind).toBe('reverted');
  expect(fingerprint(f.user)).toEqual(before);
}

export const git = (cwd: string, ...args: string[]): void => {
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd, stdio: 'ignore' });
};
