import type { StoreReport } from '#conductor';
import type { ApprovalView, CreateTaskBody, RevertAnswer, RevertBody, TaskCreated } from '#contracts';

/**
 * What people ask of a task. Each answers once the wish is saved (and, for a revert, done); what follows from it comes
 * as events. @throws UnknownTask, UnknownSubtask, StateForbids, KeyReused (conductor), UnusableWorkspace (workspace).
 */
export abstract class Tasks {
  /** `created` false: the Idempotency-Key named a task that exists. */
  abstract create(body: CreateTaskBody, idempotencyKey: string | null): Promise<TaskCreated & { created: boolean }>;
  abstract cancel(taskId: string): Promise<void>;
  abstract pause(taskId: string): Promise<void>;
  abstract resume(taskId: string): Promise<void>;
  abstract retry(taskId: string, subtaskId?: string): Promise<void>;
  abstract steer(taskId: string, instruction: string): Promise<void>;
  abstract feedback(taskId: string, feedback: string, subtaskId?: string): Promise<void>;
  abstract approve(taskId: string, subtaskId: string, approved: boolean, reason?: string, hash?: string): Promise<void>;
  /** What waits for a person at a subtask, as an answer counts for it; null when nothing does. */
  abstract approval(taskId: string, subtaskId: string): Promise<ApprovalView | null>;
  abstract revert(taskId: string, body: RevertBody): Promise<RevertAnswer>;
  /** Frees what nobody can look at or undo any more; with `dryRun`, only says what would be freed. */
  abstract tidy(dryRun: boolean): Promise<readonly StoreReport[]>;
  /** Unified diff of what the task landed, or of one subtask or path. */
  abstract diff(taskId: string, of: { path?: string; subtaskId?: string }): Promise<string>;
}
