import {
  UnknownTask,
  type Attempt,
  type Committed,
  type NewAttempt,
  type SubtaskPatch,
  type SubtaskState,
  type TaskCommit,
  type TaskState,
} from '#conductor';
import { attemptId, type NewEvent, type StoredEvent } from '#contracts';
import { isSubtaskEnded, isTaskEnded, type SubtaskStatus, type TaskStatus } from '#domain';
import type { AttemptEntity, TaskEntity } from '../entities/index.js';
import { entryColumns, toAttempt } from '../rows/attempt-row.js';
import { fromJson, toJson } from '../rows/json.js';
import { assertSubtaskMoves, assertTaskMoves } from '../rows/moves.js';
import { subtaskColumns } from '../rows/subtask-row.js';
import { taskColumns, toTaskState, type TaskRow } from '../rows/task-row.js';
import type { Connection, Row } from './connection.js';
import type { Landings } from './landings.js';
import type { Ledger } from './ledger.js';
import type { Memories } from './memories.js';
import type { Outbox } from './outbox.js';
import { TASK_ROW, type Tasks } from './tasks.js';
import type { Webhooks } from './webhooks.js';

/** Reads the state a decision is made on, and writes what was decided if it is still that state. */
export class Decisions {
  private readonly whole;
  private readonly unsettled;
  private readonly current;
  private readonly statusOf;
  private readonly queued;
  private readonly settle;
  private readonly drop;
  private readonly setTip;
  private readonly setWish;
  private readonly raiseEpoch;
  private readonly asked;
  private readonly answer;
  private readonly reopen;
  private readonly addEntry;
  private readonly lastRevert;
  private readonly bump;
  private readonly byId;

  constructor(
    private readonly connection: Connection,
    private readonly ledger: Ledger,
    private readonly tasks: Tasks,
    private readonly outbox: Outbox,
    private readonly landings: Landings,
    private readonly memories: Memories,
    private readonly webhooks: Webhooks,
  ) {
    const { db } = connection;
    this.whole = db.prepare<[string], TaskRow>(`${TASK_ROW} WHERE t.id = ?`);
    this.unsettled = db.prepare<[string], AttemptEntity>(
      'SELECT * FROM attempts WHERE task_id = ? AND settled = 0 ORDER BY seq',
    );
    this.current = db.prepare<[string], TaskEntity & { priority: number }>(
      'SELECT t.*, r.priority FROM tasks t JOIN task_requests r ON r.task_id = t.id WHERE t.id = ?',
    );
    this.statusOf = db.prepare<[string, string], { status: SubtaskStatus; started_at: string | null }>(
      'SELECT status, started_at FROM subtasks WHERE task_id = ? AND id = ?',
    );
    this.queued = db.prepare<[string], AttemptEntity>(
      `SELECT * FROM attempts WHERE task_id = ? AND settled = 0 AND state = 'queued' ORDER BY seq`,
    );
    this.settle = db.prepare<[string, string]>('UPDATE attempts SET settled = 1 WHERE id = ? AND task_id = ?');
    this.drop = db.prepare<[string, string, string]>(
      `UPDATE attempts SET state = 'dropped', settled = 1, token = NULL, lease_until = NULL, ended_at = ?
       WHERE id = ? AND task_id = ? AND state IN ('queued', 'running')`,
    );
    this.setTip = db.prepare<[string, string]>('UPDATE workspaces SET tip = ? WHERE id = ?');
    this.setWish = db.prepare<[string, string, string]>(
      'UPDATE tasks SET wish = ?, revision = revision + 1, updated_at = ? WHERE id = ?',
    );
    this.raiseEpoch = db.prepare<[string], AttemptEntity>(
      'UPDATE attempts SET epoch = epoch + 1 WHERE id = ? RETURNING *',
    );
    this.answer = db.prepare<[Row]>(
      `UPDATE subtasks SET approval = @approval, approval_reason = @reason
       WHERE task_id = @task_id AND id = @id`,
    );
    this.asked = db.prepare<[string, string], { asked: string | null }>(
      `SELECT asked FROM subtasks
       WHERE task_id = ? AND id = ? AND approval = 'requested' AND status = 'waiting_approval'`,
    );
    this.reopen = db.prepare<[string, string], AttemptEntity>(
      `UPDATE attempts SET state = 'queued', epoch = epoch + 1, outcome = NULL, ended_at = NULL, token = NULL,
       lease_until = NULL, worker = NULL, last_entry = last_entry + 1
       WHERE id = ? AND task_id = ? AND state = 'ended' AND settled = 0 RETURNING *`,
    );
    this.addEntry = db.prepare<[Row]>(
      'INSERT INTO entries (attempt_id, n, kind, at, data) VALUES (@attempt_id, @n, @kind, @at, @data)',
    );
    this.lastRevert = db
      .prepare<[string], number>(
        `SELECT coalesce(max(number), 0) FROM attempts WHERE task_id = ? AND subtask_id IS NULL AND stage = 'revert'`,
      )
      .pluck();
    this.bump = db.prepare<[string]>('UPDATE tasks SET revision = revision + 1 WHERE id = ?');
    this.byId = db.prepare<[string], AttemptEntity>('SELECT * FROM attempts WHERE id = ?');
  }

  state(taskId: string): TaskState | null {
    return this.connection.read(() => {
      const row = this.whole.get(taskId);
      if (row === undefined) return null;
      return toTaskState(row, this.tasks.inSight(taskId), this.unsettled.all(taskId).map(toAttempt));
    });
  }

  commit(taskId: string, revision: number, commit: TaskCommit): Committed {
    return this.connection.write(() => {
      const before = this.current.get(taskId);
      if (before === undefined) throw new UnknownTask(taskId);
      if (before.revision !== revision) return { kind: 'outdated' };
      const { at } = this.connection;
      this.patchTask(before, commit, at);
      for (const subtask of commit.newSubtasks) this.addSubtask(taskId, subtask, at);
      for (const [id, patch] of commit.subtasks) this.patchSubtask(taskId, id, patch, at);
      for (const id of commit.settled) this.settle.run(id, taskId);
      for (const id of commit.dropped) {
        this.drop.run(at, id, taskId);
        this.outbox.drop(id);
      }
      for (const { attemptId: id, answer } of commit.reopened ?? []) {
        const row = this.reopen.get(id, taskId);
        if (row === undefined) continue;
        this.addEntry.run(entryColumns(id, { ...answer, n: row.last_entry, at }));
        this.outbox.put(row, before.priority);
      }
      for (const attempt of commit.newAttempts) this.addAttempt(taskId, attempt, before.priority, at);
      this.memories.add(taskId, commit.memory, at);
      this.landings.add(taskId, commit.landings, at);
      if (commit.tip !== undefined) this.setTip.run(commit.tip, before.workspace_id);
      const events = this.ledger.append(taskId, commit.events, at);
      this.webhooks.add(events);
      return { kind: 'committed', events };
    });
  }

  wish(taskId: string, wish: 'run' | 'pause' | 'cancel'): void {
    this.connection.write(() => {
      const before = this.current.get(taskId);
      if (before === undefined || before.wish === wish) return;
      this.setWish.run(wish, this.connection.at, taskId);
      if (wish !== 'run') return;
      // Jobs that were refused meanwhile are known to the queue under their ids: only the next epoch is a new job.
      for (const { id } of this.queued.all(taskId)) {
        const raised = this.raiseEpoch.get(id);
        if (raised !== undefined) this.outbox.put(raised, before.priority);
      }
    });
  }

  answerApproval(
    taskId: string,
    id: string,
    approved: boolean,
    reason: string | null,
    events: readonly NewEvent[],
    hash?: string,
  ): { ok: boolean; events: StoredEvent[] } {
    return this.connection.write(() => {
      const waiting = this.asked.get(taskId, id);
      if (waiting === undefined || (hash !== undefined && hash !== hashOf(waiting))) return { ok: false, events: [] };
      this.answer.run({ task_id: taskId, id, approval: approved ? 'approved' : 'rejected', reason });
      this.bump.run(taskId);
      return { ok: true, events: this.ledger.append(taskId, events, this.connection.at) };
    });
  }

  startRevert(taskId: string, input: Extract<Attempt, { stage: 'revert' }>['input']): string {
    return this.connection.write(() => {
      const task = this.current.get(taskId);
      if (task === undefined) throw new UnknownTask(taskId);
      const number = (this.lastRevert.get(taskId) ?? 0) + 1;
      const attempt = { stage: 'revert', subtaskId: null, number, planVersion: task.plan_version, delayMs: 0 } as const;
      this.bump.run(taskId);
      return this.addAttempt(taskId, { ...attempt, input }, task.priority, this.connection.at);
    });
  }

  private patchTask(before: TaskEntity, { task: patch }: TaskCommit, at: string): void {
    const columns = taskColumns(patch);
    if (patch.status !== undefined && patch.status !== before.status) {
      assertTaskMoves(before.status, patch.status);
      columns['completed_at'] = endOf(patch.status, at);
    }
    if (patch.planVersion !== undefined && patch.planVersion !== before.plan_version && patch.planVersion > 1) {
      columns['replanned_at'] = at;
    }
    this.update('tasks', { ...columns, revision: before.revision + 1, updated_at: at }, { id: before.id });
  }

  private addSubtask(taskId: string, subtask: SubtaskState, at: string): void {
    const columns: Row = { task_id: taskId, ...subtaskColumns(subtask) };
    if (subtask.status === 'running') columns['started_at'] = at;
    if (isSubtaskEnded(subtask.status)) columns['completed_at'] = at;
    const names = Object.keys(columns);
    this.connection
      .prepared(`INSERT INTO subtasks (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`)
      .run(columns);
  }

  private patchSubtask(taskId: string, id: string, patch: SubtaskPatch, at: string): void {
    const columns: Row = subtaskColumns(patch);
    const before = this.statusOf.get(taskId, id);
    if (before === undefined) return;
    if (patch.status !== undefined && patch.status !== before.status) {
      assertSubtaskMoves(before.status, patch.status);
      if (patch.status === 'running' && before.started_at === null) columns['started_at'] = at;
      columns['completed_at'] = isSubtaskEnded(patch.status) ? at : null;
    }
    this.update('subtasks', columns, { task_id: taskId, id });
  }

  private addAttempt(taskId: string, attempt: NewAttempt, priority: number, at: string): string {
    const { stage, subtaskId, number } = attempt;
    const id = attemptId({ stage, taskId, attempt: number, ...(subtaskId === null ? {} : { subtaskId }) });
    this.connection
      .prepared(
        `INSERT INTO attempts (id, task_id, subtask_id, stage, number, epoch, plan_version, state, settled, last_entry, input, created_at)
         VALUES (@id, @taskId, @subtaskId, @stage, @number, 1, @planVersion, 'queued', 0, 0, @input, @at)`,
      )
      .run({
        id,
        taskId,
        subtaskId,
        stage,
        number,
        planVersion: attempt.planVersion,
        input: toJson(attempt.input),
        at,
      });
    this.outbox.put(this.byId.get(id) as AttemptEntity, priority, attempt.delayMs);
    return id;
  }

  private update(table: string, columns: Row, key: Row): void {
    const set = Object.keys(columns).map((name) => `${name} = @${name}`);
    if (set.length === 0) return;
    const where = Object.keys(key).map((name) => `${name} = @${name}`);
    this.connection
      .prepared(`UPDATE ${table} SET ${set.join(', ')} WHERE ${where.join(' AND ')}`)
      .run({ ...columns, ...key });
  }
}

const endOf = (status: TaskStatus, at: string): string | null => (isTaskEnded(status) ? at : null);

const hashOf = ({ asked }: { asked: string | null }): string | null =>
  asked === null ? null : fromJson<{ hash: string }>(asked).hash;
