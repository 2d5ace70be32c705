import { Draft, type TaskCommit } from './commit.js';
import { BACK_TO_WAITING } from './retry.js';
import type { TaskState } from './state.js';

/** A failed task goes on from what has landed. Null when it has not failed, or holds no such subtask. */
export function retryTask(state: TaskState, subtaskId?: string): TaskCommit | null {
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
    advances: 0,
    planAttempts: state.planAttempts,
  });
  draft.events.push({ type: 'task_resumed', data: { because: 'retry' } });
  return draft.finish();
}
