import {
  correlationOfAttempt,
  KEPT_WAITING_MS,
  type Attempt,
  type AttemptOutcomeOf,
  type Claimed,
  type Held,
  type LeaseWrite,
} from '#conductor';
import type { AttemptEntry, Instruction, Lease, NewEvent, StoredEvent } from '#contracts';
import type { AttemptEntity, InstructionEntity } from '../entities/index.js';
import { EntryGap } from '../errors.js';
import { entryColumns, toAttempt } from '../rows/attempt-row.js';
import { toJson } from '../rows/json.js';
import { hasEnded, isOwner, spentBy, stoppedBy, whyLost, type HeldRow } from '../rows/lease-check.js';
import type { Connection } from './connection.js';
import type { Sql } from './database.js';
import { bump } from './decisions.js';
import type { Ledger } from './ledger.js';
import type { Outbox } from './outbox.js';
import { insertInto } from './statements.js';

/** No lease is longer, in milliseconds: one that seems to be was given before the clock was set back. */
const LONGEST_LEASE_MS = 10_000;
const AT_ONCE = { delayMs: 0, events: [] } as const;
/** How the API's process signs: alone for its own work, before an @ for the workers in it. */
const API = 'api';
/** Gives the attempt up: nobody's, under the next epoch. */
const TO_QUEUE = `UPDATE attempts SET state = 'queued', epoch = epoch + 1, token = NULL, lease_until = NULL, worker = NULL
  WHERE id = @id`;

/**
 * Who may write to which attempt, and what they write. Every answer depends on token and epoch, never on a worker's
 * word.
 */
export class Leases {
  constructor(
    private readonly connection: Connection,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
  ) {}

  claim(job: { attemptId: string; epoch: number }, worker: string, token: string, ttlMs: number): Promise<Claimed> {
    return this.connection.changeOf(job.attemptId, async (sql) => {
      const row = await held(sql, job.attemptId);
      if (row === undefined) return { kind: 'gone', because: 'unknown' };
      if (row.state === 'ended' || row.state === 'dropped') return { kind: 'gone', because: row.state };
      const stopped = stoppedBy(row, 'claim');
      if (stopped !== null) return { kind: 'gone', because: stopped };
      const now = this.connection.now();
      if (row.state === 'queued' && job.epoch !== row.epoch) return { kind: 'gone', because: 'superseded' };
      if (row.state === 'running') {
        if (job.epoch > row.epoch) return { kind: 'gone', because: 'superseded' };
        // The job may be older than the present owner: a queue that lost sight of a worker delivers the same one again.
        const leftMs = (row.lease_until ?? 0) - now;
        const isRepeat = row.token === token && row.worker === worker;
        if (isRepeat) return { kind: 'claimed', attempt: toAttempt(row), taskId: row.task_id, epoch: row.epoch };
        if (leftMs > 0) return { kind: 'busy', retryAfterMs: Math.min(leftMs, LONGEST_LEASE_MS) };
      }
      const epoch = row.state === 'queued' ? row.epoch : row.epoch + 1;
      const { id, task_id: taskId } = row;
      const claimed = await sql.one<AttemptEntity>(
        `UPDATE attempts SET state = 'running', epoch = @epoch, worker = @worker, token = @token, lease_until = @until,
         started_at = coalesce(started_at, @at) WHERE id = @id RETURNING *`,
        { id, epoch, worker, token, until: now + ttlMs, at: this.connection.at },
      );
      await this.outbox.drop(sql, id);
      await bump(sql, taskId);
      return { kind: 'claimed', attempt: toAttempt(claimed as AttemptEntity), taskId, epoch };
    });
  }

  renew(lease: Lease, sinceInstruction: number): Promise<Held> {
    return this.connection.changeOf(lease.attemptId, async (sql) => {
      const row = await held(sql, lease.attemptId);
      const goesOn = row !== undefined && isToPause(row, lease) && (await isInCall(sql, row));
      const lost = goesOn ? null : await this.refusal(sql, row, lease, 'write');
      if (row === undefined || lost !== null) return lost ?? { kind: 'lost', because: 'superseded' };
      await this.extend(sql, row, lease);
      const instructions = await heardBy(sql, row, sinceInstruction);
      return { kind: 'held', events: [], instructions, ...spentBy(row) };
    });
  }

  write(lease: Lease, write: LeaseWrite, sinceInstruction: number): Promise<Held> {
    return this.connection.changeOf(lease.attemptId, async (sql) => {
      const row = await held(sql, lease.attemptId);
      // What has come to its end in a pause is kept; its owner stops before it begins anything else.
      const isLast = row !== undefined && isToPause(row, lease) && isOver(write);
      const lost = isLast ? null : await this.refusal(sql, row, lease, 'write');
      if (row === undefined || lost !== null) return lost ?? { kind: 'lost', because: 'superseded' };
      const fresh = newEntries(row, write.entries);
      // The same write again, its answer having been lost: what it reported and used is counted already.
      const isRepeat = write.entries.length > 0 && fresh.length === 0;
      if (isRepeat) await this.extend(sql, row, lease);
      const events = isRepeat ? [] : await this.store(sql, row, lease, write, fresh);
      if (isLast) {
        await this.requeue(sql, row.id);
        return { kind: 'lost', because: 'paused', events };
      }
      const instructions = await heardBy(sql, row, sinceInstruction);
      return { kind: 'held', events, instructions, ...spentBy(row, isRepeat ? undefined : write) };
    });
  }

  finish<S extends Attempt['stage']>(lease: Lease, outcome: AttemptOutcomeOf[S], write: LeaseWrite): Promise<Held> {
    return this.connection.changeOf(lease.attemptId, async (sql) => {
      const row = await held(sql, lease.attemptId);
      if (row !== undefined && hasEnded(row, lease)) return { kind: 'held', events: [], instructions: [] };
      const lost = await this.refusal(sql, row, lease, 'finish');
      if (row === undefined || lost !== null) return lost ?? { kind: 'lost', because: 'superseded' };
      const events = await this.store(sql, row, lease, write, newEntries(row, write.entries));
      await sql.run(
        `UPDATE attempts SET state = 'ended', outcome = @outcome, lease_until = NULL, ended_at = @at WHERE id = @id`,
        { id: row.id, outcome: toJson(outcome), at: this.connection.at },
      );
      await bump(sql, row.task_id);
      return { kind: 'held', events, instructions: [] };
    });
  }

  release(lease: Lease, later: { delayMs: number; events: readonly NewEvent[] } = AT_ONCE): Promise<Held> {
    return this.connection.changeOf(lease.attemptId, async (sql) => {
      const row = await held(sql, lease.attemptId);
      if (row === undefined) return { kind: 'lost', because: 'superseded' };
      if (!isOwner(row, lease)) return { kind: 'lost', because: whyLost(row) };
      await this.requeue(sql, row.id, later.delayMs);
      const events = await this.ledger.append(sql, row.task_id, later.events, this.connection.at);
      return { kind: 'held', events, instructions: [] };
    });
  }

  /** One transaction each: of several processes that find the same one, the first takes it back. */
  async expireAll(
    whose: 'all' | 'of_the_api' = 'all',
  ): Promise<{ taskId: string; attemptId: string; epoch: number }[]> {
    const now = this.connection.now();
    const longest = now + LONGEST_LEASE_MS;
    const isLate = (since: number): boolean => whose === 'all' && this.connection.now() - since > KEPT_WAITING_MS;
    // Without a row to change it still waits wherever a renewal would have to.
    await this.connection.lone.run('UPDATE attempts SET lease_until = @longest WHERE lease_until > @longest', {
      longest,
    });
    if (isLate(now)) return [];
    const condition =
      whose === 'all'
        ? 'lease_until IS NOT NULL AND lease_until <= @now'
        : `state = 'running' AND (worker = @api OR worker LIKE @inside)`;
    const params = { now, api: API, inside: `${API}@%` };
    const found = await this.connection.lone.all<{ id: string }>(
      `SELECT id FROM attempts WHERE ${condition} ORDER BY seq`,
      params,
    );
    const taken: { taskId: string; attemptId: string; epoch: number }[] = [];
    for (const { id } of found) {
      const askedAt = this.connection.now();
      const row = await this.connection.changeOf(id, async (sql) => {
        if (isLate(askedAt)) return 'late';
        const still = await sql.one(`SELECT 1 AS found FROM attempts WHERE id = @id AND ${condition}`, {
          ...params,
          id,
        });
        return still === undefined ? null : this.requeue(sql, id);
      });
      if (row === 'late') break;
      if (row !== null) taken.push({ taskId: row.task_id, attemptId: row.id, epoch: row.epoch });
    }
    return taken;
  }

  private async extend(sql: Sql, { id }: HeldRow, { ttlMs }: Lease): Promise<void> {
    const until = this.connection.now() + ttlMs;
    await sql.run('UPDATE attempts SET lease_until = @until WHERE id = @id', { id, until });
  }

  private async refusal(
    sql: Sql,
    row: HeldRow | undefined,
    lease: Lease,
    purpose: 'write' | 'finish',
  ): Promise<Held | null> {
    if (row === undefined) return { kind: 'lost', because: 'superseded' };
    if (!isOwner(row, lease)) return { kind: 'lost', because: whyLost(row) };
    const stopped = stoppedBy(row, purpose);
    if (stopped === null) return null;
    // The owner stops now that it is told; when the task goes on, the attempt need not wait for the lease to run out.
    if (stopped === 'paused') await this.requeue(sql, row.id);
    return { kind: 'lost', because: stopped };
  }

  private async store(
    sql: Sql,
    row: HeldRow,
    lease: Lease,
    write: LeaseWrite,
    fresh: readonly AttemptEntry[],
  ): Promise<StoredEvent[]> {
    const { at } = this.connection;
    for (const entry of fresh) {
      const columns = entryColumns(row.id, entry);
      await sql.run(insertInto('entries', columns), columns);
    }
    await sql.run(
      'UPDATE attempts SET last_entry = @last, head = coalesce(@head, head), lease_until = @until WHERE id = @id',
      {
        id: row.id,
        last: fresh.at(-1)?.n ?? row.last_entry,
        head: write.head,
        until: this.connection.now() + lease.ttlMs,
      },
    );
    const promptTokens = write.usage?.promptTokens ?? 0;
    const completionTokens = write.usage?.completionTokens ?? 0;
    const { modelCalls, toolCalls } = write;
    if (modelCalls + toolCalls + promptTokens + completionTokens > 0) {
      await sql.run(
        `UPDATE tasks SET model_calls = model_calls + @modelCalls, tool_calls = tool_calls + @toolCalls,
         prompt_tokens = prompt_tokens + @promptTokens, completion_tokens = completion_tokens + @completionTokens,
         updated_at = @at WHERE id = @id`,
        { id: row.task_id, modelCalls, toolCalls, promptTokens, completionTokens, at },
      );
    }
    const correlationId = correlationOfAttempt(toAttempt(row), row.task_id);
    const events = write.events.map((e) => (e.correlationId === row.id ? { ...e, correlationId } : e));
    return this.ledger.append(sql, row.task_id, events, at);
  }

  private async requeue(sql: Sql, id: string, delayMs = 0): Promise<AttemptEntity> {
    const row = (await sql.one<AttemptEntity>(`${TO_QUEUE} RETURNING *`, { id })) as AttemptEntity;
    const request = await sql.one<{ priority: number }>('SELECT priority FROM task_requests WHERE task_id = @taskId', {
      taskId: row.task_id,
    });
    await this.outbox.put(sql, row, request?.priority ?? 0, delayMs);
    await bump(sql, row.task_id);
    return row;
  }
}

const held = (sql: Sql, id: string): Promise<HeldRow | undefined> =>
  sql.one<HeldRow>(
    `SELECT a.*, t.status AS task_status, t.wish, t.model_calls, t.prompt_tokens, t.completion_tokens,
     r.limit_tokens, r.limit_model_calls FROM attempts a JOIN tasks t ON t.id = a.task_id
     JOIN task_requests r ON r.task_id = t.id WHERE a.id = @id`,
    { id },
  );

const isToPause = (row: HeldRow, lease: Lease): boolean => isOwner(row, lease) && stoppedBy(row, 'write') === 'paused';

/** Its last word is a call without a result: a tool is at work. */
async function isInCall(sql: Sql, { id, last_entry: n }: HeldRow): Promise<boolean> {
  const last = await sql.one<{ kind: string }>('SELECT kind FROM entries WHERE attempt_id = @id AND n = @n', { id, n });
  return last?.kind === 'call';
}

/** It tells of an answer or a result, and of no call that is to begin. */
const isOver = ({ entries }: LeaseWrite): boolean => entries.length > 0 && entries.every(({ kind }) => kind !== 'call');

async function heardBy(sql: Sql, row: HeldRow, since: number): Promise<Instruction[]> {
  const rows = await sql.all<InstructionEntity>(
    `SELECT * FROM instructions WHERE task_id = @task AND id > @since
     AND (subtask_id IS NULL OR subtask_id = @subtask) ORDER BY id`,
    { task: row.task_id, subtask: row.subtask_id, since },
  );
  return rows.map(({ id, text, at }) => ({ id, text, at }));
}

/** Those that are not recorded yet; they count on from the last one, from 1 at the start. */
function newEntries(row: HeldRow, entries: readonly AttemptEntry[]): AttemptEntry[] {
  let last = row.last_entry;
  const fresh: AttemptEntry[] = [];
  for (const entry of entries) {
    if (entry.n >= 1 && entry.n <= last) continue;
    if (entry.n !== last + 1) throw new EntryGap(row.id, last + 1, entry.n);
    fresh.push(entry);
    last = entry.n;
  }
  return fresh;
}
