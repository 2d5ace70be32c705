import type { TokenPiece } from '#contracts';

/** Pieces are gathered this long, so that a fast model does not cost a request a token. Milliseconds. */
const GATHER_MS = 50;
/** UTF-16 units waiting; beyond them the reader is behind, and what comes is dropped. */
const MAX_WAITING = 128 * 1024;
const MAX_PIECES = 500;

/**
 * Pieces of answers on their way to whoever watches: in order, one request at a time, dropped when it goes too slowly.
 */
export class TokenBatches {
  private waiting: TokenPiece[] = [];
  private units = 0;
  private isSending = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly send: (pieces: readonly TokenPiece[]) => Promise<void>) {}

  add(pieces: readonly TokenPiece[]): void {
    for (const piece of pieces) {
      if (this.units + piece.text.length > MAX_WAITING) continue;
      this.units += piece.text.length;
      const last = this.waiting.at(-1);
      if (last !== undefined && isSameVoice(last, piece))
        this.waiting[this.waiting.length - 1] = { ...last, text: last.text + piece.text };
      else if (this.waiting.length < MAX_PIECES) this.waiting.push(piece);
    }
    this.plan();
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.waiting = [];
  }

  private plan(): void {
    if (this.isSending || this.timer !== null || this.waiting.length === 0) return;
    this.timer = setTimeout(() => void this.flush(), GATHER_MS);
    this.timer.unref();
  }

  private async flush(): Promise<void> {
    this.timer = null;
    const batch = this.waiting;
    this.waiting = [];
    this.units = 0;
    this.isSending = true;
    try {
      await this.send(batch);
    } catch {
      // Shown or not: nothing depends on it.
    } finally {
      this.isSending = false;
    }
    this.plan();
  }
}

const isSameVoice = (a: TokenPiece, b: TokenPiece): boolean =>
  a.taskId === b.taskId && a.subtaskId === b.subtaskId && a.correlationId === b.correlationId && a.kind === b.kind;
