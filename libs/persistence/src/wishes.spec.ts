import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptEntry } from '#contracts';
import { event, note, StoreFixture, writeOf } from './store.fixture.js';

let fixture: StoreFixture;
beforeEach(async () => {
  fixture = await StoreFixture.open();
});
afterEach(() => fixture.close());

const done = { kind: 'extracted', entries: [], dropped: 0 } as const;

describe('wishes', () => {
  it('stops the owner on a pause, and sends the attempt again under a new id on resume', async () => {
    const { taskId, lease } = await fixture.claimed();
    await fixture.store.wish(taskId, 'pause');
    expect(await fixture.store.renew(lease, 0)).toEqual({ kind: 'lost', because: 'paused' });
    expect(await fixture.store.write(lease, writeOf(), 0)).toEqual({ kind: 'lost', because: 'paused' });
    expect(await fixture.store.claim({ attemptId: lease.attemptId, epoch: 2 }, 'w', 't', 1)).toEqual({
      kind: 'gone',
      because: 'paused',
    });
    expect(await fixture.store.unsent(10)).toEqual([]);
    expect(await fixture.store.wish(taskId, 'run')).toBe('unsettled');
    await fixture.commit(taskId, { task: { status: 'paused' } });
    expect(await fixture.store.wish(taskId, 'run')).toBe('taken');
    const [sent, ...more] = await fixture.store.unsent(10);
    expect(more).toEqual([]);
    expect(sent?.job.epoch).toBe(3);
    expect((await fixture.claim(lease.attemptId, 3, 'token-b')).epoch).toBe(3);
  });

  it('lets a tool call come to its end in a pause, keeps its result, and begins no other', async () => {
    const { taskId, lease } = await fixture.claimed();
    const call = (n: number, callId: string): AttemptEntry => ({
      ...{ n, at: note(n).at, kind: 'call', callId, tool: 't', arguments: {} },
    });
    const result = writeOf({
      entries: [note(2, 'its result')],
      toolCalls: 1,
      events: [event('tool_call_completed')],
      head: 'c1',
    });
    await fixture.store.write(lease, writeOf({ entries: [call(1, 'a')] }), 0);
    await fixture.store.wish(taskId, 'pause');
    fixture.clock.now += 5000;
    expect(await fixture.store.renew(lease, 0)).toMatchObject({ kind: 'held' });
    fixture.clock.now += 5000;
    expect(await fixture.store.expireLeases()).toEqual([]);
    expect(await fixture.store.write(lease, writeOf({ entries: [call(2, 'b')] }), 0)).toEqual({
      kind: 'lost',
      because: 'paused',
    });
    const kept = await fixture.claimed();
    await fixture.store.write(kept.lease, writeOf({ entries: [call(1, 'a')] }), 0);
    await fixture.store.wish(kept.taskId, 'pause');
    expect(await fixture.store.write(kept.lease, result, 0)).toMatchObject({
      kind: 'lost',
      because: 'paused',
      events: [{ type: 'tool_call_completed' }],
    });
    expect(await fixture.store.write(kept.lease, result, 0)).toEqual({ kind: 'lost', because: 'paused' });
    expect(await fixture.store.renew(kept.lease, 0)).toEqual({ kind: 'lost', because: 'paused' });
    expect(await fixture.store.attempt(kept.lease.attemptId)).toMatchObject({
      attempt: { state: 'queued', epoch: 2, head: 'c1' },
      entries: [{ n: 1 }, { n: 2 }],
    });
    expect(await fixture.store.task(kept.taskId)).toMatchObject({ usage: { toolCalls: 1 } });
  });

  it('says which of two wishes stands: a cancel before all, and none behind it', async () => {
    const { taskId } = await fixture.executing();
    const { store } = fixture;
    expect(await store.wish(taskId, 'cancel')).toBe('taken');
    for (const wish of ['pause', 'run'] as const) expect(await store.wish(taskId, wish)).toBe('cancelling');
    expect(await store.wish(taskId, 'cancel')).toBe('taken');
    await fixture.commit(taskId, { task: { status: 'cancelled' } });
    for (const wish of ['pause', 'run', 'cancel'] as const) expect(await store.wish(taskId, wish)).toBe('ended');
    expect((await store.task(taskId))?.wish).toBe('cancel');
  });

  it('steers no task that has ended', async () => {
    const { taskId } = await fixture.executing();
    await fixture.commit(taskId, { task: { status: 'failed' } });
    const say = (kind: 'steer' | 'feedback') =>
      fixture.store.addInstruction(taskId, { subtaskId: null, text: 'x', kind }, event('feedback_received'));
    expect(await say('steer')).toBeNull();
    expect(await say('feedback')).toHaveLength(1);
    expect(await fixture.store.instructions(taskId, null)).toHaveLength(1);
  });

  it('takes an outcome that comes in a pause', async () => {
    const { taskId, lease } = await fixture.claimed();
    await fixture.store.wish(taskId, 'pause');
    expect(await fixture.store.finish(lease, done, writeOf())).toMatchObject({ kind: 'held' });
  });

  it('stops the owner on a cancel', async () => {
    const { taskId, lease } = await fixture.claimed();
    await fixture.store.wish(taskId, 'cancel');
    expect(await fixture.store.write(lease, writeOf(), 0)).toEqual({ kind: 'lost', because: 'cancelled' });
    expect(await fixture.store.finish(lease, done, writeOf())).toEqual({ kind: 'lost', because: 'cancelled' });
    await fixture.commit(taskId, { task: { status: 'cancelled' }, dropped: [lease.attemptId] });
    expect(await fixture.store.renew(lease, 0)).toEqual({ kind: 'lost', because: 'cancelled' });
  });

  it('undoes the work of a cancelled task all the same', async () => {
    const taskId = await fixture.task();
    await fixture.store.wish(taskId, 'cancel');
    await fixture.commit(taskId, { task: { status: 'cancelled' } });
    const lease = await fixture.claim(await fixture.store.startRevert(taskId, { onConflict: 'abort' }));
    expect(await fixture.store.finish(lease, { kind: 'nothing' }, writeOf())).toMatchObject({ kind: 'held' });
  });

  it('counts a wish once', async () => {
    const { taskId } = await fixture.executing();
    const before = await fixture.revision(taskId);
    await fixture.store.wish(taskId, 'run');
    expect(await fixture.revision(taskId)).toBe(before);
    await fixture.store.wish(taskId, 'pause');
    await fixture.store.wish(taskId, 'pause');
    expect(await fixture.revision(taskId)).toBe(before + 1);
    expect(await fixture.store.wish('nobody', 'pause')).toBe('unknown');
  });
});
