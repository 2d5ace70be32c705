import {
  answerTo,
  UnknownTask,
  type Attempt,
  type Committed,
  type NewAttempt,
  type SubtaskPatch,
  type SubtaskState,
  type TaskCommit,
  type TaskState,
  type Wish,
  type WishAnswer,
} from '#conductor';
import { attemptId, type NewEvent, type StoredEvent } from '#contracts';
import { isSubtaskEnded, isTaskEnded, type SubtaskStatus, type TaskStatus } from '#domain';
import type { AttemptEntity, TaskEntity } from '../entities/index.js';
import { entryColumns, toAttempt } from '../rows/attempt-row.js';
import { fromJson, toJson } from '../rows/json.js';
import { assertSubtaskMoves, assertTaskMoves } from '../rows/moves.js';
import { subtaskColumns } from '../rows/subtask-row.js';
import { limitColumns, taskColumns, toTaskState, type TaskRow } from '../rows/task-row.js';
import type { Connection } from './connection.js';
import type { Params, Sql } from './database.js';
import type { Landings } from './landings.js';
import type { Ledger } from './ledger.js';
import type { Memories } from './memories.js';
import type { Outbox } from './outbox.js';
import { overtakenBeside } from './overtaken.js';
import { insertInto, updateOf } from './statements.js';
import { TASK_ROW, type Tasks } from './tasks.js';
import type { Webhooks } from './webhooks.js';

/** Its result may be about to land. */
const isOnItsWay = ({ phase }: SubtaskState): boolean =>
  phase === 'verifying' || phase === 'gated' || phase === 'landing';

type CurrentTask = TaskEntity & { readonly priority: number };

/** Reads the state a decision is made on, and writes what was decided if it is still that state. */
export class Decisions {
  constructor(
    private readonly connection: Connection,
    private readonly ledger: Ledger,
    private readonly tasks: Tasks,
    private readonly outbox: Outbox,
    private readonly landings: Landings,
    private readonly memories: Memories,
    private readonly webhooks: Webhooks,
  ) {}

  state(taskId: string): Promise<TaskState | null> {
    return this.connection.read(async (sql) => {
      const row = await sql.one<TaskRow>(`${TASK_ROW} WHERE t.id = @taskId`, { taskId });
      if (row === undefined) return null;
      const unsettled = await sql.all<AttemptEntity>(
        'SELECT * FROM attempts WHERE task_id = @taskId AND settled = 0 ORDER BY seq',
        { taskId },
      );
      const subtasks = await this.tasks.inSight(sql, taskId);
      const beside = { id: taskId, workspaceId: row.workspace_id };
      const overtaken = subtasks.some(isOnItsWay) ? await overtakenBeside(sql, beside, this.connection.at) : [];
      return toTaskState(row, subtasks, unsettled.map(toAttempt), overtaken);
    });
  }

  commit(taskId: string, revision: number, commit: TaskCommit): Promise<Committed> {
    return this.connection.change(taskId, async (sql) => {
      const before = await current(sql, taskId);
      if (before === undefined) throw new UnknownTask(taskId);
      if (before.revision !== revision) return { kind: 'outdated' };
      const { at } = this.connection;
      await patchTask(sql, before, commit, at);
      for (const subtask of commit.newSubtasks) await addSubtask(sql, taskId, subtask, at);
      for (const [id, patch] of commit.subtasks) await patchSubtask(sql, taskId, id, patch, at);
      for (const id of commit.settled)
        await sql.run('UPDATE attempts SET settled = 1 WHERE id = @id AND task_id = @taskId', { id, taskId });
      for (const id of commit.dropped) {
        await sql.run(
          `UPDATE attempts SET state = 'dropped', settled = 1, token = NULL, lease_until = NULL, ended_at = @at
           WHERE id = @id AND task_id = @taskId AND state IN ('queued', 'running')`,
          { id, taskId, at },
        );
        await this.outbox.drop(sql, id);
      }
      for (const { attemptId: id, answer } of commit.reopened ?? []) {
        const row = await sql.one<AttemptEntity>(
          `UPDATE attempts SET state = 'queued', epoch = epoch + 1, outcome = NULL, ended_at = NULL, token = NULL,
           lease_until = NULL, worker = NULL, last_entry = last_entry + 1
           WHERE id = @id AND task_id = @taskId AND state = 'ended' AND settled = 0 RETURNING *`,
          { id, taskId },
        );
        if (row === undefined) continue;
        const entry = entryColumns(id, { ...answer, n: row.last_entry, at });
        await sql.run(insertInto('entries', entry), entry);
        await this.outbox.put(sql, row, before.priority);
      }
      for (const attempt of commit.newAttempts) await this.addAttempt(sql, taskId, attempt, before.priority, at);
      await this.memories.add(sql, taskId, commit.memory, at);
      await this.landings.add(sql, taskId, commit.landings, at);
      if (commit.tip !== undefined)
        await sql.run(
          `UPDATE workspaces SET tip = @commit, tip_generation = @generation
           WHERE id = @id AND tip_generation <= @generation`,
          { id: before.workspace_id, ...commit.tip },
        );
      const events = await this.ledger.append(sql, taskId, commit.events, at);
      await this.webhooks.add(sql, events);
      return { kind: 'committed', events };
    });
  }

  wish(taskId: string, wish: Wish): Promise<WishAnswer> {
    return this.connection.change(taskId, async (sql) => {
      const before = await current(sql, taskId);
      if (before === undefined) return 'unknown';
      const answer = answerTo(wish, before);
      if (answer !== 'taken' || before.wish === wish) return answer;
      await sql.run('UPDATE tasks SET wish = @wish, revision = revision + 1, updated_at = @at WHERE id = @taskId', {
        taskId,
        wish,
        at: this.connection.at,
      });
      if (wish !== 'run') return answer;
      // Jobs that were refused meanwhile are known to the queue under their ids: only the next epoch is a new job.
      const raised = await sql.all<AttemptEntity>(
        `UPDATE attempts SET epoch = epoch + 1 WHERE task_id = @taskId AND settled = 0 AND state = 'queued' RETURNING *`,
        { taskId },
      );
      for (const attempt of raised.sort((a, b) => a.seq - b.seq)) await this.outbox.put(sql, attempt, before.priority);
      return answer;
    });
  }

  answerApproval(
    taskId: string,
    id: string,
    approved: boolean,
    reason: string | null,
    events: readonly NewEvent[],
    hash?: string,
  ): Promise<{ ok: boolean; events: StoredEvent[] }> {
    return this.connection.change(taskId, async (sql) => {
      const waiting = await sql.one<{ asked: string | null }>(
        `SELECT asked FROM subtasks
         WHERE task_id = @taskId AND id = @id AND approval = 'requested' AND status = 'waiting_approval'`,
        { taskId, id },
      );
      if (waiting === undefined || (hash !== undefined && hash !== hashOf(waiting))) return { ok: false, events: [] };
      const answer = { approval: approved ? 'approved' : 'rejected', approval_reason: reason };
      await update(sql, 'subtasks', answer, { task_id: taskId, id });
      await bump(sql, taskId);
      return { ok: true, events: await this.ledger.append(sql, taskId, events, this.connection.at) };
    });
  }

  startRevert(taskId: string, input: Extract<Attempt, { stage: 'revert' }>['input']): Promise<string> {
    return this.connection.change(taskId, async (sql) => {
      const task = await current(sql, taskId);
      if (task === undefined) throw new UnknownTask(taskId);
      const last = await sql.one<Pick<AttemptEntity, 'id' | 'number' | 'state' | 'input'>>(
        `SELECT id, number, state, input FROM attempts
         WHERE task_id = @taskId AND subtask_id IS NULL AND stage = 'revert' ORDER BY number DESC LIMIT 1`,
        { taskId },
      );
      const isOpen = last?.state === 'queued' || last?.state === 'running';
      if (last !== undefined && isOpen && last.input === toJson(input)) return last.id;
      const number = (last?.number ?? 0) + 1;
      const attempt = { stage: 'revert', subtaskId: null, number, planVersion: task.plan_version, delayMs: 0 } as const;
      await bump(sql, taskId);
      return this.addAttempt(sql, taskId, { ...attempt, input }, task.priority, this.connection.at);
    });
  }

  private async addAttempt(
    sql: Sql,
    taskId: string,
    attempt: NewAttempt,
    priority: number,
    at: string,
  ): Promise<string> {
    const { stage, subtaskId, number } = attempt;
    const id = attemptId({ stage, taskId, attempt: number, ...(subtaskId === null ? {} : { subtaskId }) });
    const row = {
      id,
      task_id: taskId,
      subtask_id: subtaskId,
      stage,
      number,
      epoch: 1,
      plan_version: attempt.planVersion,
      state: 'queued',
      settled: 0,
      last_entry: 0,
      input: toJson(attempt.input),
      created_at: at,
    };
    const added = await sql.one<AttemptEntity>(`${insertInto('attempts', row)} RETURNING *`, row);
    await this.outbox.put(sql, added as AttemptEntity, priority, attempt.delayMs);
    return id;
  }
}

const current = (sql: Sql, taskId: string): Promise<CurrentTask | undefined> =>
  sql.one<CurrentTask>(
    'SELECT t.*, r.priority FROM tasks t JOIN task_requests r ON r.task_id = t.id WHERE t.id = @taskId',
    { taskId },
  );

/** Whoever decided on the state before has to look again. */
export const bump = (sql: Sql, taskId: string): Promise<number> =>
  sql.run('UPDATE tasks SET revision = revision + 1 WHERE id = @taskId', { taskId });

async function patchTask(sql: Sql, before: TaskEntity, { task: patch }: TaskCommit, at: string): Promise<void> {
  const columns: Record<string, unknown> = { ...taskColumns(patch), revision: before.revision + 1, updated_at: at };
  if (patch.status !== undefined && patch.status !== before.status) {
    assertTaskMoves(before.status, patch.status);
    columns['completed_at'] = endOf(patch.status, at);
  }
  if (patch.planVersion !== undefined && patch.planVersion !== before.plan_version && patch.planVersion > 1) {
    columns['replanned_at'] = at;
  }
  await update(sql, 'tasks', columns, { id: before.id });
  if (patch.limits !== undefined)
    await update(sql, 'task_requests', limitColumns(patch.limits), { task_id: before.id });
}

async function addSubtask(sql: Sql, taskId: string, subtask: SubtaskState, at: string): Promise<void> {
  const columns: Record<string, unknown> = { task_id: taskId, ...subtaskColumns(subtask) };
  if (subtask.status === 'running') columns['started_at'] = at;
  if (isSubtaskEnded(subtask.status)) columns['completed_at'] = at;
  await sql.run(insertInto('subtasks', columns), columns);
}

async function patchSubtask(sql: Sql, taskId: string, id: string, patch: SubtaskPatch, at: string): Promise<void> {
  const columns: Record<string, unknown> = subtaskColumns(patch);
  const key = { task_id: taskId, id };
  const before = await sql.one<{ status: SubtaskStatus; started_at: string | null }>(
    'SELECT status, started_at FROM subtasks WHERE task_id = @task_id AND id = @id',
    key,
  );
  if (before === undefined) return;
  if (patch.status !== undefined && patch.status !== before.status) {
    assertSubtaskMoves(before.status, patch.status);
    if (patch.status === 'running' && before.started_at === null) columns['started_at'] = at;
    columns['completed_at'] = isSubtaskEnded(patch.status) ? at : null;
  }
  await update(sql, 'subtasks', columns, key);
}

async function update(sql: Sql, table: string, columns: Params, key: Params): Promise<void> {
  if (Object.keys(columns).length > 0) await sql.run(updateOf(table, columns, key), { ...columns, ...key });
}

const endOf = (status: TaskStatus, at: string): string | null => (isTaskEnded(status) ? at : null);

const hashOf = ({ asked }: { asked: string | null }): string | null =>
  asked === null ? null : fromJson<{ hash: string }>(asked).hash;
