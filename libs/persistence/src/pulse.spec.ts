import { afterEach, beforeEach, expect, it } from 'vitest';
import { execution, StoreFixture } from './store.fixture.js';

let fixture: StoreFixture;
beforeEach(async () => {
  fixture = await StoreFixture.open();
});
afterEach(() => fixture.close());

it('tells what is under way: open tasks, leases, and jobs on their way with the age of the oldest', async () => {
  const { store, clock } = fixture;
  const quiet = await store.pulse();
  expect(quiet).toMatchObject({
    ...{ openTasks: [], leases: [], unsent: { count: 0, oldestMs: 0 }, unclaimed: { count: 0, oldestMs: 0 } },
  });
  expect(quiet.databaseBytes).toBeGreaterThan(0);
  await fixture.executing();
  const sent = await store.unsent(10);
  await store.markSent(sent.map(({ id }) => id));
  clock.now += 2_000;
  await fixture.claimed();
  const late = await fixture.executing();
  await fixture.commit(late.taskId, { newAttempts: [execution('parse', 2, 60_000)] });
  clock.now += 1_000;
  expect(await store.pulse()).toMatchObject({
    openTasks: [{ status: 'executing', count: 3 }],
    leases: [{ stage: 'execute', count: 1 }],
    unsent: { count: 1, oldestMs: 1_000 },
    unclaimed: { count: 1, oldestMs: 3_000 },
  });
  // What a paused task wants is not late.
  await store.wish(late.taskId, 'pause');
  expect((await store.pulse()).unsent).toEqual({ count: 0, oldestMs: 0 });
});

it('finds a task that should go on and does not, and none that waits for somebody', async () => {
  const { store, clock } = fixture;
  const [still, paused, asked] = [await fixture.executing(), await fixture.executing(), await fixture.executing()];
  const drop = (taskId: string, attemptId: string, more = {}) =>
    fixture.commit(taskId, { dropped: [attemptId], settled: [attemptId], ...more });
  await drop(still.taskId, still.attemptId);
  await drop(paused.taskId, paused.attemptId);
  await store.wish(paused.taskId, 'pause');
  const waits = new Map([['parse', { status: 'waiting_approval' as const }]]);
  await drop(asked.taskId, asked.attemptId, { subtasks: new Map([['parse', { status: 'running' as const }]]) });
  await fixture.commit(asked.taskId, { subtasks: waits });
  await fixture.executing();
  expect(await store.stalledTasks(30_000)).toEqual([]);
  clock.now += 30_001;
  expect(await store.stalledTasks(30_000)).toEqual([still.taskId]);
});
