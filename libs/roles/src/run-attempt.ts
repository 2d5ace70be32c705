import { jobId, type Lease, type Outcome, type StageJob, type Work, type WorkerLink } from '#contracts';
import { assertNever, isDiskFull, LoomError, type Outage } from '#domain';
import { failureOf } from './failure.js';
import { AttemptLost, Journal, persist } from './journal.js';
import type { ExecuteSubtask } from './execute/execute-subtask.js';
import { lastHeard } from './execute/resume.js';
import type { ExtractMemory } from './extract/extract-memory.js';
import type { PlanTask } from './plan/plan-task.js';
import type { Clock } from './ports/clock.js';
import type { VerifySubtask } from './verify/verify-subtask.js';

/** What became of a job; only `busy` asks the queue to bring it again. */
export type AttemptEnd =
  | { readonly kind: 'finished'; readonly outcome: Outcome }
  /** Out of date or somebody else's. */
  | { readonly kind: 'gone'; readonly because: string }
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  /** Taken over, cancelled or paused while it ran. */
  | { readonly kind: 'lost'; readonly because: string }
  /** Given back: the worker shuts down, has no room on its disk, or the API stays away. */
  | { readonly kind: 'released' };

/** How the roles' own part ended. */
type Played =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  /** Nothing is known of the work's worth: it goes on at its last entry, later or elsewhere. */
  | { readonly kind: 'stopped'; readonly outage?: Outage };

/** The roles this worker plays. */
export interface UseCases {
  readonly plan?: PlanTask;
  readonly execute?: ExecuteSubtask;
  readonly verify?: VerifySubtask;
  readonly extract?: ExtractMemory;
}

/** Below the 2 s within which a cancelled attempt has to stop, since this is how it hears of it. */
const RENEW_EVERY_MS = 1500;
const CLAIM_GIVE_UP_MS = 30_000;
/** The API, or its database, stays away. That says nothing of the work. */
const HEAD_AWAY: ReadonlySet<string> = new Set(['api_unreachable', 'database_failed']);
/** A shutting-down worker does not wait longer than this for the API. */
const RELEASE_GIVE_UP_MS = 3000;

/**
 * One job from claim to outcome, for every role: holds the lease, stops everything when it is lost or the worker shuts
 * down, and turns whatever goes wrong into an outcome.
 */
export class RunAttempt {
  constructor(
    private readonly link: WorkerLink,
    private readonly useCases: UseCases,
    private readonly clock: Clock,
    /** Id of the worker, as in its card. */
    private readonly worker: string,
  ) {}

  /** @throws the link's error when the API cannot be reached: the queue then repeats the job. */
  async run(job: StageJob, shutdown: AbortSignal): Promise<AttemptEnd> {
    const claim = await persist(() => this.link.claim(job, this.worker), this.clock, shutdown, CLAIM_GIVE_UP_MS);
    if (claim.kind !== 'claimed') return claim;
    const { lease, work } = claim;

    const attempt = new AbortController();
    const stop = AbortSignal.any([attempt.signal, shutdown]);
    const journal = new Journal(this.link, this.clock, {
      lease,
      taskId: work.task.id,
      ...(work.correlationId === undefined ? {} : { correlationId: work.correlationId }),
      ...(job.subtaskId === undefined ? {} : { subtaskId: job.subtaskId }),
      recorded: work.recorded,
      heard: lastHeard(work),
      signal: stop,
      onLost: (lost) => attempt.abort(lost),
    });
    void this.keepLease(journal, stop);
    try {
      const played = await this.played(job, work, journal, stop);
      if (played.kind === 'stopped') return await this.abandon(lease, attempt.signal, played.outage);
      return await this.deliver(lease, played.outcome, attempt.signal, shutdown);
    } finally {
      journal.flushPieces();
      attempt.abort(new Error('the attempt has ended'));
    }
  }

  private async played(job: StageJob, work: Work, journal: Journal, signal: AbortSignal): Promise<Played> {
    try {
      signal.throwIfAborted();
      const outcome = await this.play(work, journal, signal);
      return signal.aborted ? { kind: 'stopped' } : { kind: 'outcome', outcome };
    } catch (error) {
      if (signal.aborted || error instanceof AttemptLost) return { kind: 'stopped' };
      if (isDiskFull(error)) return { kind: 'stopped', outage: 'disk_full' };
      if (error instanceof LoomError && HEAD_AWAY.has(error.code)) return { kind: 'stopped' };
      const failure = failureOf(error);
      const outcome: Outcome =
        work.stage === 'verify'
          ? { kind: 'inconclusive', failure, checks: [] }
          : { kind: 'failed', failure: { ...failure, because: `${jobId(job)}: ${failure.because}` } };
      return { kind: 'outcome', outcome };
    }
  }

  private play(work: Work, journal: Journal, signal: AbortSignal): Promise<Outcome> {
    const { plan, execute, verify, extract } = this.useCases;
    switch (work.stage) {
      case 'plan':
        return played(plan, work.stage).run(work, journal, signal);
      case 'execute':
        return played(execute, work.stage).run(work, journal, signal);
      case 'verify':
        return played(verify, work.stage).run(work, journal, signal);
      case 'extract':
        return played(extract, work.stage).run(work, journal, signal);
      default:
        return assertNever(work);
    }
  }

  /** The outcome is the attempt's worth: it is offered until the API takes it or says that nobody wants it. */
  private async deliver(
    lease: Lease,
    outcome: Outcome,
    attempt: AbortSignal,
    shutdown: AbortSignal,
  ): Promise<AttemptEnd> {
    try {
      const stop = AbortSignal.any([attempt, shutdown]);
      const answer = await persist(() => this.link.finish(lease, outcome), this.clock, stop);
      return answer.kind === 'lost' ? { kind: 'lost', because: answer.because } : { kind: 'finished', outcome };
    } catch (error) {
      if (attempt.aborted || shutdown.aborted) return this.abandon(lease, attempt);
      throw error;
    }
  }

  private async abandon(lease: Lease, attempt: AbortSignal, outage?: Outage): Promise<AttemptEnd> {
    const reason: unknown = attempt.reason;
    if (reason instanceof AttemptLost) return { kind: 'lost', because: reason.because };
    const release = (): Promise<void> => this.link.release(lease, outage);
    // Without it the attempt waits for its lease to run out: slower, and just as safe.
    await persist(release, this.clock, undefined, RELEASE_GIVE_UP_MS).catch(() => undefined);
    return { kind: 'released' };
  }

  /** An API that is away is no reason to stop: the next tick, or the next write, hears what became of the lease. */
  private async keepLease(journal: Journal, signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.clock.sleep(RENEW_EVERY_MS, signal);
      if (signal.aborted) return;
      await journal.renewOnce().catch(() => undefined);
    }
  }
}

function played<T>(useCase: T | undefined, stage: string): T {
  if (useCase === undefined) throw new Error(`this worker does not do the stage "${stage}"`);
  return useCase;
}
