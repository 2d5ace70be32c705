import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, SqlTaskStore } from '#persistence';
import { Relay } from '#testing';
import { Redis } from 'ioredis';
import { createTask, move, Reader, RedisFixture, say } from './events.fixture.js';
import { RedisEventBus } from './redis-event-bus.js';
import { streamTask } from './stream-task.js';

const work = { type: 'tool_call_completed' } as const;
const NEVER = { heartbeatMs: 1e9, pollMs: 1e9 };

let folder: string;
let redis: RedisFixture;
/** Two API processes: each with a connection of its own to the one database, and a bus. */
let here: { store: SqlTaskStore; bus: RedisEventBus };
let there: { store: SqlTaskStore; bus: RedisEventBus };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loom-two-'));
  redis = await new RedisFixture().start();
  const api = async () => ({
    store: new SqlTaskStore(await openDatabase({ path: join(folder, 'loom.db') })),
    bus: new RedisEventBus({ connect: redis.connect, prefix: 'test' }),
  });
  here = await api();
  there = await api();
  await Promise.all([here.bus.listening, there.bus.listening]);
});
afterEach(async () => {
  for (const { store, bus } of [here, there]) {
    await bus.close();
    await store.close();
  }
  await redis.end();
  rmSync(folder, { recursive: true, force: true });
});

describe('RedisEventBus', () => {
  it('notices that its line is dead though nothing closes it, and hears the others again', async () => {
    const relay = await Relay.to({ path: redis.socket });
    const settings = {
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      socketTimeout: 200,
      retryStrategy: () => 20,
    };
    const connect = (): Redis => new Redis({ host: '127.0.0.1', port: relay.port, ...settings });
    const bus = new RedisEventBus({ connect, prefix: 'test', askMs: 50 });
    try {
      await bus.listening;
      relay.hush();
      const taskId = await createTask(here.store, here.bus);
      const heard = new Promise<void>((resolve) => {
        bus.subscribe(taskId, { stored: () => resolve(), missed: () => void say(here.store, here.bus, taskId, work) });
      });
      await heard;
    } finally {
      await bus.close();
      await relay.close();
    }
  });

  it('tells readers in other processes at once, and its own once', async () => {
    const taskId = await createTask(here.store, here.bus);
    const gone = new AbortController();
    const readers = [here, there].map((api) => {
      const sink = new Reader();
      const { signal } = gone;
      return { sink, ended: streamTask({ ...api, taskId, after: 0, sink, tokens: true, signal, times: NEVER }) };
    });
    for (const { sink } of readers) await sink.until(() => sink.ids.length === 1);
    await say(here.store, here.bus, taskId, work);
    for (const { sink } of readers) await sink.until(() => sink.ids.length === 2);
    here.bus.showTokens([{ taskId, correlationId: 'c', kind: 'text', text: 'hi' }]);
    for (const { sink } of readers) await sink.until(() => sink.frames.some(({ event }) => event === 'token'));
    await move(here.store, here.bus, taskId, 'cancelled', { type: 'task_cancelled' });
    await Promise.all(readers.map(({ ended }) => ended));
    for (const { sink } of readers) {
      expect(sink.ids).toEqual([1, 2, 3]);
      expect(sink.frames.filter(({ event }) => event === 'token')).toHaveLength(1);
    }
  });

  it('makes its readers look again once Redis is back', async () => {
    const taskId = await createTask(here.store, here.bus);
    const gone = new AbortController();
    const sink = new Reader();
    const ended = streamTask({ ...there, taskId, after: 0, sink, tokens: false, signal: gone.signal, times: NEVER });
    await sink.until(() => sink.ids.length === 1);
    await redis.kill();
    await say(here.store, here.bus, taskId, work, work);
    await redis.start();
    await sink.until(() => sink.ids.length === 3);
    gone.abort();
    await ended;
    expect(sink.ids).toEqual([1, 2, 3]);
  });

  it('is not disturbed by what else is written to its channel', async () => {
    const taskId = await createTask(here.store, here.bus);
    const gone = new AbortController();
    const sink = new Reader();
    const ended = streamTask({ ...there, taskId, after: 0, sink, tokens: true, signal: gone.signal, times: NEVER });
    await sink.until(() => sink.ids.length === 1);
    const stranger = redis.connect();
    await new Promise((resolve) => stranger.once('ready', resolve));
    const junk = [
      'x',
      'null',
      '[]',
      '{"from":1}',
      JSON.stringify({
        from: 'x',
        notices: [null, { taskId, first: 0, last: -1 }, { taskId, first: 9, last: 90 }],
        tokens: [3],
      }),
      JSON.stringify({ from: 'x', notices: 'many', tokens: [{ taskId, kind: 'text', text: {}, correlationId: 'c' }] }),
      `{"from":"x","notices":"${'y'.repeat(2_000_000)}"}`,
    ];
    for (const text of junk) await stranger.publish('test:events', text);
    stranger.disconnect();
    await say(here.store, here.bus, taskId, work);
    await sink.until(() => sink.ids.length === 2);
    gone.abort();
    await ended;
    expect(sink.ids).toEqual([1, 2]);
    expect(sink.frames.filter(({ event }) => event === 'token')).toEqual([]);
  });

  it('loses and doubles nothing, wherever readers break off and whatever becomes of Redis', async () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          do: fc.constant('say' as const),
          at: fc.boolean(),
          count: fc.integer({ min: 1, max: 120 }),
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant('break' as const),
          at: fc.boolean(),
          frames: fc.integer({ min: 0, max: 30 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('redis' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const taskId = await createTask(here.store, here.bus);
        const seen: number[] = [];
        let sink = new Reader();
        let gone = new AbortController();
        let ended = Promise.resolve();
        const join = (at: boolean) => {
          sink = new Reader();
          gone = new AbortController();
          const { signal } = gone;
          const times = { heartbeatMs: 1e9, pollMs: 50 };
          ended = streamTask({
            ...(at ? here : there),
            taskId,
            after: seen.at(-1) ?? 0,
            sink,
            tokens: false,
            signal,
            times,
          });
        };
        const leave = async () => {
          gone.abort();
          await ended;
          seen.push(...sink.ids);
        };
        join(true);
        let stored = 1;
        for (const action of steps) {
          if (action.do === 'say') {
            const { store, bus } = action.at ? here : there;
            await say(store, bus, taskId, ...Array<typeof work>(action.count).fill(work));
            stored += action.count;
          } else if (action.do === 'redis') {
            await redis.kill();
            await redis.start();
          } else {
            const enough = Math.min(action.frames, stored - (seen.at(-1) ?? 0));
            await sink.until(() => sink.ids.length >= enough);
            await leave();
            join(action.at);
          }
        }
        await move(there.store, there.bus, taskId, 'cancelled', { type: 'task_cancelled' });
        await ended;
        seen.push(...sink.ids);
        expect(seen).toEqual(Array.from({ length: stored + 1 }, (_, i) => i + 1));
      }),
      { numRuns: 40 },
    );
  });
});
