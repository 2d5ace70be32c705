import { UnknownTask, type NewMemory } from '#conductor';
import type { Instruction, MemoryView, NewEvent, Recollection, StoredEvent } from '#contracts';
import type { MemoryDraft, MemoryType } from '#domain';
import type { InstructionEntity, MemoryEntity } from '../entities/index.js';
import { matchAnyPrefix, matchTelling } from '../rows/full-text.js';
import { toFlag, toJson } from '../rows/json.js';
import { toMemoryView, toRecollection } from '../rows/memory-row.js';
import type { Connection, Row } from './connection.js';
import type { Ledger } from './ledger.js';

/** Weights of summary, detail and tags. bm25 is the lower the better; the score is turned round. */
const FOUND = `SELECT m.*, -bm25(memory_fts, 4.0, 1.0, 2.0) AS score
  FROM memory_fts JOIN memory m ON m.seq = memory_fts.rowid`;
const MATCHES = 'memory_fts MATCH @match';
const BEST_FIRST = 'ORDER BY score DESC, m.seq DESC LIMIT @limit';
/** Exact, over a JSON list of strings. */
const holds = (column: string, parameter: string): string =>
  `EXISTS (SELECT 1 FROM json_each(m.${column}) WHERE value = ${parameter})`;

interface Filter {
  readonly taskId?: string;
  readonly type?: MemoryType;
  readonly subtaskId?: string;
  readonly tag?: string;
  readonly query?: string;
  readonly limit: number;
}

export class Memories {
  private readonly insert;
  private readonly index;
  private readonly relevant;
  private readonly learned;
  private readonly insertInstruction;
  private readonly said;
  private readonly exists;

  constructor(
    private readonly connection: Connection,
    private readonly ledger: Ledger,
  ) {
    const { db } = connection;
    this.insert = db
      .prepare<[Row], number>(
        `INSERT INTO memory (id, task_id, subtask_id, type, summary, detail, tags, relevance_to, verified, commit_id, at)
         VALUES (@id, @task, @subtask, @type, @summary, @detail, @tags, @relevanceTo, @verified, @commit, @at)
         RETURNING seq`,
      )
      .pluck();
    this.index = db.prepare<[Row]>(
      'INSERT INTO memory_fts (rowid, summary, detail, tags) VALUES (@seq, @summary, @detail, @tags)',
    );
    this.relevant = db.prepare<[Row], MemoryEntity>(
      `SELECT m.* FROM memory m WHERE m.task_id = @task
       AND (m.subtask_id IS @subtask OR m.type IN ('decision', 'error', 'discovery') OR ${holds('relevance_to', '@subtask')})
       ORDER BY m.seq DESC LIMIT @limit`,
    );
    this.learned = db.prepare<[Row], MemoryEntity>(
      `${FOUND} JOIN tasks t ON t.id = m.task_id
       WHERE ${MATCHES} AND m.verified = 1 AND m.task_id <> @except AND t.completed_at IS NOT NULL ${BEST_FIRST}`,
    );
    this.insertInstruction = db.prepare<[Row]>(
      'INSERT INTO instructions (task_id, subtask_id, kind, text, at) VALUES (@task, @subtask, @kind, @text, @at)',
    );
    this.said = db.prepare<[Row], InstructionEntity>(
      `SELECT * FROM instructions WHERE task_id = @task AND (subtask_id IS NULL OR subtask_id = @subtask) ORDER BY id`,
    );
    this.exists = db.prepare<[string], unknown>('SELECT 1 FROM tasks WHERE id = ?');
  }

  /** Inside a transaction. */
  add(taskId: string, entries: readonly NewMemory[], at: string): void {
    for (const entry of entries) {
      const { type, summary, detail } = entry;
      const tags = toJson(entry.tags);
      const seq = this.insert.get({
        id: this.connection.newId(),
        task: taskId,
        subtask: entry.subtaskId,
        type,
        summary,
        detail,
        tags,
        relevanceTo: toJson(entry.relevanceTo),
        verified: toFlag(entry.verified),
        commit: entry.commit,
        at,
      });
      // The very text of the row: the index reads it from there when it needs it again.
      this.index.run({ seq, summary, detail, tags });
    }
  }

  addAlone(taskId: string, entries: readonly (MemoryDraft & { subtaskId: string | null; verified: boolean })[]): void {
    this.connection.write(() => {
      if (this.exists.get(taskId) === undefined) throw new UnknownTask(taskId);
      this.add(
        taskId,
        entries.map((entry) => ({ ...entry, commit: null })),
        this.connection.at,
      );
    });
  }

  /** Newest first without a query, else best first. */
  list(of: Filter): MemoryView[] {
    const query = of.query?.trim() ?? '';
    if (query !== '') return this.search({ ...of, query });
    const sql = `SELECT m.* FROM memory m WHERE ${conditions(of).join(' AND ')} ORDER BY m.seq DESC LIMIT @limit`;
    return this.connection
      .read(() => this.connection.prepared(sql).all(parameters(of)) as MemoryEntity[])
      .map(toMemoryView);
  }

  search(of: Filter & { query: string }): MemoryView[] {
    const match = matchAnyPrefix(of.query);
    if (match === null) return [];
    const sql = `${FOUND} WHERE ${[MATCHES, ...conditions(of)].join(' AND ')} ${BEST_FIRST}`;
    return this.connection
      .read(
        () => this.connection.prepared(sql).all({ ...parameters(of), match }) as (MemoryEntity & { score: number })[],
      )
      .map(toMemoryView);
  }

  recollect(taskId: string, subtaskId: string | null, limit: number): Recollection[] {
    return this.connection
      .read(() => this.relevant.all({ task: taskId, subtask: subtaskId, limit }))
      .map(toRecollection);
  }

  lessons(goal: string, except: string, limit: number): Recollection[] {
    const match = matchTelling(goal);
    if (match === null) return [];
    return this.connection.read(() => this.learned.all({ match, except, limit })).map(toRecollection);
  }

  addInstruction(
    taskId: string,
    of: { subtaskId: string | null; text: string; kind: 'steer' | 'feedback' },
    event: NewEvent,
  ): StoredEvent[] {
    return this.connection.write(() => {
      const { at } = this.connection;
      const events = this.ledger.append(taskId, [event], at);
      this.insertInstruction.run({ task: taskId, subtask: of.subtaskId, kind: of.kind, text: of.text, at });
      this.add(taskId, [memoryOf(of)], at);
      return events;
    });
  }

  instructions(taskId: string, subtaskId: string | null): Instruction[] {
    return this.connection
      .read(() => this.said.all({ task: taskId, subtask: subtaskId }))
      .map(({ id, text, at }) => ({ id, text, at }));
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

function conditions(of: Filter): string[] {
  return [
    ...(of.taskId === undefined ? [] : ['m.task_id = @task']),
    ...(of.type === undefined ? [] : ['m.type = @type']),
    ...(of.subtaskId === undefined ? [] : [`(m.subtask_id = @subtask OR ${holds('relevance_to', '@subtask')})`]),
    ...(of.tag === undefined ? [] : [holds('tags', '@tag')]),
  ];
}

const parameters = (of: Filter): Row => ({
  task: of.taskId,
  type: of.type,
  subtask: of.subtaskId,
  tag: of.tag,
  limit: of.limit,
});
