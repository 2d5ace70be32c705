import { UnknownTask, type NewMemory } from '#conductor';
import type { Instruction, MemoryView, NewEvent, Recollection, StoredEvent } from '#contracts';
import { isTaskEnded, type MemoryDraft, type MemoryType } from '#domain';
import type { Dialect } from '../dialects/dialect.js';
import type { InstructionEntity, MemoryEntity, TaskEntity } from '../entities/index.js';
import { tellingWords, wordsToFind } from '../rows/full-text.js';
import { toFlag, toJson } from '../rows/json.js';
import { toMemoryView, toRecollection } from '../rows/memory-row.js';
import { storable } from '../rows/storable.js';
import type { Connection } from './connection.js';
import type { Params, Sql } from './database.js';
import type { Ledger } from './ledger.js';
import { insertInto } from './statements.js';

const BEST_FIRST = 'ORDER BY score DESC, m.seq DESC LIMIT @limit';

interface Filter {
  readonly taskId?: string;
  readonly type?: MemoryType;
  readonly subtaskId?: string;
  readonly tag?: string;
  readonly query?: string;
  readonly limit: number;
}

export class Memories {
  private readonly dialect: Dialect;

  constructor(
    private readonly connection: Connection,
    private readonly ledger: Ledger,
  ) {
    this.dialect = connection.dialect;
  }

  /** Inside a transaction. */
  async add(sql: Sql, taskId: string, entries: readonly NewMemory[], at: string): Promise<void> {
    for (const entry of entries) {
      const row = {
        id: this.connection.newId(),
        task_id: taskId,
        subtask_id: entry.subtaskId,
        type: entry.type,
        summary: storable(entry.summary),
        detail: storable(entry.detail),
        tags: toJson(entry.tags.map(storable)),
        relevance_to: toJson(entry.relevanceTo.map(storable)),
        verified: toFlag(entry.verified),
        commit_id: entry.commit,
        at,
      };
      const added = await sql.one<{ seq: number }>(`${insertInto('memory', row)} RETURNING seq`, row);
      const { summary, detail, tags } = row;
      await this.dialect.fullText.index(sql, { seq: added?.seq ?? 0, summary, detail, tags });
    }
  }

  addAlone(
    taskId: string,
    entries: readonly (MemoryDraft & { subtaskId: string | null; verified: boolean })[],
  ): Promise<void> {
    return this.connection.write(async (sql) => {
      const known = await sql.one('SELECT 1 AS known FROM tasks WHERE id = @taskId', { taskId });
      if (known === undefined) throw new UnknownTask(taskId);
      const memory = entries.map((entry) => ({ ...entry, commit: null }));
      await this.add(sql, taskId, memory, this.connection.at);
    });
  }

  /** Newest first without a query, else best first. */
  async list(of: Filter): Promise<MemoryView[]> {
    const query = of.query?.trim() ?? '';
    if (query !== '') return this.search({ ...of, query });
    const rows = await this.connection.lone.all<MemoryEntity>(
      `SELECT m.* FROM memory m WHERE ${this.conditions(of).join(' AND ')} ORDER BY m.seq DESC LIMIT @limit`,
      parameters(of),
    );
    return rows.map(toMemoryView);
  }

  async search(of: Filter & { query: string }): Promise<MemoryView[]> {
    const words = wordsToFind(of.query);
    if (words.length === 0) return [];
    const { found, matches, anyOf } = this.dialect.fullText;
    const rows = await this.connection.lone.all<MemoryEntity & { score: number }>(
      `${found} WHERE ${[matches, ...this.conditions(of)].join(' AND ')} ${BEST_FIRST}`,
      { ...parameters(of), match: anyOf(words) },
    );
    return rows.map(toMemoryView);
  }

  async recollect(taskId: string, subtaskId: string | null, limit: number): Promise<Recollection[]> {
    const rows = await this.connection.lone.all<MemoryEntity>(
      `SELECT m.* FROM memory m WHERE m.task_id = @task
       AND (m.subtask_id IS NOT DISTINCT FROM @subtask OR m.type IN ('decision', 'error', 'discovery')
         OR ${this.holds('relevance_to', '@subtask')})
       ORDER BY m.seq DESC LIMIT @limit`,
      { task: taskId, subtask: subtaskId, limit },
    );
    return rows.map(toRecollection);
  }

  async lessons(goal: string, except: string, limit: number): Promise<Recollection[]> {
    const words = tellingWords(goal);
    if (words.length === 0) return [];
    const { found, matches, anyOf } = this.dialect.fullText;
    const rows = await this.connection.lone.all<MemoryEntity>(
      `${found} JOIN tasks t ON t.id = m.task_id
       WHERE ${matches} AND m.verified = 1 AND m.task_id <> @except AND t.completed_at IS NOT NULL ${BEST_FIRST}`,
      { match: anyOf(words), except, limit },
    );
    return rows.map(toRecollection);
  }

  addInstruction(
    taskId: string,
    of: { subtaskId: string | null; text: string; kind: 'steer' | 'feedback' },
    event: NewEvent,
  ): Promise<StoredEvent[] | null> {
    // Locked first: ids of instructions become visible in their order.
    return this.connection.change(taskId, async (sql) => {
      const { at } = this.connection;
      const task = await sql.one<Pick<TaskEntity, 'status'>>('SELECT status FROM tasks WHERE id = @taskId', { taskId });
      if (of.kind === 'steer' && task !== undefined && isTaskEnded(task.status)) return null;
      const events = await this.ledger.append(sql, taskId, [event], at);
      const row = { task_id: taskId, subtask_id: of.subtaskId, kind: of.kind, text: of.text, at };
      await sql.run(insertInto('instructions', row), row);
      await this.add(sql, taskId, [memoryOf(of)], at);
      return events;
    });
  }

  async instructions(taskId: string, subtaskId: string | null): Promise<Instruction[]> {
    const rows = await this.connection.lone.all<InstructionEntity>(
      `SELECT * FROM instructions WHERE task_id = @task AND (subtask_id IS NULL OR subtask_id = @subtask) ORDER BY id`,
      { task: taskId, subtask: subtaskId },
    );
    return rows.map(({ id, text, at }) => ({ id, text, at }));
  }

  private conditions(of: Filter): string[] {
    return [
      ...(of.taskId === undefined ? [] : ['m.task_id = @task']),
      ...(of.type === undefined ? [] : ['m.type = @type']),
      ...(of.subtaskId === undefined ? [] : [`(m.subtask_id = @subtask OR ${this.holds('relevance_to', '@subtask')})`]),
      ...(of.tag === undefined ? [] : [this.holds('tags', '@tag')]),
    ];
  }

  /** Exact, over a JSON list of strings. */
  private holds(column: string, parameter: string): string {
    return `EXISTS (SELECT 1 FROM ${this.dialect.elements(`m.${column}`)} WHERE value = ${parameter})`;
  }
}

function memoryOf(of: { subtaskId: string | null; text: string; kind: 'steer' | 'feedback' }): NewMemory {
  const [summary = ''] = of.text.trim().split('\n');
  return {
    type: 'user_instruction',
    summary: [...summary].slice(0, 150).join(''),
    detail: of.text,
    tags: [of.kind],
    relevanceTo: of.subtaskId === null ? [] : [of.subtaskId],
    subtaskId: of.subtaskId,
    verified: false,
    commit: null,
  };
}

const parameters = (of: Filter): Params => ({
  task: of.taskId,
  type: of.type,
  subtask: of.subtaskId,
  tag: of.tag,
  limit: of.limit,
});
