/** What a store reads the time from; both in milliseconds since the epoch. */
export interface Clocks {
  /** Passes evenly: leases and delays are counted by it. */
  readonly now: () => number;
  /** What people are shown. */
  readonly wall: () => number;
}

/** An even clock that agrees with another one now; a wall clock that is set later moves no lease. */
export function clocksFrom(now: number): Clocks {
  const startedAt = now - performance.now();
  return { now: () => Math.round(startedAt + performance.now()), wall: () => Date.now() };
}
