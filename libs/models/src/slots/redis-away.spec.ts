import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TestRedis } from '#testing';
import { RedisEndpointSlots } from '../index.js';

const never = (): AbortSignal => new AbortController().signal;
function connect(path: string): Redis {
  const connection = new Redis({ path, maxRetriesPerRequest: null, retryStrategy: () => 20 });
  connection.on('error', () => undefined);
  return connection;
}

describe('Redis that is away', () => {
  it('wake their waiters after Redis was started again: the listener has taken up its channels', async () => {
    const own = await new TestRedis().start();
    const [one, two, watch] = [connect(own.socket), connect(own.socket), connect(own.socket)];
    const timings = { pollMs: 3_600_000, leaseMs: 600_000, waiterMs: 600_000 };
    const [holder, waiter] = [new RedisEndpointSlots(one, { timings }), new RedisEndpointSlots(two, { timings })];
    onTestFinished(async () => {
      await Promise.all([holder.close(), waiter.close()]);
      for (const redis of [one, two, watch]) redis.disconnect();
      await own.end();
    });
    const listening = async (count: number): Promise<void> => {
      for (;;) if ((await watch.pubsub('NUMSUB', 'loom:slots:e:freed'))[1] === count) return;
    };
    const held = await holder.acquire('e', 1, never());
    const waiting = waiter.acquire('e', 1, never());
    await listening(2);
    await own.kill();
    await own.start();
    // The waiter; nobody waits at the holder.
    await listening(1);
    await held.release();
    // Nothing but the message can wake it: it asks by itself once an hour.
    await (await waiting).release();
  });

  it('holds up neither an abort nor the end of a request', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loom-away-'));
    const lost = connect(join(folder, 'nobody.sock'));
    onTestFinished(() => {
      lost.disconnect();
      rmSync(folder, { recursive: true });
    });
    const slots = new RedisEndpointSlots(lost, { prefix: 'away' });
    const leaving = new AbortController();
    const waiting = slots.acquire('e', 1, leaving.signal).catch((error: unknown) => error);
    const reason = new Error('cancelled');
    leaving.abort(reason);
    expect(await waiting).toBe(reason);
    expect(await slots.demand('e')).toBe(0);
    expect(await slots.acquireIdle('e', 'idle')).toBeNull();
    await slots.close();
  });
});
