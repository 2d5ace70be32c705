import type { Pulse } from '#conductor';
import type { Stage, TaskStatus } from '#domain';
import type { Connection } from './connection.js';
import { OF_A_TASK_AT_WORK } from './outbox.js';
import { overtakenBeside } from './overtaken.js';

const MOST_STALLED = 100;

/** What is under way; each question is answered from an index of open rows alone. */
export class PulseReader {
  constructor(private readonly connection: Connection) {}

  async read(): Promise<Pulse> {
    const { lone, dialect } = this.connection;
    const [tasks, leased, unsent, unclaimed, size] = await Promise.all([
      lone.all<{ status: TaskStatus; n: number }>(
        'SELECT status, count(*) AS n FROM tasks WHERE completed_at IS NULL GROUP BY status',
      ),
      lone.all<{ stage: Stage; n: number }>(
        'SELECT stage, count(*) AS n FROM attempts WHERE lease_until IS NOT NULL GROUP BY stage',
      ),
      this.waiting('o.sent_at IS NULL AND o.not_before <= @now', 'o.not_before'),
      this.waiting('o.sent_at IS NOT NULL', 'o.sent_at'),
      lone.one<{ bytes: number }>(dialect.size),
    ]);
    return {
      openTasks: tasks.map(({ status, n }) => ({ status, count: n })),
      leases: leased.map(({ stage, n }) => ({ stage, count: n })),
      unsent,
      unclaimed,
      databaseBytes: size?.bytes ?? 0,
    };
  }

  async stalled(forMs: number): Promise<string[]> {
    const before = new Date(Date.parse(this.connection.at) - forMs).toISOString();
    const { lone, at } = this.connection;
    const rows = await lone.all<{ id: string; workspaceId: string; lands: number }>(
      `SELECT t.id, t.workspace_id AS "workspaceId",
         (SELECT count(*) FROM subtasks s WHERE s.task_id = t.id AND s.phase = 'landing') AS lands
       FROM tasks t
       WHERE t.completed_at IS NULL AND t.wish = 'run' AND t.status <> 'waiting_approval' AND t.updated_at < @before
         AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.task_id = t.id AND a.settled = 0)
         AND NOT EXISTS (SELECT 1 FROM subtasks s WHERE s.task_id = t.id AND s.status = 'waiting_approval')
       LIMIT ${MOST_STALLED}`,
      { before },
    );
    const held = await Promise.all(
      rows.map(async (row) => Number(row.lands) > 0 && (await overtakenBeside(lone, row, at)).length > 0),
    );
    return rows.filter((_, n) => held[n] !== true).map(({ id }) => id);
  }

  private async waiting(condition: string, since: string): Promise<Pulse['unsent']> {
    const now = this.connection.now();
    const row = await this.connection.lone.one<{ n: number; oldest: number | null }>(
      `SELECT count(*) AS n, min(${since}) AS oldest ${OF_A_TASK_AT_WORK} AND ${condition}`,
      { now },
    );
    return { count: row?.n ?? 0, oldestMs: row?.oldest == null ? 0 : Math.max(0, now - row.oldest) };
  }
}
