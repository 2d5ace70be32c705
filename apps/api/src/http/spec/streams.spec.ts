import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpFixture } from './http.fixture.js';

let http: HttpFixture;
beforeAll(async () => {
  http = await HttpFixture.start();
});
afterAll(() => http.close());

interface Seen {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: { sequence?: number; task_id?: string; text?: string };
}

/** Events of a stream as they come, until it ends or `enough` says so. */
async function read(response: Response, enough: (seen: Seen[]) => boolean = () => false): Promise<Seen[]> {
  const seen: Seen[] = [];
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const data = field('data');
      if (data !== undefined) seen.push({ id: field('id'), event: field('event'), data: JSON.parse(data) });
    }
    if (enough(seen)) break;
  }
  return seen;
}

const open = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(http.url + path, { headers });

async function ended(): Promise<string> {
  const taskId = await http.newTask();
  await http.commit(taskId, { task: { status: 'planning' }, events: [{ type: 'task_planning' }] });
  await http.commit(taskId, { task: { status: 'cancelled' }, events: [{ type: 'task_cancelled' }] });
  return taskId;
}

describe('the stream of a task', () => {
  it('begins at event 1, numbers without gaps and closes after the end', async () => {
    const response = await open(`/tasks/${await ended()}/stream`);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const seen = await read(response);
    expect(seen.map(({ id, event }) => [id, event])).toEqual([
      ['1', 'task_created'],
      ['2', 'task_planning'],
      ['3', 'task_cancelled'],
    ]);
  });

  it('goes on after Last-Event-ID, and ends at once where nothing follows', async () => {
    const taskId = await ended();
    const rest = await read(await open(`/tasks/${taskId}/stream`, { 'last-event-id': '2' }));
    expect(rest.map(({ id }) => id)).toEqual(['3']);
    expect(await read(await open(`/tasks/${taskId}/stream`, { 'last-event-id': '3' }))).toEqual([]);
  });

  it('goes on where an answer about the task left off', async () => {
    const taskId = await http.newTask();
    await http.commit(taskId, { task: { status: 'planning' }, events: [{ type: 'task_planning' }] });
    const { headers, body } = await http.call('GET', `/tasks/${taskId}`);
    expect([headers.get('last-event-id'), body.status]).toEqual(['2', 'planning']);
    await http.commit(taskId, { task: { status: 'cancelled' }, events: [{ type: 'task_cancelled' }] });
    const known = { 'last-event-id': headers.get('last-event-id') ?? '' };
    expect((await read(await open(`/tasks/${taskId}/stream`, known))).map(({ id }) => id)).toEqual(['3']);
  });

  it('shows what happens while it is open, and tokens to who asked', async () => {
    const taskId = await http.newTask();
    const response = await open(`/tasks/${taskId}/stream?tokens=true`);
    const first = await read(await open(`/tasks/${taskId}/stream`), (seen) => seen.length === 1);
    expect(first[0]?.event).toBe('task_created');
    let told = false;
    const seen = await read(response, (so_far) => {
      if (so_far.length === 1 && !told) {
        told = true;
        // After the reader has caught up, which the next turn of the loop is.
        setImmediate(() => {
          http.bus.showTokens([{ taskId, correlationId: 'c', kind: 'text', text: 'hel' }]);
          void http.commit(taskId, { task: { status: 'cancelled' }, events: [{ type: 'task_cancelled' }] });
        });
      }
      return false;
    });
    expect(seen.map(({ event }) => event)).toEqual(['task_created', 'token', 'task_cancelled']);
    expect(seen[1]?.id).toBeUndefined();
  });

  it.each(['abc', '-1', '1.5', '99999999999999999999'])('refuses the Last-Event-ID %j', async (id) => {
    const answer = await http.call('GET', `/tasks/${await http.newTask()}/stream`, undefined, { 'last-event-id': id });
    expect(answer.status).toBe(400);
  });

  it('refuses parameters it does not know', async () => {
    const taskId = await http.newTask();
    expect((await http.call('GET', `/tasks/${taskId}/stream?tokens=yes`)).status).toBe(400);
    expect((await http.call('GET', '/events?since=1')).status).toBe(400);
  });

  it('answers HEAD without keeping the line', async () => {
    const response = await fetch(`${http.url}/tasks/${await http.newTask()}/stream`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('the stream of all tasks', () => {
  it('shows the events of every task from now on', async () => {
    const before = await http.newTask();
    const response = await open('/events');
    const reading = read(response, (seen) => seen.length >= 2);
    const made = [await http.newTask(), await http.newTask()];
    const seen = await reading;
    expect(seen.map(({ data }) => data.task_id)).toEqual(made);
    expect(made).not.toContain(before);
  });
});

describe('a server that stops', () => {
  it('ends its open streams and is gone within a second', async () => {
    const other = await HttpFixture.start();
    const taskId = await other.newTask();
    const response = await fetch(`${other.url}/tasks/${taskId}/stream`);
    const all = await fetch(`${other.url}/events`);
    const began = performance.now();
    await other.close();
    await Promise.allSettled([response.text(), all.text()]);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
