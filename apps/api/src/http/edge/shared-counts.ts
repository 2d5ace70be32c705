import type { Redis } from 'ioredis';

/** After a silence of Redis each process counts alone for so long. */
const ALONE_MS = 1_000;

/** What a caller has asked of all API processes together. */
export class SharedCounts {
  private aloneUntil = 0;

  /** `redis`: a connection that fails soon instead of waiting. */
  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
  ) {}

  /** Requests since the window began, this one among them, and what is left of it; null while Redis does not answer. */
  async add(who: string, windowMs: number): Promise<{ count: number; leftMs: number } | null> {
    if (performance.now() < this.aloneUntil) return null;
    const key = `${this.prefix}:rate:${who}`;
    try {
      const answers = await this.redis.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).pttl(key).exec();
      const [, [, count], [, leftMs]] = answers as [unknown, [unknown, number], [unknown, number]];
      return { count, leftMs };
    } catch {
      this.aloneUntil = performance.now() + ALONE_MS;
      return null;
    }
  }
}
