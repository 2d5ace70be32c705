import { get, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RedisEventBus } from '#events';
import { TestRedis } from '#testing';
import { HttpFixture } from './http.fixture.js';

/* LOOM_SSE_DISCONNECTS makes a campaign of it: `npm run disconnects`. */
const DISCONNECTS = Number(process.env['LOOM_SSE_DISCONNECTS'] ?? 120);
const READERS = 10;
/** Bytes after which a line is cut: in the head, in an event, between two, and far into the replay. */
const MOST_BYTES = 3000;

/**
 * Two API servers on one database, that hear of each other's events over Redis. Everything is written through the
 * first.
 */
const redis = new TestRedis();
let http: HttpFixture;
let other: HttpFixture;
beforeAll(async () => {
  await redis.start();
  const connect = (): Redis => new Redis({ path: redis.socket });
  const buses = [1, 2].map(() => new RedisEventBus({ connect, prefix: 'cuts' }));
  await Promise.all(buses.map((bus) => bus.listening));
  const [bus, otherBus] = buses as [RedisEventBus, RedisEventBus];
  http = await HttpFixture.start({ bus });
  other = await HttpFixture.start({ bus: otherBus, beside: http });
});
afterAll(async () => {
  await other.close();
  await http.close();
  await redis.end();
});

let lines = 0;
/** Each line from another server than the one before. */
const answerTo = (taskId: string, after: number): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = after === 0 ? {} : { 'last-event-id': String(after) };
    const { url } = lines++ % 2 === 0 ? http : other;
    get(`${url}/tasks/${taskId}/stream`, { agent: false, headers }, resolve).on('error', reject);
  });

/** One line, cut after so many bytes; whether it came to its own end before. */
async function readUntilCut(taskId: string, seen: number[], bytes: number): Promise<boolean> {
  const answer = await answerTo(taskId, seen.at(-1) ?? 0);
  if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`);
  const parser = createParser({ onEvent: ({ id }) => void (id !== undefined && seen.push(Number(id))) });
  const decoder = new TextDecoder();
  let left = bytes;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    parser.feed(decoder.decode(chunk.subarray(0, left), { stream: true }));
    left -= chunk.length;
    // Leaving the loop destroys the socket with whatever is under way in it.
    if (left <= 0) return false;
  }
  return true;
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const told = { type: 'tool_call_completed', correlationId: 'c', data: { tool: 'read_file' } } as const;

it(
  `shows every event once, in order, over ${DISCONNECTS} lines that are cut anywhere while the log grows`,
  async () => {
    const taskId = await http.newTask();
    await http.commit(taskId, { task: { status: 'planning' } });
    const cuts = fc.sample(fc.integer({ min: 1, max: MOST_BYTES }), { numRuns: DISCONNECTS, seed: 7 });
    let cut = 0;
    let reading = true;
    let reached = 0;
    let onCut = (): void => undefined;
    const readers = upTo(READERS).map(async () => {
      const seen: number[] = [];
      for (let bytes = cuts.pop(); bytes !== undefined; bytes = cuts.pop()) {
        if (await readUntilCut(taskId, seen, bytes)) throw new Error('the line of a running task ended by itself');
        cut++;
        reached = Math.max(reached, seen.at(-1) ?? 0);
        onCut();
      }
      return seen;
    });
    const writing = (async () => {
      for (let last = 0; reading;) {
        const stored = await http.store.appendEvents(taskId, [told, told]);
        http.bus.publish(stored);
        last = stored.at(-1)?.sequence ?? last;
        await new Promise((resolve) => setImmediate(resolve));
        // Ahead of the quickest reader by no more than it takes for every cut to fall into the log: all that is ahead
        // is
        // sent to each line before its cut is noticed.
        while (reading && last > reached + 200) await new Promise<void>((resolve) => (onCut = resolve));
      }
      await http.commit(taskId, { task: { status: 'cancelled' }, events: [{ type: 'task_cancelled' }] });
    })();
    const all = await Promise.all(readers).finally(() => {
      reading = false;
      onCut();
    });
    await writing;
    const { lastSequence = 0 } = (await http.store.task(taskId)) ?? {};
    for (const seen of all) {
      expect(await readUntilCut(taskId, seen, Infinity)).toBe(true);
      // Compared as text: one line to look at instead of thousands.
      expect(seen.join(' ')).toBe(upTo(lastSequence).join(' '));
    }
    expect(cut).toBe(DISCONNECTS);
  },
  60_000 + DISCONNECTS * 200,
);

it('keeps little for a reader who takes nothing, and shows it everything when it reads again', async () => {
  const sockets: Socket[] = [];
  const server = http.app.getHttpServer() as NodeJS.EventEmitter;
  const note = (socket: Socket): void => void sockets.push(socket);
  server.on('connection', note);
  const taskId = await http.newTask();
  sockets.length = 0;
  lines = 0;
  const stuck = await answerTo(taskId, 0);
  stuck.pause();
  // More than the buffers of the system hold for both ends together: 20 MB.
  const big = { ...told, data: { text: 'x'.repeat(100_000) } };
  for (let i = 0; i < 20; i++) http.bus.publish(await http.store.appendEvents(taskId, Array<typeof big>(10).fill(big)));
  const quick: number[] = [];
  await http.commit(taskId, { task: { status: 'cancelled' }, events: [{ type: 'task_cancelled' }] });
  expect(await readUntilCut(taskId, quick, Infinity)).toBe(true);
  expect(quick).toEqual(upTo(202));
  expect(sockets[0]?.writableLength).toBeLessThan(1_000_000);
  const slow: number[] = [];
  const parser = createParser({ onEvent: ({ id }) => void (id !== undefined && slow.push(Number(id))) });
  const decoder = new TextDecoder();
  for await (const chunk of stuck as AsyncIterable<Buffer>) parser.feed(decoder.decode(chunk, { stream: true }));
  expect(slow).toEqual(upTo(202));
  server.off('connection', note);
});
