import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MemoryView, SubtaskView, TaskCreated, TaskRow, TaskView, TraceAttempt } from '#contracts';
import { accept, gate, memory, reject } from '#testing';
import { Hold, readEvents, sharedLoom, write, type Answer } from './support/index.js';
import { expectProblem } from './support/problem.js';

const loom = sharedLoom();
const NOBODY = '00000000-0000-4000-8000-000000000000';
const PLAN = ['one', { id: 'two', depends_on: ['one'], acceptance_criteria: 'two.txt is there.' }];
let id = '';
let folder = '';

beforeAll(async () => {
  const begun = await loom().begin(
    'finished task',
    {
      plan: PLAN,
      work: ({ subtask, turn, retry }) =>
        turn === 0 ? write(`${subtask}.txt`, retry ? 'better\n' : 'line\n') : undefined,
      judge: ({ subtask, text }) =>
        subtask === 'two' && text.includes('+line') ? reject('Not good enough.') : accept(),
      learn: ({ subtask }) =>
        memory([{ type: 'decision', summary: `Zebra fact of ${subtask}`, tags: ['zoo', subtask] }]),
    },
    { body: { context: { language: 'plain' }, metadata: { ticket: 7 } }, files: { 'kept.txt': 'kept\n' } },
  );
  ({ id, folder } = begun);
  expect((await loom().ended(id)).status).toBe('completed');
}, 60_000);

interface Said {
  readonly role: string;
  readonly content: string;
}
const shown = ({ role, content }: Said): string => `${role}: ${content}`;

describe('POST /tasks', () => {
  it('answers 201 with the address before planning is over', async () => {
    const held = Hold.on('planner');
    loom().tell('wait in plan', { plan: PLAN, holds: [held] });
    const made = await loom().call<TaskCreated>('POST', '/tasks', {
      goal: 'wait in plan',
      workspace: loom().workspace,
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`/tasks/${made.body.task_id}`);
    expect(made.body).toMatchObject({ status: 'pending', message: expect.any(String) as string });
    await held.reached();
    expect((await loom().task(made.body.task_id)).plan).toBeNull();
    await loom().call('DELETE', `/tasks/${made.body.task_id}`);
  });

  it('makes an empty folder where no workspace is named, and names it in the task', async () => {
    loom().tell('no folder', { plan: ['one'], work: ({ turn }) => (turn === 0 ? write('made.txt', 'x') : undefined) });
    const made = await loom().call<TaskCreated>('POST', '/tasks', { goal: 'no folder' });
    const task = await loom().ended(made.body.task_id);
    expect(task.workspace.startsWith(join(loom().dataDir, 'scratch'))).toBe(true);
    expect(execFileSync('cat', [join(task.workspace, 'made.txt')], { encoding: 'utf8' })).toMatch(/^x\n?$/);
  });

  it('gives the same task for the same key and body, and refuses the key with another', async () => {
    const held = Hold.on('planner');
    loom().tell('only once', { plan: PLAN, holds: [held] });
    const body = { goal: 'only once', workspace: loom().workspace };
    const send = (given: object) => loom().call<TaskCreated>('POST', '/tasks', given, { 'idempotency-key': 'k1' });
    const [first, second] = await Promise.all([send(body), send(body)]);
    expect([first.status, second.status].sort()).toEqual([200, 201]);
    expect(second.body.task_id).toBe(first.body.task_id);
    expectProblem(await send({ ...body, goal: 'another' }), 422);
    await loom().call('DELETE', `/tasks/${first.body.task_id}`);
  });

  it.each([
    ['an empty goal', { goal: '' }, '/goal'],
    ['a goal that is too long', { goal: 'x'.repeat(20_001) }, '/goal'],
    ['an unknown field', { goal: 'x', goals: 'y' }, '/goals'],
    ['an unknown approval mode', { goal: 'x', approval_mode: 'maybe' }, '/approval_mode'],
    ['a priority of ten', { goal: 'x', priority: 10 }, '/priority'],
    ['a limit of nothing', { goal: 'x', limits: { tokens: 0 } }, '/limits/tokens'],
    ['a callback that is no web address', { goal: 'x', callback_url: 'file:///etc/passwd' }, '/callback_url'],
  ])('refuses %s and points at it', async (_what, body, pointer) => {
    const problem = expectProblem(await loom().call('POST', '/tasks', body), 400);
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  it('refuses what is not JSON, what is no JSON at all, and what is too large', async () => {
    const plain = { 'content-type': 'text/plain' };
    expectProblem(await loom().call('POST', '/tasks', 'goal', plain), 415);
    expectProblem(await loom().call('POST', '/tasks', '{"goal":'), 400);
    const twice = expectProblem(await loom().call('POST', '/tasks', '{"goal":"x","goal":"y"}'), 400);
    expect(twice.errors).toEqual([{ pointer: '/goal', detail: 'stands twice in one object' }]);
    expectProblem(await loom().call('POST', '/tasks', { goal: 'x', context: { a: 'y'.repeat(3_000_000) } }), 413);
  });
});

describe('GET /tasks', () => {
  it('lists the newest first, by pages that follow each other', async () => {
    const all = await loom().call<TaskRow[]>('GET', '/tasks');
    expect(all.status).toBe(200);
    const times = all.body.map((row) => row.created_at);
    expect(times).toEqual([...times].sort().reverse());
    const seen: string[] = [];
    for (let path: string | undefined = '/tasks?limit=1'; path !== undefined;) {
      const page: Answer<TaskRow[]> = await loom().call<TaskRow[]>('GET', path);
      expect(page.body).toHaveLength(1);
      seen.push(...page.body.map((row) => row.task_id));
      path = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(seen).toEqual(all.body.map((row) => row.task_id));
    const done = await loom().call<TaskRow[]>('GET', '/tasks?status=completed');
    expect(done.body.map((row) => row.task_id)).toContain(id);
    expect(new Set(done.body.map((row) => row.status))).toEqual(new Set(['completed']));
  });

  it('refuses a status, a limit and a cursor that do not exist', async () => {
    for (const query of ['status=busy', 'limit=0', 'limit=x', 'cursor=zzz'])
      expectProblem(await loom().call('GET', `/tasks?${query}`), 400);
  });
});

describe('GET of one task', () => {
  it('tells all of it', async () => {
    const { status, body } = await loom().call<TaskView>('GET', `/tasks/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      task_id: id,
      goal: 'finished task',
      status: 'completed',
      error: null,
      workspace: folder,
      approval_mode: expect.any(String) as string,
      context: { language: 'plain' },
      metadata: { ticket: 7 },
      plan: { version: 1, replanned_at: null },
      progress: { total_subtasks: 2, completed: 2, failed: 0, pending: 0, running: 0, percent_complete: 100 },
      pending_approvals: [],
    });
    expect(body.usage.model_calls).toBe(
      loom().model.requests.filter((r) => JSON.stringify(r.messages).includes('finished task')).length,
    );
    expect(body.usage.tool_calls).toBeGreaterThan(0);
    expect(body.usage.prompt_tokens).toBeGreaterThan(body.usage.completion_tokens);
    expect(body.usage.completion_tokens).toBeGreaterThan(0);
    for (const time of [body.created_at, body.updated_at, body.completed_at])
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    expect(body.plan?.subtasks[1]).toEqual({
      id: 'two',
      description: 'Do two.',
      status: 'completed',
      depends_on: ['one'],
      model_tier: 1,
      verification_tier: 2,
      is_critical_path: true,
      acceptance_criteria: 'two.txt is there.',
      retry_count: 1,
      summary: 'Worked on two.',
      error: null,
      started_at: expect.any(String) as string,
      completed_at: expect.any(String) as string,
      model: 'main',
      confidence: expect.any(Number) as number,
    });
  });

  it.each(['', '/subtasks', '/subtasks/one', '/subtasks/one/trace', '/memory', '/changes', '/diff', '/stream'])(
    'answers 404 for %s of a task that nobody knows',
    async (path) => {
      expect(expectProblem(await loom().call('GET', `/tasks/${NOBODY}${path}`), 404).detail).toContain(NOBODY);
    },
  );

  it('answers a problem for an id that is none', async () => {
    const answer = await loom().call('GET', '/tasks/abc');
    expectProblem(answer, answer.status === 404 ? 404 : 400);
  });
});

describe('subtasks', () => {
  it('are listed, shown and traced: prompts, answers, tool calls and verdicts of every attempt', async () => {
    const { body } = await loom().call<SubtaskView[]>('GET', `/tasks/${id}/subtasks`);
    expect(body.map((subtask) => subtask.id)).toEqual(['one', 'two']);
    expect((await loom().call<SubtaskView>('GET', `/tasks/${id}/subtasks/two`)).body).toEqual(body[1]);
    const trace = await loom().call<TraceAttempt[]>('GET', `/tasks/${id}/subtasks/two/trace`);
    const executed = trace.body.filter((attempt) => attempt.stage === 'execute');
    expect(executed.map((attempt) => attempt.attempt)).toEqual([1, 2]);
    const text = JSON.stringify(trace.body);
    for (const said of ['two.txt is there.', 'write_file', 'Not good enough.', 'better']) expect(text).toContain(said);
    for (const { usage, started_at, ended_at } of executed) {
      expect([usage.prompt_tokens > 0, usage.completion_tokens > 0]).toEqual([true, true]);
      expect(Date.parse(ended_at ?? '')).toBeGreaterThan(Date.parse(started_at ?? ''));
    }
    // Character by character what the model's server was sent, up to its last answer.
    const sent = loom()
      .calls()
      .filter((place) => place.goal === 'finished task' && place.role === 'executor' && place.subtask === 'two');
    for (const [n, attempt] of executed.entries()) {
      const entries = attempt.entries as { kind: string; messages?: Said[]; message?: Said; took_ms?: number }[];
      const told = entries.flatMap(({ messages, message }) => [...(messages ?? []), ...(message ? [message] : [])]);
      const last = sent.filter(({ retry }) => retry === n > 0).at(-1)?.request.messages ?? [];
      expect(last.length).toBeGreaterThan(3);
      expect(told.slice(0, last.length).map(shown)).toEqual(last.map(shown));
      for (const { kind, took_ms } of entries)
        if (kind === 'reply' || kind === 'result') expect([kind, took_ms]).toEqual([kind, expect.any(Number)]);
    }
    expectProblem(await loom().call('GET', `/tasks/${id}/subtasks/three`), 404);
    expectProblem(await loom().call('GET', `/tasks/${id}/subtasks/three/trace`), 404);
  });
});

describe('the stream of a task', () => {
  it('gives every event once from 1 on, goes on after Last-Event-ID, and ends after the terminal event', async () => {
    const url = `${loom().url}/tasks/${id}/stream`;
    const whole = await readEvents(url);
    expect(whole.how).toBe('ended');
    expect(whole.ids).toEqual(whole.events.map((_event, index) => index + 1));
    expect(whole.names).toEqual(whole.events.map((event) => event.event_type));
    for (const event of whole.events)
      expect(event).toMatchObject({
        task_id: id,
        timestamp: expect.stringMatching(/Z$/) as string,
        correlation_id: expect.stringMatching(/./) as string,
      });
    expect(whole.events.at(-1)?.event_type).toBe('task_completed');
    for (const after of [0, 1, 17, whole.ids.length - 1])
      expect((await readEvents(url, { after })).events).toEqual(whole.events.slice(after));
    expect((await readEvents(url, { after: whole.ids.length })).events).toEqual([]);
    expectProblem(await loom().call('GET', `/tasks/${id}/stream`, undefined, { 'last-event-id': 'x' }), 400);
  });

  it('shows events of all tasks from now on', async () => {
    let task = '';
    const opened = gate();
    const all = readEvents(`${loom().url}/events`, {
      onOpen: opened.open,
      enough: (event) => event.event_type === 'task_completed' && event.task_id === task,
    });
    await opened.promise;
    task = (await loom().begin('seen by all', { plan: ['one'] })).id;
    const { events, how } = await all;
    expect(how).toBe('enough');
    const own = events.filter((event) => event.task_id === task).map((event) => event.sequence);
    expect(own).toEqual(own.map((_n, index) => index + 1));
  });
});

describe('memory', () => {
  it('is listed by type, subtask, tag and words, and found over all tasks with a score', async () => {
    const rows = async (path: string) => (await loom().call<(MemoryView & { score?: number })[]>('GET', path)).body;
    expect((await rows(`/tasks/${id}/memory?entry_type=decision`)).map((row) => row.summary).sort()).toEqual([
      'Zebra fact of one',
      'Zebra fact of two',
    ]);
    expect(await rows(`/tasks/${id}/memory?subtask_id=two&entry_type=decision`)).toHaveLength(1);
    expect(await rows(`/tasks/${id}/memory?tag=zoo`)).toHaveLength(2);
    expect(await rows(`/tasks/${id}/memory?tag=none`)).toEqual([]);
    expect((await rows(`/tasks/${id}/memory?q=zebra`)).length).toBeGreaterThanOrEqual(2);
    expect(await rows(`/tasks/${id}/memory?q=giraffe`)).toEqual([]);
    expect(await rows('/memory/search?q=zebra&entry_type=discovery')).toEqual([]);
    const found = await rows('/memory/search?q=zebra%20fact%20two&entry_type=decision&limit=1');
    expect(found).toMatchObject([{ task_id: id, entry_type: 'decision', subtask_id: 'two' }]);
    const scores = (await rows('/memory/search?q=zebra%20fact%20two')).map((row) => row.score ?? NaN);
    expect(scores.length).toBeGreaterThan(1);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expectProblem(await loom().call('GET', '/memory/search'), 400);
    expectProblem(await loom().call('GET', `/tasks/${id}/memory?entry_type=rumour`), 400);
  });
});

describe('commands', () => {
  it.each([
    ['PATCH', '', { instruction: 'x' }],
    ['DELETE', '', undefined],
    ['POST', '/approve', { subtask_id: 'one', approved: true }],
    ['POST', '/pause', {}],
    ['POST', '/resume', {}],
    ['POST', '/retry', {}],
  ])('%s %s answers 409 on a completed task and 404 on an unknown one', async (method, path, body) => {
    const problem = expectProblem(await loom().call(method, `/tasks/${id}${path}`, body), 409);
    expect(problem.task_id).toBe(id);
    expectProblem(await loom().call(method, `/tasks/${NOBODY}${path}`, body), 404);
  });

  it.each([
    ['PATCH', '', { instruction: '' }],
    ['PATCH', '', {}],
    ['POST', '/approve', { subtask_id: 'one' }],
    ['POST', '/approve', { subtask_id: 'one', approved: 'yes' }],
    ['POST', '/feedback', { feedback: 7 }],
    ['POST', '/retry', { nothing: 1 }],
  ])('%s %s refuses %j', async (method, path, body) => {
    expectProblem(await loom().call(method, `/tasks/${id}${path}`, body), 400);
  });
});
