import pg from 'pg';
import { DataSource, QueryFailedError } from 'typeorm';
import { DatabaseTooNew, DatabaseUnreadable, outdated } from '../errors.js';
import { POSTGRES_MIGRATIONS } from '../migrations/postgres/index.js';
import { QUIET } from './quiet.js';
import { clocksFrom } from '../sql/clocks.js';
import { poolOf, PostgresDatabase, VALUES } from './postgres-database.js';

/** Of one process; the server's `max_connections` is shared by all of them. */
const MOST_CONNECTIONS = 10;
const CONNECT_MS = 10_000;
/** Any number that no other program takes for its own lock; serialises migrations. */
const MIGRATION_LOCK = 7_016_655_001;

/**
 * Settings of each session. A process that stands still in the middle of a transaction keeps its locks no longer than
 * the server waits for it, and one whose machine went away no longer than the keepalives take.
 */
const SESSION = [
  'idle_in_transaction_session_timeout=10s',
  'lock_timeout=15s',
  'statement_timeout=60s',
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=3',
];

/** Opens the database, its tables made or brought up to date where needed. Several processes may do so at once. */
export async function openPostgres(url: string): Promise<PostgresDatabase> {
  const place = placeOf(url);
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    driver: pg,
    migrations: POSTGRES_MIGRATIONS,
    logger: QUIET,
    installExtensions: false,
    applicationName: 'loom',
    connectTimeoutMS: CONNECT_MS,
    // A connection that fails while nobody uses it is dropped from the pool; the next one is new.
    poolErrorHandler: () => undefined,
    extra: {
      max: MOST_CONNECTIONS,
      keepAlive: true,
      types: VALUES,
      options: SESSION.map((setting) => `-c ${setting}`).join(' '),
    },
  });
  try {
    await dataSource.initialize();
    await migrate(dataSource, place);
    return new PostgresDatabase(dataSource, place, clocksFrom(await serverTime(dataSource)));
  } catch (cause) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw unreadable(place, cause);
  }
}

/**
 * Under a lock of the server, so that of several processes that start together one migrates and the others find it
 * done.
 */
async function migrate(dataSource: DataSource, place: string): Promise<void> {
  const client = await poolOf(dataSource).connect();
  try {
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await inspect(client, place);
      await dataSource.runMigrations({ transaction: 'all' });
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    // Not to be used again: its settings are others than those of the rest.
    client.release(true);
  }
}

/** Looks before anything is written: a database that is not ours is left as it is. */
async function inspect(client: pg.PoolClient, place: string): Promise<void> {
  const encoding = await client.query<{ server_encoding: string }>('SHOW server_encoding');
  if (encoding.rows[0]?.server_encoding !== 'UTF8') {
    throw new DatabaseUnreadable(
      `the database ${place} does not keep its text as UTF-8`,
      "Make another: CREATE DATABASE loom ENCODING 'UTF8' TEMPLATE template0.",
    );
  }
  const found = await client.query<{ name: string }>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()',
  );
  const tables = new Set(found.rows.map(({ name }) => name));
  if (tables.size === 0) return;
  if (!['migrations', 'tasks', 'events'].every((name) => tables.has(name))) {
    throw new DatabaseUnreadable(
      `the database ${place} holds tables, but not Loom's`,
      'Name an empty database in database_url; Loom makes its tables.',
    );
  }
  const applied = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  const known = new Set(POSTGRES_MIGRATIONS.map((migration) => migration.name));
  const unknown = applied.rows.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new DatabaseTooNew(place, unknown, 'database_url');
}

async function serverTime(dataSource: DataSource): Promise<number> {
  const { rows } = await poolOf(dataSource).query<{ now: number }>(
    'SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS now',
  );
  return rows[0]?.now ?? Date.now();
}

/** The address as a person may see it: without name, password and parameters. */
function placeOf(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url);
    return `${host || searchParams.get('host') || 'localhost'}${pathname}`;
  } catch {
    return 'of database_url';
  }
}

function unreadable(place: string, cause: unknown): Error {
  if (cause instanceof DatabaseUnreadable || cause instanceof DatabaseTooNew) return cause;
  const [problem, remedy] = explain(cause);
  return new DatabaseUnreadable(`the database ${place} ${problem}`, remedy, cause);
}

function explain(cause: unknown): [problem: string, remedy: string] {
  const { code, message } = cause as { code?: unknown; message?: unknown };
  switch (code) {
    case '28P01':
    case '28000':
      return ['refuses this user', 'Check name and password in database_url.'];
    case '3D000':
      return ['does not exist', 'Make it (createdb), or name another in database_url.'];
    case '42501':
      return ['does not let this user make tables', 'Make the user of database_url the owner of the database.'];
    case '53300':
      return ['has no connection left', 'Raise max_connections of the Postgres server, or stop another program.'];
    default:
      if (cause instanceof QueryFailedError) return outdated(cause);
      return [
        `cannot be opened (${typeof code === 'string' ? code : String(message)})`,
        'Check that the Postgres server of database_url runs and can be reached from here.',
      ];
  }
}
