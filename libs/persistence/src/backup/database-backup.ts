import { join } from 'node:path';
import { BackupFailed, DatabaseTooNew } from '../errors.js';
import { MIGRATIONS } from '../migrations/index.js';
import { POSTGRES_MIGRATIONS } from '../migrations/postgres/index.js';
import { runPostgresProgram } from './postgres-programs.js';
import { isSqliteThere, restoreSqlite, saveSqlite } from './sqlite-backup.js';

export interface DatabaseAt {
  readonly path: string;
  readonly url?: string;
}

export interface SavedDatabase {
  readonly kind: 'sqlite' | 'postgres';
  /** Below the backup's folder. */
  readonly file: string;
  readonly migrations: readonly string[];
}

const KNOWN = { sqlite: MIGRATIONS, postgres: POSTGRES_MIGRATIONS };
const TABLES = 'SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = current_schema()';

/** Copies the database of one moment into a folder, while Loom writes to it. */
export async function saveDatabase({ path, url }: DatabaseAt, folder: string): Promise<SavedDatabase> {
  if (url === undefined) {
    const file = 'loom.db';
    return { kind: 'sqlite', file, migrations: await saveSqlite(path, join(folder, file)) };
  }
  const file = 'loom.pgdump';
  const rows = await ask<{ name: string }>(url, 'SELECT name FROM migrations ORDER BY id');
  const whole = ['--format=custom', '--no-owner', '--no-privileges', `--file=${join(folder, file)}`];
  await runPostgresProgram('pg_dump', whole, url);
  return { kind: 'postgres', file, migrations: rows.map(({ name }) => name) };
}

/** @throws BackupFailed, DatabaseTooNew: why it cannot be restored there. Writes nothing. */
export async function checkRestore(saved: SavedDatabase, { path, url }: DatabaseAt): Promise<void> {
  if ((saved.kind === 'postgres') !== (url !== undefined)) {
    throw new BackupFailed(
      `the backup holds ${saved.kind === 'postgres' ? 'a Postgres' : 'an SQLite'} database, and the configuration names the other kind`,
      saved.kind === 'postgres' ? 'Set [memory] database_url to an empty database.' : 'Unset [memory] database_url.',
    );
  }
  const known = new Set(KNOWN[saved.kind].map(({ name }) => name));
  const unknown = saved.migrations.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new DatabaseTooNew('of the backup', unknown, url === undefined ? 'database_path' : 'database_url');
  if (url === undefined && isSqliteThere(path)) {
    throw new BackupFailed(
      `there is a database at ${path} already`,
      'Move it away, with its -wal and -shm files, or name another database_path.',
    );
  }
  if (url !== undefined && (await ask<{ n: string }>(url, TABLES))[0]?.n !== '0') {
    throw new BackupFailed(
      'the database of database_url is not empty',
      'Name a new, empty one: createdb -E UTF8 loom.',
    );
  }
}

/** After `checkRestore`. All of it is there afterwards, or nothing. */
export async function restoreDatabase(saved: SavedDatabase, folder: string, { path, url }: DatabaseAt): Promise<void> {
  const file = join(folder, saved.file);
  if (url === undefined) return restoreSqlite(file, path);
  await runPostgresProgram('pg_restore', ['--no-owner', '--no-privileges', '--single-transaction', file], url);
}

async function ask<Row extends object>(url: string, text: string): Promise<Row[]> {
  const { Client } = (await import('pg')).default;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return (await client.query<Row>(text)).rows;
  } catch (cause) {
    throw new BackupFailed(
      'the database of database_url cannot be read',
      'Check that the Postgres server runs and that this is a database of Loom.',
      cause,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
