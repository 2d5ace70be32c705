import type { Delivery, DeliveryResult } from '#conductor';
import { isTerminalEvent, type StoredEvent } from '#contracts';
import type { EventEntity, WebhookEntity } from '../entities/index.js';
import { toStoredEvent } from '../rows/event-row.js';
import type { Connection } from './connection.js';
import type { Sql } from './database.js';

/** Terminal events that a task's callback_url is still to hear of. */
export class Webhooks {
  constructor(private readonly connection: Connection) {}

  /** Inside the transaction that stores the events. */
  async add(sql: Sql, events: readonly StoredEvent[]): Promise<void> {
    for (const { taskId, sequence, type } of events) {
      if (!isTerminalEvent(type)) continue;
      const { connection } = this;
      await sql.run(
        `INSERT INTO webhooks (id, task_id, sequence, url, state, tries, next_at, created_at)
         SELECT @id, task_id, @sequence, callback_url, 'pending', 0, @now, @at FROM task_requests
         WHERE task_id = @taskId AND callback_url IS NOT NULL`,
        { id: `${taskId}.${sequence}`, taskId, sequence, now: connection.now(), at: connection.at },
      );
    }
  }

  async claim(limit: number, ttlMs: number): Promise<Delivery[]> {
    const { connection } = this;
    const now = connection.now();
    // Asked every second: something is written only when there is something to write.
    const due = await connection.lone.one(
      `SELECT 1 AS due FROM webhooks WHERE state = 'pending' AND next_at <= @now LIMIT 1`,
      { now },
    );
    if (due === undefined) return [];
    return connection.write(async (sql) => {
      const claim = connection.newId();
      const rows = await sql.all<WebhookEntity>(
        `UPDATE webhooks SET claim = @claim, next_at = @until WHERE id IN (
           SELECT id FROM webhooks WHERE state = 'pending' AND next_at <= @now ORDER BY next_at, id LIMIT @limit
           ${connection.dialect.takeable}
         ) RETURNING *`,
        { claim, now, until: now + ttlMs, limit },
      );
      const deliveries: Delivery[] = [];
      for (const { id, task_id, sequence, url, tries } of rows) {
        const event = await sql.one<EventEntity>(
          'SELECT * FROM events WHERE task_id = @task_id AND sequence = @sequence',
          { task_id, sequence },
        );
        deliveries.push({ id, claim, event: toStoredEvent(event as EventEntity), url, tries });
      }
      return deliveries;
    });
  }

  async finish({ id, claim }: Pick<Delivery, 'id' | 'claim'>, result: DeliveryResult): Promise<boolean> {
    const now = this.connection.now();
    const written = await this.connection.lone.run(
      `UPDATE webhooks SET state = @state, tries = tries + @counted, next_at = @next, claim = NULL
       WHERE id = @id AND claim = @claim AND state = 'pending'`,
      {
        id,
        claim,
        state: result.kind === 'again' || result.kind === 'broken_off' ? 'pending' : result.kind,
        next: result.kind === 'again' ? now + result.inMs : now,
        counted: result.kind === 'broken_off' ? 0 : 1,
      },
    );
    return written === 1;
  }
}
