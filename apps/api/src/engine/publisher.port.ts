import type { StoredEvent, TokenPiece } from '#contracts';

/** Tells readers what has been saved. Losing a call loses nothing: readers catch up from the ledger. */
export abstract class Publisher {
  abstract publish(events: readonly StoredEvent[]): void;
  abstract showTokens(pieces: readonly TokenPiece[]): void;
}
