import { Draft, type TaskCommit } from './commit.js';
import { BACK_TO_WAITING } from './retry.js';
import type { TaskLimits, TaskState } from './state.js';

/**
 * A failed task goes on from what has landed. Null when it has not failed, or holds no such subtask. Its clock begins
 * anew, and of what it has used up it may use as much again as it might so far: else it would fail at once, and a step
 * that needs more than it was given at first would never be done. `now` in milliseconds since the epoch.
 */
export function retryTask(state: TaskState, now: number, subtaskId?: string): TaskCommit | null {
  if (state.status !== 'failed') return null;
  const draft = new Draft(state);
  if (subtaskId !== undefined && draft.subtask(subtaskId)?.status !== 'failed') return null;
  for (const subtask of draft.subtasks) {
    if (subtask.status !== 'failed' && subtask.status !== 'blocked') continue;
    draft.patchSubtask(subtask.id, { ...BACK_TO_WAITING, failures: 0, outages: 0, conflicts: 0, error: null });
    draft.events.push({ type: 'subtask_retrying', subtaskId: subtask.id, data: { because: 'the user asked for it' } });
  }
  const planned = draft.task.planVersion > 0;
  draft.patchTask({
    status: planned ? 'executing' : 'planning',
    wish: 'run',
    error: null,
    goalInconclusive: 0,
    doubted: [],
    advances: 0,
    planAttempts: state.planAttempts,
    idleMs: Math.max(state.idleMs, now - state.startedAt),
    idleSince: null,
    ...raised(state),
  });
  draft.events.push({ type: 'task_resumed', data: { because: 'retry' } });
  return draft.finish();
}

function raised({ limits, tokens, modelCalls }: TaskState): { limits?: TaskLimits } {
  const again = {
    ...limits,
    tokens: asMuchAgain(limits.tokens, tokens),
    modelCalls: asMuchAgain(limits.modelCalls, modelCalls),
  };
  const isSame = again.tokens === limits.tokens && again.modelCalls === limits.modelCalls;
  return isSame ? {} : { limits: again };
}

const asMuchAgain = (limit: number | null, used: number): number | null =>
  limit === null || used < limit ? limit : Math.min(used + limit, Number.MAX_SAFE_INTEGER);
