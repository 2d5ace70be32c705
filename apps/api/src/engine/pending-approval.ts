import type { PendingApproval, SubtaskView } from '#contracts';
import type { SubtaskState, TaskStore } from '#conductor';

/** What waits for a person, and exactly what an answer would count for. */
export async function pendingApprovals(
  store: TaskStore,
  taskId: string,
  subtasks: readonly SubtaskView[],
): Promise<PendingApproval[]> {
  const waiting = subtasks.filter(({ status }) => status === 'waiting_approval');
  const states = await Promise.all(waiting.map(({ id }) => store.subtask(taskId, id)));
  return states.flatMap((state) => (state === null ? [] : (toPendingApproval(state) ?? [])));
}

/** Null when nobody is asked about the subtask. */
export function toPendingApproval({ id, approval, asked }: SubtaskState): PendingApproval | null {
  if (approval !== 'requested' || asked === null) return null;
  const { reason, risk, hash } = asked;
  return {
    subtask_id: id,
    reason,
    risk,
    requested_at: time(asked.askedAt),
    kind: asked.about,
    hash,
    expires_at: time(asked.until),
    proceeds_at: asked.proceedAt === null ? null : time(asked.proceedAt),
    command: asked.about === 'command' ? asked.command : null,
    paths: asked.about === 'landing' ? [...asked.paths] : [],
  };
}

const time = (ms: number): string => new Date(ms).toISOString();
