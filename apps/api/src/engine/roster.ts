import { QueueUnavailable } from '#conductor';
import type { WorkerCard } from '#contracts';
import type { SeenWorker } from '../http/ports.js';
import { Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';

/** A worker that has not been heard of for so long is not counted on. */
const FORGOTTEN_AFTER_MS = 15_000;

/** Who works for this Loom: in Redis, so that every API process knows the workers of all. */
export class Roster {
  private readonly logger = new Logger(Roster.name);
  private readonly key: string;

  constructor(
    private readonly redis: Redis,
    prefix: string,
    private readonly now: () => number,
  ) {
    this.key = `${prefix}:workers`;
  }

  async seen(card: WorkerCard): Promise<void> {
    const row: SeenWorker = { ...card, lastSeenAt: new Date(this.now()).toISOString() };
    await this.redis.hset(this.key, card.id, JSON.stringify(row)).catch((error: unknown) => {
      this.logger.debug({ did: 'roster_failed', error: String(error) });
    });
  }

  async gone(id: string): Promise<void> {
    await this.redis.hdel(this.key, id).catch(() => undefined);
  }

  /** Those heard of lately. Empty when Redis is away. */
  present(): Promise<SeenWorker[]> {
    return this.known().catch(() => []);
  }

  /** Those heard of lately. @throws QueueUnavailable when Redis is away: then nobody knows them. */
  async known(): Promise<SeenWorker[]> {
    const rows = await this.redis.hgetall(this.key).catch((cause: unknown) => {
      throw new QueueUnavailable({ cause });
    });
    const all = Object.values(rows).map((row) => JSON.parse(row) as SeenWorker);
    const oldest = this.now() - FORGOTTEN_AFTER_MS;
    const stale = all.filter((w) => Date.parse(w.lastSeenAt) < oldest - 10 * FORGOTTEN_AFTER_MS);
    if (stale.length > 0) await this.redis.hdel(this.key, ...stale.map((w) => w.id)).catch(() => undefined);
    return all.filter((w) => Date.parse(w.lastSeenAt) >= oldest);
  }
}
