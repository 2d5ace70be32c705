import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { EndpointSlots, type Slot } from './endpoint-slots.js';
import { reasonOf } from './local-endpoint-slots.js';

export interface RedisSlotTimings {
  /** A holder that is not heard of for so long has lost its slot. */
  readonly leaseMs: number;
  /** A waiter that is not heard of for so long has lost its place. */
  readonly waiterMs: number;
  /** How often a waiter asks again when nothing wakes it. */
  readonly pollMs: number;
}
const TIMINGS: RedisSlotTimings = { leaseMs: 6000, waiterMs: 4000, pollMs: 500 };

/*
 * Per endpoint: `held` (holder → end of lease), `queue` (waiter → ticket), `alive` (waiter → end of patience) and a counter
 * of tickets; times are Redis's own, in milliseconds.
 *
 * ACQUIRE  KEYS held queue alive tickets   ARGV id limit leaseMs waiterMs   → 1 held now, 0 waiting
 *   Dead holders and waiters go first. A waiter gets a slot when fewer live waiters stand before it than slots are free.
 *   Asking again keeps the place; asking as a holder renews.
 * RENEW    KEYS held   ARGV id leaseMs
 *   Adds the holder again where Redis has forgotten it: it is still at the endpoint.
 * RELEASE  KEYS held queue alive   ARGV id channel
 *   Gives up slot or place and wakes the waiters.
 */
const NOW = `local t = redis.call('TIME'); local now = t[1] * 1000 + math.floor(t[2] / 1000)`;
const SWEEP = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
for _, dead in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now)) do
  redis.call('ZREM', KEYS[2], dead)
  redis.call('ZREM', KEYS[3], dead)
end`;
const ACQUIRE = `${NOW}
${SWEEP}
local lease = tonumber(ARGV[3])
local patience = tonumber(ARGV[4])
local keep = 10 * math.max(lease, patience)
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  if not redis.call('ZSCORE', KEYS[2], ARGV[1]) then
    redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[4]), ARGV[1])
    redis.call('PEXPIRE', KEYS[4], 86400000)
  end
  local free = tonumber(ARGV[2]) - redis.call('ZCARD', KEYS[1])
  if redis.call('ZRANK', KEYS[2], ARGV[1]) >= free then
    redis.call('ZADD', KEYS[3], now + patience, ARGV[1])
    redis.call('PEXPIRE', KEYS[2], keep)
    redis.call('PEXPIRE', KEYS[3], keep)
    return 0
  end
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('ZREM', KEYS[3], ARGV[1])
end
redis.call('ZADD', KEYS[1], now + lease, ARGV[1])
redis.call('PEXPIRE', KEYS[1], keep)
return 1`;
const RENEW = `${NOW}
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], 10 * tonumber(ARGV[2]))
return 1`;
const RELEASE = `
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('PUBLISH', ARGV[2], '1')
return 1`;
const DEMAND = `${NOW}
${SWEEP}
return redis.call('ZCARD', KEYS[1]) + redis.call('ZCARD', KEYS[2])`;

/** Milliseconds a caller is kept waiting by a Redis that is away. */
const PATIENCE_MS = 1000;

/** The answer, or undefined when it fails or is late; a late command is still carried out. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  const settled = await Promise.race([answer.catch(() => undefined), late]);
  clearTimeout(timer);
  return settled;
}

/** Slots over all machines: leases in Redis, renewed while held, so that a killed holder's slot comes free. */
export class RedisEndpointSlots extends EndpointSlots {
  private readonly timings: RedisSlotTimings;
  private readonly prefix: string;
  private readonly wakers = new Map<string, Set<() => void>>();
  private listener: Redis | null = null;

  constructor(
    private readonly redis: Redis,
    options: { readonly prefix?: string; readonly timings?: Partial<RedisSlotTimings> } = {},
  ) {
    super();
    this.prefix = `${options.prefix ?? 'loom'}:slots:`;
    this.timings = { ...TIMINGS, ...options.timings };
  }

  async acquire(endpoint: string, limit: number, signal: AbortSignal): Promise<Slot> {
    const id = randomUUID();
    const { leaseMs, waiterMs } = this.timings;
    const listen = this.listen(endpoint);
    let onAbort = (): void => undefined;
    const aborted = new Promise<null>((resolve) => (onAbort = () => resolve(null)));
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      for (;;) {
        if (signal.aborted) throw reasonOf(signal);
        const nap = this.nap(endpoint, signal);
        // Redis being away is no reason to fail a task: the waiter asks again until it is back. An abort is not held up.
        const asked = this.redis
          .eval(ACQUIRE, 4, ...this.keys(endpoint), `${this.prefix}${endpoint}:tickets`, id, limit, leaseMs, waiterMs)
          .catch(() => 0);
        if ((await Promise.race([asked, aborted])) === 1) {
          nap.end();
          if (!signal.aborted) return this.hold(endpoint, id);
          throw reasonOf(signal);
        }
        await nap.done;
      }
    } catch (error) {
      await this.giveBack(endpoint, id);
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      listen.stop();
    }
  }

  async demand(endpoint: string): Promise<number> {
    return Number((await within(PATIENCE_MS, this.redis.eval(DEMAND, 3, ...this.keys(endpoint)))) ?? 0);
  }

  async close(): Promise<void> {
    this.listener?.disconnect();
    this.listener = null;
  }

  private hold(endpoint: string, id: string): Slot {
    const { leaseMs } = this.timings;
    const renewal = setInterval(() => {
      this.redis.eval(RENEW, 1, this.keys(endpoint)[0], id, leaseMs).catch(() => undefined);
    }, leaseMs / 3);
    renewal.unref();
    let held = true;
    return {
      release: async () => {
        if (!held) return;
        held = false;
        clearInterval(renewal);
        await this.giveBack(endpoint, id);
      },
    };
  }

  private async giveBack(endpoint: string, id: string): Promise<void> {
    // Should Redis not hear of it, the lease runs out.
    await within(PATIENCE_MS, this.redis.eval(RELEASE, 3, ...this.keys(endpoint), id, this.channel(endpoint)));
  }

  /** Ends at a wake-up, at the abort, or after the poll interval, which is spread a little. */
  private nap(endpoint: string, signal: AbortSignal): { done: Promise<void>; end: () => void } {
    let end = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      const timer = setTimeout(() => end(), this.timings.pollMs * (0.75 + Math.random() / 2));
      end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.wakers.get(endpoint)?.delete(end);
        resolve();
      };
      signal.addEventListener('abort', end, { once: true });
      const wakers = this.wakers.get(endpoint) ?? new Set();
      this.wakers.set(endpoint, wakers.add(end));
    });
    return { done, end };
  }

  private listen(endpoint: string): { stop: () => void } {
    if (!this.listener) {
      // Subscribing again is done here: ioredis' own try has nobody to take its failure, which would end the process.
      const listener = this.redis.duplicate({ autoResubscribe: false });
      this.listener = listener;
      listener.on('error', () => undefined);
      listener.on('ready', () => {
        for (const name of this.wakers.keys()) listener.subscribe(this.channel(name)).catch(() => undefined);
      });
      listener.on('message', (channel: string) => {
        for (const [name, wakers] of this.wakers)
          if (this.channel(name) === channel) for (const wake of [...wakers]) wake();
      });
    }
    this.listener.subscribe(this.channel(endpoint)).catch(() => undefined);
    return {
      stop: () => {
        if (this.wakers.get(endpoint)?.size === 0) this.wakers.delete(endpoint);
      },
    };
  }

  private channel(endpoint: string): string {
    return `${this.prefix}${endpoint}:freed`;
  }

  private keys(endpoint: string): [string, string, string] {
    const key = `${this.prefix}${endpoint}`;
    return [`${key}:held`, `${key}:queue`, `${key}:alive`];
  }
}
