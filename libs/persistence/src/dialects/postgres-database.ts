import { DatabaseError, types, type Pool, type PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { LoomError } from '#domain';
import { DatabaseFailed } from '../errors.js';
import type { Clocks } from '../sql/clocks.js';
import { Database, type Params, type Sql } from '../sql/database.js';
import { POSTGRES } from './postgres.js';

/** Two that lock in another order, or were overtaken: the work is done again, so often at most. */
const MOST_TRIES = 5;
const REPEATABLE = new Set(['40001', '40P01']);
/** Counters and times fit a double; the driver would hand them over as text. */
const INT8 = 20;

export const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as unknown as { master: Pool }).master;

/** How values come back. */
export const VALUES = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : (types.getTypeParser(oid, format) as (value: string) => unknown),
};

/** A pool of connections; a transaction has one to itself. */
export class PostgresDatabase extends Database {
  readonly dialect = POSTGRES;
  readonly lone: Sql;
  private readonly pool: Pool;

  constructor(
    readonly dataSource: DataSource,
    readonly place: string,
    /** The server's: leases that one process gives out are judged by others, maybe on other machines. */
    readonly clocks: Clocks,
  ) {
    super();
    this.pool = poolOf(dataSource);
    this.lone = {
      all: (text, params) => this.translated(() => sqlOn(this.pool).all(text, params)),
      one: (text, params) => this.translated(() => sqlOn(this.pool).one(text, params)),
      run: (text, params) => this.translated(() => sqlOn(this.pool).run(text, params)),
    };
  }

  /** Each statement sees what others have committed by then; what must not change meanwhile is locked by its row. */
  async write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.transaction('BEGIN ISOLATION LEVEL READ COMMITTED', work);
      } catch (error) {
        if (!(error instanceof DatabaseFailed && REPEATABLE.has(error.driverCode)) || tries >= MOST_TRIES) throw error;
      }
    }
  }

  read<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.transaction('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work);
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  private transaction<T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.translated(async () => {
      const client = await this.pool.connect();
      let broken: Error | undefined;
      // A connection that breaks between two statements says so here, and nowhere else.
      const onError = (error: Error): void => void (broken = error);
      client.on('error', onError);
      try {
        await client.query(begin);
        const result = await work(sqlOn(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((failed: Error) => (broken ??= failed));
        throw error;
      } finally {
        client.off('error', onError);
        client.release(broken);
      }
    });
  }

  private async translated<T>(run: () => Promise<T>): Promise<T> {
    if (!this.dataSource.isInitialized) throw new Error('the database is closed');
    try {
      return await run();
    } catch (cause) {
      throw translated(cause);
    }
  }
}

/** `@name` becomes `$n`; the same name is the same number. */
const numbered = new Map<string, { text: string; names: readonly string[] }>();

function numberedOf(text: string): { text: string; names: readonly string[] } {
  let known = numbered.get(text);
  if (known === undefined) {
    const names: string[] = [];
    const replaced = text.replace(/@(\w+)/g, (_, name: string) => {
      if (!names.includes(name)) names.push(name);
      return `$${names.indexOf(name) + 1}`;
    });
    numbered.set(text, (known = { text: replaced, names }));
  }
  return known;
}

function sqlOn(queryable: Pool | PoolClient): Sql {
  const query = (text: string, params: Params = {}) => {
    const statement = numberedOf(text);
    return queryable.query<Record<string, unknown>>(
      statement.text,
      statement.names.map((name) => storableValue(params[name])),
    );
  };
  return {
    all: async <T>(text: string, params?: Params) => (await query(text, params)).rows as T[],
    one: async <T>(text: string, params?: Params) => (await query(text, params)).rows[0] as T | undefined,
    run: async (text, params) => (await query(text, params)).rowCount ?? 0,
  };
}

/** Postgres keeps no NUL in a text; what a model or a file sent holds one at times. */
const storableValue = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;

function translated(cause: unknown): unknown {
  if (cause instanceof LoomError || !(cause instanceof Error)) return cause;
  const { code } = cause as { code?: unknown };
  const name = typeof code === 'string' ? code : 'connection';
  const isServers = cause instanceof DatabaseError;
  const isLost = !isServers && (/^E[A-Z]+$/.test(name) || /connection|timeout|client/i.test(cause.message));
  if (!isServers && !isLost) return cause;
  const [retryable, remedy] = isLost ? UNREACHABLE : remedyFor(name);
  return new DatabaseFailed(name, retryable, remedy, cause);
}

const UNREACHABLE = [true, 'Check that the Postgres server of database_url runs; Loom goes on by itself.'] as const;

function remedyFor(code: string): readonly [retryable: boolean, remedy: string] {
  if (code.startsWith('08') || code.startsWith('57P')) return UNREACHABLE;
  if (code.startsWith('40') || code === '55P03' || code === '25P03') return [true, 'Try again.'];
  if (code === '53100') return [true, 'Free space on the disk of the Postgres server.'];
  if (code.startsWith('53')) return [true, 'Give the Postgres server more connections or memory.'];
  if (code === '25006') return [false, 'Point database_url at the primary server, not at a read-only one.'];
  if (code.startsWith('42501')) return [false, 'Give the user of database_url the rights of the tables’ owner.'];
  return [false, 'See the log for the statement; if the server is sound, this is a defect of Loom.'];
}
