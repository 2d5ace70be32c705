import type { MemoryView, Recollection } from '#contracts';
import type { MemoryEntity } from '../entities/index.js';
import { fromJson } from './json.js';

export const toMemoryView = (row: MemoryEntity & { score?: number }): MemoryView => ({
  id: row.id,
  task_id: row.task_id,
  subtask_id: row.subtask_id,
  entry_type: row.type,
  summary: row.summary,
  detail: row.detail,
  tags: fromJson(row.tags),
  relevance_to: fromJson(row.relevance_to),
  timestamp: row.at,
  ...(row.score === undefined ? {} : { score: row.score }),
});

export const toRecollection = (row: MemoryEntity): Recollection => ({
  id: row.id,
  type: row.type,
  subtaskId: row.subtask_id,
  summary: row.summary,
  detail: row.detail,
  verified: row.verified === 1,
});
