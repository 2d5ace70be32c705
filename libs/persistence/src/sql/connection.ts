import type { Dialect } from '../dialects/dialect.js';
import type { Clocks } from './clocks.js';
import type { Database, Sql } from './database.js';

/** An open database with a clock and a source of ids, as the parts of the store use it. */
export class Connection {
  readonly dialect: Dialect;
  /** Single statements. */
  readonly lone: Sql;

  constructor(
    private readonly database: Database,
    private readonly clocks: Clocks,
    readonly newId: () => string,
  ) {
    this.dialect = database.dialect;
    this.lone = database.lone;
  }

  /** RFC 3339, UTC. */
  get at(): string {
    return new Date(this.clocks.wall()).toISOString();
  }

  /** Milliseconds since the epoch, passing evenly. */
  now(): number {
    return this.clocks.now();
  }

  write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.database.write(work);
  }

  read<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.database.read(work);
  }

  /**
   * A write that depends on what the task is: nobody else changes it meanwhile. A task that is unknown locks nothing.
   */
  change<T>(taskId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.write(async (sql) => {
      await this.lock(sql, taskId);
      return work(sql);
    });
  }

  /** The same for the task that an attempt belongs to. */
  changeOf<T>(attemptId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.write(async (sql) => {
      if (this.dialect.lockTask !== null) {
        const of = await sql.one<{ task_id: string }>('SELECT task_id FROM attempts WHERE id = @attemptId', {
          attemptId,
        });
        if (of !== undefined) await this.lock(sql, of.task_id);
      }
      return work(sql);
    });
  }

  private async lock(sql: Sql, id: string): Promise<void> {
    if (this.dialect.lockTask !== null) await sql.run(this.dialect.lockTask, { id });
  }
}
