import type { Attempt, AttemptOutcomeOf, Claimed, Held, LeaseWrite } from '#conductor';
import type { AttemptEntry, Instruction, Lease, StoredEvent } from '#contracts';
import type { AttemptEntity, InstructionEntity } from '../entities/index.js';
import { EntryGap } from '../errors.js';
import { entryColumns, toAttempt } from '../rows/attempt-row.js';
import { toJson } from '../rows/json.js';
import { hasEnded, isOwner, stoppedBy, whyLost, type HeldRow } from '../rows/lease-check.js';
import type { Connection, Row } from './connection.js';
import type { Ledger } from './ledger.js';
import type { Outbox } from './outbox.js';

/** No lease is longer, in milliseconds: one that seems to be was given before the clock was set back. */
const LONGEST_LEASE_MS = 10_000;
/** How the API's process signs: alone for its own work, before an @ for the workers in it. */
const API = 'api';
const HELD_ROW = `SELECT a.*, t.status AS task_status, t.wish FROM attempts a JOIN tasks t ON t.id = a.task_id`;
/** Gives the attempt up: nobody's, under the next epoch. */
const TO_QUEUE = `UPDATE attempts SET state = 'queued', epoch = epoch + 1, token = NULL, lease_until = NULL, worker = NULL`;

/** Who may write to which attempt, and what they write. Every answer depends on token and epoch, never on a worker's word. */
export class Leases {
  private readonly row;
  private readonly take;
  private readonly extend;
  private readonly addEntry;
  private readonly advance;
  private readonly addUsage;
  private readonly end;
  private readonly giveUp;
  private readonly expire;
  private readonly shorten;
  private readonly abandon;
  private readonly bump;
  private readonly priority;
  private readonly heard;

  constructor(
    private readonly connection: Connection,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
  ) {
    const { db } = connection;
    this.row = db.prepare<[string], HeldRow>(`${HELD_ROW} WHERE a.id = ?`);
    this.take = db.prepare<[Row], AttemptEntity>(
      `UPDATE attempts SET state = 'running', epoch = @epoch, worker = @worker, token = @token, lease_until = @until,
       started_at = coalesce(started_at, @at) WHERE id = @id RETURNING *`,
    );
    this.extend = db.prepare<[number, string]>('UPDATE attempts SET lease_until = ? WHERE id = ?');
    this.addEntry = db.prepare<[Row]>(
      'INSERT INTO entries (attempt_id, n, kind, at, data) VALUES (@attempt_id, @n, @kind, @at, @data)',
    );
    this.advance = db.prepare<[Row]>(
      'UPDATE attempts SET last_entry = @last, head = coalesce(@head, head), lease_until = @until WHERE id = @id',
    );
    this.addUsage = db.prepare<[Row]>(
      `UPDATE tasks SET model_calls = model_calls + @modelCalls, tool_calls = tool_calls + @toolCalls,
       prompt_tokens = prompt_tokens + @promptTokens, completion_tokens = completion_tokens + @completionTokens,
       updated_at = @at WHERE id = @id`,
    );
    this.end = db.prepare<[Row]>(
      `UPDATE attempts SET state = 'ended', outcome = @outcome, lease_until = NULL, ended_at = @at WHERE id = @id`,
    );
    this.giveUp = db.prepare<[string], AttemptEntity>(`${TO_QUEUE} WHERE id = ? RETURNING *`);
    this.expire = db.prepare<[number], AttemptEntity>(
      `${TO_QUEUE} WHERE lease_until IS NOT NULL AND lease_until <= ? RETURNING *`,
    );
    this.shorten = db.prepare<[number, number]>('UPDATE attempts SET lease_until = ? WHERE lease_until > ?');
    this.abandon = db.prepare<[], AttemptEntity>(
      `${TO_QUEUE} WHERE state = 'running' AND (worker = '${API}' OR worker LIKE '${API}@%') RETURNING *`,
    );
    this.bump = db.prepare<[string]>('UPDATE tasks SET revision = revision + 1 WHERE id = ?');
    this.priority = db.prepare<[string], number>('SELECT priority FROM task_requests WHERE task_id = ?').pluck();
    this.heard = db.prepare<[Row], InstructionEntity>(
      `SELECT * FROM instructions WHERE task_id = @task AND id > @since
       AND (subtask_id IS NULL OR subtask_id = @subtask) ORDER BY id`,
    );
  }

  claim(job: { attemptId: string; epoch: number }, worker: string, token: string, ttlMs: number): Claimed {
    return this.connection.write(() => {
      const row = this.row.get(job.attemptId);
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
      const claimed = this.take.get({ id, epoch, worker, token, until: now + ttlMs, at: this.connection.at });
      this.outbox.drop(id);
      this.bump.run(taskId);
      return { kind: 'claimed', attempt: toAttempt(claimed as AttemptEntity), taskId, epoch };
    });
  }

  renew(lease: Lease, sinceInstruction: number): Held {
    return this.connection.write(() => {
      const row = this.row.get(lease.attemptId);
      const lost = this.refusal(row, lease, 'write');
      if (row === undefined || lost !== null) return lost ?? { kind: 'lost', because: 'superseded' };
      this.extend.run(this.connection.now() + lease.ttlMs, row.id);
      return { kind: 'held', events: [], instructions: this.heardBy(row, sinceInstruction) };
    });
  }

  write(lease: Lease, write: LeaseWrite, sinceInstruction: number): Held {
    return this.connection.write(() => {
      const row = this.row.get(lease.attemptId);
      const lost = this.refusal(row, lease, 'write');
      if (row === undefined || lost !== null) return lost ?? { kind: 'lost', because: 'superseded' };
      const fresh = newEntries(row, write.entries);
      // The same write again, its answer having been lost: what it reported and used is counted already.
      const isRepeat = write.entries.length > 0 && fresh.length === 0;
      if (isRepeat) this.extend.run(this.connection.now() + lease.ttlMs, row.id);
      const events = isRepeat ? [] : this.store(row, lease, write, fresh);
      return { kind: 'held', events, instructions: this.heardBy(row, sinceInstruction) };
    });
  }

  finish<S extends Attempt['stage']>(lease: Lease, outcome: AttemptOutcomeOf[S], write: LeaseWrite): Held {
    return this.connection.write(() => {
      const row = this.row.get(lease.attemptId);
      if (row !== undefined && hasEnded(row, lease)) return { kind: 'held', events: [], instructions: [] };
      const lost = this.refusal(row, lease, 'finish');
      if (row === undefined || lost !== null) return lost ?? { kind: 'lost', because: 'superseded' };
      const events = this.store(row, lease, write, newEntries(row, write.entries));
      this.end.run({ id: row.id, outcome: toJson(outcome), at: this.connection.at });
      this.bump.run(row.task_id);
      return { kind: 'held', events, instructions: [] };
    });
  }

  release(lease: Lease): boolean {
    return this.connection.write(() => {
      const row = this.row.get(lease.attemptId);
      if (row === undefined || !isOwner(row, lease)) return false;
      this.requeue(this.giveUp.get(row.id) as AttemptEntity);
      return true;
    });
  }

  expireAll(whose: 'all' | 'of_the_api' = 'all'): { taskId: string; attemptId: string; epoch: number }[] {
    return this.connection.write(() => {
      const now = this.connection.now();
      this.shorten.run(now + LONGEST_LEASE_MS, now + LONGEST_LEASE_MS);
      return (whose === 'all' ? this.expire.all(now) : this.abandon.all()).map((row) => {
        this.requeue(row);
        return { taskId: row.task_id, attemptId: row.id, epoch: row.epoch };
      });
    });
  }

  private refusal(row: HeldRow | undefined, lease: Lease, purpose: 'write' | 'finish'): Held | null {
    if (row === undefined) return { kind: 'lost', because: 'superseded' };
    if (!isOwner(row, lease)) return { kind: 'lost', because: whyLost(row) };
    const stopped = stoppedBy(row, purpose);
    if (stopped === null) return null;
    // The owner stops now that it is told; when the task goes on, the attempt need not wait for the lease to run out.
    if (stopped === 'paused') this.requeue(this.giveUp.get(row.id) as AttemptEntity);
    return { kind: 'lost', because: stopped };
  }

  private store(row: HeldRow, lease: Lease, write: LeaseWrite, fresh: readonly AttemptEntry[]): StoredEvent[] {
    const { at } = this.connection;
    for (const entry of fresh) this.addEntry.run(entryColumns(row.id, entry));
    const last = fresh.at(-1)?.n ?? row.last_entry;
    this.advance.run({ id: row.id, last, head: write.head, until: this.connection.now() + lease.ttlMs });
    const promptTokens = write.usage?.promptTokens ?? 0;
    const completionTokens = write.usage?.completionTokens ?? 0;
    const { modelCalls, toolCalls } = write;
    if (modelCalls + toolCalls + promptTokens + completionTokens > 0) {
      this.addUsage.run({ id: row.task_id, modelCalls, toolCalls, promptTokens, completionTokens, at });
    }
    return this.ledger.append(row.task_id, write.events, at);
  }

  private requeue(row: AttemptEntity): void {
    this.outbox.put(row, this.priority.get(row.task_id) ?? 0);
    this.bump.run(row.task_id);
  }

  private heardBy(row: HeldRow, since: number): Instruction[] {
    return this.heard
      .all({ task: row.task_id, subtask: row.subtask_id, since })
      .map(({ id, text, at }) => ({ id, text, at }));
  }
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
