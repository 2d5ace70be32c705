import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { TaskView } from '../api/views.js';
import { CommandFailure } from '../exit-codes.js';
import { causeOf } from '../client.js';

/** A value as a model reads it, and as a program does. */
export const answer = (value: object): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(value, null, 1) }],
  structuredContent: { ...value },
});

export const textAnswer = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] });

/** What went wrong and what can be done, as an answer that says that it is an error. */
export function errorAnswer(error: unknown): CallToolResult {
  const said = error instanceof CommandFailure ? error.message : causeOf(error);
  const remedy = error instanceof CommandFailure ? error.remedy : undefined;
  const sentence = /[.!?]$/.test(said) ? said : `${said}.`;
  return {
    isError: true,
    content: [{ type: 'text', text: remedy === undefined ? sentence : `${sentence} ${remedy}` }],
  };
}

/** A task without what fills a model's context and tells it little. */
export function briefly(task: TaskView): Record<string, unknown> {
  const { task_id, goal, status, error, summary, workspace, progress, pending_approvals, usage, plan, notes } = task;
  return {
    task_id,
    status,
    goal: goal.length > 300 ? `${goal.slice(0, 300)}…` : goal,
    workspace,
    progress,
    ...(error === null ? {} : { error }),
    ...(summary === null ? {} : { summary }),
    pending_approvals,
    ...(notes === undefined ? {} : { notes }),
    subtasks: (plan?.subtasks ?? []).map((subtask) => ({
      id: subtask.id,
      status: subtask.status,
      description: subtask.description,
      depends_on: subtask.depends_on,
      ...(subtask.error === null ? {} : { error: subtask.error }),
      ...(subtask.summary === null ? {} : { summary: subtask.summary }),
    })),
    usage,
    next: nextStep(task),
  };
}

function nextStep({ status, pending_approvals: waiting }: TaskView): string {
  if (waiting.length > 0) return 'A person has to decide: show them the diff, then call approve or reject.';
  switch (status) {
    case 'completed':
      return 'The files are in the workspace. task_diff shows them, revert_task takes them back.';
    case 'failed':
      return 'Nothing unverified has landed. Mend what the error names, then retry_task.';
    case 'cancelled':
      return 'What had landed stays; revert_task takes it back.';
    case 'paused':
      return 'It rests until a person resumes it.';
    case 'pending':
    case 'planning':
    case 'executing':
    case 'waiting_approval':
      return 'It is at work: call wait_for_task.';
  }
}
