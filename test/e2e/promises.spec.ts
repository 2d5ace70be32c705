import { beforeAll, describe, expect, it } from 'vitest';
import type { ChangeView, Problem, TaskCreated, TaskRow, TaskView, WireEvent } from '#contracts';
import { accept, call, memory, reject } from '#testing';
import {
  firstComment,
  Hold,
  readEvents,
  sharedLoom,
  write,
  writesOwnFile,
  type At,
  type Quiet,
} from './support/index.js';

/* Lines of the outside contract that no story of another file tells. */

/** No executor at first: who waits for one is told so. */
const loom = sharedLoom({ args: ['--roles', 'planner,verifier,extractor'] });
const ONE = { plan: ['one'], work: writesOwnFile } as const;
const about = (event: WireEvent): string => [event.event_type, event['tool']].join(' ').trim();

const PRIORITIES = [0, 5, 9];
let line: Quiet;
let waiting: string[] = [];
beforeAll(async () => {
  line = await firstComment(loom().url);
  const begin = (priority: number) => loom().begin(`waits with ${priority}`, ONE, { body: { priority } });
  waiting = (await Promise.all(PRIORITIES.map(begin))).map(({ id }) => id);
});

describe('a role nobody plays', () => {
  it('is told of in the log with its tier; a worker on this machine needs no token to take it up, the most urgent first', async () => {
    for (const id of waiting) {
      const event = await loom().until(id, 'worker_waiting');
      expect(event).toMatchObject({ role: 'executor', tier: 1, subtask_id: 'one' });
      expect((await loom().task(id)).status).toBe('executing');
    }
    const health = await loom().call<{ workers: object }>('GET', '/health');
    expect(health.body.workers).not.toHaveProperty('executor', 1);
    await (await loom().spawn(['worker', 'executor', '--concurrency', '1', '--json'])).says(/"roles":/);
    for (const id of waiting) expect((await loom().ended(id)).status).toBe('completed');
    const begun = loom()
      .calls()
      .filter(({ role, turn }) => role === 'executor' && turn === 0);
    expect(begun.map(({ goal }) => goal)).toEqual([9, 5, 0].map((priority) => `waits with ${priority}`));
  });
});

describe('POST /tasks', () => {
  it('takes bodies for the same whose fields stand in another order, however many come at once', async () => {
    const held = Hold.on('planner');
    loom().tell('the same', { ...ONE, holds: [held] });
    const { workspace } = loom();
    const bodies = [
      { goal: 'the same', workspace, context: { a: 1, b: { c: [1, 2], d: null } }, priority: 3 },
      { priority: 3, context: { b: { d: null, c: [1, 2] }, a: 1 }, workspace, goal: 'the same' },
      { goal: ' the same ', workspace, context: { a: 1, b: { c: [1, 2], d: null } }, priority: 3, metadata: null },
    ];
    const key = { 'idempotency-key': 'another-order' };
    const made = await Promise.all(
      [...bodies, ...bodies].map((body) => loom().call<TaskCreated>('POST', '/tasks', body, key)),
    );
    expect(new Set(made.map(({ body }) => body.task_id)).size).toBe(1);
    expect(made.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    const [{ body, headers }] = made as [(typeof made)[number]];
    expect(headers.get('location')).toBe(`/tasks/${body.task_id}`);
    const other = { ...bodies[0], context: { a: 1, b: { c: [2, 1], d: null } } };
    expect((await loom().call('POST', '/tasks', other, key)).status).toBe(422);
    expect((await loom().call('DELETE', `/tasks/${body.task_id}`)).status).toBe(200);
  });

  it('takes a goal of 20,000 characters, priorities from 0 to 9, and a row of it shows no more than was promised', async () => {
    const goals = ['𝕏'.repeat(20_000), 'low', 'high'];
    const ids: string[] = [];
    for (const [n, goal] of goals.entries()) ids.push(await loom().submit(goal, { priority: n === 1 ? 0 : 9 }));
    for (const id of ids) expect((await loom().call('DELETE', `/tasks/${id}`)).status).toBe(200);
    const rows = await loom().call<TaskRow[]>('GET', '/tasks?limit=3&status=cancelled');
    expect(rows.body.map(({ task_id }) => task_id)).toEqual([...ids].reverse());
    for (const row of rows.body)
      expect(Object.keys(row).sort()).toEqual(['created_at', 'goal', 'progress', 'status', 'task_id', 'updated_at']);
  });
});

describe('a task that has ended', () => {
  it('failed: cannot be cancelled, paused, resumed or steered, takes feedback, and says what to do', async () => {
    const { id } = await loom().begin('fails at once', { plan: () => ({ status: 403, text: 'not yours' }) });
    const task = await loom().ended(id);
    expect(task).toMatchObject({ status: 'failed', error: expect.stringMatching(/refuses the key.*\./) as string });
    for (const [method, path, body] of [
      ['DELETE', '', undefined],
      ['PATCH', '', { instruction: 'x' }],
      ['POST', '/pause', {}],
      ['POST', '/resume', {}],
    ] as const) {
      const answer = await loom().call<Problem>(method, `/tasks/${id}${path}`, body);
      expect([path, answer.status, answer.body.task_id]).toEqual([path, 409, id]);
    }
    expect((await loom().call('POST', `/tasks/${id}/feedback`, { feedback: 'take the other model' })).status).toBe(200);
    const again = await readEvents(`${loom().url}/tasks/${id}/stream`);
    expect([again.how, again.events.at(-1)?.event_type]).toEqual(['ended', 'feedback_received']);
  });
});

describe('the stream of a task', () => {
  it('adds what models say, unnumbered, for who asks with ?tokens=true, and for nobody else', async () => {
    const held = Hold.on('executor', 'one', 1);
    const { id } = await loom().begin('speaks', {
      plan: ['one'],
      work: ({ turn }) => (turn === 0 ? write('one.txt', '1\n') : { text: 'All of it is written now.' }),
      holds: [held],
    });
    await held.reached();
    const url = `${loom().url}/tasks/${id}/stream`;
    const both = [readEvents(`${url}?tokens=true`, { enough: caughtUp(held) }), readEvents(url)];
    const [asked, other] = (await Promise.all([...both.slice(1), readEvents(`${url}?tokens=false`)])).reverse();
    const heard = await both[0];
    expect(asked?.events).toEqual(other?.events);
    expect(asked?.names).not.toContain('token');
    const pieces = (heard?.events ?? []).filter(({ event_type }) => String(event_type) === 'token');
    expect(pieces.map((piece) => piece['text']).join('')).toContain('All of it is written now.');
    for (const piece of pieces)
      expect(piece).toMatchObject({ task_id: id, correlation_id: expect.stringContaining(id) as string });
    expect(heard?.ids.filter((_id, n) => heard.names[n] === 'token').every(Number.isNaN)).toBe(true);
  });

  /** Lets the held call go once the reader has seen what led to it; enough is the end. */
  const caughtUp = (held: Hold) => (event: WireEvent) => {
    if (about(event) === 'tool_call_completed write_file') setImmediate(() => held.release());
    return event.event_type === 'task_completed';
  };

  it('has one correlation id for each attempt at a subtask', async () => {
    const { id } = await loom().begin('two attempts', {
      plan: ['one'],
      work: ({ turn, retry }) => (turn === 0 ? write('one.txt', retry ? 'better\n' : 'first\n') : undefined),
      judge: ({ subtask, text }: At) => (subtask === 'one' && text.includes('+first') ? reject('No.') : accept()),
    });
    await loom().ended(id);
    const events = (await loom().events(id)).filter(({ subtask_id }) => subtask_id === 'one');
    const ofAttempt = (from: number, to: number): string[] => [
      ...new Set(events.slice(from, to).map(({ correlation_id }) => correlation_id)),
    ];
    const second = events.findIndex(
      (event, n) => event.event_type === 'subtask_started' && n > 0 && event['attempt'] === 2,
    );
    const retrying = events.findIndex(({ event_type }) => event_type === 'subtask_retrying');
    expect(retrying).toBeLessThan(second);
    expect([ofAttempt(0, retrying).length, ofAttempt(second, events.length).length]).toEqual([1, 1]);
    expect(ofAttempt(0, 1)).not.toEqual(ofAttempt(second, second + 1));
  });
});

describe('what tools do', () => {
  it('stays out of the folder under scratch://, and is cut in the middle where it is long', async () => {
    const steps = [
      call('write_file', { path: 'scratch://notes.txt', content: 'not for the folder\n' }),
      call('read_file', { path: 'scratch://notes.txt' }),
      call('shell_execute', { command: `echo first; head -c 30000 /dev/zero | tr '\\0' a; echo last` }),
      write('kept.txt', 'kept\n'),
    ];
    const { id, files, calls } = await loom().begin('two places', { plan: ['one'], work: ({ turn }) => steps[turn] });
    expect(await loom().ended(id)).toMatchObject({ status: 'completed', error: null });
    expect(files()).toEqual({ 'kept.txt': 'kept\n' });
    const executor = calls().filter(({ role }) => role === 'executor');
    const answers = executor.map(({ request }) => request.messages.at(-1)?.content ?? '');
    expect(answers[1]).toMatch(/"success": ?true/);
    expect(answers[2]).toContain('not for the folder');
    const shown = /"output":"(first.*last)"/.exec(answers[3] ?? '')?.[1] ?? '';
    expect(/only the start and the end are shown .* 30011 bytes/.exec(shown)?.[0]).toBeDefined();
    expect(shown.length).toBeGreaterThan(9 * 1024);
    expect(shown.length).toBeLessThan(11 * 1024);
  });
});

describe('changes', () => {
  it('tell creations, changes, deletions and renames apart, and what is no text', async () => {
    const steps = [
      write('new.txt', 'new\n'),
      write('changed.txt', 'one\ntwo\nthree\n'),
      call('delete_file', { path: 'gone.txt' }),
      call('move_file', { path: 'old.txt', new_path: 'deep/moved.txt' }),
      call('shell_execute', { command: `printf 'a\\0b' > raw.bin` }),
    ];
    const { id } = await loom().begin(
      'make, change, move and remove some files',
      { plan: ['one'], work: ({ turn }) => steps[turn] },
      { files: { 'changed.txt': 'one\n', 'gone.txt': 'gone\n', 'old.txt': 'kept as it is\nfor long\n' } },
    );
    expect((await loom().ended(id)).status).toBe('completed');
    const { body } = await loom().call<ChangeView[]>('GET', `/tasks/${id}/changes`);
    const shown = body.map(({ path, operation, old_path, additions, deletions, binary }) =>
      [operation, old_path, path, binary ? 'binary' : `+${additions} -${deletions}`].filter(Boolean).join(' '),
    );
    expect(shown.sort()).toEqual([
      'create new.txt +1 -0',
      'create raw.bin binary',
      'delete gone.txt +0 -1',
      'modify changed.txt +2 -0',
      'rename old.txt deep/moved.txt +0 -0',
    ]);
  });
});

describe('memory', () => {
  it('has the rows that were promised, found in one task or over all', async () => {
    const facts = (word: string) => ({
      ...ONE,
      learn: () => memory([{ type: 'discovery', summary: `Ocelots like ${word}`, detail: 'much', tags: ['cat'] }]),
    });
    const [first, second] = [
      await loom().begin('cats one', facts('rivers')),
      await loom().begin('cats two', facts('trees')),
    ];
    for (const { id } of [first, second]) await loom().ended(id);
    const found = await loom().call<object[]>('GET', '/memory/search?q=ocelots');
    expect(found.body).toHaveLength(2);
    const one = await loom().call<object[]>('GET', `/memory/search?q=ocelots&task_id=${second.id}`);
    expect(one.body).toMatchObject([{ summary: 'Ocelots like trees', task_id: second.id, subtask_id: 'one' }]);
    expect(Object.keys(one.body[0] ?? {}).sort()).toEqual(
      [
        ...['id', 'task_id', 'subtask_id', 'entry_type', 'summary', 'detail', 'tags', 'relevance_to', 'timestamp'],
        'score',
      ].sort(),
    );
  });
});

describe('what an executor is offered', () => {
  it('is each tool with the parameters that were promised', async () => {
    interface Tool {
      name: string;
      mutating: boolean;
      parameters: { properties: object; required?: string[] };
    }
    const { body } = await loom().call<Tool[]>('GET', '/tools');
    const shown = body.map(({ name, parameters: { properties, required = [] } }) => {
      const names = Object.keys(properties).map((key) => (required.includes(key) ? key : `${key}?`));
      return `${name} {${names.join(', ')}}`;
    });
    expect(shown.sort()).toEqual([
      'delete_file {path}',
      'edit_file {path, old_str, new_str}',
      'finish {summary, status?, reason?}',
      'glob_find {pattern}',
      'list_directory {path?}',
      'memory_search {query}',
      'move_file {path, new_path}',
      'read_file {path, line_start?, line_end?}',
      'search_files {pattern, path?, file_pattern?}',
      'shell_execute {command, timeout_seconds?}',
      'write_file {path, content}',
    ]);
    expect(body.filter(({ mutating }) => mutating).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['write_file', 'edit_file', 'delete_file', 'move_file', 'shell_execute']),
    );
  });
});

describe('the description', () => {
  it('names the statuses that were promised', async () => {
    const { document } = await loom().description();
    const enumOf = (schema: string): unknown =>
      ((document.components?.schemas?.[schema]?.['properties'] ?? {}) as { status?: { enum?: unknown } }).status?.enum;
    expect(enumOf('TaskDto')).toEqual(
      'pending planning executing paused waiting_approval completed failed cancelled'.split(' '),
    );
    expect(enumOf('SubtaskDto')).toEqual(
      'pending running verifying waiting_approval completed failed blocked skipped'.split(' '),
    );
  });
});

it('a stream on which nothing happens says every 15 seconds that it is alive', async () => {
  const at = await line.comment;
  expect(at - line.opened).toBeGreaterThan(13_500);
  expect(at - line.opened).toBeLessThan(25_000);
});

it('a new task is shown before there is a plan', async () => {
  const held = Hold.on('planner');
  const { id } = await loom().begin('not planned yet', { ...ONE, holds: [held] });
  await held.reached();
  const task: TaskView = await loom().task(id);
  const nothing = { plan: null, summary: null, completed_at: null, error: null, context: {}, metadata: {} };
  expect(task).toMatchObject({ status: 'planning', approval_mode: 'auto', pending_approvals: [], ...nothing });
  expect(task.progress).toEqual({
    ...{ total_subtasks: 0, completed: 0, failed: 0, pending: 0, running: 0 },
    percent_complete: 0,
  });
  expect((await loom().call('GET', `/tasks/${id}/subtasks`)).body).toEqual([]);
  held.release();
  await loom().ended(id);
});
