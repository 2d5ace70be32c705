import { EndpointSlots, SLOT_TIMINGS, type IdleSlot, type Slot, type SlotTimings } from './endpoint-slots.js';

interface Waiter {
  readonly limit: number;
  readonly model: string;
  readonly since: number;
  readonly start: () => void;
}
interface Endpoint {
  held: number;
  readonly queue: Waiter[];
  /** The model that was asked last. */
  warm: string | null;
  /** Ends the one who is there on sufferance. */
  idle: AbortController | null;
  usedAt: number;
}

/** Slots of this process alone. */
export class LocalEndpointSlots extends EndpointSlots {
  private readonly endpoints = new Map<string, Endpoint>();
  private readonly timings: SlotTimings;

  constructor(
    timings: Partial<SlotTimings> = {},
    private readonly now: () => number = () => performance.now(),
  ) {
    super();
    this.timings = { ...SLOT_TIMINGS, ...timings };
  }

  acquire(endpoint: string, limit: number, signal: AbortSignal, model = ''): Promise<Slot> {
    if (signal.aborted) return Promise.reject(reasonOf(signal));
    const at = this.at(endpoint);
    at.idle?.abort();
    return new Promise<Slot>((resolve, reject) => {
      const onAbort = (): void => {
        at.queue.splice(at.queue.indexOf(waiter), 1);
        this.advance(at);
        reject(reasonOf(signal));
      };
      const waiter: Waiter = {
        limit,
        model,
        since: this.now(),
        start: () => {
          signal.removeEventListener('abort', onAbort);
          resolve(this.slot(at));
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      at.queue.push(waiter);
      this.advance(at);
    });
  }

  acquireIdle(endpoint: string, when: 'idle' | 'quiet'): Promise<IdleSlot | null> {
    const at = this.at(endpoint);
    const isQuiet = this.now() - at.usedAt >= this.timings.quietMs;
    if (at.held + at.queue.length > 0 || (when === 'quiet' && !isQuiet)) return Promise.resolve(null);
    const idle = new AbortController();
    at.idle = idle;
    at.held = 1;
    let held = true;
    return Promise.resolve({
      wanted: idle.signal,
      release: () => {
        if (held) {
          held = false;
          at.idle = null;
          at.held--;
          this.advance(at);
        }
        return Promise.resolve();
      },
    });
  }

  demand(endpoint: string): Promise<number> {
    const at = this.endpoints.get(endpoint);
    return Promise.resolve(at ? at.held + at.queue.length - (at.idle === null ? 0 : 1) : 0);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private at(endpoint: string): Endpoint {
    const at = this.endpoints.get(endpoint) ?? { held: 0, queue: [], warm: null, idle: null, usedAt: -Infinity };
    this.endpoints.set(endpoint, at);
    return at;
  }

  private slot(at: Endpoint): Slot {
    let held = true;
    return {
      release: () => {
        if (held) {
          held = false;
          at.held--;
          at.usedAt = this.now();
          this.advance(at);
        }
        return Promise.resolve();
      },
    };
  }

  private advance(at: Endpoint): void {
    for (let next = this.next(at); next && at.held < next.limit; next = this.next(at)) {
      at.queue.splice(at.queue.indexOf(next), 1);
      at.held++;
      if (next.model !== '') at.warm = next.model;
      next.start();
    }
  }

  private next({ queue, warm }: Endpoint): Waiter | undefined {
    const [first] = queue;
    if (first === undefined || this.now() - first.since >= this.timings.warmMs) return first;
    return queue.find(({ model }) => model === warm) ?? first;
  }
}

export function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
