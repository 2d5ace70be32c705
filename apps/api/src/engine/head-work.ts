import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import {
  ChangeUnfinished,
  landingsToUndo,
  staleSubtasks,
  type Attempt,
  type AttemptOutcomeOf,
  type LeaseWrite,
  type TaskRecord,
  type TaskStore,
  type TreeStore,
} from '#conductor';
import type { Lease } from '#contracts';
import { assertNever, isDiskFull, LoomError, type Failure, type HeadStage } from '#domain';
import { persist, SystemClock } from '#roles';
import { Logger } from '@nestjs/common';
import type { EventBus } from '#events';
import type { EngineCounts } from './metrics/engine-counts.js';
import { waitingEvent, type Outages } from './outages.js';

const LEASE_MS = 6000;
const RENEW_MS = 2000;
/** Between two words about a snapshot that takes long. */
const PROGRESS_MS = 2000;
/** Of a conflict, what fits a prompt. */
const MAX_CONFLICT_FILES = 5;
const MAX_CONFLICT_BYTES = 4000;
const CLOCK = new SystemClock();
const NOTHING: LeaseWrite = { entries: [], events: [], modelCalls: 0, toolCalls: 0, usage: null, head: null };

type HeadAttempt = Extract<Attempt, { stage: HeadStage }>;

/**
 * Does what only the process beside the user's folder can: snapshots, landings, reverts. These are attempts like any
 * other, with a lease; every one may be done again after a crash and then comes to the same.
 */
export class HeadWork {
  private readonly logger = new Logger(HeadWork.name);
  private readonly running = new Map<string, Promise<void>>();
  private stopping = false;

  constructor(
    private readonly store: TaskStore,
    private readonly trees: TreeStore,
    private readonly events: EventBus,
    private readonly outages: Outages,
    private readonly counts: EngineCounts,
  ) {}

  /** Starts what is open and not yet under way here; `advance` is called after each. */
  poke(taskId: string | undefined, advance: (taskId: string) => Promise<void>): void {
    if (this.stopping) return;
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
    this.stopping = true;
    await Promise.allSettled(this.running.values());
  }

  private start(taskId: string, attempt: HeadAttempt, advance: (taskId: string) => Promise<void>): void {
    if (this.stopping || this.running.has(attempt.id) || this.outages.isWaiting(attempt.id)) return;
    const run = this.run(taskId, attempt)
      .catch((error: unknown) =>
        this.logger.error({ did: 'head_work_failed', taskId, attempt: attempt.id, error: String(error) }),
      )
      .finally(() => this.running.delete(attempt.id));
    this.running.set(attempt.id, run);
    void run
      .then(() => advance(taskId))
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
      const task = await this.store.task(taskId);
      if (!task) return;
      const outcome = await this.outcomeOf(task, claimed.attempt as HeadAttempt);
      if ('waitsFor' in outcome) return await this.putOff(task, attempt, lease, outcome.waitsFor);
      this.outages.over(attempt.id);
      // What was done to the folder is known here alone until it is saved.
      const held = await persist(() => this.store.finish(lease, outcome, NOTHING), CLOCK);
      if (held.kind === 'held') {
        this.events.publish(held.events);
        this.counts.attemptEnded(attempt.stage, outcome, performance.now() - began);
      }
      this.logger.log({ did: `${attempt.stage}_ended`, taskId, attempt: attempt.id, kind: outcome.kind });
    } finally {
      clearInterval(renewing);
    }
  }

  private async putOff(task: TaskRecord, attempt: HeadAttempt, lease: Lease, because: Cause): Promise<void> {
    const { delayMs, isNews } = this.outages.meet(attempt.id);
    const of = { attemptId: attempt.id, subtaskId: attempt.subtaskId, role: null };
    const held = await this.store.release(lease, { delayMs, events: isNews ? [waitingEvent(of, because)] : [] });
    this.logger.warn({ did: `${attempt.stage}_waits`, taskId: task.id, attempt: attempt.id, ...because, delayMs });
    if (held.kind === 'held') this.events.publish(held.events);
  }

  private async outcomeOf(
    task: TaskRecord,
    attempt: HeadAttempt,
  ): Promise<AttemptOutcomeOf[HeadStage] | { readonly waitsFor: Cause }> {
    try {
      switch (attempt.stage) {
        case 'snapshot':
          return await this.snapshot(task);
        case 'land':
          return await this.land(task, attempt);
        case 'revert':
          return await this.revert(task, attempt);
        default:
          return assertNever(attempt);
      }
    } catch (error) {
      const waitsFor = await this.causeToWait(error, task.id, attempt);
      if (waitsFor !== null) return { waitsFor };
      this.logger.error({ did: `${(attempt as Attempt).stage}_failed`, taskId: task.id, error: String(error) });
      return { kind: 'failed', failure: failureOf(error, task) };
    }
  }

  /** Null where the failure is the outcome. What may be in the folder already goes on until that is known. */
  private async causeToWait(error: unknown, taskId: string, attempt: HeadAttempt): Promise<Cause | null> {
    if (error instanceof ChangeUnfinished)
      return { code: error.code, because: isDiskFull(error) ? NO_ROOM : sentenceOf(error) };
    // Somebody waits for the answer to an undo, and nothing waits for the work of a task that was called off.
    if (!isDiskFull(error) || attempt.stage === 'revert') return null;
    if ((await this.store.task(taskId))?.wish === 'cancel') return null;
    return { code: 'disk_full', because: NO_ROOM };
  }

  private async snapshot(task: TaskRecord): Promise<AttemptOutcomeOf['snapshot']> {
    const { workspaceId, workspacePath: path } = task;
    await this.trees.register(path);
    const tip = await this.store.workspaceTip(workspaceId);
    const progress = this.snapshotProgress(task.id);
    const of = { workspaceId, path, tip, taskId: task.id, progress };
    const { commit, skipped, fileCount } = await this.trees.snapshot(of);
    return { kind: 'taken', commit, files: fileCount, skipped };
  }

  /** Tells who watches the task that a large folder is being taken in; the last word is the snapshot itself. */
  private snapshotProgress(taskId: string): (done: number, total: number) => void {
    let toldAt = Date.now();
    return (done, total) => {
      if (done >= total || Date.now() - toldAt < PROGRESS_MS) return;
      toldAt = Date.now();
      const told = { type: 'task_planning' as const, data: { files_taken: done, files_total: total } };
      this.store
        .appendEvents(taskId, [told])
        .then((events) => this.events.publish(events))
        .catch((error: unknown) => this.logger.warn({ did: 'progress_not_told', taskId, error: String(error) }));
    };
  }

  private async land(
    task: TaskRecord,
    attempt: Extract<HeadAttempt, { stage: 'land' }>,
  ): Promise<AttemptOutcomeOf['land']> {
    const { workspaceId, workspacePath: path } = task;
    const { base, head, verified, approvedSensitive, acceptMerge } = attempt.input;
    const tip = (await this.store.workspaceTip(workspaceId)) ?? base;
    const verifiedTrees = await Promise.all(verified.map((commit) => this.trees.treeId(workspaceId, commit)));
    const outcome = await this.trees.land({
      landingId: attempt.id,
      workspaceId,
      path,
      taskId: task.id,
      subtaskId: attempt.subtaskId ?? '',
      tip,
      base,
      head,
      verifiedTrees,
      protected: task.protected,
      approvedSensitive: approvedSensitive === true,
      acceptMerge: acceptMerge === true,
    });
    if (outcome.kind !== 'conflict') return outcome;
    // The store names the two sides by commit; the next attempt's prompt needs to see them.
    const mine = await this.excerpt(workspaceId, base, head, outcome.paths);
    const other = await this.excerpt(workspaceId, base, outcome.ours, outcome.paths);
    return { ...outcome, ours: mine, theirs: other };
  }

  private async excerpt(workspaceId: string, from: string, to: string, paths: readonly string[]): Promise<string> {
    const diffs = paths
      .slice(0, MAX_CONFLICT_FILES)
      .map((path) => this.trees.diff(workspaceId, from, to, { path, maxBytes: MAX_CONFLICT_BYTES }));
    return (await Promise.all(diffs)).join('');
  }

  private async revert(
    task: TaskRecord,
    attempt: Extract<HeadAttempt, { stage: 'revert' }>,
  ): Promise<AttemptOutcomeOf['revert']> {
    const { workspaceId, workspacePath: path } = task;
    const { path: only, onConflict, redo } = attempt.input;
    const all = await this.store.landings(task.id);
    const landings = landingsToUndo(all, attempt.input);
    const tip = await this.store.workspaceTip(workspaceId);
    if (landings.length === 0 || tip === null) return { kind: 'nothing' };
    const done = await this.trees.revert({
      undoId: attempt.id,
      workspaceId,
      path,
      tip,
      landings,
      ...(only === undefined ? {} : { only }),
      onConflict,
    });
    if (done.kind === 'conflict') {
      return { kind: 'conflict', paths: done.conflicts.map((c) => c.path), conflicts: done.conflicts };
    }
    if (done.kind === 'nothing') return done;
    const { commit, before, paths, changes } = done;
    const taken = done.taken.flatMap(({ commit: of, paths: some, whole }) => {
      const landing = landings.find((l) => l.commit === of)?.attemptId;
      return landing === undefined || (some.length === 0 && !whole) ? [] : [{ landing, paths: some, whole }];
    });
    return {
      kind: 'reverted',
      commit,
      before,
      paths,
      changes,
      // A redo counts as one though later edits were left alone: what it would still put back is the user's by now.
      landings: taken.filter((t) => t.whole || redo === true).map((t) => t.landing),
      parts: taken.filter((t) => !t.whole && redo !== true).map((t) => ({ landing: t.landing, paths: t.paths })),
      met: done.conflicts.map((c) => c.path),
      stale: staleSubtasks(
        all,
        taken.map((t) => t.landing),
      ),
    };
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
