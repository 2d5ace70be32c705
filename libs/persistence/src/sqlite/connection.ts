import type { Database, Statement } from 'better-sqlite3';
import { LoomError } from '#domain';
import { DatabaseFailed } from '../errors.js';
import type { Clocks } from './clocks.js';

export type Row = Record<string, unknown>;

/**
 * One SQLite connection, a clock, and transactions that are over before anybody else runs: their bodies are synchronous,
 * so no other code of the process can come between two statements.
 */
export class Connection {
  private readonly cached = new Map<string, Statement<[Row]>>();

  constructor(
    readonly db: Database,
    private readonly clocks: Clocks,
    readonly newId: () => string,
  ) {}

  /** RFC 3339, UTC. */
  get at(): string {
    return new Date(this.clocks.wall()).toISOString();
  }

  /** Milliseconds since the epoch, passing evenly. */
  now(): number {
    return this.clocks.now();
  }

  /** A statement that is prepared once; for SQL that depends on which fields are written. */
  prepared(sql: string): Statement<[Row]> {
    let statement = this.cached.get(sql);
    if (statement === undefined) this.cached.set(sql, (statement = this.db.prepare<[Row]>(sql)));
    return statement;
  }

  /** All of `work` or nothing. Takes the write lock first, so that what it reads is still true when it writes. */
  write<T>(work: () => T): T {
    return translated(() => this.db.transaction(work).immediate());
  }

  /** Reads of one moment, though other processes write. */
  read<T>(work: () => T): T {
    return translated(() => this.db.transaction(work).deferred());
  }
}

function translated<T>(run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof LoomError) throw cause;
    const code = (cause as { code?: unknown }).code;
    if (typeof code !== 'string' || !code.startsWith('SQLITE_')) throw cause;
    const busy = code.startsWith('SQLITE_BUSY');
    throw new DatabaseFailed(code, busy, busy ? 'Try again.' : remedyFor(code), cause);
  }
}

function remedyFor(code: string): string {
  if (code === 'SQLITE_FULL') return 'Free space on the disk that holds the database.';
  if (code.startsWith('SQLITE_READONLY')) return 'Give the user Loom runs as the right to write the database.';
  if (code.startsWith('SQLITE_CORRUPT')) return 'Stop Loom and restore the database from a backup.';
  return 'See the log for the statement; if the disk is sound, this is a defect of Loom.';
}
