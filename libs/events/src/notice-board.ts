import type { TokenPiece } from '#contracts';
import type { Notice } from './notices.js';

export interface BusListener {
  stored(notice: Notice): void;
  /** Notices may have been lost: look in the ledger. */
  missed(): void;
  /** Absent: no tokens wanted. */
  token?(piece: TokenPiece): void;
}

/** The listeners of one process. */
export class NoticeBoard {
  private readonly ofTask = new Map<string, Set<BusListener>>();
  private readonly ofAll = new Set<BusListener>();

  subscribe(taskId: string | null, listener: BusListener): () => void {
    if (taskId === null) {
      this.ofAll.add(listener);
      return () => this.ofAll.delete(listener);
    }
    const listeners = this.ofTask.get(taskId) ?? new Set();
    this.ofTask.set(taskId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.ofTask.get(taskId) === listeners) this.ofTask.delete(taskId);
    };
  }

  post(notices: readonly Notice[]): void {
    for (const notice of notices) for (const listener of this.listenersOf(notice.taskId)) listener.stored(notice);
  }

  show(pieces: readonly TokenPiece[]): void {
    for (const piece of pieces) for (const listener of this.listenersOf(piece.taskId)) listener.token?.(piece);
  }

  missed(): void {
    for (const listeners of [this.ofAll, ...this.ofTask.values()])
      for (const listener of [...listeners]) listener.missed();
  }

  clear(): void {
    this.ofTask.clear();
    this.ofAll.clear();
  }

  /** A copy: a listener may leave while it is called. */
  private listenersOf(taskId: string): BusListener[] {
    return [...(this.ofTask.get(taskId) ?? []), ...this.ofAll];
  }
}
