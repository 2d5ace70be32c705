import { isTaskEnded } from '#domain';
import type { ShownAttempt } from './ports/tree-store.js';
import type { Phase, TaskState } from './state.js';

/** Between its first step and its landing, work in place stands in the user's folder. */
const IN_PROGRESS: ReadonlySet<Phase> = new Set<Phase>(['executing', 'verifying', 'gated', 'landing']);

/** What a folder shows of a task that works in place: the latest step of each subtask's current attempt. */
export function shownAttempts({ id, status, subtasks, attempts }: TaskState): ShownAttempt[] {
  if (isTaskEnded(status)) return [];
  return subtasks.flatMap(({ id: subtaskId, phase, base, head, executions }) => {
    if (!IN_PROGRESS.has(phase) || base === null) return [];
    const open = attempts.find((a) => a.stage === 'execute' && a.subtaskId === subtaskId && a.number === executions);
    const latest = head ?? open?.head ?? null;
    return latest === null || latest === base ? [] : [{ key: `${id}/${subtaskId}`, base, head: latest }];
  });
}
