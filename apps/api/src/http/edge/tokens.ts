import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { TokenKind, TokenRecord, TokenStore } from '#conductor';

/** `owner` shows the token of the configuration and may do everything; the others were made by the owner. */
export type Caller = { readonly kind: 'owner' } | { readonly kind: TokenKind; readonly id: string };

const MADE = /^loom_(?:user|worker)_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;
/** How exactly the last use is known, in milliseconds. */
const USE_EVERY_MS = 60_000;

interface Shown {
  readonly authorization?: string | undefined;
}

/** The token that a request shows. */
export const bearerIn = ({ authorization }: Shown): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];

/** Id of the made token that a request shows; null where it shows none, or the owner's. */
export const madeTokenIn = (headers: Shown): string | null => MADE.exec(bearerIn(headers) ?? '')?.[1] ?? null;

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A new token: its text, which is shown once, and what is kept of it. */
export function makeToken(kind: TokenKind, name: string, now: number): { text: string; record: TokenRecord } {
  const id = randomBytes(6).toString('hex');
  // 256 random bits need no slow hash: there is nothing to guess.
  const text = `loom_${kind}_${id}_${randomBytes(32).toString('base64url')}`;
  const createdAt = new Date(now).toISOString();
  const hash = sha256(text).toString('hex');
  return { text, record: { id, kind, name, hash, createdAt, lastUsedAt: null, revokedAt: null } };
}

/** Tells whose a token is. Asks the database each time, so that a revoked one is refused by every process at once. */
export class Tokens {
  private readonly owner: Buffer | null;

  constructor(
    ownersToken: string | undefined,
    private readonly store: () => TokenStore,
    private readonly now: () => number = Date.now,
  ) {
    this.owner = ownersToken === undefined ? null : sha256(ownersToken);
  }

  /** Whether callers have to show one. */
  get areAskedFor(): boolean {
    return this.owner !== null;
  }

  async whose(given: string | undefined): Promise<Caller | null> {
    if (given === undefined) return null;
    const hash = sha256(given);
    // Equal lengths by hashing, so that the comparison's time says nothing about the token.
    if (this.owner !== null && timingSafeEqual(hash, this.owner)) return { kind: 'owner' };
    const id = MADE.exec(given)?.[1];
    const record = id === undefined ? null : await this.store().find(id);
    if (record === null || !timingSafeEqual(hash, Buffer.from(record.hash, 'hex')) || record.revokedAt !== null)
      return null;
    this.noteUse(record);
    return { kind: record.kind, id: record.id };
  }

  private noteUse({ id, lastUsedAt }: TokenRecord): void {
    const now = this.now();
    if (lastUsedAt !== null && now - Date.parse(lastUsedAt) < USE_EVERY_MS) return;
    // For people to look at; nothing hangs on it.
    void this.store()
      .noteUse(id, new Date(now).toISOString())
      .catch(() => undefined);
  }
}
