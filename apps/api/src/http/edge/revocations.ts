import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { TokenStore } from '#conductor';
import { madeTokenIn } from './tokens.js';

/** How long a line may outlive a token that another API process revoked, in milliseconds. */
const LOOK_EVERY_MS = 2_000;

/** Lines that stay open long after their token was looked at: each ends when the token is revoked. */
@Injectable()
export class Revocations implements OnModuleDestroy {
  private readonly lines = new Map<string, Set<() => void>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly tokens: TokenStore) {}

  /** Calls `end` once the token the request shows is revoked. Returns the way to stop. */
  watch(request: FastifyRequest, end: () => void): () => void {
    const id = madeTokenIn(request.headers);
    if (id === null) return () => undefined;
    const lines = this.lines.get(id) ?? new Set();
    this.lines.set(id, lines.add(end));
    this.timer ??= setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
    return () => {
      lines.delete(end);
      if (lines.size === 0 && this.lines.get(id) === lines) this.lines.delete(id);
      if (this.lines.size === 0) this.stop();
    };
  }

  /** The token was revoked here. */
  revoked(id: string): void {
    for (const end of [...(this.lines.get(id) ?? [])]) end();
  }

  onModuleDestroy(): void {
    this.stop();
  }

  private async look(): Promise<void> {
    for (const id of [...this.lines.keys()]) {
      // A database that is away for a moment says nothing of the token.
      const token = await this.tokens.find(id).catch(() => 'unknown' as const);
      if (token === null || (token !== 'unknown' && token.revokedAt !== null)) this.revoked(id);
    }
  }

  private stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }
}
