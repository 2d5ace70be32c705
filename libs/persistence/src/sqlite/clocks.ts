/** What a store reads the time from; both in milliseconds since the epoch. */
export interface Clocks {
  /** Passes evenly: leases and delays are counted by it. */
  readonly now: () => number;
  /** What people are shown. */
  readonly wall: () => number;
}

const startedAt = Date.now() - performance.now();

/** One process alone writes the database, so that its own even clock will do; a wall clock that is set moves no lease. */
export const SYSTEM_CLOCKS: Clocks = { now: () => startedAt + performance.now(), wall: () => Date.now() };
