import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitOf } from '#testing';
import { event, note, StoreFixture, writeOf } from './store.fixture.js';

let fixture: StoreFixture;
beforeEach(async () => {
  fixture = await StoreFixture.open();
});
afterEach(() => fixture.close());

const done = { kind: 'extracted', entries: [], dropped: 0 } as const;

describe('outbox', () => {
  it('holds the job of a new attempt, with tier and priority, until it is sent', async () => {
    const { taskId } = await fixture.executing({ priority: 7 });
    const jobs = await fixture.store.unsent(10);
    expect(jobs.map(({ job }) => job)).toEqual([
      { stage: 'execute', taskId, subtaskId: 'parse', attempt: 1, epoch: 1, tier: 2, priority: 7 },
    ]);
    await fixture.store.markSent(jobs.map(({ id }) => id));
    expect(await fixture.store.unsent(10)).toEqual([]);
  });

  it('names sent jobs that nobody claimed in time, and forgets them once one has', async () => {
    const { attemptId } = await fixture.executing();
    await fixture.store.markSent((await fixture.store.unsent(10)).map(({ id }) => id));
    expect(await fixture.store.unclaimed(1000, 10)).toEqual([]);
    fixture.clock.now += 1000;
    expect(await fixture.store.unclaimed(1000, 10)).toMatchObject([{ job: { stage: 'execute', epoch: 1 } }]);
    await fixture.claim(attemptId);
    expect(await fixture.store.unclaimed(0, 10)).toEqual([]);
  });

  it('keeps a delayed job back until it is due', async () => {
    const { taskId } = await fixture.executing();
    await fixture.commit(taskId, {
      newAttempts: [
        {
          stage: 'plan',
          subtaskId: null,
          number: 1,
          planVersion: 1,
          delayMs: 500,
          input: { version: 2, rung: { tier: 3, fresh: true, think: true, budget: 2 } },
        },
        { stage: 'snapshot', subtaskId: null, number: 1, planVersion: 1, delayMs: 0, input: {} },
      ],
    });
    const stages = async () => (await fixture.store.unsent(10)).map(({ job }) => job.stage);
    expect(await stages()).toEqual(['execute']);
    fixture.clock.now += 500;
    expect(await stages()).toEqual(['execute', 'plan']);
  });
});

describe('claim', () => {
  it('gives a queued attempt to one worker only, under the job’s epoch', async () => {
    const { taskId, attemptId } = await fixture.executing();
    const before = await fixture.revision(taskId);
    const first = await fixture.store.claim({ attemptId, epoch: 1 }, 'a', 'ta', 6000);
    expect(first).toMatchObject({ kind: 'claimed', taskId, epoch: 1, attempt: { state: 'running', epoch: 1 } });
    expect(await fixture.revision(taskId)).toBeGreaterThan(before);
    fixture.clock.now += 1000;
    expect(await fixture.store.claim({ attemptId, epoch: 1 }, 'b', 'tb', 6000)).toEqual({
      kind: 'busy',
      retryAfterMs: 5000,
    });
    expect(await fixture.store.claim({ attemptId, epoch: 1 }, 'a', 'ta', 6000)).toMatchObject({
      kind: 'claimed',
      epoch: 1,
    });
  });

  it('gives an attempt whose lease ran out under the next epoch, and refuses the old owner', async () => {
    const { lease } = await fixture.claimed();
    fixture.clock.now += 6000;
    const next = await fixture.claim(lease.attemptId, 1, 'token-b');
    expect(next.epoch).toBe(2);
    expect(await fixture.store.renew(lease, 0)).toEqual({ kind: 'lost', because: 'superseded' });
    expect(await fixture.store.write(lease, writeOf({ entries: [note(1)] }), 0)).toMatchObject({ kind: 'lost' });
    expect(await fixture.store.finish(lease, done, writeOf())).toMatchObject({ kind: 'lost' });
    expect((await fixture.store.release(lease)).kind).toBe('lost');
    expect(await fixture.store.renew(next, 0)).toMatchObject({ kind: 'held' });
  });

  it('refuses jobs of another epoch, of ended attempts and of none', async () => {
    const { attemptId } = await fixture.executing();
    const claim = (epoch: number, id = attemptId) => fixture.store.claim({ attemptId: id, epoch }, 'w', 't', 1000);
    expect(await claim(2)).toEqual({ kind: 'gone', because: 'superseded' });
    expect(await claim(1, 'execute.x.y.1')).toMatchObject({ kind: 'gone' });
    const lease = await fixture.claim(attemptId);
    await fixture.store.finish(lease, done, writeOf());
    expect(await claim(1)).toEqual({ kind: 'gone', because: 'ended' });
  });
});

describe('write', () => {
  it('says with every answer whether the limits of the task leave another model call', async () => {
    expect(await fixture.store.renew((await fixture.claimed()).lease, 0)).not.toHaveProperty('isSpent');
    const usage = { promptTokens: 40, completionTokens: 10, estimated: false };
    for (const limits of [
      { tokens: 100, modelCalls: null, seconds: null },
      { tokens: null, modelCalls: 2, seconds: null },
    ]) {
      const { lease } = await fixture.claimed({ limits });
      const reply = (n: number) => writeOf({ entries: [note(n)], modelCalls: 1, usage });
      expect(await fixture.store.write(lease, reply(1), 0)).toMatchObject({ isSpent: false });
      expect(await fixture.store.write(lease, reply(2), 0)).toMatchObject({ isSpent: true });
      expect(await fixture.store.write(lease, reply(2), 0)).toMatchObject({ isSpent: true });
      expect(await fixture.store.renew(lease, 0)).toMatchObject({ kind: 'held', isSpent: true });
    }
  });

  it('stores entries, events, head and usage at once and leaves the revision alone', async () => {
    const { taskId, lease } = await fixture.claimed();
    const before = await fixture.revision(taskId);
    const usage = { promptTokens: 100, completionTokens: 20, estimated: false };
    const held = await fixture.store.write(
      lease,
      writeOf({
        entries: [note(1), note(2)],
        events: [event('model_invocation')],
        modelCalls: 1,
        toolCalls: 2,
        usage,
        head: 'c7',
      }),
      0,
    );
    expect(held).toMatchObject({ kind: 'held', events: [{ sequence: 2, type: 'model_invocation' }] });
    expect(await fixture.store.attempt(lease.attemptId)).toMatchObject({
      attempt: { head: 'c7' },
      entries: [note(1), note(2)],
      worker: 'worker-a',
    });
    expect((await fixture.store.task(taskId))?.usage).toEqual({
      modelCalls: 1,
      toolCalls: 2,
      promptTokens: 100,
      completionTokens: 20,
    });
    expect(await fixture.revision(taskId)).toBe(before);
    await fixture.store.renew(lease, 0);
    expect(await fixture.revision(taskId)).toBe(before);
  });

  it('counts a repeated write once', async () => {
    const { taskId, lease } = await fixture.claimed();
    const write = writeOf({ entries: [note(1)], events: [event('model_invocation')], modelCalls: 1 });
    await fixture.store.write(lease, write, 0);
    expect(await fixture.store.write(lease, write, 0)).toMatchObject({ kind: 'held', events: [] });
    expect(await fixture.store.task(taskId)).toMatchObject({ lastSequence: 2, usage: { modelCalls: 1 } });
    expect((await fixture.store.attempt(lease.attemptId))?.entries).toHaveLength(1);
  });

  it('skips entries it has and refuses a gap, writing nothing', async () => {
    const { taskId, lease } = await fixture.claimed();
    await fixture.store.write(lease, writeOf({ entries: [note(1)] }), 0);
    await fixture.store.write(lease, writeOf({ entries: [note(1, 'other'), note(2)] }), 0);
    const gap = writeOf({ entries: [note(3), note(5)], events: [event('model_invocation')] });
    await expect(fixture.store.write(lease, gap, 0)).rejects.toMatchObject({ code: 'entry_gap' });
    expect((await fixture.store.attempts(taskId, 'parse'))[0]?.entries).toEqual([note(1), note(2)]);
    expect(await fixture.store.eventsAfter(taskId, 1, 10)).toEqual([]);
  });

  it('is refused to a wrong token', async () => {
    const { lease } = await fixture.claimed();
    const forged = { ...lease, token: 'guess' };
    expect(await fixture.store.write(forged, writeOf({ entries: [note(1)] }), 0)).toEqual({
      kind: 'lost',
      because: 'superseded',
    });
  });

  it('lets an owner go on whose lease ran out while nobody wanted it', async () => {
    const { lease } = await fixture.claimed();
    fixture.clock.now += 60_000;
    expect(await fixture.store.renew(lease, 0)).toMatchObject({ kind: 'held' });
    expect(await fixture.store.expireLeases()).toEqual([]);
  });

  it('brings the instructions the worker has not heard, of the task and of its subtask', async () => {
    const { taskId, lease } = await fixture.claimed();
    const say = (text: string, subtaskId: string | null) =>
      fixture.store.addInstruction(taskId, { subtaskId, text, kind: 'steer' }, event('steer_instruction', { text }));
    await say('all', null);
    await say('not mine', 'other');
    await say('mine', 'parse');
    const held = await fixture.store.renew(lease, 0);
    if (held.kind !== 'held') throw new Error('lost');
    expect(held.instructions.map((i) => i.text)).toEqual(['all', 'mine']);
    const later = await fixture.store.renew(lease, held.instructions[0]?.id ?? 0);
    expect(later).toMatchObject({ instructions: [{ text: 'mine' }] });
    expect(await fixture.store.memory({ taskId, type: 'user_instruction', tag: 'steer', limit: 9 })).toHaveLength(3);
    expect(await fixture.store.instructions(taskId, null)).toHaveLength(1);
  });
});

describe('finish', () => {
  it('ends the attempt once; the same again is held and adds nothing', async () => {
    const { taskId, lease } = await fixture.claimed();
    const before = await fixture.revision(taskId);
    const write = writeOf({ entries: [note(1)], events: [event('verification_passed')] });
    expect(await fixture.store.finish(lease, done, write)).toMatchObject({ kind: 'held', events: [{ sequence: 2 }] });
    expect(await fixture.revision(taskId)).toBe(before + 1);
    expect(await fixture.store.finish(lease, done, write)).toEqual({ kind: 'held', events: [], instructions: [] });
    expect(await fixture.revision(taskId)).toBe(before + 1);
    expect((await fixture.store.state(taskId))?.attempts).toMatchObject([{ state: 'ended', outcome: done }]);
    expect(await fixture.store.write(lease, writeOf(), 0)).toEqual({ kind: 'lost', because: 'ended' });
    await fixture.commit(taskId, { settled: [lease.attemptId] });
    expect((await fixture.store.state(taskId))?.attempts).toEqual([]);
  });

  it('outdates a decision made before it', async () => {
    const { taskId, lease } = await fixture.claimed();
    const seen = await fixture.revision(taskId);
    await fixture.store.finish(lease, done, writeOf());
    expect(await fixture.store.commit(taskId, seen, commitOf())).toEqual({ kind: 'outdated' });
  });
});

describe('release and expiry', () => {
  it('puts the attempt back under the next epoch, with a job', async () => {
    const { taskId, lease } = await fixture.claimed();
    const before = await fixture.revision(taskId);
    expect((await fixture.store.release(lease)).kind).toBe('held');
    expect((await fixture.store.release(lease)).kind).toBe('lost');
    expect(await fixture.revision(taskId)).toBe(before + 1);
    expect((await fixture.store.unsent(10)).map(({ job }) => job.epoch)).toEqual([2]);
    expect((await fixture.claim(lease.attemptId, 2, 'token-b')).epoch).toBe(2);
  });

  it('puts it back for later, and says why', async () => {
    const { taskId, lease } = await fixture.claimed();
    const held = await fixture.store.release(lease, { delayMs: 500, events: [event('worker_waiting')] });
    if (held.kind !== 'held') throw new Error(held.kind);
    expect((await fixture.store.eventsAfter(taskId, 0, 100)).at(-1)).toEqual(held.events[0]);
    expect(await fixture.store.unsent(10)).toEqual([]);
    fixture.clock.now += 500;
    expect((await fixture.store.unsent(10)).map(({ job }) => job.epoch)).toEqual([2]);
  });

  it('takes away only what ran out', async () => {
    const one = await fixture.claimed();
    fixture.clock.now += 4000;
    const two = await fixture.claimed();
    fixture.clock.now += 2000;
    const { attemptId } = one.lease;
    expect(await fixture.store.expireLeases()).toEqual([{ taskId: one.taskId, attemptId, epoch: 2 }]);
    expect(await fixture.store.renew(one.lease, 0)).toEqual({ kind: 'lost', because: 'superseded' });
    expect(await fixture.store.renew(two.lease, 0)).toMatchObject({ kind: 'held' });
  });

  it('takes it away in time though the clock was set back by an hour meanwhile', async () => {
    const { taskId, lease } = await fixture.claimed();
    fixture.clock.now -= 3_600_000;
    expect(await fixture.store.expireLeases()).toEqual([]);
    fixture.clock.now += 10_000;
    expect(await fixture.store.expireLeases()).toEqual([{ taskId, attemptId: lease.attemptId, epoch: 2 }]);
  });

  it('gives the next owner what was recorded and lets it count on', async () => {
    const { lease } = await fixture.claimed();
    await fixture.store.write(lease, writeOf({ entries: [note(1)], head: 'c1' }), 0);
    fixture.clock.now += 6000;
    await fixture.store.expireLeases();
    const next = await fixture.claim(lease.attemptId, 2, 'token-b');
    expect(await fixture.store.attempt(lease.attemptId)).toMatchObject({ attempt: { head: 'c1' }, entries: [note(1)] });
    expect(await fixture.store.write(next, writeOf({ entries: [note(2)] }), 0)).toMatchObject({ kind: 'held' });
  });
});
