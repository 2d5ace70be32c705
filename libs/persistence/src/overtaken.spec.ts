import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOLDS_UP_MS, type SubtaskPatch } from '#conductor';
import { StoreFixture } from './store.fixture.js';

let fixture: StoreFixture;
beforeEach(async () => {
  fixture = await StoreFixture.open();
});
afterEach(() => fixture.close());

/** A task whose one result is on its way into the folder. */
async function onItsWay(workspaceId: string, patch: SubtaskPatch, isWorkedOn = true): Promise<string> {
  const { taskId, attemptId } = await fixture.executing({ workspaceId });
  const input = { base: 'c0', head: 'h', tier: 2, summary: '', workedBy: null, executeAttempt: 1 } as const;
  const verify = { stage: 'verify', subtaskId: 'parse', number: 1, planVersion: 1, input, delayMs: 0 } as const;
  await fixture.commit(taskId, {
    dropped: [attemptId],
    settled: [attemptId],
    newAttempts: isWorkedOn ? [verify] : [],
    subtasks: new Map([['parse', { status: 'running', ...patch }]]),
  });
  return taskId;
}
const overtaken = async (taskId: string) => (await fixture.store.state(taskId))?.overtaken;
const TWICE = { phase: 'verifying', verified: ['h', 'm1', 'm2'], candidate: 'm3' } as const;
const LANDS = { phase: 'landing', verified: ['h'] } as const;

it('a result on its way sees those of other tasks on its workspace that were overtaken twice', async () => {
  const first = await onItsWay('w', TWICE);
  await onItsWay('w', { phase: 'verifying', verified: ['h', 'm1'], candidate: 'm2' });
  await onItsWay('w', { ...TWICE, phase: 'gated' });
  const lands = await onItsWay('w', LANDS);
  const seen = [{ taskId: first, subtaskId: 'parse', merges: 3 }];
  expect(await overtaken(lands)).toEqual(seen);
  expect(await overtaken(first)).toEqual([]);
  expect(await overtaken(await onItsWay('elsewhere', LANDS))).toEqual([]);
  expect(await overtaken(await onItsWay('w', { phase: 'executing' })), 'nothing is on its way').toEqual([]);
  fixture.clock.now += HOLDS_UP_MS + 1;
  expect(await overtaken(lands), 'not for ever').toEqual([]);
  fixture.clock.now -= HOLDS_UP_MS + 1;
  await fixture.store.wish(first, 'pause');
  expect(await overtaken(lands), 'nothing waits for what is paused').toEqual([]);
});

it('a task that waits for such a result has not stalled', async () => {
  await onItsWay('w', TWICE);
  const lands = await onItsWay('w', LANDS, false);
  const elsewhere = await onItsWay('elsewhere', LANDS, false);
  fixture.clock.now += 30_001;
  expect(await fixture.store.stalledTasks(30_000)).toEqual([elsewhere]);
  fixture.clock.now += HOLDS_UP_MS;
  expect((await fixture.store.stalledTasks(30_000)).sort()).toEqual([lands, elsewhere].sort());
});
