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

/** One that is asked for again is only answered for again. */
let rounds = 0;

/** Without what is below a `.git` folder, of which a snapshot knows nothing. */
const files = (root: string): Record<string, string> =>
  Object.fromEntries(Object.entries(fingerprint(root)).filter(([path]) => !/(^|\/)\.git\//.test(path)));

/** The folder becomes what the attempt's was, and by an undo what it was before. */
export async function roundTrip(edit: (root: string, tree: AttemptTree) => void | Promise<void>): Promise<void> {
  const before = fingerprint(f.user);
  const tree = await open();
  await edit(tree.root, tree);
  const { commit, skipped } = await tree.snapshot();
  expect(skipped).toEqual([]);
  const wanted = files(tree.root);
  expect(wanted).not.toEqual(files(f.user));
  await tree.close();
  const n = ++rounds;
  const outcome = await landAs(`round-${n}`, commit);
  if (outcome.kind !== 'landed') throw new Error(JSON.stringify(outcome));
  expect(files(f.user)).toEqual(wanted);
  const undone = await f.store.revert({
    undoId: `back-${n}`,
    workspaceId,
    path: f.user,
    tip: outcome.commit,
    landings: [outcome],
    onConflict: 'abort',
  });
  expect(undone.kind).toBe('reverted');
  expect(fingerprint(f.user)).toEqual(before);
  if (undone.kind === 'reverted') tip = undone.commit;
}

export const git = (cwd: string, ...args: string[]): void => {
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd, stdio: 'ignore' });
};
