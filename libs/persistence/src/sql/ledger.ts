import { UnknownTask } from '#conductor';
import type { NewEvent, StoredEvent } from '#contracts';
import type { EventEntity } from '../entities/index.js';
import { eventColumns, toStoredEvent } from '../rows/event-row.js';
import type { Connection } from './connection.js';
import type { Sql } from './database.js';
import { insertInto } from './statements.js';

/** The append-only log of each task. */
export class Ledger {
  constructor(private readonly connection: Connection) {}

  /**
   * Numbers and stores the events. Only inside a transaction, together with what they report: the task's row stays
   * locked until it ends, so that numbers become visible in their order and none is left out.
   */
  async append(sql: Sql, taskId: string, events: readonly NewEvent[], at: string): Promise<StoredEvent[]> {
    if (events.length === 0) return [];
    const task = await sql.one<{ last_sequence: number }>(
      `UPDATE tasks SET last_sequence = last_sequence + @count, updated_at = @at WHERE id = @taskId
       RETURNING last_sequence`,
      { taskId, count: events.length, at },
    );
    if (task === undefined) throw new UnknownTask(taskId);
    const first = task.last_sequence - events.length + 1;
    const rows = events.map((event, index) => eventColumns(taskId, first + index, at, event));
    for (const row of rows) await sql.run(insertInto('events', { ...row }), { ...row });
    return rows.map(toStoredEvent);
  }

  appendAlone(taskId: string, events: readonly NewEvent[]): Promise<StoredEvent[]> {
    return this.connection.write((sql) => this.append(sql, taskId, events, this.connection.at));
  }

  /** Looks through the task's log: for what is rarely said. */
  appendOnce(taskId: string, event: NewEvent): Promise<StoredEvent[]> {
    return this.connection.change(taskId, async (sql) => {
      const { at } = this.connection;
      const { type, subtask_id, correlation_id, data } = eventColumns(taskId, 0, at, event);
      const said = await sql.all<EventEntity>('SELECT * FROM events WHERE task_id = @taskId AND type = @type', {
        taskId,
        type,
      });
      const isSaid = said.some(
        (row) => row.subtask_id === subtask_id && row.correlation_id === correlation_id && row.data === data,
      );
      return isSaid ? [] : this.append(sql, taskId, [event], at);
    });
  }

  async after(taskId: string, after: number, limit: number): Promise<StoredEvent[]> {
    const rows = await this.connection.lone.all<EventEntity>(
      'SELECT * FROM events WHERE task_id = @taskId AND sequence > @after ORDER BY sequence LIMIT @limit',
      { taskId, after, limit },
    );
    return rows.map(toStoredEvent);
  }
}
