import type { NewTask, SubtaskState, TaskRecord } from '#conductor';
import type { NewEvent, StoredEvent, SubtaskView } from '#contracts';
import type { SubtaskStatus, TaskStatus } from '#domain';
import type { SubtaskEntity } from '../entities/index.js';
import { cursorOf, readCursor } from '../rows/cursor.js';
import { toJson } from '../rows/json.js';
import { toSubtaskState, toSubtaskView } from '../rows/subtask-row.js';
import { limitColumns, progressOf, toTaskRecord, type TaskRow } from '../rows/task-row.js';
import type { Connection } from './connection.js';
import type { Sql } from './database.js';
import type { Ledger } from './ledger.js';
import { insertInto } from './statements.js';

export const TASK_ROW = `SELECT t.*, r.*, w.tip, w.tip_generation
  FROM tasks t JOIN task_requests r ON r.task_id = t.id JOIN workspaces w ON w.id = t.workspace_id`;

/** Subtasks that are in sight: those of the plan in force, and completed ones of earlier plans. */
const IN_SIGHT = `(s.plan_version = t.plan_version OR s.status = 'completed')`;

interface Count {
  readonly task_id: string;
  readonly status: SubtaskStatus;
  readonly count: number;
}

type Created =
  | { kind: 'created'; events: StoredEvent[] }
  | { kind: 'exists'; taskId: string; status: TaskStatus; sameBody: boolean };

export class Tasks {
  constructor(
    private readonly connection: Connection,
    private readonly ledger: Ledger,
  ) {}

  create(task: NewTask, events: readonly NewEvent[]): Promise<Created> {
    return this.connection.write(async (sql) => {
      const { at } = this.connection;
      // By the even clock, which what a task may run for is counted by, it began so much later than people are shown.
      const idle_ms = this.connection.now() - Date.parse(at);
      const request = requestOf(task);
      // Of two with the same idempotency key the second waits here until the first is saved, and then adds nothing.
      const added = await sql.run(
        `${insertInto('task_requests', request)} ON CONFLICT (idempotency_key) DO NOTHING`,
        request,
      );
      if (added === 0) return existing(sql, task);
      const workspace = {
        id: task.workspaceId,
        path: task.workspacePath,
        tip: null,
        tip_generation: 0,
        created_at: at,
      };
      await sql.run(`${insertInto('workspaces', workspace)} ON CONFLICT (id) DO NOTHING`, workspace);
      const row = { ...FRESH, id: task.id, workspace_id: task.workspaceId, idle_ms, created_at: at, updated_at: at };
      await sql.run(insertInto('tasks', row), row);
      return { kind: 'created', events: await this.ledger.append(sql, task.id, events, at) };
    });
  }

  record(id: string): Promise<TaskRecord | null> {
    return this.connection.read(async (sql) => {
      const row = await sql.one<TaskRow>(`${TASK_ROW} WHERE t.id = @id`, { id });
      return row === undefined ? null : ((await this.withProgress(sql, [row]))[0] ?? null);
    });
  }

  async list(of: {
    status?: TaskStatus;
    limit: number;
    cursor?: string;
  }): Promise<{ tasks: TaskRecord[]; next: string | null }> {
    const from = of.cursor === undefined ? null : readCursor(of.cursor);
    const conditions = [
      ...(of.status === undefined ? [] : ['t.status = @status']),
      ...(from === null ? [] : ['(t.created_at, t.id) < (@createdAt, @id)']),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    return this.connection.read(async (sql) => {
      // One more than asked for tells whether there is a next page.
      const rows = await sql.all<TaskRow>(`${TASK_ROW} ${where} ORDER BY t.created_at DESC, t.id DESC LIMIT @most`, {
        ...from,
        status: of.status,
        most: of.limit + 1,
      });
      const tasks = await this.withProgress(sql, rows.slice(0, of.limit));
      const last = tasks.at(-1);
      return { tasks, next: rows.length > of.limit && last !== undefined ? cursorOf(last) : null };
    });
  }

  async views(taskId: string): Promise<SubtaskView[]> {
    return (await rowsInSight(this.connection.lone, taskId)).map(toSubtaskView);
  }

  steps(taskId: string): Promise<SubtaskState[]> {
    return this.inSight(this.connection.lone, taskId);
  }

  async inSight(sql: Sql, taskId: string): Promise<SubtaskState[]> {
    return (await rowsInSight(sql, taskId)).map(toSubtaskState);
  }

  async subtask(taskId: string, id: string): Promise<SubtaskState | null> {
    const row = await this.connection.lone.one<SubtaskEntity>(
      'SELECT * FROM subtasks WHERE task_id = @taskId AND id = @id',
      { taskId, id },
    );
    return row === undefined ? null : toSubtaskState(row);
  }

  async openIds(): Promise<string[]> {
    const rows = await this.connection.lone.all<{ id: string }>(
      `SELECT id FROM tasks WHERE completed_at IS NULL
       UNION SELECT task_id AS id FROM attempts WHERE settled = 0`,
    );
    return rows.map(({ id }) => id);
  }

  async isAnyOpen(): Promise<boolean> {
    const row = await this.connection.lone.one<{ id: string }>(
      'SELECT id FROM tasks WHERE completed_at IS NULL LIMIT 1',
    );
    return row !== undefined;
  }

  /** One query for all the rows' counts. */
  private async withProgress(sql: Sql, rows: readonly TaskRow[]): Promise<TaskRecord[]> {
    const counts = new Map<string, Count[]>(rows.map((row) => [row.id, []]));
    const found = await sql.all<Count>(
      `SELECT s.task_id, s.status, count(*) AS count FROM ${this.connection.dialect.elements('@ids')}
       JOIN tasks t ON t.id = value JOIN subtasks s ON s.task_id = t.id AND ${IN_SIGHT}
       GROUP BY s.task_id, s.status`,
      { ids: toJson(rows.map((row) => row.id)) },
    );
    for (const count of found) counts.get(count.task_id)?.push(count);
    return rows.map((row) => toTaskRecord(row, progressOf(counts.get(row.id) ?? [])));
  }
}

const rowsInSight = (sql: Sql, taskId: string): Promise<SubtaskEntity[]> =>
  sql.all<SubtaskEntity>(
    `SELECT s.* FROM tasks t JOIN subtasks s ON s.task_id = t.id AND ${IN_SIGHT}
     WHERE t.id = @taskId ORDER BY s.plan_version, s.position`,
    { taskId },
  );

async function existing(sql: Sql, { idempotencyKey, bodyHash }: NewTask): Promise<Created> {
  const known = await sql.one<{ id: string; status: TaskStatus; body_hash: string | null }>(
    `SELECT t.id, t.status, r.body_hash FROM task_requests r JOIN tasks t ON t.id = r.task_id
     WHERE r.idempotency_key = @idempotencyKey`,
    { idempotencyKey },
  );
  if (known === undefined) throw new Error('a task is neither new nor known');
  return { kind: 'exists', taskId: known.id, status: known.status, sameBody: known.body_hash === bodyHash };
}

const requestOf = (task: NewTask) => ({
  task_id: task.id,
  goal: task.goal,
  workspace_path: task.workspacePath,
  context: toJson(task.context),
  metadata: toJson(task.metadata),
  approval_mode: task.approvalMode,
  confidence_threshold: task.confidenceThreshold,
  callback_url: task.callbackUrl,
  protected: toJson(task.protected),
  priority: task.priority,
  ...limitColumns(task.limits),
  idempotency_key: task.idempotencyKey,
  body_hash: task.bodyHash,
});

const FRESH = {
  status: 'pending' satisfies TaskStatus,
  wish: 'run',
  revision: 0,
  last_sequence: 0,
  plan_version: 0,
  plan_attempts: 0,
  snapshot_attempts: 0,
  goal_checks: 0,
  goal_inconclusive: 0,
  goal_met: 0,
  advances: 0,
  model_calls: 0,
  tool_calls: 0,
  prompt_tokens: 0,
  completion_tokens: 0,
};
