import fc from 'fast-check';
import { expect } from 'vitest';
import { isTerminalEvent, type Lease, type StoredEvent } from '#contracts';
import { isTaskEnded } from '#domain';
import { StateForbids, UnknownSubtask, type Attempt } from '#conductor';
import type { Head, Heads } from './commands.fixture.js';

const MOST_STEPS = 400;

const subtask = fc.constantFrom('a', 'b', 'c', 'nobody');
export const said = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pause' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('resume' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('retry' as const), of: fc.option(subtask, { nil: undefined }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('steer' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('feedback' as const), of: fc.option(subtask, { nil: undefined }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ do: fc.constant('answer' as const), approved: fc.boolean() },
      hash: fc.constantFrom('none' as const, 'shown' as const, 'another' as const),
    }),
  },
);
export const done = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('claim' as const), which: fc.nat({ max: 9 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('finish' as const), luck: fc.nat({ max: 999 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('renew' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('silence' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
);
export type Action = typeof said | typeof done extends fc.Arbitrary<infer A> ? A : never;

/** Luck with which an attempt does what it is for, and with which an executor asks for a command first. */
export const WELL = 1;
export const ASKS = 9;

const KNOWN = [StateForbids, UnknownSubtask];
export const ofType = (events: readonly StoredEvent[], type: string): StoredEvent[] =>
  events.filter((e) => e.type === type);

/** One task, the leases its workers believe in, and which wishes were taken. */
export class Play {
  readonly leases: { lease: Lease; attempt: Attempt }[] = [];
  readonly taken = { pause: 0, resume: 0, cancel: 0, retry: 0, steer: 0, feedback: 0, answer: 0 };

  constructor(
    private readonly world: Heads,
    readonly taskId: string,
  ) {}

  async act(head: Head, action: Action): Promise<void> {
    const { tasks } = head;
    switch (action.do) {
      case 'pause':
      case 'resume':
      case 'cancel':
        return this.wish(action.do, tasks[action.do](this.taskId));
      case 'retry':
        return this.wish('retry', tasks.retry(this.taskId, action.of));
      case 'steer':
        return this.wish('steer', tasks.steer(this.taskId, 'use tabs'));
      case 'feedback':
        return this.wish('feedback', tasks.feedback(this.taskId, 'no jokes', action.of));
      case 'answer': {
        const waits = (await this.waiting())[0];
        const hash = { none: undefined, shown: waits?.asked?.hash, another: '0'.repeat(64) }[action.hash];
        return this.wish('answer', tasks.approve(this.taskId, waits?.id ?? 'a', action.approved, 'so', hash));
      }
      case 'claim': {
        const open = await this.world.open(this.taskId);
        const attempt = open[action.which % Math.max(1, open.length)];
        const lease = attempt && (await this.world.claim(head.store, attempt));
        if (attempt && lease) this.leases.push({ lease, attempt });
        return;
      }
      case 'finish': {
        const held = this.leases.pop();
        return held && this.world.finish(head, this.taskId, held.lease, held.attempt, action.luck);
      }
      case 'renew': {
        const held = this.leases.at(-1);
        return held && void (await head.store.renew(held.lease, 0));
      }
      case 'crash':
        return this.world.crash();
      case 'silence':
        return this.world.silence();
      case 'look':
        return head.conductor.advance(this.taskId);
    }
  }

  /** Taken, or refused with a reason a person understands; nothing else. */
  private async wish(name: keyof Play['taken'], answer: Promise<void>): Promise<void> {
    try {
      await answer;
      this.taken[name]++;
    } catch (error) {
      if (!KNOWN.some((known) => error instanceof known)) throw error;
    }
  }

  /** What the words of a group, said at once, have to have left behind. */
  async said(): Promise<(group: readonly { action: Action }[]) => Promise<void>> {
    const look = async () => {
      const { status = 'failed' } = (await this.world.truth.task(this.taskId)) ?? {};
      const events = await this.world.events(this.taskId);
      return { status, paused: ofType(events, 'task_paused').length, resumed: ofType(events, 'task_resumed').length };
    };
    const before = await look();
    return async (group) => {
      const after = await look();
      if (isTaskEnded(before.status) || isTaskEnded(after.status) || this.taken.cancel > 0) return;
      const isSaid = (word: Action['do']): boolean => group.some(({ action }) => action.do === word);
      if (before.status !== 'paused' && isSaid('pause')) expect(after.paused).toBeGreaterThan(before.paused);
      if (before.status === 'paused' && isSaid('resume')) expect(after.resumed).toBeGreaterThan(before.resumed);
    };
  }

  async waiting() {
    const { subtasks = [] } = (await this.world.truth.state(this.taskId)) ?? {};
    return subtasks.filter((s) => s.approval === 'requested' && s.status === 'waiting_approval');
  }

  /** What has to hold whenever nothing more follows by itself. */
  async check(): Promise<void> {
    const { world, taskId, taken } = this;
    const events = await world.events(taskId);
    const record = await world.truth.task(taskId);
    const state = await world.truth.state(taskId);
    if (record === null || state === null) throw new Error('the task is gone');
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_event, i) => i + 1));
    expect(record.lastSequence).toBe(events.length);

    expect(ofType(events, 'steer_instruction')).toHaveLength(taken.steer);
    expect(ofType(events, 'feedback_received')).toHaveLength(taken.feedback);
    expect(ofType(events, 'approval_received').filter((e) => e.data?.['by'] === 'person')).toHaveLength(taken.answer);
    const retried = ofType(events, 'task_resumed').filter((e) => e.data?.['because'] === 'retry');
    expect(retried).toHaveLength(taken.retry);
    expectTurns(events);
    expectAnswers(events);

    const isEnded = isTaskEnded(state.status);
    const open = state.attempts.filter(({ state: at }) => at === 'queued' || at === 'running');
    if (taken.cancel > 0 && !isEnded)
      expect(open.some(({ stage, begun, state: at }) => stage === 'land' && (begun || at === 'running'))).toBe(true);
    expect(ofType(events, 'task_cancelled')).toHaveLength(state.status === 'cancelled' ? 1 : 0);
    if (state.status === 'cancelled') expect(taken.cancel).toBeGreaterThan(0);
    if (state.status === 'failed') expect(record.error).toMatch(/\S/);
    if (isEnded) expect(open).toEqual([]);
    else if (state.status === 'paused') expect(state.wish).toBe(taken.cancel > 0 ? 'cancel' : 'pause');
    else if (state.status === 'waiting_approval')
      expect([(await this.waiting()).length > 0, open], 'only a person is waited for').toEqual([true, []]);
    else expect(open, `something goes on in ${state.status}`).not.toEqual([]);
  }

  /** As far as its workers get before anybody says anything, each ended with so much luck. */
  async begin(head: Head, lucks: readonly number[]): Promise<void> {
    const { world, taskId } = this;
    for (const luck of lucks) {
      await world.settle(taskId);
      const [attempt] = (await world.open(taskId)).filter((one) => world.isKnown(one));
      const lease = attempt && (await world.claim(head.store, attempt));
      if (attempt && lease) await world.finish(head, taskId, lease, attempt, luck);
    }
    await world.settle(taskId);
  }

  /** From wherever it stands: a person resumes and answers, workers do what they hear of, and it comes to an end. */
  async toTheEnd(head: Head): Promise<void> {
    const { world, taskId } = this;
    for (let n = 0; ; n++) {
      await world.settle(taskId);
      const { status = 'failed' } = (await world.truth.state(taskId)) ?? {};
      if (isTaskEnded(status)) return;
      expect(n, 'it has to end').toBeLessThan(MOST_STEPS);
      if (status === 'paused') await this.act(head, { do: 'resume' });
      if ((await this.waiting()).length > 0) await this.act(head, { do: 'answer', approved: true, hash: 'shown' });
      const open = await world.open(taskId);
      if (open.some(({ state }) => state === 'running')) await world.crash();
      else if (!open.some((attempt) => world.isKnown(attempt))) world.wait();
      for (const attempt of (await world.open(taskId)).filter((one) => world.isKnown(one))) {
        const lease = await world.claim(head.store, attempt);
        if (lease) await world.finish(head, taskId, lease, attempt, 1);
      }
    }
  }
}

/** Pauses and resumes take turns, and behind an end nothing is said but what may be said of an ended task. */
function expectTurns(events: readonly StoredEvent[]): void {
  let isPaused = false;
  let end: string | null = null;
  for (const { type, data } of events) {
    const isRetry = type === 'subtask_retrying' || (type === 'task_resumed' && data?.['because'] === 'retry');
    if (end === 'task_failed' && isRetry) {
      if (type === 'task_resumed') end = null;
      isPaused = false;
      continue;
    }
    if (end !== null) expect(type, `behind ${end}`).toBe('feedback_received');
    if (type === 'task_paused' || type === 'task_resumed') {
      expect([type, isPaused]).toEqual([type, type === 'task_resumed']);
      isPaused = type === 'task_paused';
    }
    if (isTerminalEvent(type)) end = type;
  }
}

/** Each question has one answer at most, of a person who saw it or of the clock, and silence is a no. */
function expectAnswers(events: readonly StoredEvent[]): void {
  const open = new Map<string | undefined, unknown>();
  for (const { type, subtaskId, sequence, data = {} } of events) {
    if (type === 'approval_requested') open.set(subtaskId, data['hash']);
    if (type !== 'approval_received') continue;
    const asked = open.get(subtaskId);
    expect(asked, `an answer without a question, event ${sequence}`).toBeDefined();
    if (data['by'] === 'time') expect([data['approved'], data['hash']]).toEqual([false, asked]);
    else expect(data['hash'] ?? asked, `an answer to another question, event ${sequence}`).toBe(asked);
    open.delete(subtaskId);
  }
}
