import { beforeEach, describe, expect, it } from 'vitest';
import { jobId } from '#contracts';
import { LoomError } from '#domain';
import { Relay } from '#testing';
import { BullDispatcher, redisAddress, redisHealth, TryLater } from './index.js';
import { collect, dispatcher, later, newJob, redis, useRedis, worker } from './queues.fixture.js';

useRedis();

describe('a line that is dead though nothing closes it', () => {
  let relay: Relay;
  beforeEach(async () => {
    relay = await Relay.to({ path: redis.socket });
    later(() => relay.close());
  });
  const url = (): string => `redis://127.0.0.1:${relay.port}`;

  it('is noticed by a worker that waits, which takes the next job over a new one', async () => {
    const queues = await dispatcher('dead-1');
    const ran = collect<string>(1);
    const { made, notices } = worker('dead-1', async (job) => ran.add(jobId(job)), { url: url(), silenceMs: 600 });
    await made.ready();
    relay.hush();
    const job = newJob();
    await queues.send([job]);
    expect(await ran.all).toEqual([jobId(job)]);
    const told = notices.map((notice) => notice.did).filter((did) => did.startsWith('redis_'));
    expect(told.slice(0, 2)).toEqual(['redis_lost', 'redis_back']);
  });

  it('is not seen where a job is to be offered again only after a longer time', async () => {
    const queues = await dispatcher('dead-3');
    const runs = collect<number>(2);
    let count = 0;
    const handle = async (): Promise<void> => {
      runs.add(++count);
      if (count === 1) throw new TryLater(2_000);
    };
    const { notices } = worker('dead-3', handle, { silenceMs: 600 });
    await queues.send([newJob()]);
    await runs.all;
    expect(notices).toEqual([]);
  });

  it('is noticed by whoever asks, who is answered over a new one', async () => {
    const queues = new BullDispatcher({ url: url(), prefix: 'dead-2', silenceMs: 300 });
    later(() => queues.close());
    await queues.ready();
    relay.hush();
    const job = newJob();
    await queues.send([job]);
    expect(await queues.missing([job])).toEqual([]);
  });
});

describe('connections', () => {
  it.each([
    ['redis://h', { host: 'h', port: 6379 }],
    ['redis://u:p%40w@h:1/3', { host: 'h', port: 1, db: 3, username: 'u', password: 'p@w' }],
    ['redis://:pw@[::1]:7', { host: '::1', port: 7, password: 'pw' }],
    ['rediss://h', { host: 'h', port: 6379, tls: { servername: 'h' } }],
    ['unix:///run/a%20b.sock', { path: '/run/a b.sock' }],
    ['unix:///run/r.sock?db=2', { path: '/run/r.sock', db: 2 }],
  ])('reads %s', (url, expected) => expect(redisAddress(url)).toEqual(expected));

  it.each(['http://h', 'redis://', 'redis://h/x', 'nonsense', 'unix:'])('refuses %s', (url) => {
    expect(() => redisAddress(url)).toThrow(LoomError);
  });

  it('tells whether Redis answers, with its version or the reason', async () => {
    expect(await redisHealth(redis.url)).toMatchObject({ ok: true, version: expect.stringMatching(/^\d+\./) });
    expect(await redisHealth('unix:///nowhere/r.sock')).toEqual({ ok: false, because: 'there is no such socket' });
    expect(await redisHealth('redis://127.0.0.1:1')).toEqual({ ok: false, because: 'the connection was refused' });
  });
});
