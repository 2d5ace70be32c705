import type { Trouble } from './trouble.js';

export interface RetryTimings {
  /** First wait; doubles from try to try. */
  readonly firstBackoffMs: number;
  readonly longestBackoffMs: number;
  /** A server that asks for a longer wait is given up. */
  readonly longestAskedMs: number;
  /** In all for a server that is busy: another may be free, and whoever waits is to hear of it. */
  readonly longestBusyMs: number;
  /** In all for one that says it loads its model, since that has an end. */
  readonly longestLoadingMs: number;
  /** Tries in all, the first included. */
  readonly triesOfTransport: number;
  readonly triesOfStall: number;
  readonly triesOfGarble: number;
}

export const RETRY_TIMINGS: RetryTimings = {
  firstBackoffMs: 500,
  longestBackoffMs: 30_000,
  longestAskedMs: 120_000,
  longestBusyMs: 30_000,
  longestLoadingMs: 240_000,
  triesOfTransport: 6,
  triesOfStall: 2,
  triesOfGarble: 3,
};

/**
 * Milliseconds to wait before another try, or null to give up. `failed` counts the failed tries of this kind, `busyMs`
 * is how long a busy server was waited for already. Half of a wait is random (0..1), so that workers that failed
 * together do not come back together.
 */
export function waitBeforeRetry(
  trouble: Trouble,
  failed: number,
  timings: RetryTimings,
  random: number,
  busyMs = 0,
): number | null {
  if (failed >= triesFor(trouble, timings)) return null;
  const full = Math.min(timings.longestBackoffMs, timings.firstBackoffMs * 2 ** (failed - 1));
  const backoff = full / 2 + (full / 2) * random;
  if (trouble.kind === 'busy') {
    const { retryAfterMs, loads } = trouble;
    const leftMs = (loads === true ? timings.longestLoadingMs : timings.longestBusyMs) - busyMs;
    if (leftMs <= 0 || (retryAfterMs ?? 0) > timings.longestAskedMs) return null;
    return retryAfterMs === null ? Math.min(backoff, leftMs) : retryAfterMs + timings.firstBackoffMs * random;
  }
  return trouble.kind === 'garbled' || trouble.kind === 'runaway' ? 0 : backoff;
}

function triesFor(trouble: Trouble, timings: RetryTimings): number {
  switch (trouble.kind) {
    case 'unreachable':
    case 'interrupted':
    case 'server_error':
      return timings.triesOfTransport;
    case 'busy':
      return Infinity;
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
