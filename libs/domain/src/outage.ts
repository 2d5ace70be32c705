import { LoomError } from './errors.js';

/**
 * No room on a disk that the work needs. Nothing is wrong with the work: it goes on where it stopped once there is
 * some.
 */
export class DiskFull extends LoomError {
  readonly code = 'disk_full';
  override readonly retryable = true;
  override readonly remedy = 'Free some space; Loom goes on by itself.';

  constructor(what: string, options?: { cause?: unknown }) {
    super(`there is no room on the disk: ${what}`, options);
  }
}

/** What an attempt may have to wait for without anything being wrong with its work. */
export const OUTAGES = ['disk_full'] as const;
export type Outage = (typeof OUTAGES)[number];

/** As the system, SQLite and Postgres say it. */
const FULL_CODES: ReadonlySet<unknown> = new Set(['disk_full', 'ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100']);
const DEEPEST_CAUSE = 10;

/** Whether the error, or what it was caused by, is that a disk is full. */
export function isDiskFull(error: unknown): boolean {
  let at = error;
  for (let depth = 0; depth < DEEPEST_CAUSE && typeof at === 'object' && at !== null; depth++) {
    if (FULL_CODES.has((at as { code?: unknown }).code)) return true;
    at = (at as { cause?: unknown }).cause;
  }
  return false;
}
