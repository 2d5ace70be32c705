import { openPostgres } from './dialects/open-postgres.js';
import { openSqlite } from './dialects/open-sqlite.js';
import type { Database } from './sql/database.js';

/** Opens Loom's database: the Postgres of `url` where one is given, else the SQLite file at `path`. */
export const openDatabase = (of: { path: string; url?: string }): Promise<Database> =>
  of.url === undefined ? openSqlite(of.path) : openPostgres(of.url);
