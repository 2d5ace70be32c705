import {
  isItsTurn,
  landingsToUndo,
  staleSubtasks,
  type Attempt,
  type AttemptOutcomeOf,
  type TaskRecord,
  type TaskStore,
  type TreeStore,
} from '#conductor';
import { assertNever, type HeadStage } from '#domain';
import { Logger } from '@nestjs/common';
import type { EventBus } from '#events';

/** Between two words about a snapshot that takes long. */
const PROGRESS_MS = 2000;
/** Of a conflict, what fits a prompt. */
const MAX_CONFLICT_FILES = 5;
const MAX_CONFLICT_BYTES = 4000;

export type HeadAttempt = Extract<Attempt, { stage: HeadStage }>;

/** Reads what says nothing of the work by being away for a moment. */
export type Sure = <T>(ask: () => Promise<T>) => Promise<T>;

/** Takes a user's folder in, lands in it and takes back. Each may be done again and then comes to the same. */
export class FolderWork {
  private readonly logger = new Logger(FolderWork.name);

  constructor(
    private readonly store: TaskStore,
    private readonly trees: TreeStore,
    private readonly events: EventBus,
    private readonly sure: Sure,
  ) {}

  /** @throws whatever keeps it from an outcome. */
  async outcomeOf(task: TaskRecord, attempt: HeadAttempt): Promise<AttemptOutcomeOf[HeadStage]> {
    switch (attempt.stage) {
      case 'snapshot':
        return this.snapshot(task);
      case 'land':
        return this.land(task, attempt);
      case 'revert':
        return this.revert(task, attempt);
      default:
        return assertNever(attempt);
    }
  }

  private async snapshot(task: TaskRecord): Promise<AttemptOutcomeOf['snapshot']> {
    const { workspaceId, workspacePath: path } = task;
    await this.trees.register(path);
    const tip = await this.sure(() => this.store.workspaceTip(workspaceId));
    const progress = this.snapshotProgress(task.id);
    const of = { workspaceId, path, tip: tip?.commit ?? null, known: tip?.generation ?? 0, taskId: task.id, progress };
    const { commit, generation, skipped, fileCount } = await this.trees.snapshot(of);
    return { kind: 'taken', commit, generation, files: fileCount, skipped };
  }

  /** Tells who watches the task that a large folder is being taken in; the last word is the snapshot itself. */
  private snapshotProgress(taskId: string): (done: number, total: number) => void {
    let toldAt = performance.now();
    return (done, total) => {
      if (done >= total || performance.now() - toldAt < PROGRESS_MS) return;
      toldAt = performance.now();
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
    const tip = await this.sure(() => this.store.workspaceTip(workspaceId));
    const verifiedTrees = await Promise.all(verified.map((commit) => this.trees.treeId(workspaceId, commit)));
    const outcome = await this.trees.land({
      landingId: attempt.id,
      workspaceId,
      path,
      taskId: task.id,
      subtaskId: attempt.subtaskId ?? '',
      tip: tip?.commit ?? base,
      known: tip?.generation ?? 0,
      base,
      head,
      verifiedTrees,
      protected: task.protected,
      approvedSensitive: approvedSensitive === true,
      acceptMerge: acceptMerge === true,
      isItsTurn: () => this.isItsTurn(task.id, attempt.subtaskId),
    });
    if (outcome.kind !== 'conflict') return outcome;
    // The store names the two sides by commit; the next attempt's prompt needs to see them.
    const mine = await this.excerpt(workspaceId, base, head, outcome.paths);
    const other = await this.excerpt(workspaceId, base, outcome.ours, outcome.paths);
    return { ...outcome, ours: mine, theirs: other };
  }

  private async isItsTurn(taskId: string, subtaskId: string | null): Promise<boolean> {
    const state = await this.sure(() => this.store.state(taskId));
    return state === null || isItsTurn(state, subtaskId);
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
    const all = await this.sure(() => this.store.landings(task.id));
    const landings = landingsToUndo(all, attempt.input);
    const tip = await this.sure(() => this.store.workspaceTip(workspaceId));
    if (landings.length === 0 || tip === null) return { kind: 'nothing' };
    const done = await this.trees.revert({
      undoId: attempt.id,
      workspaceId,
      path,
      tip: tip.commit,
      known: tip.generation,
      landings,
      ...(only === undefined ? {} : { only }),
      onConflict,
    });
    if (done.kind === 'conflict') {
      return { kind: 'conflict', paths: done.conflicts.map((c) => c.path), conflicts: done.conflicts };
    }
    if (done.kind === 'nothing') return done;
    const { commit, generation, before, paths, changes, notes } = done;
    const taken = done.taken.flatMap(({ commit: of, paths: some, whole }) => {
      const landing = landings.find((l) => l.commit === of)?.attemptId;
      return landing === undefined || (some.length === 0 && !whole) ? [] : [{ landing, paths: some, whole }];
    });
    return {
      kind: 'reverted',
      commit,
      generation,
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
      ...(notes === undefined ? {} : { notes }),
    };
  }
}
