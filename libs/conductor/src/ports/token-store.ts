/**
 * A `user` token opens what people and programs use, a `worker` token the workers' calls; neither opens the other's.
 */
export const TOKEN_KINDS = ['user', 'worker'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** A token as it is kept: nothing of it can be shown again. */
export interface TokenRecord {
  /** Part of the token's text, so that it can be looked up. */
  readonly id: string;
  readonly kind: TokenKind;
  readonly name: string;
  /** SHA-256 of the token's text, hexadecimal. */
  readonly hash: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export abstract class TokenStore {
  abstract add(token: TokenRecord): Promise<void>;
  /** Newest first, the revoked ones too. */
  abstract list(): Promise<readonly TokenRecord[]>;
  abstract find(id: string): Promise<TokenRecord | null>;
  /** False for an unknown id; one that was revoked before stays as it was. */
  abstract revoke(id: string, at: string): Promise<boolean>;
  abstract noteUse(id: string, at: string): Promise<void>;
}
