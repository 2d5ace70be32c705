import { afterEach, beforeEach } from 'vitest';
import type { LandWish } from '#conductor';
import type { AttemptTree } from '#roles';
import { makeFixture, type Fixture } from './fixture.js';

/** Of the test that runs. */
export let f: Fixture;
export let workspaceId: string;
export let tip: string;
export const taskId = '4b2c1f1e-0000-4000-8000-000000000001';

/** A new folder for each test of a file. */
export function eachInItsFolder(): void {
  beforeEach(() => {
    f = makeFixture();
  });
  afterEach(() => f.dispose());
}

export async function start(): Promise<void> {
  workspaceId = (await f.store.register(f.user)).workspaceId;
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId })).commit;
}

export const open = (attemptId: string, base = tip): Promise<AttemptTree> =>
  f.trees.open({ workspaceId, taskId, attemptId, epoch: 1, base, head: base });

export async function attempt(id: string, edit: (root: string) => void, base = tip): Promise<string> {
  const tree = await open(id, base);
  edit(tree.root);
  const { commit } = await tree.snapshot();
  await tree.close();
  return commit;
}

interface Extra extends Partial<Pick<LandWish, 'protected' | 'acceptMerge' | 'known'>> {
  readonly trees?: string[];
}

export async function land(id: string, head: string, base: string, { trees = [], ...extra }: Extra = {}) {
  return f.store.land({
    landingId: id,
    workspaceId,
    path: f.user,
    taskId,
    subtaskId: id,
    tip,
    base,
    head,
    verifiedTrees: [await f.store.treeId(workspaceId, head), ...trees],
    protected: [],
    ...extra,
  });
}

export async function landed(id: string, head: string, base: string, trees: string[] = []) {
  const outcome = await land(id, head, base, { trees });
  if (outcome.kind !== 'landed') throw new Error(`not landed: ${JSON.stringify(outcome)}`);
  tip = outcome.commit;
  return outcome;
}
