import type { StageJob } from '#contracts';
import { LoomError, type Stage } from '#domain';

/** How many jobs of one stage are in which state. `waiting` counts all that will run without being sent again. */
export interface StageCounts {
  readonly waiting: number;
  readonly active: number;
  readonly failed: number;
}

/**
 * Wakes workers. What it holds is never the truth: all of it may vanish, and is then sent again from the database.
 * Every method throws QueueUnavailable at once when the queue cannot be reached; what was asked may still have
 * happened, and asking again is harmless.
 */
export abstract class Dispatcher {
  /** Adds jobs under their derived ids. One that is already known, even as finished a while ago, is left as it is. */
  abstract send(jobs: readonly StageJob[]): Promise<void>;
  /**
   * As `send`, but a record of the job having finished does not stop it. For the sweeper: the database says that the
   * work is open, so whatever finished did not do it.
   */
  abstract resend(jobs: readonly StageJob[]): Promise<void>;
  /** Takes back jobs that have not begun. Answers how many; one that runs is left alone. */
  abstract remove(jobs: readonly StageJob[]): Promise<number>;
  /** Those of `jobs` that neither wait nor run: never arrived, lost with the queue's memory, or finished. */
  abstract missing(jobs: readonly StageJob[]): Promise<StageJob[]>;
  /** Whether jobs may have vanished since this was last asked: the queue was away, or has forgotten everything. */
  abstract mayHaveLost(): Promise<boolean>;
  abstract counts(): Promise<Readonly<Record<Stage, StageCounts>>>;
  /** Whether the queue answers within `timeoutMs`. Never throws. */
  abstract isReachable(timeoutMs?: number): Promise<boolean>;
}

export class QueueUnavailable extends LoomError {
  readonly code = 'queue_unavailable';
  override readonly retryable = true;
  override readonly remedy = 'Check that Redis runs and answers: `loom doctor` tells.';

  constructor(options?: { cause?: unknown }) {
    super('Redis does not answer', options);
  }
}
