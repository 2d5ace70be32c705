import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AttemptOutcomeOf } from '#conductor';
import { InProcessEventBus } from '#events';
import { commitOf, newTask } from '#testing';
import { DEFAULT_LIMITS, GitAttemptTrees, GitTreeStore, HeadStore } from '#workspace';
import { FolderWork, type HeadAttempt } from './folder-work.js';
import { EngineStore } from './store.fixture.js';

let engine: EngineStore;
beforeEach(async () => {
  engine = await EngineStore.open();
});
afterEach(() => engine.close());

type LandedOutcome = Extract<AttemptOutcomeOf['land'], { kind: 'landed' }>;

/** A user's folder with one file, and what one task does to it. */
async function setUp() {
  const user = join(engine.folder, 'user');
  const dataDir = join(engine.folder, 'data');
  mkdirSync(user);
  const file = join(user, 'words');
  writeFileSync(file, 'none\n');
  const store = new GitTreeStore({ dataDir, scratchDir: join(dataDir, 'scratch') });
  const trees = new GitAttemptTrees(
    { dataDir, scratchDir: join(dataDir, 'scratch'), limits: DEFAULT_LIMITS },
    new HeadStore((id) => store.repository(id)),
  );
  const { workspaceId } = await store.register(user);
  const work = new FolderWork(engine.store, store, new InProcessEventBus(), (ask) => ask());
  const newOne = async () => {
    const made = newTask({ workspaceId, workspacePath: user });
    await engine.store.createTask(made, [{ type: 'task_created', data: {} }]);
    const task = await engine.store.task(made.id);
    if (task === null) throw new Error('no task');
    const { commit } = await store.snapshot({ workspaceId, path: user, tip: null, taskId: task.id });
    let base = commit;
    const act = (stage: HeadAttempt['stage'], name: string, input: unknown) =>
      work.outcomeOf(task, {
        id: `${stage}.${task.id}.${name}.1`,
        ...{ stage, subtaskId: stage === 'land' ? name : null, number: 1, epoch: 1, planVersion: 1 },
        ...{ state: 'running', input, outcome: null, head: null },
      } as HeadAttempt);
    return {
      land: async (name: string): Promise<LandedOutcome> => {
        const of = { workspaceId, taskId: task.id, attemptId: name, epoch: 1, base, head: base };
        const tree = await trees.open(of);
        writeFileSync(join(tree.root, 'words'), `${name}\n`);
        writeFileSync(join(tree.root, name), name);
        const head = (await tree.snapshot()).commit;
        await tree.close();
        const outcome = (await act('land', name, { base, head, verified: [head] })) as AttemptOutcomeOf['land'];
        if (outcome.kind !== 'landed') throw new Error(outcome.kind);
        base = outcome.commit;
        return outcome;
      },
      hear: async (name: string, { commit: made, before, changes, generation = 0 }: LandedOutcome) => {
        const revision = (await engine.store.state(task.id))?.revision ?? -1;
        const attemptId = `land.${task.id}.${name}.1`;
        const landing = { attemptId, kind: 'subtask' as const, subtaskId: name, before, commit: made, generation };
        const landings = [{ ...landing, changes, reverts: [] }];
        await engine.store.commit(task.id, revision, commitOf({ landings, tip: { commit: made, generation } }));
      },
      undo: () => act('revert', '_', { onConflict: 'abort' }),
    };
  };
  return { file, newOne };
}

it('takes landings back as they were made, in whatever order the task has heard of them', async () => {
  const { file, newOne } = await setUp();
  const order = fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 3 });
  await fc.assert(
    fc.asyncProperty(order, async (heard) => {
      const task = await newOne();
      const landed = new Map<string, LandedOutcome>();
      for (const name of ['a', 'b', 'c']) landed.set(name, await task.land(name));
      for (const name of heard) await task.hear(name, landed.get(name) as LandedOutcome);
      expect(await task.undo()).toMatchObject({ kind: 'reverted', paths: ['a', 'b', 'c', 'words'] });
      expect(readFileSync(file, 'utf8')).toBe('none\n');
    }),
    { numRuns: 3, examples: [[['c', 'a', 'b']]] },
  );
});
