import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { DataSource, QueryFailedError } from 'typeorm';
import { ENTITIES } from '../entities/index.js';
import { DatabaseTooNew, DatabaseUnreadable, outdated } from '../errors.js';
import { MIGRATIONS } from '../migrations/index.js';
import { QUIET } from './quiet.js';
import { BUSY_TIMEOUT_MS, connectionOf, SqliteDatabase } from './sqlite-database.js';

/** Opens the file, made or brought up to date where needed. Several processes on one machine may open it at once. */
export async function openSqlite(path: string): Promise<SqliteDatabase> {
  prepareFile(path);
  inspect(path);
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database: path,
    driver: Database,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    logger: QUIET,
    enableWAL: true,
    prepareDatabase: (db) => {
      const connection = db as Database.Database;
      connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
      connection.pragma('synchronous = NORMAL');
      connection.pragma('foreign_keys = ON');
    },
  });
  try {
    await dataSource.initialize();
    await migrate(dataSource);
    return new SqliteDatabase(dataSource);
  } catch (cause) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw unreadable(path, cause);
  }
}

function prepareFile(path: string): void {
  try {
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Goals, file contents and what models said are in it: for its owner alone.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Looks before anything is written: a file that is not ours is left as it is. */
function inspect(path: string): void {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    const tables = db.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all();
    if (tables.length === 0) return;
    const isLoom = tables.includes('migrations') && tables.includes('tasks') && tables.includes('events');
    if (!isLoom) {
      throw new DatabaseUnreadable(
        `${path} is an SQLite database, but not one of Loom's`,
        'Name another file as database_path; Loom makes it when it does not exist.',
      );
    }
    const known = new Set(MIGRATIONS.map((migration) => migration.name));
    const applied = db.prepare<[], string>('SELECT name FROM migrations ORDER BY id').pluck().all();
    const unknown = applied.filter((name) => !known.has(name));
    if (unknown.length > 0) throw new DatabaseTooNew(path, unknown);
  } catch (cause) {
    throw unreadable(path, cause);
  } finally {
    db?.close();
  }
}

/** Under the write lock, so that of two processes that start together one migrates and the other finds it done. */
async function migrate(dataSource: DataSource): Promise<void> {
  const db = connectionOf(dataSource);
  db.exec('BEGIN IMMEDIATE');
  try {
    await dataSource.runMigrations({ transaction: 'none' });
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function unreadable(path: string, cause: unknown): Error {
  if (cause instanceof DatabaseUnreadable || cause instanceof DatabaseTooNew) return cause;
  const code = codeOf(cause);
  const [problem, remedy] =
    cause instanceof QueryFailedError && code === 'SQLITE_ERROR' ? outdated(cause) : explain(code);
  return new DatabaseUnreadable(`the database ${path} ${problem}`, remedy, cause);
}

function codeOf(cause: unknown): string {
  for (let error = cause; typeof error === 'object' && error !== null; error = (error as Error).cause) {
    const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
    if (typeof code === 'string') return code;
    if (typeof driverError?.code === 'string') return driverError.code;
  }
  return 'unknown';
}

function explain(code: string): [problem: string, remedy: string] {
  if (code === 'SQLITE_NOTADB') {
    return ['is not an SQLite database', 'Name another file as database_path, or move this one away.'];
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return ['is damaged', 'Restore it from a backup, or move it and its -wal and -shm files away to start empty.'];
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return ['is locked by another process', 'End the process that holds it and start again.'];
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return ['may not be written', 'Give the user Loom runs as the right to write the file and its folder.'];
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return ['cannot be written: the disk is full', 'Free some space and start again.'];
  }
  return [
    `cannot be opened (${code})`,
    'Check that database_path names a file, not a folder, and that it may be read.',
  ];
}
