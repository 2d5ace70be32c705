import { afterMerge, assertNever, isTaskEnded, type LandOutcome } from '#domain';
import type { Draft } from './commit.js';
import { askToLand } from './approvals.js';
import { afterFailure, backToWaiting, correlationOf, giveUp, retryWith } from './retry.js';
import { reverifiedOf, type Attempt, type Policy, type SubtaskState } from './state.js';

type AttemptAt<S extends Attempt['stage']> = Extract<Attempt, { stage: S }>;

type LandOutcomeOf<K extends LandOutcome['kind']> = Extract<LandOutcome, { kind: K }>;

const MAX_CONFLICTS = 3;
/** Paths that a sentence names. */
const MAX_NAMED = 5;

export function settleLanding(draft: Draft, attempt: AttemptAt<'land'>, policy: Policy, now: number): void {
  const { outcome } = attempt;
  const subtask = attempt.subtaskId === null ? undefined : draft.subtask(attempt.subtaskId);
  if (!outcome || !subtask) return;
  const about = { subtaskId: subtask.id, correlationId: correlationOf(draft, subtask) };
  if (outcome.kind === 'landed') {
    draft.moveTip(outcome);
    draft.landings.push({
      attemptId: attempt.id,
      kind: 'subtask',
      subtaskId: subtask.id,
      before: outcome.before,
      commit: outcome.commit,
      generation: outcome.generation ?? draft.task.tipGeneration,
      changes: outcome.changes,
      reverts: [],
    });
    const { commit, changes, unverified, notes } = outcome;
    const more = { ...(unverified === undefined ? {} : { unverified }), ...(notes === undefined ? {} : { notes }) };
    const data = { commit, changes, ...more };
    draft.events.push({ ...about, type: 'subtask_landed', data });
    draft.events.push({
      ...about,
      type: 'subtask_completed',
      data: { summary: subtask.summary, model: subtask.model, confidence: subtask.confidence },
    });
    draft.patchSubtask(subtask.id, {
      status: 'completed',
      phase: isTaskEnded(draft.task.status) ? 'ended' : 'extracting',
      error: null,
    });
    return;
  }
  if (isTaskEnded(draft.task.status) || draft.task.wish === 'cancel' || subtask.phase !== 'landing') return;
  switch (outcome.kind) {
    case 'held_up':
      return;
    case 'merged':
      settleMerge(draft, subtask, outcome, policy, now);
      return;
    case 'conflict': {
      // The user may have made the other change: no landing tells of that.
      if (outcome.commit !== undefined)
        draft.moveTip({
          commit: outcome.commit,
          ...(outcome.generation === undefined ? {} : { generation: outcome.generation }),
        });
      draft.events.push({ ...about, type: 'landing_conflict', data: { paths: outcome.paths } });
      const feedback = {
        source: 'landing',
        code: 'conflict',
        issues: [
          `These files changed meanwhile: ${outcome.paths.join(', ')}`,
          `Your change was:\n${outcome.ours}`,
          `The other change, already in the files, is:\n${outcome.theirs}`,
        ],
        suggestion: 'Make your change again on the files as they are now, keeping the other change.',
      } as const;
      if (subtask.conflicts + 1 > MAX_CONFLICTS) {
        giveUp(
          draft,
          subtask,
          {
            code: 'workspace_error',
            because: `its changes kept colliding with other changes to ${outcome.paths.join(', ')}`,
            retryable: false,
          },
          'conflict',
        );
        return;
      }
      backToWaiting(
        draft,
        subtask,
        { attempt: subtask.executions, ...feedback },
        { conflicts: subtask.conflicts + 1 },
        'its changes collided with other changes',
      );
      return;
    }
    case 'refused':
      retryWith(draft, subtask, policy, {
        source: 'landing',
        code: 'refused',
        issues: [outcome.because, ...outcome.paths],
        suggestion: 'Do it without changing these files.',
      });
      return;
    case 'needs_approval': {
      if (subtask.head === null) return;
      const reason = `${outcome.because}: ${outcome.paths.join(', ')}`;
      askToLand(draft, subtask, { reason, risk: 'high', paths: outcome.paths }, policy, now);
      draft.patchSubtask(subtask.id, { phase: 'gated', sensitive: { head: subtask.head, paths: outcome.paths } });
      return;
    }
    case 'failed':
      afterFailure(draft, subtask, outcome.failure, 'landing', policy);
      return;
    default:
      assertNever(outcome);
  }
}

/** Only so often: where the files change faster than they can be verified, a person decides. */
function settleMerge(
  draft: Draft,
  subtask: SubtaskState,
  { commit, paths = [] }: LandOutcomeOf<'merged'>,
  policy: Policy,
  now: number,
): void {
  if (afterMerge(reverifiedOf(subtask)) === 'verify') {
    draft.patchSubtask(subtask.id, { candidate: commit, phase: 'verifying' });
    return;
  }
  const some = paths.slice(0, MAX_NAMED).join(', ') + (paths.length > MAX_NAMED ? ', …' : '');
  const reason = `these files changed again each time its result had been verified together with them: ${some}; approve to let it land with them as they are, unverified together`;
  draft.patchSubtask(subtask.id, { candidate: commit, phase: 'gated' });
  askToLand(draft, subtask, { reason, risk: 'medium', paths, merge: commit }, policy, now);
}

export function settleRevert(draft: Draft, attempt: AttemptAt<'revert'>): void {
  const { outcome, input } = attempt;
  if (outcome?.kind !== 'reverted') return;
  draft.moveTip(outcome);
  draft.landings.push({
    attemptId: attempt.id,
    kind: input.redo === true ? 'redo' : 'undo',
    subtaskId: input.subtaskId ?? null,
    before: outcome.before,
    commit: outcome.commit,
    generation: outcome.generation ?? draft.task.tipGeneration,
    changes: outcome.changes,
    reverts: outcome.landings,
  });
  draft.events.push({
    type: 'changes_reverted',
    correlationId: attempt.id,
    ...(input.subtaskId === undefined ? {} : { subtaskId: input.subtaskId }),
    data: {
      paths: outcome.paths,
      ...(input.redo === true ? { redo: true } : {}),
      ...(outcome.met.length === 0 ? {} : { on_conflict: input.onConflict, met: outcome.met }),
      ...(outcome.stale.length === 0 ? {} : { stale_subtasks: outcome.stale }),
      ...(outcome.notes === undefined ? {} : { notes: outcome.notes }),
    },
  });
}
