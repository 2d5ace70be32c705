import type { Delivery, DeliveryResult } from '#conductor';
import { isTerminalEvent, type StoredEvent } from '#contracts';
import type { EventEntity, WebhookEntity } from '../entities/index.js';
import { toStoredEvent } from '../rows/event-row.js';
import type { Connection, Row } from './connection.js';

/** Terminal events that a task's callback_url is still to hear of. */
export class Webhooks {
  private readonly insert;
  private readonly isDue;
  private readonly take;
  private readonly event;
  private readonly note;

  constructor(private readonly connection: Connection) {
    const { db } = connection;
    this.insert = db.prepare<[Row]>(
      `INSERT INTO webhooks (id, task_id, sequence, url, state, tries, next_at, created_at)
       SELECT @id, task_id, @sequence, callback_url, 'pending', 0, @now, @at FROM task_requests
       WHERE task_id = @taskId AND callback_url IS NOT NULL`,
    );
    this.isDue = db
      .prepare<[number], number>(`SELECT 1 FROM webhooks WHERE state = 'pending' AND next_at <= ? LIMIT 1`)
      .pluck();
    this.take = db.prepare<[{ claim: string; now: number; until: number; limit: number }], WebhookEntity>(
      `UPDATE webhooks SET claim = @claim, next_at = @until WHERE id IN (
         SELECT id FROM webhooks WHERE state = 'pending' AND next_at <= @now ORDER BY next_at, id LIMIT @limit
       ) RETURNING *`,
    );
    this.event = db.prepare<[string, number], EventEntity>('SELECT * FROM events WHERE task_id = ? AND sequence = ?');
    this.note = db.prepare<[Row]>(
      `UPDATE webhooks SET state = @state, tries = tries + @counted, next_at = @next, claim = NULL
       WHERE id = @id AND claim = @claim AND state = 'pending'`,
    );
  }

  /** Inside the transaction that stores the events. */
  add(events: readonly StoredEvent[]): void {
    for (const { taskId, sequence, type } of events) {
      if (!isTerminalEvent(type)) continue;
      const { connection } = this;
      this.insert.run({ id: `${taskId}.${sequence}`, taskId, sequence, now: connection.now(), at: connection.at });
    }
  }

  claim(limit: number, ttlMs: number): Delivery[] {
    const now = this.connection.now();
    // Asked every second: the write lock is taken only when there is something to write.
    if (this.connection.read(() => this.isDue.get(now)) === undefined) return [];
    return this.connection.write(() => {
      const claim = this.connection.newId();
      return this.take.all({ claim, now, until: now + ttlMs, limit }).map((row) => ({
        id: row.id,
        claim,
        event: toStoredEvent(this.event.get(row.task_id, row.sequence) as EventEntity),
        url: row.url,
        tries: row.tries,
      }));
    });
  }

  finish({ id, claim }: Pick<Delivery, 'id' | 'claim'>, result: DeliveryResult): boolean {
    return this.connection.write(() => {
      const now = this.connection.now();
      const state = result.kind === 'again' || result.kind === 'broken_off' ? 'pending' : result.kind;
      const next = result.kind === 'again' ? now + result.inMs : now;
      const counted = result.kind === 'broken_off' ? 0 : 1;
      return this.note.run({ id, claim, state, next, counted }).changes === 1;
    });
  }
}
