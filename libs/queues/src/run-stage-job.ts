import { DelayedError, UnrecoverableError, WaitingError, type Job } from 'bullmq';
import { parseJob, type StageJob } from '#contracts';
import { LoomError, type Stage } from '#domain';

/** Thrown by a handler that cannot do the job now (a lease is held, every slot is taken): it comes back by itself. */
export class TryLater extends LoomError {
  readonly code = 'try_later';
  override readonly retryable = true;

  constructor(readonly delayMs: number) {
    super(`the job cannot run yet, again in ${delayMs} ms`);
  }
}

/** Reason of the abort when a worker closes: the job goes back to the front of its queue, for another worker. */
export class WorkerClosing extends LoomError {
  readonly code = 'worker_closing';
  override readonly retryable = true;

  constructor() {
    super('the worker is closing');
  }
}

export type StageHandler = (job: StageJob, signal: AbortSignal) => Promise<void>;

/**
 * The doorway of every worker: reads the job, hands it to `handle`, and says to BullMQ what became of it.
 * - returns: done, whatever the outcome was
 * - TryLater: delayed, using up no attempt
 * - any error after an abort by WorkerClosing: back to waiting, using up no attempt
 * - an unreadable job, or a LoomError that is not retryable: failed for good
 * - any other error: tried again with backoff
 */
export async function runStageJob(
  job: Job,
  token: string | undefined,
  signal: AbortSignal,
  stage: Stage,
  handle: StageHandler,
): Promise<void> {
  let parsed: StageJob;
  try {
    parsed = parseJob(job.data);
  } catch (error) {
    throw new UnrecoverableError(error instanceof Error ? error.message : 'the job cannot be read');
  }
  if (parsed.stage !== stage)
    throw new UnrecoverableError(`a job of the stage "${parsed.stage}" is in the wrong queue`);
  try {
    await handle(parsed, signal);
  } catch (error) {
    if (error instanceof TryLater) {
      await job.moveToDelayed(Date.now() + Math.max(0, error.delayMs), token);
      throw new DelayedError();
    }
    if (signal.aborted && signal.reason instanceof WorkerClosing) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    if (error instanceof LoomError && !error.retryable) throw new UnrecoverableError(`${error.code}: ${error.message}`);
    throw error;
  }
}
