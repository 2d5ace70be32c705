import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, SqlTaskStore } from '#persistence';
import { createTask, move, Reader, say } from './events.fixture.js';
import { InProcessEventBus } from './event-bus.js';
import { streamAll } from './stream-all.js';
import { streamTask, type TaskStreamRequest } from './stream-task.js';

let folder: string;
let store: SqlTaskStore;
let bus: InProcessEventBus;
let gone: AbortController;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loom-streams-'));
  store = new SqlTaskStore(await openDatabase({ path: join(folder, 'loom.db') }));
  bus = new InProcessEventBus();
  gone = new AbortController();
  setMaxListeners(100, gone.signal);
});
afterEach(async () => {
  gone.abort();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** No polling and no heartbeat unless a test asks for them: only notices move a stream. */
const NEVER = { heartbeatMs: 1e9, pollMs: 1e9 };
function open(taskId: string, over: Partial<TaskStreamRequest> = {}) {
  const reader = new Reader();
  const request = { store, bus, taskId, after: 0, sink: reader, tokens: false, signal: gone.signal, times: NEVER };
  return { reader, ended: streamTask({ ...request, ...over }) };
}
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const work = { type: 'tool_call_completed', correlationId: 'execute.1', data: { tool: 'read_file' } } as const;

describe('streamTask', () => {
  it('replays the log, follows it, and ends after the terminal event', async () => {
    const taskId = await createTask(store, bus);
    await say(store, bus, taskId, work, work);
    const { reader, ended } = open(taskId);
    await reader.until(() => reader.ids.length === 3);
    await say(store, bus, taskId, work);
    await reader.until(() => reader.ids.length === 4);
    await move(store, bus, taskId, 'cancelled', work, { type: 'task_cancelled' }, { type: 'memory_entry_created' });
    await ended;
    expect(reader.ids).toEqual(upTo(7));
    expect(reader.isClosed).toBe(true);
    expect(reader.frames.find(({ id }) => id === 2)).toMatchObject({
      event: 'tool_call_completed',
      data: {
        task_id: taskId,
        event_type: 'tool_call_completed',
        sequence: 2,
        correlation_id: 'execute.1',
        tool: 'read_file',
      },
    });
  });

  it('begins behind the event the reader knows', async () => {
    const taskId = await createTask(store, bus);
    await say(store, bus, taskId, ...Array<typeof work>(499).fill(work));
    const { reader } = open(taskId, { after: 120 });
    await reader.until(() => reader.ids.length === 380);
    expect(reader.ids).toEqual(upTo(500).slice(120));
  });

  it.each([501, -3, NaN, 1e300])('shows the whole log to a reader who claims to know event %s', async (after) => {
    const taskId = await createTask(store, bus);
    const { reader } = open(taskId, { after });
    await reader.until(() => reader.ids.length === 1);
    expect(reader.ids).toEqual([1]);
  });

  it('closes at once for a reader that comes back behind the end', async () => {
    const taskId = await createTask(store, bus);
    await move(store, bus, taskId, 'failed', { type: 'task_failed' }, { type: 'changes_reverted' });
    const { reader, ended } = open(taskId, { after: 3 });
    await ended;
    expect(reader.ids).toEqual([]);
    expect(reader.isClosed).toBe(true);
  });

  it('goes on past a failure that was retried', async () => {
    const taskId = await createTask(store, bus);
    await move(store, bus, taskId, 'failed', { type: 'task_failed' });
    await move(store, bus, taskId, 'executing', { type: 'subtask_retrying' });
    const { reader, ended } = open(taskId);
    await reader.until(() => reader.ids.length === 3);
    await say(store, bus, taskId, work);
    await reader.until(() => reader.ids.length === 4);
    await move(store, bus, taskId, 'completed', { type: 'task_completed' });
    await ended;
    expect(reader.ids).toEqual(upTo(5));
  });

  it('finds what no notice told of', async () => {
    const taskId = await createTask(store, bus);
    const { reader } = open(taskId, { times: { heartbeatMs: 1e9, pollMs: 10 } });
    await reader.until(() => reader.ids.length === 1);
    await store.appendEvents(taskId, [work]);
    await reader.until(() => reader.ids.length === 2);
  });

  it('ends when the reader goes, also while it waits for room, and leaves no listener', async () => {
    const taskId = await createTask(store, bus);
    await say(store, bus, taskId, work, work);
    const stuck = open(taskId);
    stuck.reader.room = 50;
    const waiting = open(taskId);
    await waiting.reader.until(() => waiting.reader.ids.length === 3);
    gone.abort();
    await Promise.all([stuck.ended, waiting.ended]);
    expect(stuck.reader.isClosed).toBe(true);
    await say(store, bus, taskId, work);
    expect(waiting.reader.ids).toEqual([1, 2, 3]);
  });

  it('writes nothing into a full line, and slows nobody else', async () => {
    const taskId = await createTask(store, bus);
    const slow = open(taskId, { times: { heartbeatMs: 1, pollMs: 1 } });
    const quick = open(taskId);
    await slow.reader.until(() => slow.reader.ids.length === 1);
    slow.reader.room = 1;
    const big = { ...work, data: { text: 'x'.repeat(10_000) } };
    for (let i = 0; i < 40; i++) await say(store, bus, taskId, ...Array<typeof big>(50).fill(big));
    await quick.reader.until(() => quick.reader.ids.length === 2001);
    expect(slow.reader.ids.length).toBeLessThanOrEqual(2);
    expect(slow.reader.excess).toBe(0);
    const drained = setInterval(() => slow.reader.take(100_000), 0);
    await slow.reader.until(() => slow.reader.ids.length === 2001);
    clearInterval(drained);
    expect(slow.reader.ids).toEqual(upTo(2001));
    expect(slow.reader.excess).toBe(0);
  });

  it('keeps the line open with comments', async () => {
    const taskId = await createTask(store, bus);
    const { reader } = open(taskId, { times: { heartbeatMs: 5, pollMs: 1e9 } });
    await reader.until(() => reader.frames.filter(({ comment }) => comment !== undefined).length >= 2);
    expect(reader.ids).toEqual([1]);
  });

  it('shows tokens without an id to whoever asked, and drops them where there is no room', async () => {
    const taskId = await createTask(store, bus);
    const piece = { taskId, subtaskId: 'parse', correlationId: 'c', kind: 'text', text: 'he\nllo' } as const;
    const asked = open(taskId, { tokens: true });
    const plain = open(taskId);
    const full = open(taskId, { tokens: true });
    for (const { reader } of [asked, plain, full]) await reader.until(() => reader.ids.length === 1);
    await new Promise((resolve) => setImmediate(resolve));
    full.reader.room = 1;
    bus.showTokens([piece, piece]);
    await say(store, bus, taskId, work);
    for (const { reader } of [asked, plain]) await reader.until(() => reader.ids.length === 2);
    const tokens = ({ reader }: { reader: Reader }) => reader.frames.filter(({ event }) => event === 'token');
    expect(tokens(asked)).toHaveLength(2);
    expect(tokens(asked)[0]).toMatchObject({ data: { task_id: taskId, subtask_id: 'parse', text: 'he\nllo' } });
    expect(tokens(asked)[0]).not.toHaveProperty('id');
    expect(tokens(plain)).toEqual([]);
    expect(tokens(full)).toHaveLength(1);
    expect(full.reader.excess).toBe(0);
  });

  it('reads a page once for all readers who stand at the same place', async () => {
    const taskId = await createTask(store, bus);
    let reads = 0;
    const counting = {
      task: (id: string) => store.task(id),
      eventsAfter: (id: string, after: number, limit: number) => {
        reads++;
        return store.eventsAfter(id, after, limit);
      },
    };
    const streams = upTo(50).map(() => open(taskId, { store: counting }));
    for (const { reader } of streams) await reader.until(() => reader.ids.length === 1);
    await new Promise((resolve) => setImmediate(resolve));
    reads = 0;
    await say(store, bus, taskId, work);
    for (const { reader } of streams) await reader.until(() => reader.ids.length === 2);
    expect(reads).toBeLessThan(5);
  });
});

describe('streamAll', () => {
  const openAll = (pollMs = 1e9) => {
    const reader = new Reader();
    const request = {
      store,
      bus,
      sink: reader,
      tokens: false,
      signal: gone.signal,
      times: { heartbeatMs: 1e9, pollMs },
    };
    return { reader, ended: streamAll(request) };
  };
  const seen = ({ frames }: Reader) =>
    frames.flatMap(({ id, data }) => (id === undefined ? [] : [`${String(data?.['task_id'])} ${id}`]));

  it('sends every task’s events from now on', async () => {
    const old = await createTask(store, bus);
    const { reader } = openAll();
    await new Promise((resolve) => setImmediate(resolve));
    await say(store, bus, old, work);
    const young = await createTask(store, bus);
    await say(store, bus, young, work, work);
    await reader.until(() => reader.ids.length === 4);
    expect(new Set(seen(reader))).toEqual(new Set([`${old} 2`, `${young} 1`, `${young} 2`, `${young} 3`]));
  });

  it('finds events and tasks that no notice told of, up to the end of a task', async () => {
    const old = await createTask(store, bus);
    const { reader } = openAll(5);
    await new Promise((resolve) => setImmediate(resolve));
    const silent = new InProcessEventBus();
    await say(store, silent, old, work);
    const young = await createTask(store, silent);
    await reader.until(() => reader.ids.length === 2);
    await move(store, silent, old, 'cancelled', { type: 'task_cancelled' });
    await reader.until(() => reader.ids.length === 3);
    expect(seen(reader)).toEqual(expect.arrayContaining([`${old} 2`, `${old} 3`, `${young} 1`]));
  });
});
