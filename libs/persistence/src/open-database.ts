import { openSqlite } from './dialects/open-sqlite.js';
import type { Database } from './sql/database.js';

/** Opens Loom's database: the Postgres of `url` where one is given, else the SQLite file at `path`. */
export async function openDatabase(of: { path: string; url?: string }): Promise<Database> {
  if (of.url === undefined) return openSqlite(of.path);
  // Its driver is loaded by who has such a server.
  const { openPostgres } = await import('./dialects/open-postgres.js');
  return openPostgres(of.url);
}
