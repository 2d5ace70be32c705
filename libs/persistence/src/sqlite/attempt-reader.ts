import type { Attempt, AttemptRecord } from '#conductor';
import type { AttemptEntity, EntryEntity } from '../entities/index.js';
import { toAttempt, toEntry } from '../rows/attempt-row.js';
import type { Connection } from './connection.js';

/** Reads of attempts, for work, traces and the API's own stages. */
export class AttemptReader {
  private readonly one;
  private readonly entriesOfOne;
  private readonly ofSubtask;
  private readonly entriesOfSubtask;
  private readonly head;

  constructor(private readonly connection: Connection) {
    const { db } = connection;
    this.one = db.prepare<[string], AttemptEntity>('SELECT * FROM attempts WHERE id = ?');
    this.entriesOfOne = db.prepare<[string], EntryEntity>('SELECT * FROM entries WHERE attempt_id = ? ORDER BY n');
    this.ofSubtask = db.prepare<[string, string | null], AttemptEntity>(
      'SELECT * FROM attempts WHERE task_id = ? AND subtask_id IS ? ORDER BY seq',
    );
    this.entriesOfSubtask = db.prepare<[string, string | null], EntryEntity>(
      `SELECT e.* FROM attempts a JOIN entries e ON e.attempt_id = a.id
       WHERE a.task_id = ? AND a.subtask_id IS ? ORDER BY a.seq, e.n`,
    );
    this.head = db.prepare<[{ task: string | null }], AttemptEntity>(
      `SELECT * FROM attempts WHERE settled = 0 AND state IN ('queued', 'running')
       AND stage IN ('snapshot', 'land', 'revert') AND (@task IS NULL OR task_id = @task) ORDER BY seq`,
    );
  }

  attempt(attemptId: string): AttemptRecord | null {
    return this.connection.read(() => {
      const row = this.one.get(attemptId);
      return row === undefined ? null : toRecord(row, this.entriesOfOne.all(attemptId));
    });
  }

  attempts(taskId: string, subtaskId: string | null): AttemptRecord[] {
    return this.connection.read(() => {
      const entries = new Map<string, EntryEntity[]>();
      for (const entry of this.entriesOfSubtask.all(taskId, subtaskId)) {
        const list = entries.get(entry.attempt_id);
        if (list === undefined) entries.set(entry.attempt_id, [entry]);
        else list.push(entry);
      }
      return this.ofSubtask.all(taskId, subtaskId).map((row) => toRecord(row, entries.get(row.id) ?? []));
    });
  }

  openHead(taskId?: string): { taskId: string; attempt: Attempt }[] {
    const rows = this.connection.read(() => this.head.all({ task: taskId ?? null }));
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
