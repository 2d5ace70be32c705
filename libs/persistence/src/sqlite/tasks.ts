import type { NewTask, SubtaskState, TaskRecord } from '#conductor';
import type { NewEvent, StoredEvent, SubtaskView } from '#contracts';
import type { SubtaskStatus, TaskStatus } from '#domain';
import type { SubtaskEntity } from '../entities/index.js';
import { cursorOf, readCursor } from '../rows/cursor.js';
import { toJson } from '../rows/json.js';
import { toSubtaskState, toSubtaskView } from '../rows/subtask-row.js';
import { progressOf, toTaskRecord, type TaskRow } from '../rows/task-row.js';
import type { Connection } from './connection.js';
import type { Ledger } from './ledger.js';

export const TASK_ROW = `SELECT t.*, r.*, w.tip
  FROM tasks t JOIN task_requests r ON r.task_id = t.id JOIN workspaces w ON w.id = t.workspace_id`;

/** Subtasks that are in sight: those of the plan in force, and completed ones of earlier plans. */
export const IN_SIGHT = `(s.plan_version = t.plan_version OR s.status = 'completed')`;

interface Count {
  readonly task_id: string;
  readonly status: SubtaskStatus;
  readonly count: number;
}

export class Tasks {
  private readonly byKey;
  private readonly one;
  private readonly counts;
  private readonly steps;
  private readonly step;
  private readonly open;

  constructor(
    private readonly connection: Connection,
    private readonly ledger: Ledger,
  ) {
    const { db } = connection;
    this.byKey = db.prepare<[string], { id: string; status: TaskStatus; body_hash: string | null }>(
      `SELECT t.id, t.status, r.body_hash FROM task_requests r JOIN tasks t ON t.id = r.task_id
       WHERE r.idempotency_key = ?`,
    );
    this.one = db.prepare<[string], TaskRow>(`${TASK_ROW} WHERE t.id = ?`);
    this.counts = db.prepare<[string], Count>(
      `SELECT s.task_id, s.status, count(*) AS count FROM json_each(?) AS wanted
       JOIN tasks t ON t.id = wanted.value JOIN subtasks s ON s.task_id = t.id AND ${IN_SIGHT}
       GROUP BY s.task_id, s.status`,
    );
    this.steps = db.prepare<[string], SubtaskEntity>(
      `SELECT s.* FROM tasks t JOIN subtasks s ON s.task_id = t.id AND ${IN_SIGHT}
       WHERE t.id = ? ORDER BY s.plan_version, s.position`,
    );
    this.step = db.prepare<[string, string], SubtaskEntity>('SELECT * FROM subtasks WHERE task_id = ? AND id = ?');
    this.open = db
      .prepare<[], string>(
        `SELECT id FROM tasks WHERE completed_at IS NULL
         UNION SELECT task_id FROM attempts WHERE settled = 0`,
      )
      .pluck();
  }

  create(
    task: NewTask,
    events: readonly NewEvent[],
  ):
    | { kind: 'created'; events: StoredEvent[] }
    | { kind: 'exists'; taskId: string; status: TaskStatus; sameBody: boolean } {
    return this.connection.write(() => {
      const known = task.idempotencyKey === null ? undefined : this.byKey.get(task.idempotencyKey);
      if (known !== undefined) {
        return { kind: 'exists', taskId: known.id, status: known.status, sameBody: known.body_hash === task.bodyHash };
      }
      const { at } = this.connection;
      this.insert(
        'workspaces',
        { id: task.workspaceId, path: task.workspacePath, tip: null, created_at: at },
        ' ON CONFLICT (id) DO NOTHING',
      );
      this.insert('tasks', { ...FRESH, id: task.id, workspace_id: task.workspaceId, created_at: at, updated_at: at });
      this.insert('task_requests', {
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
        limit_tokens: task.limits.tokens,
        limit_model_calls: task.limits.modelCalls,
        limit_seconds: task.limits.seconds,
        idempotency_key: task.idempotencyKey,
        body_hash: task.bodyHash,
      });
      return { kind: 'created', events: this.ledger.append(task.id, events, at) };
    });
  }

  record(taskId: string): TaskRecord | null {
    return this.connection.read(() => {
      const row = this.one.get(taskId);
      return row === undefined ? null : (this.withProgress([row])[0] ?? null);
    });
  }

  list(of: { status?: TaskStatus; limit: number; cursor?: string }): { tasks: TaskRecord[]; next: string | null } {
    const from = of.cursor === undefined ? null : readCursor(of.cursor);
    const conditions = [
      ...(of.status === undefined ? [] : ['t.status = @status']),
      ...(from === null ? [] : ['(t.created_at, t.id) < (@createdAt, @id)']),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const page = this.connection.prepared(`${TASK_ROW} ${where} ORDER BY t.created_at DESC, t.id DESC LIMIT @most`);
    return this.connection.read(() => {
      // One more than asked for tells whether there is a next page.
      const rows = page.all({ ...from, status: of.status, most: of.limit + 1 }) as TaskRow[];
      const tasks = this.withProgress(rows.slice(0, of.limit));
      const last = tasks.at(-1);
      return { tasks, next: rows.length > of.limit && last !== undefined ? cursorOf(last) : null };
    });
  }

  views(taskId: string): SubtaskView[] {
    return this.connection.read(() => this.steps.all(taskId)).map(toSubtaskView);
  }

  /** Inside a transaction where it must belong to the rest. */
  inSight(taskId: string): SubtaskState[] {
    return this.steps.all(taskId).map(toSubtaskState);
  }

  subtask(taskId: string, subtaskId: string): SubtaskState | null {
    const row = this.connection.read(() => this.step.get(taskId, subtaskId));
    return row === undefined ? null : toSubtaskState(row);
  }

  openIds(): string[] {
    return this.connection.read(() => this.open.all());
  }

  /** One query for all the rows' counts. */
  private withProgress(rows: readonly TaskRow[]): TaskRecord[] {
    const counts = new Map<string, Count[]>(rows.map((row) => [row.id, []]));
    for (const count of this.counts.all(toJson(rows.map((row) => row.id)))) counts.get(count.task_id)?.push(count);
    return rows.map((row) => toTaskRecord(row, progressOf(counts.get(row.id) ?? [])));
  }

  private insert(table: string, columns: Record<string, unknown>, onConflict = ''): void {
    const names = Object.keys(columns);
    this.connection
      .prepared(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((n) => `@${n}`).join(', ')})${onConflict}`,
      )
      .run(columns);
  }
}

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
