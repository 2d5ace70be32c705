import { UnknownTask } from '#conductor';
import type { NewEvent, StoredEvent } from '#contracts';
import type { EventEntity } from '../entities/index.js';
import { eventColumns, toStoredEvent } from '../rows/event-row.js';
import type { Connection } from './connection.js';

/** The append-only log of each task. */
export class Ledger {
  private readonly reserve;
  private readonly insert;
  private readonly page;

  constructor(private readonly connection: Connection) {
    const { db } = connection;
    this.reserve = db
      .prepare<[{ id: string; count: number; at: string }], number>(
        'UPDATE tasks SET last_sequence = last_sequence + @count, updated_at = @at WHERE id = @id RETURNING last_sequence',
      )
      .pluck();
    this.insert = db.prepare<[EventEntity]>(
      `INSERT INTO events (task_id, sequence, type, subtask_id, correlation_id, at, data)
       VALUES (@task_id, @sequence, @type, @subtask_id, @correlation_id, @at, @data)`,
    );
    this.page = db.prepare<[{ id: string; after: number; limit: number }], EventEntity>(
      'SELECT * FROM events WHERE task_id = @id AND sequence > @after ORDER BY sequence LIMIT @limit',
    );
  }

  /** Numbers and stores the events. Only inside a transaction, together with what they report. */
  append(taskId: string, events: readonly NewEvent[], at: string): StoredEvent[] {
    if (events.length === 0) return [];
    const last = this.reserve.get({ id: taskId, count: events.length, at });
    if (last === undefined) throw new UnknownTask(taskId);
    return events.map((event, index) => {
      const row = eventColumns(taskId, last - events.length + 1 + index, at, event);
      this.insert.run(row);
      return toStoredEvent(row);
    });
  }

  appendAlone(taskId: string, events: readonly NewEvent[]): StoredEvent[] {
    return this.connection.write(() => this.append(taskId, events, this.connection.at));
  }

  after(taskId: string, sequence: number, limit: number): StoredEvent[] {
    return this.connection.read(() => this.page.all({ id: taskId, after: sequence, limit })).map(toStoredEvent);
  }
}
