import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { EndpointSlots, SLOT_TIMINGS, type IdleSlot, type Slot, type SlotTimings } from './endpoint-slots.js';
import { reasonOf } from './local-endpoint-slots.js';
import { ACQUIRE, ACQUIRE_IDLE, DEMAND, RELEASE, RENEW, RENEW_IDLE, SLOT_KEYS } from './slot-scripts.js';

export interface RedisSlotTimings extends SlotTimings {
  /** A holder that is not heard of for so long has lost its slot. */
  readonly leaseMs: number;
  /** A waiter that is not heard of for so long has lost its place. */
  readonly waiterMs: number;
  /** How often a waiter asks again when nothing wakes it. */
  readonly pollMs: number;
}
const TIMINGS: RedisSlotTimings = { ...SLOT_TIMINGS, leaseMs: 6000, waiterMs: 4000, pollMs: 500 };

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
  /** By channel. */
  private readonly ears = new Map<string, Set<() => void>>();
  private listener: Redis | null = null;

  constructor(
    private readonly redis: Redis,
    options: { readonly prefix?: string; readonly timings?: Partial<RedisSlotTimings> } = {},
  ) {
    super();
    this.prefix = `${options.prefix ?? 'loom'}:slots:`;
    this.timings = { ...TIMINGS, ...options.timings };
  }

  async acquire(endpoint: string, limit: number, signal: AbortSignal, model = ''): Promise<Slot> {
    const id = randomUUID();
    const { leaseMs, waiterMs, warmMs } = this.timings;
    const wanted = this.channel(endpoint, 'wanted');
    let onAbort = (): void => undefined;
    const aborted = new Promise<null>((resolve) => (onAbort = () => resolve(null)));
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      for (;;) {
        if (signal.aborted) throw reasonOf(signal);
        const nap = this.nap(endpoint, signal);
        // Redis being away is no reason to fail a task: the waiter asks again until it is back. An abort is not held
        // up.
        const asked = this.run(ACQUIRE, endpoint, id, limit, leaseMs, waiterMs, model, warmMs, wanted).catch(() => 0);
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
    }
  }

  async acquireIdle(endpoint: string, when: 'idle' | 'quiet'): Promise<IdleSlot | null> {
    const id = randomUUID();
    const { leaseMs } = this.timings;
    const wanted = new AbortController();
    const want = (): void => wanted.abort();
    // Listens first, so that no word is missed; what is missed all the same is seen at the next renewal.
    const ear = this.hear(this.channel(endpoint, 'wanted'), want);
    const quiet = when === 'quiet' ? 1 : 0;
    const asked = ear.open.then(() => this.run(ACQUIRE_IDLE, endpoint, id, leaseMs, quiet));
    // A command that is late may be carried out all the same: then its lease runs out.
    if ((await within(PATIENCE_MS, asked)) !== 1) {
      ear.close();
      return null;
    }
    const renewal = setInterval(() => {
      this.run(RENEW_IDLE, endpoint, id, leaseMs).then((kept) => kept === 1 || want(), want);
    }, leaseMs / 3);
    renewal.unref();
    return {
      wanted: wanted.signal,
      release: async () => {
        clearInterval(renewal);
        ear.close();
        await this.giveBack(endpoint, id);
      },
    };
  }

  async demand(endpoint: string): Promise<number> {
    return Number((await within(PATIENCE_MS, this.run(DEMAND, endpoint))) ?? 0);
  }

  async close(): Promise<void> {
    this.listener?.disconnect();
    this.listener = null;
  }

  private hold(endpoint: string, id: string): Slot {
    const { leaseMs } = this.timings;
    const renewal = setInterval(() => {
      this.run(RENEW, endpoint, id, leaseMs).catch(() => undefined);
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
    const freed = this.channel(endpoint, 'freed');
    await within(PATIENCE_MS, this.run(RELEASE, endpoint, id, freed, Math.max(1, this.timings.quietMs)));
  }

  /** Ends at a wake-up, at the abort, or after the poll interval, which is spread a little. */
  private nap(endpoint: string, signal: AbortSignal): { done: Promise<void>; end: () => void } {
    let end = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      const timer = setTimeout(() => end(), this.timings.pollMs * (0.75 + Math.random() / 2));
      const ear = this.hear(this.channel(endpoint, 'freed'), () => end());
      end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        ear.close();
        resolve();
      };
      signal.addEventListener('abort', end, { once: true });
    });
    return { done, end };
  }

  /** Calls at each message until it is closed. `open`: when nothing is missed any more. */
  private hear(channel: string, onMessage: () => void): { readonly open: Promise<unknown>; close: () => void } {
    if (!this.listener) {
      // Subscribing again is done here: ioredis' own try has nobody to take its failure, which would end the process.
      const listener = this.redis.duplicate({ autoResubscribe: false });
      this.listener = listener;
      listener.on('error', () => undefined);
      listener.on('ready', () => {
        for (const name of this.ears.keys()) listener.subscribe(name).catch(() => undefined);
      });
      listener.on('message', (name: string) => {
        for (const ear of [...(this.ears.get(name) ?? [])]) ear();
      });
    }
    const ears = this.ears.get(channel) ?? new Set();
    this.ears.set(channel, ears.add(onMessage));
    return {
      open: this.listener.subscribe(channel).catch(() => undefined),
      close: () => {
        ears.delete(onMessage);
        if (ears.size === 0 && this.ears.get(channel) === ears) this.ears.delete(channel);
      },
    };
  }

  private run(script: string, endpoint: string, ...args: readonly (string | number)[]): Promise<unknown> {
    const keys = SLOT_KEYS.map((name) => `${this.prefix}${endpoint}:${name}`);
    return this.redis.eval(script, keys.length, ...keys, ...args);
  }

  private channel(endpoint: string, what: 'freed' | 'wanted'): string {
    return `${this.prefix}${endpoint}:${what}`;
  }
}
