import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { LoomClient } from './client.js';
import { backoffMs, followTask } from './event-stream.js';

type Turn = (response: ServerResponse, lastEventId: number) => void;
const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((server) => server.close()));

const JSON_TYPE = { 'content-type': 'application/json' };
/** What is said of the task itself. */
const task = { status: 'executing', last: 0 };
afterEach(() => void Object.assign(task, { status: 'executing', last: 0 }));

async function streamOf(...turns: Turn[]): Promise<{ client: LoomClient; seen: (string | undefined)[] }> {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/tasks/t')
      return response.writeHead(200, { ...JSON_TYPE, 'last-event-id': task.last }).end(JSON.stringify(task));
    const last = request.headers['last-event-id'];
    seen.push(last as string | undefined);
    const turn = turns[Math.min(seen.length, turns.length) - 1];
    return turn?.(response, Number(last ?? 0));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  open.push({ close: () => (server.closeAllConnections(), server.close()) });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { client: new LoomClient({ url, from: 'flag', remedy: '' }), seen };
}

const frame = (n: number, type = 'model_invocation'): string =>
  `id: ${n}\nevent: ${type}\ndata: ${JSON.stringify({ task_id: 't', event_type: type, sequence: n, timestamp: '2026-01-01T00:00:00Z', correlation_id: 't', text: 'é' })}\n\n`;
const start = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });

async function sequences(
  client: LoomClient,
  options: Partial<Parameters<typeof followTask>[2]> = {},
): Promise<number[]> {
  const numbers: number[] = [];
  for await (const event of followTask(client, 't', { signal: AbortSignal.timeout(20_000), ...options })) {
    numbers.push(event.sequence);
  }
  return numbers;
}

describe('following a task', () => {
  it('goes on after the last event it has seen when the connection breaks', async () => {
    const { client, seen } = await streamOf(
      (r) => {
        start(r).write(frame(1) + frame(2));
        setImmediate(() => r.destroy());
      },
      (r) => start(r).end(frame(3) + frame(4, 'task_completed')),
    );
    expect(await sequences(client)).toEqual([1, 2, 3, 4]);
    expect(seen[0]).toBeUndefined();
    expect(Number(seen[1] ?? 0)).toBeLessThanOrEqual(2);
  });

  it('shows no event twice when the server sends some again', async () => {
    const { client } = await streamOf(
      (r) => start(r).end(frame(1) + frame(2)),
      (r) => start(r).end(frame(1) + frame(2) + frame(3, 'task_failed')),
    );
    expect(await sequences(client)).toEqual([1, 2, 3]);
  });

  it('asks again when an event is missing', async () => {
    const { client, seen } = await streamOf(
      (r) => start(r).end(frame(1) + frame(3)),
      (r) => start(r).end(frame(2) + frame(3) + frame(4, 'task_cancelled')),
    );
    expect(await sequences(client)).toEqual([1, 2, 3, 4]);
    expect(seen).toEqual([undefined, '1']);
  });

  it('reads events whose bytes come one by one, and passes over comments and numberless pieces', async () => {
    const { client } = await streamOf((r) => {
      start(r);
      const bytes = Buffer.from(
        `: hello\n\n${frame(1)}event: token\ndata: {"text":"x"}\n\ndata: nonsense\n\n${frame(2, 'task_completed')}`,
      );
      let at = 0;
      const send = (): void =>
        void (at < bytes.length ? r.write(bytes.subarray(at, ++at), () => setImmediate(send)) : r.end());
      send();
    });
    expect(await sequences(client)).toEqual([1, 2]);
  });

  it('does not stop at a failure that a retry has overcome', async () => {
    const { client } = await streamOf((r) =>
      start(r).end(frame(1, 'task_failed') + frame(2, 'task_resumed') + frame(3, 'task_completed')),
    );
    expect(await sequences(client)).toEqual([1, 2, 3]);
  });

  it('ends where nothing follows: behind an undo, and after the last event there is', async () => {
    Object.assign(task, { status: 'completed', last: 3 });
    const log = [frame(1), frame(2, 'task_completed'), frame(3, 'changes_reverted')];
    const { client, seen } = await streamOf((r, last) => start(r).end(`: hello\n\n${log.slice(last).join('')}`));
    expect(await sequences(client)).toEqual([1, 2, 3]);
    expect(await sequences(client, { after: 3 })).toEqual([]);
    expect(seen).toEqual([undefined, '3', '3']);
  });

  it('goes on where the server was stopped in the moment of the end', async () => {
    Object.assign(task, { status: 'completed', last: 2 });
    const { client } = await streamOf(
      (r) => start(r).end(': hello\n\n'),
      (r) => start(r).end(frame(1) + frame(2, 'task_completed')),
    );
    expect(await sequences(client)).toEqual([1, 2]);
  });

  it('leaves a connection on which nothing comes', async () => {
    const gaps: (string | null)[] = [];
    const { client } = await streamOf(
      (r) => void start(r).write(frame(1)),
      (r) => start(r).end(frame(2, 'task_completed')),
    );
    expect(await sequences(client, { silenceMs: 150, onGap: (because) => gaps.push(because) })).toEqual([1, 2]);
    // On a busy machine the second connection may be silent for as long, and be left as well.
    expect(gaps.slice(0, 2)).toEqual([expect.stringContaining('silent'), null]);
    expect(gaps.at(-1)).toBeNull();
  });

  it('ends when the server keeps the line open after the end', async () => {
    const { client } = await streamOf((r) => void start(r).write(frame(1, 'task_completed')));
    expect(await sequences(client, { silenceMs: 200 })).toEqual([1]);
  });

  it('starts after the event it is told', async () => {
    const { client, seen } = await streamOf((r, last) => start(r).end(frame(last + 1, 'task_completed')));
    expect(await sequences(client, { after: 41 })).toEqual([42]);
    expect(seen).toEqual(['41']);
  });

  it('tries no further when there is no such task', async () => {
    const { client, seen } = await streamOf((r) =>
      r.writeHead(404, { 'content-type': 'application/problem+json' }).end('{"detail":"no task t"}'),
    );
    await expect(sequences(client)).rejects.toMatchObject({ status: 404, message: 'no task t', exitCode: 2 });
    expect(seen).toHaveLength(1);
  });

  it('gives up when nobody answers for long', async () => {
    const { client } = await streamOf((r) => r.destroy());
    await expect(sequences(client, { patienceMs: 300 })).rejects.toMatchObject({ exitCode: 3 });
  });

  it('stops at once when it is told to', async () => {
    const stop = new AbortController();
    const { client } = await streamOf((r) => {
      start(r).write(frame(1));
      setImmediate(() => stop.abort(new Error('enough')));
    });
    await expect(sequences(client, { signal: stop.signal })).rejects.toThrow('enough');
  });
});

it('waits longer from try to try, within bounds', () => {
  expect([1, 2, 3, 10].map(backoffMs)).toEqual([200, 400, 800, 5000]);
});
