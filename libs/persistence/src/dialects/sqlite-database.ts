import type { Database as Driver, Statement } from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { LoomError } from '#domain';
import { DatabaseFailed } from '../errors.js';
import { clocksFrom } from '../sql/clocks.js';
import { Database, type Params, type Sql } from '../sql/database.js';
import { SQLITE } from './sqlite.js';

/** Longest wait for another process' write, in milliseconds. */
export const BUSY_TIMEOUT_MS = 5000;
const SYSTEM_CLOCKS = clocksFrom(Date.now());
/** Longest pause between two looks whether it is over. */
const BUSY_PAUSE_MS = 20;

/** The driver's own connection. */
export const connectionOf = (dataSource: DataSource): Driver =>
  (dataSource.driver as unknown as { databaseConnection: Driver }).databaseConnection;

/**
 * One connection. Transactions take turns on it, in the order in which they were asked for, so that no statement of
 * another comes between two of one.
 */
export class SqliteDatabase extends Database {
  readonly dialect = SQLITE;
  /** One process alone writes the database, so that its own clock will do. */
  readonly clocks = SYSTEM_CLOCKS;
  readonly lone: Sql;
  private readonly driver: Driver;
  private readonly prepared = new Map<string, Statement<[Params]>>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(readonly dataSource: DataSource) {
    super();
    this.driver = connectionOf(dataSource);
    // The driver would wait for another's lock with the whole process standing still; `inTurn` waits instead.
    this.driver.pragma('busy_timeout = 0');
    this.lone = {
      all: (text, params) => this.inTurn(() => this.within.all(text, params)),
      one: (text, params) => this.inTurn(() => this.within.one(text, params)),
      run: (text, params) => this.inTurn(() => this.within.run(text, params)),
    };
  }

  get place(): string {
    return String(this.dataSource.options.database);
  }

  /** Takes the write lock first, so that what it reads is still true when it writes. */
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.transaction('BEGIN IMMEDIATE', work);
  }

  read<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.transaction('BEGIN DEFERRED', work);
  }

  async close(): Promise<void> {
    await this.turn;
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  private transaction<T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      this.driver.exec(begin);
      try {
        const result = await work(this.within);
        this.driver.exec('COMMIT');
        return result;
      } finally {
        // The engine itself takes back what a full disk stopped.
        if (this.driver.inTransaction) this.driver.exec('ROLLBACK');
      }
    });
  }

  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    const done = this.turn
      .then(() => patient(run))
      .catch((cause: unknown) => {
        throw translated(cause);
      });
    this.turn = done.catch(() => undefined);
    return done;
  }

  private readonly within: Sql = {
    all: async <T>(text: string, params: Params = {}) => this.statement(text).all(params) as T[],
    one: async <T>(text: string, params: Params = {}) => this.statement(text).get(params) as T | undefined,
    run: async (text, params = {}) => this.statement(text).run(params).changes,
  };

  private statement(text: string): Statement<[Params]> {
    let statement = this.prepared.get(text);
    if (statement === undefined) this.prepared.set(text, (statement = this.driver.prepare<[Params]>(text)));
    return statement;
  }
}

/** Again while another process writes. */
async function patient<T>(run: () => Promise<T>): Promise<T> {
  const until = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * BUSY_PAUSE_MS));
  }
}

const isBusy = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');

function translated(cause: unknown): unknown {
  if (cause instanceof LoomError) return cause;
  const code = (cause as { code?: unknown }).code;
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return cause;
  const busy = isBusy(cause);
  const passes = busy || code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR');
  return new DatabaseFailed(code, passes, busy ? 'Try again.' : remedyFor(code), cause);
}

function remedyFor(code: string): string {
  if (code === 'SQLITE_FULL') return 'Free space on the disk that holds the database.';
  if (code.startsWith('SQLITE_READONLY')) return 'Give the user Loom runs as the right to write the database.';
  if (code.startsWith('SQLITE_CORRUPT')) return 'Stop Loom and restore the database from a backup.';
  return 'See the log for the statement; if the disk is sound, this is a defect of Loom.';
}
