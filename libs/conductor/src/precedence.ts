import { goesFirst } from '#domain';
import { mergesOf, reverifiedOf, type SubtaskState, type TaskState } from './state.js';

/*
 * Which of the verified results on a workspace lands next. One that others have overtaken too often goes first, for
 * each of theirs would only make its verification untrue again: the one that was merged most often, and of two that
 * were merged as often always the same.
 */

/** Whether another result of the task goes first. */
export const goesBehind = (subtasks: readonly SubtaskState[], subtask: SubtaskState): boolean =>
  subtasks.some((other) => {
    if (other.id === subtask.id || (other.phase !== 'verifying' && other.phase !== 'landing')) return false;
    const [theirs, own] = [mergesOf(other), mergesOf(subtask)];
    return goesFirst(reverifiedOf(other)) && (theirs > own || (theirs === own && other.position < subtask.position));
  });

/** Whether a result of another task does. */
export function isHeldUpBeside({ id, overtaken }: TaskState, subtask: SubtaskState): boolean {
  const own = mergesOf(subtask);
  return overtaken.some(({ taskId, merges }) => merges > own || (merges === own && taskId < id));
}

/** Whether the result of a subtask may be merged and land now. */
export function isItsTurn(state: TaskState, subtaskId: string | null): boolean {
  const subtask = state.subtasks.find(({ id }) => id === subtaskId);
  return subtask === undefined || !(goesBehind(state.subtasks, subtask) || isHeldUpBeside(state, subtask));
}

/** Whether a result of the task waits for one of another task, and for nothing else. */
export const isHeldUp = (state: TaskState): boolean =>
  state.status === 'executing' &&
  state.subtasks.some(
    (subtask) =>
      subtask.phase === 'landing' &&
      isHeldUpBeside(state, subtask) &&
      !state.attempts.some((attempt) => attempt.subtaskId === subtask.id && attempt.stage !== 'revert'),
  );
