import type { Attempt, Overtaken, SubtaskState, TaskPatch, TaskRecord, TaskState } from '#conductor';
import type { SubtaskStatus } from '#domain';
import type { TaskEntity, TaskRequestEntity, WorkspaceEntity } from '../entities/index.js';
import { fromJson, toFlag, toJson } from './json.js';

/** A task with what was asked for and its workspace's tip. */
export type TaskRow = TaskEntity & TaskRequestEntity & Pick<WorkspaceEntity, 'tip' | 'tip_generation'>;

const COLUMN_OF = {
  status: 'status',
  error: 'error',
  summary: 'summary',
  wish: 'wish',
  planVersion: 'plan_version',
  planAttempts: 'plan_attempts',
  snapshotAttempts: 'snapshot_attempts',
  goalChecks: 'goal_checks',
  goalInconclusive: 'goal_inconclusive',
  goalMet: 'goal_met',
  replanBecause: 'replan_because',
  advances: 'advances',
  base: 'base',
  idleMs: 'idle_ms',
  idleSince: 'idle_since',
} as const satisfies Record<Exclude<keyof TaskPatch, 'limits' | 'doubted'>, keyof TaskEntity>;

/** The patched fields as columns. */
export function taskColumns(patch: TaskPatch): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [field, column] of Object.entries(COLUMN_OF)) {
    const value = patch[field as keyof typeof COLUMN_OF];
    if (value !== undefined) columns[column] = typeof value === 'boolean' ? toFlag(value) : value;
  }
  if (patch.doubted !== undefined) columns['doubted'] = toJson(patch.doubted);
  return columns;
}

export const toTaskState = (
  row: TaskRow,
  subtasks: readonly SubtaskState[],
  attempts: readonly Attempt[],
  overtaken: readonly Overtaken[],
): TaskState => ({
  id: row.id,
  revision: row.revision,
  status: row.status,
  wish: row.wish,
  approvalMode: row.approval_mode,
  confidenceThreshold: row.confidence_threshold,
  limits: limitsOf(row),
  tokens: row.prompt_tokens + row.completion_tokens,
  modelCalls: row.model_calls,
  startedAt: Date.parse(row.created_at),
  idleMs: Number(row.idle_ms),
  idleSince: row.idle_since === null ? null : Number(row.idle_since),
  planVersion: row.plan_version,
  planAttempts: row.plan_attempts,
  snapshotAttempts: row.snapshot_attempts,
  goalChecks: row.goal_checks,
  goalInconclusive: row.goal_inconclusive,
  goalMet: row.goal_met === 1,
  replanBecause: row.replan_because,
  doubted: row.doubted === null ? [] : fromJson(row.doubted),
  advances: row.advances,
  base: row.base,
  tip: row.tip,
  tipGeneration: row.tip_generation,
  overtaken,
  subtasks,
  attempts,
});

export const toTaskRecord = (row: TaskRow, progress: TaskRecord['progress']): TaskRecord => ({
  id: row.id,
  goal: row.goal,
  workspaceId: row.workspace_id,
  workspacePath: row.workspace_path,
  context: fromJson(row.context),
  metadata: fromJson(row.metadata),
  approvalMode: row.approval_mode,
  confidenceThreshold: row.confidence_threshold,
  callbackUrl: row.callback_url,
  protected: fromJson(row.protected),
  priority: row.priority,
  limits: limitsOf(row),
  idempotencyKey: row.idempotency_key,
  bodyHash: row.body_hash,
  status: row.status,
  wish: row.wish,
  error: row.error,
  summary: row.summary,
  planVersion: row.plan_version,
  replannedAt: row.replanned_at,
  base: row.base,
  tip: row.tip,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  completedAt: row.completed_at,
  usage: {
    modelCalls: row.model_calls,
    toolCalls: row.tool_calls,
    promptTokens: row.prompt_tokens,
    completionTokens: row.completion_tokens,
  },
  progress,
  lastSequence: row.last_sequence,
});

/** They stand with what was asked for. */
export const limitColumns = ({ tokens, modelCalls, seconds }: TaskState['limits']): Record<string, number | null> => ({
  limit_tokens: tokens,
  limit_model_calls: modelCalls,
  limit_seconds: seconds,
});

const limitsOf = (row: TaskRow): TaskState['limits'] => ({
  tokens: row.limit_tokens,
  modelCalls: row.limit_model_calls,
  seconds: row.limit_seconds,
});

/** Which figure of the progress a subtask counts in, beside the total. */
const COUNTS_AS: Readonly<Record<SubtaskStatus, 'completed' | 'failed' | 'pending' | 'running' | null>> = {
  pending: 'pending',
  blocked: 'pending',
  running: 'running',
  verifying: 'running',
  waiting_approval: 'running',
  completed: 'completed',
  failed: 'failed',
  skipped: null,
};

export function progressOf(counts: readonly { status: SubtaskStatus; count: number }[]): TaskRecord['progress'] {
  const progress = { total: 0, completed: 0, failed: 0, pending: 0, running: 0 };
  for (const { status, count } of counts) {
    progress.total += count;
    const figure = COUNTS_AS[status];
    if (figure !== null) progress[figure] += count;
  }
  return progress;
}
