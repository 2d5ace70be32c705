import type { Held, LeaseWrite } from '#conductor';
import type { Lease } from '#contracts';
import { isHeadStage } from '#domain';
import type { AttemptEntity, TaskEntity, TaskRequestEntity } from '../entities/index.js';

export type Lost = Extract<Held, { kind: 'lost' }>['because'];
export type Purpose = 'claim' | 'write' | 'finish';

/** An attempt with what its task's user wants. */
export type HeldRow = AttemptEntity &
  Pick<TaskEntity, 'wish' | 'model_calls' | 'prompt_tokens' | 'completion_tokens'> &
  Pick<TaskRequestEntity, 'limit_tokens' | 'limit_model_calls'> & { readonly task_status: TaskEntity['status'] };

/** Whether the task may make no further model call, with what is written now; nothing where it may make any number. */
export function spentBy(row: HeldRow, write?: Pick<LeaseWrite, 'modelCalls' | 'usage'>): { isSpent?: boolean } {
  const { limit_tokens: tokens, limit_model_calls: calls } = row;
  if (tokens === null && calls === null) return {};
  const { promptTokens = 0, completionTokens = 0 } = write?.usage ?? {};
  const used = row.prompt_tokens + row.completion_tokens + promptTokens + completionTokens;
  const isOver = (limit: number | null, now: number): boolean => limit !== null && now >= limit;
  return { isSpent: isOver(tokens, used) || isOver(calls, row.model_calls + (write?.modelCalls ?? 0)) };
}

/** Whether this owner is the attempt's present one. An expired lease that nobody took over is still its owner's. */
export const isOwner = (row: HeldRow, lease: Lease): boolean =>
  row.state === 'running' && row.token === lease.token && row.epoch === lease.epoch;

/** Whether this owner is the one that ended the attempt. */
export const hasEnded = (row: HeldRow, lease: Lease): boolean =>
  row.state === 'ended' && row.token === lease.token && row.epoch === lease.epoch;

/**
 * What stops the attempt for the user's sake, or null. An undo goes on whatever became of the task; other work of the
 * API may have changed the user's folder once it has begun, so that it is not started, but always ended and recorded.
 * An outcome is taken in a pause too: it is acted upon when the task goes on.
 */
export function stoppedBy(row: HeldRow, purpose: Purpose): 'cancelled' | 'paused' | null {
  if (row.stage === 'revert') return null;
  if (isHeadStage(row.stage) && (purpose !== 'claim' || row.started_at !== null)) return null;
  if (row.wish === 'cancel' || row.task_status === 'cancelled') return 'cancelled';
  return row.wish === 'pause' && purpose !== 'finish' ? 'paused' : null;
}

/** Why the lease no longer holds. */
export function whyLost(row: HeldRow): Lost {
  if (row.state === 'ended') return 'ended';
  return stoppedBy(row, 'write') ?? 'superseded';
}
