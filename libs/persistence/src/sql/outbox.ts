import type { StageJob } from '#contracts';
import type { AttemptEntity } from '../entities/index.js';
import { jobOf } from '../rows/attempt-row.js';
import { fromJson, toJson } from '../rows/json.js';
import type { Connection } from './connection.js';
import type { Sql } from './database.js';
import { insertInto } from './statements.js';

/** A paused task's jobs would only be refused; they are sent again when it goes on. */
export const OF_A_TASK_AT_WORK = `FROM outbox o JOIN tasks t ON t.id = o.task_id WHERE t.wish = 'run'`;

/**
 * Jobs on their way to the queues: from the decision that made them until somebody claims the attempt. Several
 * processes may send the same one: its id in the queue is derived, so that it is one job.
 */
export class Outbox {
  constructor(private readonly connection: Connection) {}

  /** Replaces whatever was to be sent for the attempt; nothing for work the API does itself. Inside a transaction. */
  async put(sql: Sql, attempt: AttemptEntity, priority: number, delayMs = 0): Promise<void> {
    await this.drop(sql, attempt.id);
    const job = jobOf(attempt, priority);
    if (job === null) return;
    const row = {
      task_id: attempt.task_id,
      attempt_id: attempt.id,
      job: toJson(job),
      not_before: this.connection.now() + delayMs,
    };
    await sql.run(insertInto('outbox', row), row);
  }

  /** Inside a transaction. */
  async drop(sql: Sql, attemptId: string): Promise<void> {
    await sql.run('DELETE FROM outbox WHERE attempt_id = @attemptId', { attemptId });
  }

  async unsent(limit: number): Promise<{ id: number; job: StageJob }[]> {
    const rows = await this.connection.lone.all<{ id: number; job: string }>(
      `SELECT o.id, o.job ${OF_A_TASK_AT_WORK} AND o.sent_at IS NULL AND o.not_before <= @now
       ORDER BY o.not_before, o.id LIMIT @limit`,
      { now: this.connection.now(), limit },
    );
    return rows.map(({ id, job }) => ({ id, job: fromJson<StageJob>(job) }));
  }

  async markSent(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await this.connection.write(async (sql) => {
      // Always in the same order, so that two who sent the same jobs do not wait for each other in a ring.
      for (const id of [...ids].sort((a, b) => a - b))
        await sql.run('UPDATE outbox SET sent_at = @now WHERE id = @id', { id, now: this.connection.now() });
    });
  }

  async unclaimed(olderThanMs: number, limit: number, after = 0): Promise<{ id: number; job: StageJob }[]> {
    const rows = await this.connection.lone.all<{ id: number; job: string }>(
      `SELECT o.id, o.job ${OF_A_TASK_AT_WORK} AND o.sent_at IS NOT NULL AND o.sent_at <= @before AND o.id > @after
       ORDER BY o.id LIMIT @limit`,
      { before: this.connection.now() - olderThanMs, after, limit },
    );
    return rows.map(({ id, job }) => ({ id, job: fromJson<StageJob>(job) }));
  }
}
