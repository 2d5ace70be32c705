/** Pieces in a row, each beginning with all of the one before, until nobody takes them for parts of a text. */
const LEAST_GROWN = 2;
/** Characters that have come again: a short text may well repeat itself. */
const LEAST_AGAIN = 24;
const LEAST_REPEATED = 40;

/**
 * A text out of the pieces of a stream. Some servers send in each piece all that came before, or at the end all of it
 * once more.
 */
export class JoinedPieces {
  private joined = '';
  private latest = '';
  /** How often a piece went on from the whole one before it; null once one has not. */
  private grown: number | null = 0;
  private again = 0;

  get text(): string {
    return this.isGrown ? this.latest : this.joined;
  }

  /** What is new in it. */
  take(piece: string, isLast: boolean): string {
    if (piece === '' || this.repeatsAll(piece, isLast)) return '';
    const { latest } = this;
    if (this.grown !== null && latest !== '') {
      if (!piece.startsWith(latest)) this.grown = null;
      else {
        this.again += latest.length;
        if (piece.length > latest.length) this.grown++;
      }
    }
    this.joined += piece;
    this.latest = piece;
    return this.isGrown ? piece.slice(latest.length) : piece;
  }

  private get isGrown(): boolean {
    // A row of one sign may grow by itself.
    return (this.grown ?? 0) >= LEAST_GROWN && this.again >= LEAST_AGAIN && !/^(.)\1*$/s.test(this.latest);
  }

  private repeatsAll(piece: string, isLast: boolean): boolean {
    return isLast && !this.isGrown && piece.length >= LEAST_REPEATED && piece === this.joined;
  }
}
