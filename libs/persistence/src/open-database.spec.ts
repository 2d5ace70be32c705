import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS } from './migrations/index.js';
import { openSqlite } from './dialects/open-sqlite.js';
import { connectionOf } from './dialects/sqlite-database.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loom-open-'));
  path = join(folder, 'data', 'loom.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('openSqlite', () => {
  it('makes folder and file for their owner alone, in WAL mode', async () => {
    const { dataSource } = await openSqlite(path);
    const db = connectionOf(dataSource);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
    const pragmas = ['journal_mode', 'synchronous', 'foreign_keys'].map((name) => db.pragma(name, { simple: true }));
    expect(pragmas).toEqual(['wal', 1, 1]);
    await dataSource.destroy();
  });

  it('has the schema that the entities describe', async () => {
    const { dataSource } = await openSqlite(path);
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    await dataSource.destroy();
  });

  it('opens the same file again, and several times at once', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openSqlite(path)));
    await Promise.all(opened.map((database) => database.close()));
    const { dataSource: again } = await openSqlite(path);
    expect(await again.query('SELECT count(*) AS n FROM migrations')).toEqual([{ n: MIGRATIONS.length }]);
    await again.destroy();
  });

  it('waits for the write of another process, and does not stand still meanwhile', async () => {
    const database = await openSqlite(path);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const ping = database.lone.run(`INSERT INTO health_checks (id, at) VALUES (1, 'now')`);
    await new Promise((resolve) => setTimeout(resolve, 0));
    other.exec('COMMIT');
    expect(await ping).toBe(1);
    other.close();
    await database.close();
  });

  it('undoes its migrations', async () => {
    const { dataSource } = await openSqlite(path);
    for (const _ of MIGRATIONS) await dataSource.undoLastMigration();
    const left = connectionOf(dataSource).prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all();
    expect(left).toEqual(expect.not.arrayContaining(['tasks', 'events', 'memory_fts']));
    await dataSource.destroy();
  });

  it('refuses a database made by a newer Loom and leaves it as it is', async () => {
    await (await openSqlite(path)).close();
    const db = new Database(path);
    db.exec(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'AddWonders9999999999999')`);
    db.close();
    const refused = await openSqlite(path).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'database_too_new', remedy: expect.stringMatching(/./) });
    expect(String(refused)).toContain('AddWonders');
  });

  it('refuses what is no database, byte for byte untouched', async () => {
    path = join(folder, 'notes.txt');
    writeFileSync(path, 'these are my notes, not a database, '.repeat(200));
    const before = readFileSync(path);
    await expect(openSqlite(path)).rejects.toMatchObject({
      code: 'database_unreadable',
      remedy: expect.stringMatching(/./),
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses a damaged database', async () => {
    await (await openSqlite(path)).close();
    const bytes = readFileSync(path);
    bytes.fill(0xab, 100, 8192);
    writeFileSync(path, bytes);
    await expect(openSqlite(path)).rejects.toMatchObject({
      code: 'database_unreadable',
      message: expect.stringContaining('damaged'),
    });
  });

  it('refuses a foreign database', async () => {
    path = join(folder, 'foreign.db');
    const db = new Database(path);
    db.exec('CREATE TABLE customers (id integer)');
    db.close();
    await expect(openSqlite(path)).rejects.toMatchObject({
      code: 'database_unreadable',
      message: expect.stringContaining('not one of'),
    });
  });

  it('refuses a folder', async () => {
    mkdirSync(path, { recursive: true });
    await expect(openSqlite(path)).rejects.toMatchObject({ code: 'database_unreadable' });
  });

  it('refuses a path below a file', async () => {
    writeFileSync(join(folder, 'data'), '');
    await expect(openSqlite(path)).rejects.toMatchObject({ code: 'database_unreadable' });
  });
});
