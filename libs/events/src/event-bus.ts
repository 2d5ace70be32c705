import type { StoredEvent, TokenPiece } from '#contracts';
import { NoticeBoard, type BusListener } from './notice-board.js';
import { noticesOf } from './notices.js';

export type { BusListener } from './notice-board.js';

/**
 * Tells every reader, in every API process, that events were stored. It carries no truth: a notice says where to look
 * in the ledger, and a reader that misses one finds the events there all the same.
 */
export abstract class EventBus {
  /** After the commit. Never throws and never waits. */
  abstract publish(events: readonly StoredEvent[]): void;
  /** Shown to whoever asked for tokens; never stored, and lost where nobody listens. */
  abstract showTokens(pieces: readonly TokenPiece[]): void;
  /** Of one task, or of all (null). Returns the way to stop. Listeners are called in turn and must not wait. */
  abstract subscribe(taskId: string | null, listener: BusListener): () => void;
  abstract close(): Promise<void>;
}

/** For a Loom of one API process. */
export class InProcessEventBus extends EventBus {
  private readonly board = new NoticeBoard();

  publish(events: readonly StoredEvent[]): void {
    this.board.post(noticesOf(events));
  }

  showTokens(pieces: readonly TokenPiece[]): void {
    this.board.show(pieces);
  }

  subscribe(taskId: string | null, listener: BusListener): () => void {
    return this.board.subscribe(taskId, listener);
  }

  async close(): Promise<void> {
    this.board.clear();
  }
}
