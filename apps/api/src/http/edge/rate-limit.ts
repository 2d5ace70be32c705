import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback } from '#config';
import { RequestRefused } from '../errors/problem-error.js';
import type { SharedCounts } from './shared-counts.js';
import type { Caller } from './tokens.js';

/** How much more the machine itself and workers may ask: many programs, and every step of every attempt. */
const NEAR = 100;
/** Share of the requests that may show no token or a wrong one: enough for mistakes, too few for guessing. */
const UNKNOWN_SHARE = 0.1;
const WINDOW_MS = 60_000;

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/**
 * So many requests a minute from one caller: a token, or an address where none was shown. Counted in this process, and
 * where several serve as one in all of them together.
 */
export class RateLimit {
  private readonly keys = new WeakMap<FastifyRequest, string>();
  private readonly limiters = new Map<number, Limiter>();

  constructor(
    private readonly fastify: FastifyInstance,
    private readonly perMinute: number,
    private readonly shared: SharedCounts | null = null,
  ) {
    void fastify.register(rateLimit, { global: false });
  }

  /** `isKnown`: it showed a token, or none is asked for. */
  async refusal(request: FastifyRequest, caller: Caller | null, isKnown: boolean): Promise<RequestRefused | null> {
    const isNear = isLoopback(request.ip) || caller?.kind === 'worker';
    const most = Math.max(1, Math.ceil(this.perMinute * (isNear ? NEAR : 1) * (isKnown ? 1 : UNKNOWN_SHARE)));
    const who = caller !== null && 'id' in caller ? caller.id : request.ip;
    const key = `${isKnown ? 'known' : 'unknown'} ${who}`;
    this.keys.set(request, key);
    const [here, everywhere] = await Promise.all([this.limiter(most)(request), this.shared?.add(key, WINDOW_MS)]);
    const waits = [
      ...(!here.isAllowed && here.isExceeded ? [here.ttlInSeconds] : []),
      ...(everywhere && everywhere.count > most ? [Math.ceil(everywhere.leftMs / 1000)] : []),
    ];
    if (waits.length === 0) return null;
    const seconds = Math.max(1, ...waits);
    const detail = `More than ${most} requests in a minute. Ask again in ${seconds} s.`;
    return new RequestRefused(429, 'too_many_requests', detail, [], seconds);
  }

  private limiter(max: number): Limiter {
    const found = this.limiters.get(max);
    if (found !== undefined) return found;
    const keyGenerator = (request: FastifyRequest): string => this.keys.get(request) ?? request.ip;
    const made = this.fastify.createRateLimit({ max, timeWindow: WINDOW_MS, keyGenerator });
    this.limiters.set(max, made);
    return made;
  }
}
