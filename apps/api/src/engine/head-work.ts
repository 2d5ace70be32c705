import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import {
  ChangeUnfinished,
  type Attempt,
  type AttemptOutcomeOf,
  type LeaseWrite,
  type TaskRecord,
  type TaskStore,
  type TreeStore,
} from '#conductor';
import type { Lease } from '#contracts';
import { isDiskFull, LoomError, type Failure, type HeadStage } from '#domain';
import { persist, SystemClock } from '#roles';
import { Logger } from '@nestjs/common';
import type { EventBus } from '#events';
import { FolderWork, type HeadAttempt } from './folder-work.js';
import type { EngineCounts } from './metrics/engine-counts.js';
import { waitingEvent, type Outages } from './outages.js';

const LEASE_MS = 6000;
const RENEW_MS = 2000;
const CLOCK = new SystemClock();
const NOTHING: LeaseWrite = { entries: [], events: [], modelCalls: 0, toolCalls: 0, usage: null, head: null };

/**
 * Does what only the process beside the user's folder can: snapshots, landings, reverts. These are attempts like any
 * other, with a lease; every one may be done again after a crash and then comes to the same.
 */
export class HeadWork {
  private readonly logger = new Logger(HeadWork.name);
  private readonly running = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly folder: FolderWork;

  constructor(
    private readonly store: TaskStore,
    trees: TreeStore,
    private readonly events: EventBus,
    private readonly outages: Outages,
    private readonly counts: EngineCounts,
  ) {
    this.folder = new FolderWork(store, trees, events, (ask) => this.sure(ask));
  }

  /** Starts what is open and not yet under way here; `advance` is called after each. */
  poke(taskId: string | undefined, advance: (taskId: string) => Promise<void>): void {
    if (this.stopping.signal.aborted) return;
    void this.store
      .openHeadAttempts(taskId)
      .then((open) => {
        for (const { taskId: owner, attempt } of open) this.start(owner, attempt as HeadAttempt, advance);
      })
      .catch((error: unknown) => this.logger.error({ did: 'head_work_failed', taskId, error: String(error) }));
  }

  /** Waits for the attempt to end, wherever it runs. */
  async ended(attemptId: string, signal?: AbortSignal): Promise<Attempt> {
    for (;;) {
      await this.running.get(attemptId)?.catch(() => undefined);
      const record = await this.store.attempt(attemptId);
      if (!record) throw new Error(`there is no attempt ${attemptId}`);
      if (record.attempt.state === 'ended' || record.attempt.state === 'dropped') return record.attempt;
      signal?.throwIfAborted();
      // Only where another API process does it: this one is told by the map above.
      if (!this.running.has(attemptId)) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.running.values());
  }

  private start(taskId: string, attempt: HeadAttempt, advance: (taskId: string) => Promise<void>): void {
    if (this.stopping.signal.aborted || this.running.has(attempt.id) || this.outages.isWaiting(attempt.id)) return;
    const run = this.run(taskId, attempt)
      .catch((error: unknown) =>
        this.logger.error({ did: 'head_work_failed', taskId, attempt: attempt.id, error: String(error) }),
      )
      .finally(() => this.running.delete(attempt.id));
    this.running.set(attempt.id, run);
    void run
      .then(() => advance(taskId))
      // The next one of the task has waited for this.
      .then(() => (attempt.stage === 'revert' ? this.poke(taskId, advance) : undefined))
      .catch((error: unknown) => this.logger.error({ did: 'advance_failed', taskId, error: String(error) }));
  }

  private async run(taskId: string, attempt: HeadAttempt): Promise<void> {
    const [token, began] = [randomUUID(), performance.now()];
    const claimed = await this.store.claim({ attemptId: attempt.id, epoch: attempt.epoch }, 'api', token, LEASE_MS);
    if (claimed.kind !== 'claimed') return;
    const lease: Lease = { attemptId: attempt.id, epoch: claimed.epoch, token, ttlMs: LEASE_MS };
    const renewing = setInterval(
      () => void this.store.renew(lease, Number.MAX_SAFE_INTEGER).catch(() => undefined),
      RENEW_MS,
    );
    try {
      const task = await this.sure(() => this.store.task(taskId));
      if (!task) return;
      const outcome = await this.outcomeOf(task, claimed.attempt as HeadAttempt);
      if ('waitsFor' in outcome) return await this.putOff(task, attempt, lease, outcome.waitsFor);
      this.outages.over(attempt.id);
      // What was done to the folder is known here alone until it is saved.
      const held = await this.sure(() => this.store.finish(lease, outcome, NOTHING));
      if (held.kind === 'held') {
        this.events.publish(held.events);
        this.counts.attemptEnded(attempt.stage, outcome, performance.now() - began);
      }
      this.logger.log({ did: `${attempt.stage}_ended`, taskId, attempt: attempt.id, kind: outcome.kind });
    } finally {
      clearInterval(renewing);
    }
  }

  /** A database that is away for a moment says nothing of the work: it is asked again. */
  private sure<T>(ask: () => Promise<T>): Promise<T> {
    return persist(ask, CLOCK, this.stopping.signal);
  }

  private async putOff(task: TaskRecord, attempt: HeadAttempt, lease: Lease, because: Cause): Promise<void> {
    const { delayMs, isNews } = this.outages.meet(attempt.id);
    const of = { attemptId: attempt.id, subtaskId: attempt.subtaskId, role: null };
    const later = { delayMs, events: isNews ? [waitingEvent(of, because)] : [] };
    const held = await this.sure(() => this.store.release(lease, later));
    this.logger.warn({ did: `${attempt.stage}_waits`, taskId: task.id, attempt: attempt.id, ...because, delayMs });
    if (held.kind === 'held') this.events.publish(held.events);
  }

  private async outcomeOf(
    task: TaskRecord,
    attempt: HeadAttempt,
  ): Promise<AttemptOutcomeOf[HeadStage] | { readonly waitsFor: Cause }> {
    try {
      return await this.folder.outcomeOf(task, attempt);
    } catch (error) {
      // Longer than anybody asks again: nothing can be written down either, and the lease runs out.
      if (error instanceof LoomError && error.code === 'database_failed') throw error;
      const waitsFor = await this.causeToWait(error, task.id, attempt);
      if (waitsFor !== null) return { waitsFor };
      this.logger.error({ did: `${attempt.stage}_failed`, taskId: task.id, error: String(error) });
      return { kind: 'failed', failure: failureOf(error, task) };
    }
  }

  /** Null where the failure is the outcome. What may be in the folder already goes on until that is known. */
  private async causeToWait(error: unknown, taskId: string, attempt: HeadAttempt): Promise<Cause | null> {
    if (error instanceof ChangeUnfinished)
      return { code: error.code, because: isDiskFull(error) ? NO_ROOM : sentenceOf(error) };
    // Somebody waits for the answer to an undo, and nothing waits for the work of a task that was called off.
    if (!isDiskFull(error) || attempt.stage === 'revert') return null;
    const task = await this.sure(() => this.store.task(taskId));
    if (task?.wish === 'cancel') return null;
    return { code: 'disk_full', because: NO_ROOM };
  }
}

const NO_ROOM = 'there is no room on the disk of the workspace or of the data folder; free some, and the work goes on';

interface Cause {
  readonly code: string;
  readonly because: string;
}

const sentenceOf = ({ message, remedy }: LoomError): string =>
  remedy === undefined ? message : `${message}. ${remedy}`;

function failureOf(error: unknown, task: TaskRecord): Failure {
  const name = basename(task.workspacePath);
  if (isDiskFull(error))
    return {
      code: 'disk_full',
      because: 'there is no room on the disk of the workspace or of the data folder',
      retryable: true,
      remedy: 'Free some space and ask again.',
    };
  if (error instanceof LoomError)
    return {
      code: 'workspace_error',
      because: error.message,
      retryable: error.retryable,
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    };
  const because = `the workspace "${name}" could not be worked with: ${error instanceof Error ? error.message : String(error)}`;
  return {
    code: 'workspace_error',
    because,
    retryable: false,
    remedy: 'Check the disk and the permissions of the folder.',
  };
}
