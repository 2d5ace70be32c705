import type { Attempt, AttemptRecord } from '#conductor';
import type { AttemptEntity, EntryEntity } from '../entities/index.js';
import { toAttempt, toEntry } from '../rows/attempt-row.js';
import type { Connection } from './connection.js';

/** Reads of attempts, for work, traces and the API's own stages. */
export class AttemptReader {
  constructor(private readonly connection: Connection) {}

  attempt(id: string): Promise<AttemptRecord | null> {
    return this.connection.read(async (sql) => {
      const row = await sql.one<AttemptEntity>('SELECT * FROM attempts WHERE id = @id', { id });
      if (row === undefined) return null;
      return toRecord(
        row,
        await sql.all<EntryEntity>('SELECT * FROM entries WHERE attempt_id = @id ORDER BY n', { id }),
      );
    });
  }

  attempts(taskId: string, subtaskId: string | null): Promise<AttemptRecord[]> {
    return this.connection.read(async (sql) => {
      const of = 'a.task_id = @taskId AND a.subtask_id IS NOT DISTINCT FROM @subtaskId';
      const params = { taskId, subtaskId };
      const entries = new Map<string, EntryEntity[]>();
      for (const entry of await sql.all<EntryEntity>(
        `SELECT e.* FROM attempts a JOIN entries e ON e.attempt_id = a.id WHERE ${of} ORDER BY a.seq, e.n`,
        params,
      )) {
        const list = entries.get(entry.attempt_id);
        if (list === undefined) entries.set(entry.attempt_id, [entry]);
        else list.push(entry);
      }
      const rows = await sql.all<AttemptEntity>(`SELECT a.* FROM attempts a WHERE ${of} ORDER BY a.seq`, params);
      return rows.map((row) => toRecord(row, entries.get(row.id) ?? []));
    });
  }

  async openHead(taskId?: string): Promise<{ taskId: string; attempt: Attempt }[]> {
    const rows = await this.connection.lone.all<AttemptEntity>(
      `SELECT * FROM attempts WHERE settled = 0 AND state IN ('queued', 'running')
       AND stage IN ('snapshot', 'land', 'revert')${taskId === undefined ? '' : ' AND task_id = @taskId'}
       AND NOT (stage = 'revert' AND EXISTS (SELECT 1 FROM attempts earlier WHERE earlier.task_id = attempts.task_id
         AND earlier.stage = 'revert' AND earlier.settled = 0 AND earlier.seq < attempts.seq)) ORDER BY seq`,
      { taskId },
    );
    return rows.map((row) => ({ taskId: row.task_id, attempt: toAttempt(row) }));
  }
}

const toRecord = (row: AttemptEntity, entries: readonly EntryEntity[]): AttemptRecord => ({
  attempt: toAttempt(row),
  taskId: row.task_id,
  worker: row.worker,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  entries: entries.map(toEntry),
});
