import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newTask, PostgresServer } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from './dialects/open-postgres.js';
import { openSqlite } from './dialects/open-sqlite.js';
import { POSTGRES_MIGRATIONS } from './migrations/postgres/index.js';
import { SqlTaskStore } from './sql-task-store.js';
import { event } from './store.fixture.js';

const { missing } = PostgresServer;

describe.skipIf(missing !== null)(`openPostgres${missing === null ? '' : ` (${missing})`}`, () => {
  // A server of its own: one test kills it.
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  const nameOf = (url: string): string => new URL(url).pathname.slice(1);

  it('makes the tables once, though several processes start together, and finds them the next time', async () => {
    const url = await server.database();
    const opened = await Promise.all([1, 2, 3].map(() => openPostgres(url)));
    await Promise.all(opened.map((database) => database.close()));
    await (await openPostgres(url)).close();
    expect(await server.query(nameOf(url), 'SELECT name FROM migrations ORDER BY id')).toEqual(
      POSTGRES_MIGRATIONS.map((migration) => ({ name: new migration().name })),
    );
  });

  it('has the tables, columns and indexes of the other database', async () => {
    const url = await server.database();
    await (await openPostgres(url)).close();
    const there = await server.query(
      nameOf(url),
      `SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN '!' ELSE '' END AS name
       FROM information_schema.columns WHERE table_schema = 'public'
       UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%_pkey'`,
    );
    const folder = mkdtempSync(join(tmpdir(), 'loom-schema-'));
    const sqlite = await openSqlite(join(folder, 'loom.db'));
    const here = await sqlite.lone.all<{ name: string }>(
      `SELECT t.name || '.' || c.name || CASE c."notnull" WHEN 1 THEN '!' ELSE '' END AS name
       FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'
       UNION SELECT name FROM sqlite_master WHERE type = 'index'`,
    );
    await sqlite.close();
    rmSync(folder, { recursive: true });
    // The full-text index and what the migrations' own table needs are each database's own affair.
    const shared = (rows: readonly Record<string, unknown>[]) =>
      rows
        .map(({ name }) => String(name))
        .filter((name) => !/^(memory_fts|migrations\.|PK_|sqlite_)/.test(name))
        .sort();
    expect(shared(there)).toEqual(shared([...here]));
    expect(shared(there).length).toBeGreaterThan(100);
  });

  it('undoes its migrations', async () => {
    const url = await server.database();
    const { dataSource } = await openPostgres(url);
    for (const _ of POSTGRES_MIGRATIONS) await dataSource.undoLastMigration();
    await dataSource.destroy();
    const left = await server.query(
      nameOf(url),
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
       UNION SELECT cfgname FROM pg_ts_config WHERE cfgname LIKE 'loom%'
       UNION SELECT dictname FROM pg_ts_dict WHERE dictname LIKE 'loom%'`,
    );
    expect(left).toEqual([{ name: 'migrations' }]);
  });

  it('refuses a database made by a newer Loom, says what to do, and leaves it as it is', async () => {
    const url = await server.database();
    await (await openPostgres(url)).close();
    await server.query(
      nameOf(url),
      `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'AddWonders9999999999999')`,
    );
    const refused = await openPostgres(url).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'database_too_new',
      message: expect.stringContaining('AddWonders'),
      remedy: expect.stringContaining('database_url'),
    });
  });

  it('refuses a database that holds something else, one that is not there, and one with other text', async () => {
    const foreign = await server.database();
    await server.query(nameOf(foreign), 'CREATE TABLE customers (id integer)');
    await expect(openPostgres(foreign)).rejects.toMatchObject({
      code: 'database_unreadable',
      message: expect.stringContaining('not Loom'),
    });
    expect(await server.query(nameOf(foreign), `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([
      { tablename: 'customers' },
    ]);
    await expect(openPostgres(server.url('nowhere'))).rejects.toMatchObject({
      message: expect.stringContaining('does not exist'),
    });
    await server.query('postgres', `CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0`);
    await expect(openPostgres(server.url('latin'))).rejects.toMatchObject({
      message: expect.stringContaining('UTF-8'),
    });
  });

  it('names the server that does not answer, and neither user nor password', async () => {
    const refused = (await openPostgres('postgres://me:secret@127.0.0.1:1/loom').catch(
      (error: unknown) => error,
    )) as Error;
    expect(refused).toMatchObject({ code: 'database_unreadable', remedy: expect.stringContaining('runs') });
    expect(refused.message).toContain('127.0.0.1:1/loom');
    expect(refused.message).not.toMatch(/secret|me:/);
  });

  it('goes on by itself when the server comes back', async () => {
    const store = new SqlTaskStore(await openPostgres(await server.database()));
    const task = newTask();
    await store.createTask(task, [event('task_created')]);
    server.kill();
    await expect(
      (async () => {
        for (;;) await store.appendEvents(task.id, [event('task_executing')]);
      })(),
    ).rejects.toMatchObject({ code: 'database_failed', retryable: true, remedy: expect.stringContaining('Postgres') });
    await server.restart();
    const events = await store.appendEvents(task.id, [event('task_executing')]);
    const stored = await store.eventsAfter(task.id, 0, 100_000);
    expect(stored.map(({ sequence }) => sequence)).toEqual(stored.map((_, n) => n + 1));
    expect(stored.at(-1)).toEqual(events[0]);
    await store.close();
  });
});
