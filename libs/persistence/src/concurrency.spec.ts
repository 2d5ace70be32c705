import type { StoredEvent } from '#contracts';
import { commitOf, newTask, subtaskOf } from '#testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SqlTaskStore } from './sql-task-store.js';
import { event, note, StoreFixture, writeOf } from './store.fixture.js';

/* Several API processes at once, each with connections of its own. */

let fixture: StoreFixture;
let stores: SqlTaskStore[];
beforeEach(async () => {
  fixture = await StoreFixture.open();
  stores = [fixture.store, await fixture.another(), await fixture.another()];
});
afterEach(() => fixture.close());

const storeOf = (n: number): SqlTaskStore => stores[n % stores.length] as SqlTaskStore;
const all = <T>(times: number, run: (store: SqlTaskStore, n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, n) => run(storeOf(n), n)));

it('numbers the events of a task without a gap, and shows none before those that come first', async () => {
  const { taskId, lease } = await fixture.claimed();
  const seen: StoredEvent[] = [];
  let writing = true;
  const reading = (async () => {
    while (writing) {
      const next = await storeOf(2).eventsAfter(taskId, seen.length, 1000);
      seen.push(...next);
      // The writers wait for each other with timers, which get their turn only here.
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const written = await all(30, async (store, n) => {
    if (n % 5 !== 0)
      return store.appendEvents(taskId, [event('task_executing', { n }), event('task_executing', { n })]);
    const held = await store.write(lease, writeOf({ events: [event('model_invocation', { n })] }), 0);
    return held.kind === 'held' ? held.events : [];
  });
  writing = false;
  await reading;
  const events = await fixture.store.eventsAfter(taskId, 0, 1000);
  expect(events.map((e) => e.sequence)).toEqual(Array.from({ length: 55 }, (_, i) => i + 1));
  expect(
    written
      .flat()
      .map((e) => e.sequence)
      .sort((a, b) => a - b),
  ).toEqual(events.slice(1).map((e) => e.sequence));
  expect(seen).toEqual(events.slice(0, seen.length));
});

it('makes one task of one idempotency key', async () => {
  const answers = await all(9, (store) =>
    store.createTask(newTask({ idempotencyKey: 'k', bodyHash: 'h' }), [event('task_created')]),
  );
  expect(answers.filter((answer) => answer.kind === 'created')).toHaveLength(1);
  expect((await fixture.store.listTasks({ limit: 100 })).tasks).toHaveLength(1);
  const known = answers.filter((answer) => answer.kind === 'exists');
  expect(new Set(known.map((answer) => answer.taskId)).size).toBe(1);
  expect(known.every((answer) => answer.sameBody)).toBe(true);
});

it('takes one decision on one state', async () => {
  const { taskId } = await fixture.executing();
  const { revision = -1 } = (await fixture.store.state(taskId)) ?? {};
  const answers = await all(9, (store, n) =>
    store.commit(
      taskId,
      revision,
      commitOf({ newSubtasks: [subtaskOf(`of-${n}`)], events: [event('subtask_started')] }),
    ),
  );
  expect(answers.filter((answer) => answer.kind === 'committed')).toHaveLength(1);
  expect(await fixture.store.subtasks(taskId)).toHaveLength(2);
});

it('gives an attempt to one worker, and takes it back once', async () => {
  const { taskId, attemptId } = await fixture.executing();
  const claims = await all(9, (store, n) => store.claim({ attemptId, epoch: 1 }, `w${n}`, `t${n}`, 6000));
  expect(claims.filter((claim) => claim.kind === 'claimed')).toHaveLength(1);
  fixture.clock.now += 6001;
  const taken = await all(6, (store) => store.expireLeases());
  expect(taken.flat()).toEqual([{ taskId, attemptId, epoch: 2 }]);
  expect(await fixture.store.unsent(10)).toHaveLength(1);
});

it('keeps each entry once, though the same write comes through several processes', async () => {
  const { taskId, lease } = await fixture.claimed();
  const write = writeOf({ entries: [note(1)], events: [event('model_invocation')], modelCalls: 1 });
  await all(6, (store) => store.write(lease, write, 0));
  expect((await fixture.store.attempts(taskId, 'parse'))[0]?.entries).toHaveLength(1);
  expect(await fixture.store.task(taskId)).toMatchObject({ lastSequence: 2, usage: { modelCalls: 1 } });
});

it('gives a delivery to one sender', async () => {
  for (let n = 0; n < 6; n++) {
    const taskId = await fixture.task({ callbackUrl: 'http://receiver.example/' });
    await fixture.commit(taskId, { task: { status: 'planning' } });
    await fixture.commit(taskId, { task: { status: 'failed' }, events: [event('task_failed')] });
  }
  const taken = (await all(6, (store) => store.dueDeliveries(4, 15_000))).flat();
  expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
  const rest = (await all(3, (store) => store.dueDeliveries(4, 15_000))).flat();
  expect(taken.length + rest.length).toBe(6);
});

it('adds up what models did and what tasks used', async () => {
  const taskId = await fixture.task();
  const use = {
    model: { name: 'small', model: 'q', tier: 1 as const },
    role: 'executor' as const,
    success: true,
    retry: false,
    usage: { promptTokens: 5, completionTokens: 2, estimated: false },
    milliseconds: 10,
  };
  await all<unknown>(12, (store, n) =>
    n % 2 === 0
      ? store.recordModelUse({ ...use, attemptId: `a.${n}` })
      : store.addInstruction(taskId, { subtaskId: null, text: `say ${n}`, kind: 'steer' }, event('steer_instruction')),
  );
  expect(await fixture.store.modelStats()).toMatchObject([{ successes: 6, promptTokens: 30 }]);
  expect(await fixture.store.instructions(taskId, null)).toHaveLength(6);
});

it('takes nothing back behind a database that kept everybody waiting, before the owner could renew', async () => {
  const { lease } = await fixture.claimed();
  fixture.clock.now += 6000;
  const unlock = await fixture.place.lock();
  const taking = fixture.store.expireLeases();
  fixture.clock.now += 2000;
  await unlock();
  expect(await taking).toEqual([]);
  expect(await fixture.store.renew(lease, 0)).toMatchObject({ kind: 'held' });
  fixture.clock.now += 6000;
  expect(await fixture.store.expireLeases()).toMatchObject([{ attemptId: lease.attemptId, epoch: 2 }]);
});
