import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskedLanding } from '#contracts';
import { QueueUnavailable, StateForbids } from '#conductor';
import { subtaskOf } from '#testing';
import { HttpFixture, type Answer, type Body } from './http.fixture.js';

/** What a person is asked about a result with a sensitive file. */
const ASKED: AskedLanding = {
  ...{
    about: 'landing' as const,
    hash: 'a'.repeat(64),
    reason: 'not sure',
    risk: 'medium' as const,
    base: 'b',
    head: 'h',
  },
  ...{ paths: ['.envrc'], askedAt: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 0, 2), proceedAt: null, merge: null },
};
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
let http: HttpFixture;
beforeAll(async () => {
  http = await HttpFixture.start();
});
afterAll(() => http.close());

describe('reading tasks', () => {
  it('walks all pages by the Link header, newest first', async () => {
    const made: string[] = [];
    for (let i = 0; i < 5; i++) made.push(await http.newTask({ goal: `page ${i}` }));
    const seen: string[] = [];
    let path: string | null = '/tasks?limit=2&status=pending';
    while (path !== null) {
      const { body, headers }: Answer<Body[]> = await http.call<Body[]>('GET', path);
      expect(body.length).toBeLessThanOrEqual(2);
      seen.push(...body.map((t) => t.task_id));
      path = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1] ?? null;
      if (path !== null) expect(path).toContain('status=pending');
    }
    expect(seen.filter((id) => made.includes(id))).toEqual([...made].reverse());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'limit=1e1',
    'limit=1&limit=2',
    'status=done',
    'cursor=nonsense',
    'state=pending',
    'cursor=%00',
  ])('refuses the query %s', async (query) => {
    const { status, body } = await http.call('GET', `/tasks?${query}`);
    expect(status).toBe(400);
    expect(body.errors[0]?.pointer).toBe(`/${query.split('=')[0]}`);
  });

  it('answers 404 for tasks and subtasks that are not there, with the id of the task that is', async () => {
    const { taskId } = await http.executing();
    for (const path of [`/tasks/${UNKNOWN}`, '/tasks/7', `/tasks/${UNKNOWN}/subtasks`, `/tasks/${UNKNOWN}/stream`])
      expect((await http.call('GET', path)).status).toBe(404);
    const { status, body } = await http.call('GET', `/tasks/${taskId}/subtasks/nothing`);
    expect([status, body.task_id]).toEqual([404, taskId]);
    expect((await http.call('GET', `/tasks/${taskId}/subtasks/..%2f..`)).status).toBe(404);
  });

  it('shows plan, subtasks and the trace of every attempt', async () => {
    const { taskId, attemptId } = await http.executing();
    const claimed = await http.store.claim({ attemptId, epoch: 1 }, 'w1', 'token', 6000);
    expect(claimed.kind).toBe('claimed');
    const lease = { attemptId, epoch: 1, token: 'token', ttlMs: 6000 };
    const at = '2026-01-02T03:04:05.000Z';
    const call = { n: 1, at, kind: 'call' as const, callId: 'c1', tool: 'write_file', arguments: { camelCase: 1 } };
    const usage = null;
    await http.store.write(lease, { entries: [call], events: [], modelCalls: 0, toolCalls: 1, usage, head: null }, 0);

    const task = (await http.call('GET', `/tasks/${taskId}`)).body;
    expect(task.plan).toMatchObject({ version: 1, subtasks: [{ id: 'parse', depends_on: [] }] });
    const subtasks = (await http.call('GET', `/tasks/${taskId}/subtasks`)).body;
    expect(subtasks).toEqual([(await http.call('GET', `/tasks/${taskId}/subtasks/parse`)).body]);
    const [attempt] = (await http.call<Body[]>('GET', `/tasks/${taskId}/subtasks/parse/trace`)).body;
    expect(attempt).toMatchObject({ attempt_id: attemptId, stage: 'execute', worker: 'w1', usage: { tool_calls: 1 } });
    expect(attempt?.['entries']).toEqual([
      { n: 1, at, kind: 'call', call_id: 'c1', tool: 'write_file', arguments: { camelCase: 1 } },
    ]);
  });

  it('lists what waits for a person, and shows exactly what an answer counts for', async () => {
    const taskId = await http.newTask();
    await http.commit(taskId, { task: { status: 'planning' } });
    await http.commit(taskId, {
      task: { status: 'executing', planVersion: 1 },
      newSubtasks: [
        subtaskOf('parse', { status: 'waiting_approval', phase: 'gated', approval: 'requested', asked: ASKED }),
        subtaskOf('other'),
      ],
    });
    const { pending_approvals: pending } = (await http.call('GET', `/tasks/${taskId}`)).body;
    const shown = {
      ...{ subtask_id: 'parse', reason: 'not sure', risk: 'medium', requested_at: '2026-01-01T00:00:00.000Z' },
      ...{ kind: 'landing', hash: 'a'.repeat(64), expires_at: '2026-01-02T00:00:00.000Z', proceeds_at: null },
      ...{ command: null, paths: ['.envrc'] },
    };
    expect(pending).toEqual([shown]);
    http.tasks.diffText = 'diff --git a/.envrc b/.envrc';
    const one = await http.call(`GET`, `/tasks/${taskId}/subtasks/parse/approval`);
    expect(one.body).toEqual({ ...shown, diff: 'diff --git a/.envrc b/.envrc' });
    expect((await http.call('GET', `/tasks/${taskId}/subtasks/other/approval`)).status).toBe(409);
  });

  it('answers memory, changes and diff', async () => {
    const { taskId } = await http.executing();
    await http.store.addMemory(taskId, [
      {
        type: 'decision',
        summary: 'quokka separators are semicolons',
        detail: 'seen in the sample',
        tags: ['csv'],
        relevanceTo: ['parse'],
        subtaskId: 'parse',
        verified: true,
      },
    ]);
    const path = `/tasks/${taskId}/memory`;
    expect(
      (await http.call('GET', `${path}?entry_type=decision&tag=csv&subtask_id=parse&q=semicolons`)).body,
    ).toHaveLength(1);
    expect((await http.call('GET', `${path}?entry_type=error`)).body).toHaveLength(0);
    const [found] = (await http.call<Body[]>('GET', `/memory/search?q=quokka&task_id=${taskId}`)).body;
    expect(found).toMatchObject({ task_id: taskId, entry_type: 'decision', score: expect.any(Number) });
    for (const q of ['', '?q=', '?q=%20%09']) expect((await http.call('GET', `/memory/search${q}`)).status).toBe(400);
    expect((await http.call('GET', `/tasks/${taskId}/memory?q=%20`)).status).toBe(400);
    expect((await http.call('GET', '/memory/search?q=%22(*%20AND%20NOT')).status).toBe(200);
    expect((await http.call('GET', `/tasks/${taskId}/changes`)).body).toEqual([]);
    http.tasks.diffText = '--- a/x\n+++ b/x\n';
    const diff = await http.call('GET', `/tasks/${taskId}/diff?path=x&subtask_id=parse`);
    expect([diff.status, diff.type, diff.body]).toEqual([200, 'text/x-diff; charset=utf-8', http.tasks.diffText]);
  });
});

describe('a path of the workspace', () => {
  it('is taken in any writing that stays inside, and refused where it leads out', async () => {
    const { taskId } = await http.executing();
    const diffOf = (path: string) => http.call('GET', `/tasks/${taskId}/diff?path=${encodeURIComponent(path)}`);
    for (const path of ['./x', 'x', 'a/../x', 'a//../x']) {
      expect((await diffOf(path)).status).toBe(200);
      expect(http.tasks.asked.at(-1)).toEqual({ name: 'diff', args: [taskId, undefined, 'x'] });
      await http.call('POST', `/tasks/${taskId}/revert`, { path });
      expect(http.tasks.asked.at(-1)).toEqual({ name: 'revert', args: [taskId, undefined, 'x'] });
    }
    for (const path of ['..x', '...', 'ü b', '*', ' x']) expect((await diffOf(path)).status).toBe(200);
    for (const path of ['../x', '..', '/etc/passwd', 'a/../../x', './../x']) {
      const answers = [await diffOf(path), await http.call('POST', `/tasks/${taskId}/revert`, { path })];
      for (const { status, body } of answers) {
        expect([path, status]).toEqual([path, 400]);
        expect(body).toMatchObject({ errors: [{ pointer: '/path', detail: expect.stringMatching(/relative/) }] });
      }
    }
  });
});

describe('wishes', () => {
  it('passes each on with what was said, and answers as promised', async () => {
    const { taskId } = await http.executing();
    const at = `/tasks/${taskId}`;
    const ask = async (method: string, path: string, body?: unknown): Promise<unknown[]> => {
      const answer = await http.call(method, at + path, body);
      expect(answer.status).toBe(200);
      return [answer.body, http.tasks.asked.at(-1)];
    };
    const ok = { status: 'ok', message: expect.any(String) };
    expect(await ask('PATCH', '', { instruction: ' use tabs ' })).toEqual([ok, asked('steer', undefined, 'use tabs')]);
    expect(await ask('POST', '/pause')).toEqual([ok, asked('pause')]);
    expect(await ask('POST', '/resume', {})).toEqual([ok, asked('resume')]);
    expect(await ask('POST', '/retry')).toEqual([ok, asked('retry')]);
    expect(await ask('POST', '/retry', { subtask_id: 'parse' })).toEqual([ok, asked('retry', 'parse')]);
    expect(await ask('POST', '/feedback', { feedback: 'nice', subtask_id: 'parse' })).toEqual([
      ok,
      asked('feedback', 'parse', 'nice'),
    ]);
    expect(await ask('POST', '/approve', { subtask_id: 'parse', approved: false, reason: 'no' })).toEqual([
      { status: 'ok', approved: false, subtask_id: 'parse' },
      asked('approve', 'parse', false, 'no'),
    ]);
    expect(await ask('POST', '/revert', { path: 'a.txt' })).toEqual([
      { reverted: ['a.txt'] },
      asked('revert', undefined, 'a.txt'),
    ]);
    expect(await ask('POST', '/revert', { on_conflict: 'skip' })).toEqual([
      { reverted: ['a.txt'] },
      asked('revert', undefined, undefined, { on_conflict: 'skip', redo: undefined }),
    ]);
    expect(await ask('POST', '/revert', { redo: true })).toEqual([
      { reverted: ['a.txt'] },
      asked('revert', undefined, undefined, { on_conflict: undefined, redo: true }),
    ]);
    expect(await ask('DELETE', '')).toEqual([ok, asked('cancel')]);

    function asked(name: string, subtaskId?: string, ...args: unknown[]): unknown {
      return { name, args: [taskId, subtaskId, ...args] };
    }
  });

  it('tidies the stores, for show only where that is asked', async () => {
    const { status, body } = await http.call('POST', '/gc', { dry_run: true });
    expect([status, http.tasks.asked.at(-1)]).toEqual([200, { name: 'tidy', args: [true] }]);
    const sizes = { bytes: 10, loose_objects: 2, expired: 1, freed_bytes: 0 };
    expect(body).toEqual([{ workspace: '/home/u/p', ...sizes, packed: false, held: 'busy' }]);
    await http.call('POST', '/gc', {});
    expect(http.tasks.asked.at(-1)).toEqual({ name: 'tidy', args: [false] });
    expect((await http.call('POST', '/gc', { dry_run: 'yes' })).status).toBe(400);
  });

  it('answers 409 with the task and the files that are in the way', async () => {
    const taskId = await http.newTask();
    const side = { blob: '0'.repeat(40), size: 3, text: 'old' };
    const met = { path: 'a.txt', before: side, after: { ...side, text: null }, current: null };
    http.tasks.fails = new StateForbids(taskId, 'your later edits are in the way', ['a.txt', 'b/c.txt'], [met]);
    const { status, type, body } = await http.call('POST', `/tasks/${taskId}/revert`, {});
    expect([status, type]).toEqual([409, 'application/problem+json; charset=utf-8']);
    expect(body).toEqual({
      type: 'urn:loom:problem:state_forbids',
      title: 'Conflict with the present state',
      status: 409,
      detail: 'Your later edits are in the way.',
      task_id: taskId,
      paths: ['a.txt', 'b/c.txt'],
      conflicts: [met],
    });
  });

  it.each([
    ['PATCH', '', { instruction: '' }],
    ['PATCH', '', {}],
    ['POST', '/pause', { now: true }],
    ['DELETE', '', { force: true }],
    ['POST', '/approve', { subtask_id: 'parse', approved: 'yes' }],
    ['POST', '/feedback', { feedback: 'x'.repeat(20_001) }],
    ['POST', '/retry', { subtask_id: 5 }],
    ['POST', '/revert', { path: '' }],
    ['POST', '/revert', { on_conflict: 'maybe' }],
    ['POST', '/revert', { redo: true, path: 'a.txt' }],
  ])('refuses %s %s with %j', async (method, path, body) => {
    const taskId = await http.newTask();
    const asked = http.tasks.asked.length;
    const answer = await http.call(method, `/tasks/${taskId}${path}`, body);
    expect([answer.status, answer.body.task_id]).toEqual([400, taskId]);
    expect(http.tasks.asked).toHaveLength(asked);
  });

  it('answers 404 for subtasks that cannot be', async () => {
    const { taskId } = await http.executing();
    const body = { subtask_id: '../x', approved: true };
    expect((await http.call('POST', `/tasks/${taskId}/approve`, body)).status).toBe(404);
  });

  it('answers 503 when the queue is away, and 500 without a word of the inside for a defect', async () => {
    http.tasks.fails = new QueueUnavailable();
    const away = await http.call('POST', '/tasks', { goal: 'a' });
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2']);
    http.tasks.fails = new Error('SELECT secret FROM /home/user');
    const broken = await http.call('POST', '/tasks', { goal: 'a' });
    expect(broken.status).toBe(500);
    expect(JSON.stringify(broken.body)).not.toMatch(/SELECT|secret|home/);
  });
});
