import type { StoredEvent, SubtaskView, TaskView } from '#contracts';
import type { TaskStore } from '#conductor';

export type PendingApproval = TaskView['pending_approvals'][number];

const PAGE = 500;

/** What waits for a person, with why and since when: the log has that, and is read only while something waits. */
export async function pendingApprovals(
  store: TaskStore,
  taskId: string,
  subtasks: readonly SubtaskView[],
): Promise<PendingApproval[]> {
  const waiting = new Set(subtasks.filter(isWaiting).map((s) => s.id));
  if (waiting.size === 0) return [];
  const asked = new Map<string, StoredEvent>();
  for (let after = 0; ;) {
    const events = await store.eventsAfter(taskId, after, PAGE);
    for (const event of events)
      if (event.type === 'approval_requested' && event.subtaskId !== undefined) asked.set(event.subtaskId, event);
    const last = events.at(-1);
    if (last === undefined || events.length < PAGE) break;
    after = last.sequence;
  }
  return [...waiting].flatMap((subtaskId) => {
    const event = asked.get(subtaskId);
    return event === undefined ? [] : [toApproval(subtaskId, event)];
  });
}

const isWaiting = ({ status }: SubtaskView): boolean => status === 'waiting_approval';

function toApproval(subtaskId: string, { data, at }: StoredEvent): PendingApproval {
  const { reason, risk } = (data ?? {}) as { reason?: unknown; risk?: unknown };
  return {
    subtask_id: subtaskId,
    reason: typeof reason === 'string' ? reason : '',
    risk: typeof risk === 'string' ? risk : 'unknown',
    requested_at: at,
  };
}
