import type { NewEvent, StoredEvent } from '#contracts';
import type { EventEntity } from '../entities/index.js';
import { fromJson, toJson } from './json.js';

export const toStoredEvent = (row: EventEntity): StoredEvent => ({
  taskId: row.task_id,
  sequence: row.sequence,
  at: row.at,
  type: row.type,
  ...(row.subtask_id === null ? {} : { subtaskId: row.subtask_id }),
  ...(row.correlation_id === null ? {} : { correlationId: row.correlation_id }),
  ...(row.data === null ? {} : { data: fromJson<Record<string, unknown>>(row.data) }),
});

export const eventColumns = (taskId: string, sequence: number, at: string, event: NewEvent): EventEntity => ({
  task_id: taskId,
  sequence,
  at,
  type: event.type,
  subtask_id: event.subtaskId ?? null,
  correlation_id: event.correlationId ?? null,
  data: event.data === undefined ? null : toJson(event.data),
});
