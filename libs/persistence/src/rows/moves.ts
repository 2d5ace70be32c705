import {
  assertSubtaskMove,
  assertTaskMove,
  canMoveSubtask,
  canMoveTask,
  SUBTASK_MOVES,
  TASK_MOVES,
  type SubtaskStatus,
  type TaskStatus,
} from '#domain';

/** One decision may hold two moves, as when a retry starts at once: `verifying` to `pending` to `running`. */
export function assertTaskMoves(from: TaskStatus, to: TaskStatus): void {
  if (!TASK_MOVES[from].some((via) => canMoveTask(via, to))) assertTaskMove(from, to);
}

export function assertSubtaskMoves(from: SubtaskStatus, to: SubtaskStatus): void {
  if (!SUBTASK_MOVES[from].some((via) => canMoveSubtask(via, to))) assertSubtaskMove(from, to);
}
