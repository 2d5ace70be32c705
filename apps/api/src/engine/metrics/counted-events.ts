import type { StoredEvent, TokenPiece } from '#contracts';
import { EventBus, type BusListener } from '#events';
import type { EngineCounts } from './engine-counts.js';

/** Counts what this process says to others: each event once, by the process that saved it. */
export class CountedEvents extends EventBus {
  constructor(
    private readonly bus: EventBus,
    private readonly counts: EngineCounts,
  ) {
    super();
  }

  publish(events: readonly StoredEvent[]): void {
    this.counts.saved(events);
    this.bus.publish(events);
  }

  showTokens(pieces: readonly TokenPiece[]): void {
    this.bus.showTokens(pieces);
  }

  subscribe(taskId: string | null, listener: BusListener): () => void {
    return this.bus.subscribe(taskId, listener);
  }

  close(): Promise<void> {
    return this.bus.close();
  }
}
