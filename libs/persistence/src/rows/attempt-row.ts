import type { Attempt } from '#conductor';
import type { AttemptEntry, StageJob } from '#contracts';
import { isHeadStage, type Rung } from '#domain';
import type { AttemptEntity, EntryEntity } from '../entities/index.js';
import { fromJson, toJson } from './json.js';

export const toAttempt = (row: AttemptEntity): Attempt =>
  // The stage decides the types of input and outcome; both were written from an attempt of that stage.
  ({
    id: row.id,
    stage: row.stage,
    subtaskId: row.subtask_id,
    number: row.number,
    epoch: row.epoch,
    planVersion: row.plan_version,
    state: row.state,
    begun: row.started_at !== null,
    input: fromJson(row.input),
    outcome: row.outcome === null ? null : fromJson(row.outcome),
    head: row.head,
  }) as Attempt;

export const toEntry = (row: EntryEntity): AttemptEntry =>
  ({ ...fromJson<object>(row.data), n: row.n, at: row.at, kind: row.kind }) as AttemptEntry;

export function entryColumns(attemptId: string, entry: AttemptEntry): Record<string, unknown> {
  const { n, at, kind, ...data } = entry;
  return { attempt_id: attemptId, n, at, kind, data: toJson(data) };
}

/** The job that asks for this attempt under its present epoch; null for work the API does itself. */
export function jobOf(row: AttemptEntity, priority: number): StageJob | null {
  if (isHeadStage(row.stage)) return null;
  const { rung } = fromJson<{ rung?: Rung }>(row.input);
  return {
    stage: row.stage,
    taskId: row.task_id,
    ...(row.subtask_id === null ? {} : { subtaskId: row.subtask_id }),
    attempt: row.number,
    epoch: row.epoch,
    ...(rung === undefined ? {} : { tier: rung.tier }),
    priority,
  };
}
