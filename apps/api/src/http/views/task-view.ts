import type { PendingApproval, Progress, SubtaskView, TaskRow, TaskView } from '#contracts';
import type { TaskRecord } from '#conductor';
import type { LandingNote } from '#domain';

export function progressOf({ progress }: Pick<TaskRecord, 'progress'>): Progress {
  const { total, completed, failed, pending, running } = progress;
  // Rounded down: 100 means that everything is done.
  const percent = total === 0 ? 0 : Math.floor((100 * completed) / total);
  return { total_subtasks: total, completed, failed, pending, running, percent_complete: percent };
}

export const toTaskRow = (task: TaskRecord): TaskRow => ({
  task_id: task.id,
  goal: task.goal,
  status: task.status,
  created_at: task.createdAt,
  updated_at: task.updatedAt,
  progress: progressOf(task),
});

export function toTaskView(
  task: TaskRecord,
  subtasks: readonly SubtaskView[],
  approvals: readonly PendingApproval[],
  notes: readonly LandingNote[],
): TaskView {
  const { usage } = task;
  return {
    task_id: task.id,
    goal: task.goal,
    status: task.status,
    error: task.error,
    workspace: task.workspacePath,
    approval_mode: task.approvalMode,
    context: { ...task.context },
    metadata: { ...task.metadata },
    created_at: task.createdAt,
    updated_at: task.updatedAt,
    completed_at: task.completedAt,
    summary: task.summary,
    plan:
      task.planVersion === 0
        ? null
        : { version: task.planVersion, replanned_at: task.replannedAt, subtasks: [...subtasks] },
    progress: progressOf(task),
    usage: {
      model_calls: usage.modelCalls,
      tool_calls: usage.toolCalls,
      prompt_tokens: usage.promptTokens,
      completion_tokens: usage.completionTokens,
    },
    pending_approvals: [...approvals],
    ...(notes.length === 0 ? {} : { notes: [...notes] }),
  };
}
