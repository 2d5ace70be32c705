import { EndpointSlots, type Slot } from './endpoint-slots.js';

interface Waiter {
  readonly limit: number;
  readonly start: () => void;
}
interface Endpoint {
  held: number;
  readonly queue: Waiter[];
}

/** Slots of this process alone, first come, first served. */
export class LocalEndpointSlots extends EndpointSlots {
  private readonly endpoints = new Map<string, Endpoint>();

  acquire(endpoint: string, limit: number, signal: AbortSignal): Promise<Slot> {
    if (signal.aborted) return Promise.reject(reasonOf(signal));
    const at = this.endpoints.get(endpoint) ?? { held: 0, queue: [] };
    this.endpoints.set(endpoint, at);
    return new Promise<Slot>((resolve, reject) => {
      const onAbort = (): void => {
        at.queue.splice(at.queue.indexOf(waiter), 1);
        this.advance(endpoint, at);
        reject(reasonOf(signal));
      };
      const waiter: Waiter = {
        limit,
        start: () => {
          signal.removeEventListener('abort', onAbort);
          resolve(this.slot(endpoint, at));
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      at.queue.push(waiter);
      this.advance(endpoint, at);
    });
  }

  demand(endpoint: string): Promise<number> {
    const at = this.endpoints.get(endpoint);
    return Promise.resolve(at ? at.held + at.queue.length : 0);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private slot(endpoint: string, at: Endpoint): Slot {
    let held = true;
    return {
      release: () => {
        if (held) {
          held = false;
          at.held--;
          this.advance(endpoint, at);
        }
        return Promise.resolve();
      },
    };
  }

  private advance(endpoint: string, at: Endpoint): void {
    for (let next = at.queue[0]; next && at.held < next.limit; next = at.queue[0]) {
      at.queue.shift();
      at.held++;
      next.start();
    }
    if (at.held === 0 && at.queue.length === 0 && this.endpoints.get(endpoint) === at) this.endpoints.delete(endpoint);
  }
}

export function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
