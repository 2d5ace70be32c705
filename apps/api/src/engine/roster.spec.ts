import { afterAll, beforeAll, expect, it } from 'vitest';
import { Redis } from 'ioredis';
import { TestRedis } from '#testing';
import { Roster } from './roster.js';

const server = new TestRedis();
let redis: Redis;
beforeAll(async () => {
  await server.start();
  redis = new Redis({ path: server.socket, maxRetriesPerRequest: 1, retryStrategy: () => null });
  redis.on('error', () => undefined);
});
afterAll(async () => {
  redis.disconnect();
  await server.end();
});

it('knows the workers it heard of lately, and says that it knows nobody when Redis is away', async () => {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const roster = new Roster(redis, 'test', () => now);
  await roster.seen({
    id: 'a',
    host: 'box',
    version: '0.1.0',
    roles: ['planner'],
    concurrency: 1,
    active: 0,
    models: [],
  });
  expect((await roster.known()).map(({ id }) => id)).toEqual(['a']);
  now += 60_000;
  expect(await roster.known()).toEqual([]);
  await server.end();
  await expect(roster.known()).rejects.toMatchObject({ code: 'queue_unavailable' });
  expect(await roster.present()).toEqual([]);
});
