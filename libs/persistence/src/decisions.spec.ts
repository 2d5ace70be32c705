import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AskedLanding } from '#contracts';
import { commitOf, newTask, subtaskOf } from '#testing';
import { event, execution, note, StoreFixture, writeOf } from './store.fixture.js';

/** What a person is asked about a result. */
const ASKED: AskedLanding = {
  ...{ about: 'landing' as const, hash: 'h1', reason: 'r', risk: 'low' as const, base: 'b', head: 'h', paths: [] },
  ...{ askedAt: 1, until: 2, proceedAt: null, merge: null },
};

let fixture: StoreFixture;
beforeEach(async () => {
  fixture = await StoreFixture.open();
});
afterEach(() => fixture.close());

describe('tasks', () => {
  it('gives back what a task was created with', async () => {
    const task = newTask({
      limits: { tokens: 10, modelCalls: 2, seconds: 1.5 },
      callbackUrl: 'http://x/',
      priority: 9,
    });
    const created = await fixture.store.createTask(task, [event('task_created', { goal: task.goal })]);
    expect(created).toMatchObject({ kind: 'created', events: [{ sequence: 1, type: 'task_created' }] });
    expect(await fixture.store.task(task.id)).toMatchObject({
      ...task,
      status: 'pending',
      wish: 'run',
      createdAt: '2026-01-02T03:04:05.000Z',
      completedAt: null,
      lastSequence: 1,
      progress: { total: 0, completed: 0, failed: 0, pending: 0, running: 0 },
    });
    expect(await fixture.store.task('nobody')).toBeNull();
    expect(await fixture.store.state('nobody')).toBeNull();
  });

  it('answers the first task for a repeated idempotency key, and notices another body', async () => {
    const first = await fixture.task({ idempotencyKey: 'k', bodyHash: 'h' });
    const again = await fixture.store.createTask(newTask({ idempotencyKey: 'k', bodyHash: 'h' }), []);
    expect(again).toEqual({ kind: 'exists', taskId: first, status: 'pending', sameBody: true });
    const other = await fixture.store.createTask(newTask({ idempotencyKey: 'k', bodyHash: 'i' }), []);
    expect(other).toMatchObject({ kind: 'exists', sameBody: false });
  });

  it('lists newest first, page by page, each task once though times are equal', async () => {
    const ids = new Set<string>();
    for (let i = 0; i < 7; i++) {
      ids.add(await fixture.task());
      if (i % 3 === 0) fixture.clock.now += 1000;
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await fixture.store.listTasks({ limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      const times = page.tasks.map((task) => task.createdAt);
      expect(times).toEqual([...times].sort().reverse());
      seen.push(...page.tasks.map((task) => task.id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(ids);
  });

  it('lists one status only, with the progress of each task', async () => {
    await fixture.task();
    const { taskId } = await fixture.executing();
    const { tasks, next } = await fixture.store.listTasks({ status: 'executing', limit: 10 });
    expect(tasks.map((task) => task.id)).toEqual([taskId]);
    expect(tasks[0]?.progress).toEqual({ total: 1, completed: 0, failed: 0, pending: 1, running: 0 });
    expect(next).toBeNull();
  });

  it.each(['', 'x', 'bm9uc2Vuc2U', Buffer.from('[1,2]').toString('base64url'), "' OR 1=1"])(
    'refuses the cursor %j',
    async (cursor) => {
      await expect(fixture.store.listTasks({ limit: 1, cursor })).rejects.toMatchObject({ code: 'bad_cursor' });
    },
  );
});

describe('commit', () => {
  it('writes everything of a decision and numbers its events on', async () => {
    const taskId = await fixture.task();
    const committed = await fixture.commit(taskId, {
      task: { status: 'planning', planAttempts: 1, base: 'c0' },
      tip: { commit: 'c0', generation: 1 },
      events: [event('task_planning'), event('task_plan_ready', { version: 1 })],
    });
    expect(committed).toMatchObject({ kind: 'committed', events: [{ sequence: 2 }, { sequence: 3 }] });
    expect(await fixture.store.state(taskId)).toMatchObject({
      status: 'planning',
      planAttempts: 1,
      base: 'c0',
      ...{ tip: 'c0', tipGeneration: 1 },
      revision: 1,
    });
    expect(await fixture.store.eventsAfter(taskId, 1, 10)).toEqual(
      committed.kind === 'committed' ? committed.events : [],
    );
    expect(await fixture.store.workspaceTip('folder-1')).toEqual({ commit: 'c0', generation: 1 });
  });

  it('keeps other limits than the task was made with', async () => {
    const taskId = await fixture.task();
    const limits = { tokens: 12, modelCalls: null, seconds: 1.5 };
    await fixture.commit(taskId, { task: { limits } });
    expect(await fixture.store.state(taskId)).toMatchObject({ limits });
  });

  it('keeps the latest commit of the workspace, in whatever order its tasks hear of theirs', async () => {
    const [one, other] = [await fixture.task(), await fixture.task()];
    const tell = async (taskId: string, commit: string, generation: number): Promise<string | null | undefined> => {
      await fixture.commit(taskId, { tip: { commit, generation } });
      return (await fixture.store.state(taskId))?.tip;
    };
    expect(await tell(one, 'c2', 2)).toBe('c2');
    expect(await tell(other, 'c1', 1)).toBe('c2');
    expect(await tell(one, 'seen-after-c2', 2)).toBe('seen-after-c2');
    expect(await tell(other, 'c3', 3)).toBe('c3');
  });

  it('refuses a decision made on an older state and writes nothing of it', async () => {
    const taskId = await fixture.task();
    await fixture.commit(taskId, { task: { status: 'planning' } });
    const late = await fixture.store.commit(
      taskId,
      0,
      commitOf({ task: { status: 'failed' }, events: [event('task_failed')], newSubtasks: [subtaskOf('x')] }),
    );
    expect(late).toEqual({ kind: 'outdated' });
    expect(await fixture.store.state(taskId)).toMatchObject({ status: 'planning', subtasks: [] });
    expect(await fixture.store.eventsAfter(taskId, 1, 10)).toEqual([]);
  });

  it('refuses a move that the table does not hold, and writes nothing', async () => {
    const { taskId } = await fixture.executing();
    await expect(
      fixture.commit(taskId, {
        subtasks: new Map([['parse', { status: 'completed' }]]),
        events: [event('subtask_completed')],
      }),
    ).rejects.toMatchObject({ code: 'illegal_move' });
    await fixture.commit(taskId, { task: { status: 'completed' } });
    await expect(fixture.commit(taskId, { task: { status: 'executing' } })).rejects.toMatchObject({
      code: 'illegal_move',
    });
    expect(await fixture.store.eventsAfter(taskId, 1, 10)).toEqual([]);
  });

  it('takes two moves in one decision: a retry that starts at once', async () => {
    const { taskId } = await fixture.executing();
    const move = (status: 'running' | 'verifying') =>
      fixture.commit(taskId, { subtasks: new Map([['parse', { status }]]) });
    await move('running');
    await move('verifying');
    await move('running');
    expect((await fixture.store.subtask(taskId, 'parse'))?.status).toBe('running');
  });

  it('keeps the time of the first start, and of an end until it is taken back', async () => {
    const { taskId } = await fixture.executing();
    const view = async () => (await fixture.store.subtasks(taskId))[0];
    const move = async (status: 'running' | 'failed' | 'pending') => {
      fixture.clock.now += 1000;
      await fixture.commit(taskId, { subtasks: new Map([['parse', { status }]]) });
    };
    await move('running');
    const startedAt = (await view())?.started_at;
    await move('failed');
    expect(await view()).toMatchObject({ started_at: startedAt, completed_at: '2026-01-02T03:04:07.000Z' });
    await move('pending');
    await move('running');
    expect(await view()).toMatchObject({ started_at: startedAt, completed_at: null });
  });

  it('sets and clears the end of the task, and the time of a replan', async () => {
    const { taskId } = await fixture.executing();
    expect(await fixture.store.task(taskId)).toMatchObject({ replannedAt: null, completedAt: null });
    await fixture.commit(taskId, { task: { status: 'failed', error: 'no model; start one' } });
    expect(await fixture.store.task(taskId)).toMatchObject({ completedAt: '2026-01-02T03:04:05.000Z' });
    await fixture.commit(taskId, { task: { status: 'planning', error: null, planVersion: 2 } });
    expect(await fixture.store.task(taskId)).toMatchObject({
      completedAt: null,
      error: null,
      replannedAt: '2026-01-02T03:04:05.000Z',
    });
  });

  it('shows the subtasks of the plan in force and the completed ones of earlier plans', async () => {
    const { taskId } = await fixture.executing();
    await fixture.commit(taskId, { newSubtasks: [subtaskOf('other', { position: 1 })] });
    await fixture.commit(taskId, { subtasks: new Map([['parse', { status: 'running' }]]) });
    await fixture.commit(taskId, { subtasks: new Map([['parse', { status: 'verifying' }]]) });
    await fixture.commit(taskId, { subtasks: new Map([['parse', { status: 'completed', phase: 'ended' }]]) });
    await fixture.commit(taskId, {
      task: { planVersion: 2 },
      newSubtasks: [subtaskOf('print', { planVersion: 2, dependsOn: ['parse'] })],
    });
    expect((await fixture.store.state(taskId))?.subtasks.map((s) => s.id)).toEqual(['parse', 'print']);
    expect((await fixture.store.subtasks(taskId)).map((s) => s.id)).toEqual(['parse', 'print']);
    expect((await fixture.store.task(taskId))?.progress).toMatchObject({ total: 2, completed: 1, pending: 1 });
  });

  it('gives every field of a subtask back as it was written', async () => {
    const taskId = await fixture.task();
    const subtask = subtaskOf('whole', {
      dependsOn: ['a', 'b'],
      isCriticalPath: false,
      verified: ['c1'],
      feedback: [{ attempt: 1, source: 'verifier', code: 'rejected', issues: ['x'], suggestion: 'y' }],
      toolSuccess: 0.5,
      confidence: 0.25,
      candidate: 'c2',
      approval: 'requested',
      approvalReason: 'low confidence',
      asked: ASKED,
      destructive: true,
    });
    await fixture.commit(taskId, { newSubtasks: [subtask] });
    expect(await fixture.store.subtask(taskId, 'whole')).toEqual(subtask);
  });

  it('drops attempts with their leases and jobs, and settles ended ones', async () => {
    const { taskId, attemptId } = await fixture.executing();
    await fixture.commit(taskId, { dropped: [attemptId], newAttempts: [execution('parse', 2)] });
    const state = await fixture.store.state(taskId);
    expect(state?.attempts.map((a) => a.number)).toEqual([2]);
    expect((await fixture.store.unsent(10)).map(({ job }) => job.attempt)).toEqual([2]);
    expect(await fixture.store.claim({ attemptId, epoch: 1 }, 'w', 't', 1)).toEqual({
      kind: 'gone',
      because: 'dropped',
    });
  });

  it('takes a person’s answer only where one was asked for', async () => {
    const { taskId } = await fixture.executing();
    const answer = (hash?: string) =>
      fixture.store.answerApproval(taskId, 'parse', false, 'too wide', [event('approval_received')], hash);
    expect(await answer()).toEqual({ ok: false, events: [] });
    const requested = { status: 'waiting_approval', approval: 'requested', asked: ASKED } as const;
    await fixture.commit(taskId, { subtasks: new Map([['parse', requested]]) });
    const before = await fixture.store.state(taskId);
    expect(await answer('another hash')).toEqual({ ok: false, events: [] });
    expect(await answer(ASKED.hash)).toMatchObject({ ok: true, events: [{ type: 'approval_received', sequence: 2 }] });
    const after = await fixture.store.state(taskId);
    expect(after?.subtasks[0]).toMatchObject({ approval: 'rejected', approvalReason: 'too wide' });
    expect(after?.revision).toBeGreaterThan(before?.revision ?? Infinity);
    expect(await answer()).toMatchObject({ ok: false });
  });

  it('queues a parked attempt again under the next epoch, the answer being its next entry', async () => {
    const { taskId, attemptId } = await fixture.executing();
    const lease = await fixture.claim(attemptId);
    await fixture.store.write(lease, writeOf({ entries: [note(1)] }), 0);
    const question = { callId: 'c', tool: 'shell_execute', command: 'rm a', reason: 'r', risk: 'medium' } as const;
    await fixture.store.finish<'execute'>(lease, { kind: 'asks', ...question }, writeOf());
    const answer = { kind: 'approval', callId: 'c', hash: 'h', approved: true, reason: '' } as const;
    await fixture.commit(taskId, { reopened: [{ attemptId, answer }] });
    const record = await fixture.store.attempt(attemptId);
    expect(record?.attempt).toMatchObject({ state: 'queued', epoch: 2, outcome: null });
    expect(record?.entries).toMatchObject([{ n: 1 }, { n: 2, ...answer }]);
    expect((await fixture.store.unsent(10)).map(({ job }) => job.epoch)).toEqual([2]);
    expect(await fixture.store.write(lease, writeOf(), 0)).toMatchObject({ kind: 'lost' });
    const next = await fixture.store.claim({ attemptId, epoch: 2 }, 'w2', 't2', 1000);
    expect(next).toMatchObject({ kind: 'claimed', epoch: 2 });
  });

  it('names the tasks that have not ended, and those with unsettled attempts', async () => {
    const pending = await fixture.task();
    const { taskId: ended } = await fixture.executing();
    await fixture.commit(ended, { task: { status: 'failed' }, dropped: [`execute.${ended}.parse.1`] });
    expect(await fixture.store.openTasks()).toEqual([pending]);
    const revert = await fixture.store.startRevert(ended, { onConflict: 'abort' });
    expect(new Set(await fixture.store.openTasks())).toEqual(new Set([pending, ended]));
    expect(await fixture.store.openHeadAttempts()).toMatchObject([{ taskId: ended, attempt: { id: revert } }]);
    expect(await fixture.store.openHeadAttempts(pending)).toEqual([]);
  });
});
