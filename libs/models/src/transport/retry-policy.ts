import type { Trouble } from './trouble.js';

export interface RetryTimings {
  /** First wait; doubles from try to try. */
  readonly firstBackoffMs: number;
  readonly longestBackoffMs: number;
  /** A server that asks for a longer wait is given up. */
  readonly longestAskedMs: number;
  /** Tries in all, the first included. */
  readonly triesOfTransport: number;
  readonly triesOfBusy: number;
  readonly triesOfStall: number;
  readonly triesOfGarble: number;
}

export const RETRY_TIMINGS: RetryTimings = {
  firstBackoffMs: 500,
  longestBackoffMs: 30_000,
  longestAskedMs: 120_000,
  triesOfTransport: 6,
  triesOfBusy: 14,
  triesOfStall: 2,
  triesOfGarble: 3,
};

/**
 * Milliseconds to wait before another try, or null to give up. `failed` counts the failed tries of this kind. Half of a
 * wait is random (0..1), so that workers that failed together do not come back together.
 */
export function waitBeforeRetry(
  trouble: Trouble,
  failed: number,
  timings: RetryTimings,
  random: number,
): number | null {
  if (failed >= triesFor(trouble, timings)) return null;
  if (trouble.kind === 'busy' && (trouble.retryAfterMs ?? 0) > timings.longestAskedMs) return null;
  const full = Math.min(timings.longestBackoffMs, timings.firstBackoffMs * 2 ** (failed - 1));
  const backoff = full / 2 + (full / 2) * random;
  if (trouble.kind === 'busy' && trouble.retryAfterMs !== null)
    return trouble.retryAfterMs + timings.firstBackoffMs * random;
  return trouble.kind === 'garbled' || trouble.kind === 'runaway' ? 0 : backoff;
}

function triesFor(trouble: Trouble, timings: RetryTimings): number {
  switch (trouble.kind) {
    case 'unreachable':
    case 'interrupted':
    case 'server_error':
      return timings.triesOfTransport;
    case 'busy':
      return timings.triesOfBusy;
    case 'stalled':
      return timings.triesOfStall;
    case 'garbled':
    case 'runaway':
      return timings.triesOfGarble;
    case 'too_slow':
    case 'overflow':
    case 'unsupported':
    case 'missing_model':
    case 'unauthorized':
    case 'refused':
      return 1;
  }
}
