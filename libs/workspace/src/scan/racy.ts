import type { Stats } from 'node:fs';
import type { BytePath } from '../byte-path.js';

/**
 * git compares times by the second: a file that changes its mode (or its bytes and gets its old time back) within the
 * second in which the index took it in looks unchanged. What was taken in that late is looked at again next time.
 */
export interface Racy {
  /** Milliseconds: every file that changed since; set after a checkout, which does not say what it wrote. */
  readonly since?: number;
  readonly paths: readonly BytePath[];
}

/** Kernels stamp files from a clock that may lag this much, in milliseconds. */
const CLOCK_LAG = 20;

export const secondOf = (ms: number): number => Math.floor((ms - CLOCK_LAG) / 1000) * 1000;

export const isRacy = (stats: Stats, since: number): boolean => stats.ctimeMs >= secondOf(since);
