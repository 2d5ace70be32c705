import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Redis } from 'ioredis';
import type { Role } from '#domain';
import { InProcessEventBus } from '#events';
import { TestRedis } from '#testing';
import { Roster } from './roster.js';
import { EngineStore } from './store.fixture.js';
import { Unmanned } from './unmanned.js';

const server = new TestRedis();
let redis: Redis;
let engine: EngineStore;
let roster: Roster;
let unmanned: Unmanned;
beforeAll(async () => {
  await server.start();
  redis = new Redis({ path: server.socket, maxRetriesPerRequest: 1, enableOfflineQueue: true });
  redis.on('error', () => undefined);
});
afterAll(async () => {
  redis.disconnect();
  await server.end();
});
beforeEach(async () => {
  await redis.flushall();
  engine = await EngineStore.open();
  roster = new Roster(redis, 'test', () => engine.clock.now);
  unmanned = new Unmanned(engine.store, roster, new InProcessEventBus());
});
afterEach(() => engine.close());

const worker = (id: string, ...roles: Role[]) =>
  roster.seen({ id, host: 'box', version: '0.1.0', roles, concurrency: 1, active: 0, models: [] });

const waits = async (taskId: string) =>
  (await engine.store.eventsAfter(taskId, 0, 100)).filter((event) => event.type === 'worker_waiting');

it('says once per attempt that nobody plays the role a job waits for, with role and tier', async () => {
  const { taskId, attemptId } = await engine.executing();
  await engine.sent();
  await worker('planner-1', 'planner');
  engine.clock.now += 10_000;
  await worker('planner-1', 'planner');
  await unmanned.look();
  await unmanned.look();
  expect(await waits(taskId)).toMatchObject([
    { subtaskId: 'parse', correlationId: attemptId, data: { role: 'executor', tier: 2 } },
  ]);
});

it('says it once though several processes look at the same time, and after a restart', async () => {
  const { taskId } = await engine.executing();
  await engine.sent();
  engine.clock.now += 10_000;
  const others = [1, 2].map(() => new Unmanned(engine.store, roster, new InProcessEventBus()));
  await Promise.all([unmanned, ...others].map((one) => one.look()));
  await new Unmanned(engine.store, roster, new InProcessEventBus()).look();
  expect(await waits(taskId)).toHaveLength(1);
});

it('says nothing of a job that waits for a short time, that a worker can take, or that was claimed', async () => {
  const [short, manned, taken] = [await engine.executing(), await engine.executing(), await engine.executing()];
  await engine.sent();
  await unmanned.look();
  expect(await waits(short.taskId)).toEqual([]);
  engine.clock.now += 10_000;
  await worker('executor-1', 'executor');
  await unmanned.look();
  expect(await waits(manned.taskId)).toEqual([]);
  await engine.store.claim({ attemptId: taken.attemptId, epoch: 1 }, 'executor-1', 'token', 6_000);
  // The worker is not heard of any more.
  engine.clock.now += 20_000;
  await unmanned.look();
  expect(await waits(taken.taskId)).toEqual([]);
  expect(await waits(manned.taskId)).toHaveLength(1);
});

it('says so again of the next attempt', async () => {
  const { taskId, attemptId } = await engine.executing();
  await engine.sent();
  engine.clock.now += 10_000;
  await unmanned.look();
  const claimed = await engine.store.claim({ attemptId, epoch: 1 }, 'executor-1', 'token', 6_000);
  expect(claimed.kind).toBe('claimed');
  await unmanned.look();
  engine.clock.now += 6_000;
  await engine.store.expireLeases();
  await engine.sent();
  engine.clock.now += 10_000;
  await unmanned.look();
  expect(await waits(taskId)).toHaveLength(2);
});
