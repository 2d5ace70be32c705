import type { StageJob } from '#contracts';
import type { AttemptEntity } from '../entities/index.js';
import { jobOf } from '../rows/attempt-row.js';
import { fromJson, toJson } from '../rows/json.js';
import type { Connection } from './connection.js';

/** Jobs on their way to the queues: from the decision that made them until somebody claims the attempt. */
export class Outbox {
  private readonly insert;
  private readonly remove;
  private readonly due;
  private readonly sent;
  private readonly lost;

  constructor(private readonly connection: Connection) {
    const { db } = connection;
    this.insert = db.prepare<[{ task_id: string; attempt_id: string; job: string; not_before: number }]>(
      `INSERT INTO outbox (task_id, attempt_id, job, not_before, sent_at)
       VALUES (@task_id, @attempt_id, @job, @not_before, NULL)`,
    );
    this.remove = db.prepare<[string]>('DELETE FROM outbox WHERE attempt_id = ?');
    // A paused task's jobs would only be refused; they are sent again when it goes on.
    this.due = db.prepare<[{ now: number; limit: number }], { id: number; job: string }>(
      `SELECT o.id, o.job FROM outbox o JOIN tasks t ON t.id = o.task_id
       WHERE o.sent_at IS NULL AND o.not_before <= @now AND t.wish = 'run'
       ORDER BY o.not_before, o.id LIMIT @limit`,
    );
    this.sent = db.prepare<[number, number]>('UPDATE outbox SET sent_at = ? WHERE id = ?');
    this.lost = db
      .prepare<[{ before: number; limit: number }], string>(
        `SELECT o.job FROM outbox o JOIN tasks t ON t.id = o.task_id
         WHERE o.sent_at IS NOT NULL AND o.sent_at <= @before AND t.wish = 'run'
         ORDER BY o.sent_at, o.id LIMIT @limit`,
      )
      .pluck();
  }

  /** Replaces whatever was to be sent for the attempt; nothing for work the API does itself. Inside a transaction. */
  put(attempt: AttemptEntity, priority: number, delayMs = 0): void {
    this.remove.run(attempt.id);
    const job = jobOf(attempt, priority);
    if (job === null) return;
    const not_before = this.connection.now() + delayMs;
    this.insert.run({ task_id: attempt.task_id, attempt_id: attempt.id, job: toJson(job), not_before });
  }

  /** Inside a transaction. */
  drop(attemptId: string): void {
    this.remove.run(attemptId);
  }

  unsent(limit: number): { id: number; job: StageJob }[] {
    return this.connection
      .read(() => this.due.all({ now: this.connection.now(), limit }))
      .map(({ id, job }) => ({ id, job: fromJson<StageJob>(job) }));
  }

  markSent(ids: readonly number[]): void {
    if (ids.length === 0) return;
    this.connection.write(() => {
      for (const id of ids) this.sent.run(this.connection.now(), id);
    });
  }

  unclaimed(olderThanMs: number, limit: number): StageJob[] {
    const before = this.connection.now() - olderThanMs;
    return this.connection.read(() => this.lost.all({ before, limit })).map((job) => fromJson<StageJob>(job));
  }
}
