import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback } from '#config';
import { RequestRefused } from '../errors/problem-error.js';
import type { Caller } from './tokens.js';

/** How much more the machine itself and workers may ask: many programs, and every step of every attempt. */
const NEAR = 100;
/** Share of the requests that may show no token or a wrong one: enough for mistakes, too few for guessing. */
const UNKNOWN_SHARE = 0.1;
const WINDOW_MS = 60_000;

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/** So many requests a minute from one caller: a token, or an address where none was shown. Counted in this process. */
export class RateLimit {
  private readonly keys = new WeakMap<FastifyRequest, string>();
  private readonly limiters = new Map<number, Limiter>();

  constructor(
    private readonly fastify: FastifyInstance,
    private readonly perMinute: number,
  ) {
    void fastify.register(rateLimit, { global: false });
  }

  /** `isKnown`: it showed a token, or none is asked for. */
  async refusal(request: FastifyRequest, caller: Caller | null, isKnown: boolean): Promise<RequestRefused | null> {
    const isNear = isLoopback(request.ip) || caller?.kind === 'worker';
    const most = Math.max(1, Math.ceil(this.perMinute * (isNear ? NEAR : 1) * (isKnown ? 1 : UNKNOWN_SHARE)));
    const who = caller !== null && 'id' in caller ? caller.id : request.ip;
    this.keys.set(request, `${isKnown ? 'known' : 'unknown'} ${who}`);
    const counted = await this.limiter(most)(request);
    if (counted.isAllowed || !counted.isExceeded) return null;
    return new RequestRefused(
      429,
      'too_many_requests',
      `More than ${most} requests in a minute. Ask again in ${counted.ttlInSeconds} s.`,
      [],
      counted.ttlInSeconds,
    );
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
