import { commitOf } from '#testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { event, StoreFixture } from './store.fixture.js';

const TTL_MS = 15_000;
const URL = 'http://receiver.example/hook';

let fixture: StoreFixture;
beforeEach(async () => {
  fixture = await StoreFixture.open();
});
afterEach(() => fixture.close());

async function ended(callbackUrl: string | null = URL): Promise<string> {
  const taskId = await fixture.task({ callbackUrl });
  await fixture.commit(taskId, { task: { status: 'planning' } });
  await fixture.commit(taskId, { task: { status: 'failed' }, events: [event('task_failed', { error: 'Stuck.' })] });
  return taskId;
}
const due = (store = fixture.store, limit = 10) => store.dueDeliveries(limit, TTL_MS);

describe('deliveries', () => {
  it('are saved with the terminal event, for tasks with a callback_url only', async () => {
    await ended(null);
    const taskId = await ended();
    const deliveries = await due();
    expect(deliveries).toMatchObject([
      { id: `${taskId}.2`, url: URL, tries: 0, event: { taskId, sequence: 2, type: 'task_failed' } },
    ]);
    expect(deliveries[0]?.event).toEqual((await fixture.store.eventsAfter(taskId, 1, 10))[0]);
  });

  it('are not saved when the decision was outdated', async () => {
    const taskId = await fixture.task({ callbackUrl: URL });
    const state = await fixture.store.state(taskId);
    await fixture.commit(taskId, { task: { status: 'planning' } });
    const commit = commitOf({ task: { status: 'failed' }, events: [event('task_failed')] });
    expect(await fixture.store.commit(taskId, state?.revision ?? -1, commit)).toEqual({ kind: 'outdated' });
    expect(await due()).toEqual([]);
  });

  it('come once an end: a task that is retried and ends again has a second one', async () => {
    const taskId = await ended();
    await fixture.commit(taskId, { task: { status: 'executing', wish: 'run' }, events: [event('task_executing')] });
    await fixture.commit(taskId, { task: { status: 'completed' }, events: [event('task_completed')] });
    expect(new Set((await due()).map(({ event }) => event.type))).toEqual(new Set(['task_failed', 'task_completed']));
  });

  it('are given to one process only, however often they are asked for', async () => {
    const ids = new Set<string>();
    for (let i = 0; i < 5; i++) ids.add(`${await ended()}.2`);
    const second = await fixture.another();
    const given = [
      ...(await due(fixture.store, 2)),
      ...(await due(second, 2)),
      ...(await due()),
      ...(await due(second)),
    ];
    expect(given).toHaveLength(5);
    expect(new Set(given.map(({ id }) => id))).toEqual(ids);
  });

  it('are due again when their claim ran out, and the late word of the first owner is not heard', async () => {
    await ended();
    const [first] = await due();
    fixture.clock.now += TTL_MS - 1;
    const second = await fixture.another();
    expect(await due(second)).toEqual([]);
    fixture.clock.now += 1;
    const [taken] = await due(second);
    expect(taken).toMatchObject({ id: first?.id, tries: 0 });
    if (first === undefined || taken === undefined) throw new Error('nothing was due');
    expect(await fixture.store.noteDelivery(first, { kind: 'given_up' })).toBe(false);
    expect(await second.noteDelivery(taken, { kind: 'delivered' })).toBe(true);
    fixture.clock.now += 10 * TTL_MS;
    expect(await due()).toEqual([]);
  });

  it('count their tries over restarts, wait as told, and rest when delivered or given up', async () => {
    await ended();
    const [first] = await due();
    if (first === undefined) throw new Error('nothing was due');
    await fixture.store.noteDelivery(first, { kind: 'again', inMs: 5000 });
    const restarted = await fixture.another();
    expect(await due(restarted)).toEqual([]);
    fixture.clock.now += 5000;
    const [second] = await due(restarted);
    expect(second).toMatchObject({ id: first.id, tries: 1 });
    if (second === undefined) throw new Error('nothing was due');
    await restarted.noteDelivery(second, { kind: 'broken_off' });
    const [third] = await due(restarted);
    expect(third).toMatchObject({ id: first.id, tries: 1 });
    if (third === undefined) throw new Error('nothing was due');
    await restarted.noteDelivery(third, { kind: 'given_up' });
    fixture.clock.now += 10 * TTL_MS;
    expect(await due()).toEqual([]);
  });
});
