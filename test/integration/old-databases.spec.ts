import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, SqlTaskStore } from '#persistence';
import { PostgresServer } from '#testing';
import { OLD_DATA, statementsOf } from '../e2e/support/old-data.js';

/* Databases as earlier versions left them, opened by this one. What goes on with them: test/e2e/old-data.spec.ts. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loom-old-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const archives = readdirSync(OLD_DATA).sort();
const unpacked = (name: string): { completed: string; unfinished: string } => {
  execFileSync('tar', ['-xzf', join(OLD_DATA, name), '-C', folder]);
  return JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8')) as { completed: string; unfinished: string };
};
const path = (): string => join(folder, 'loom.db');
const bytes = (): string => createHash('sha256').update(readFileSync(path())).digest('hex');

async function onPostgres(): Promise<{ url: string; ask: (text: string) => Promise<Record<string, unknown>[]> }> {
  const server = await PostgresServer.shared();
  const url = await server.database();
  onTestFinished(() => server.drop(url));
  const ask = (text: string) => server.query(new URL(url).pathname.slice(1), text);
  await ask(statementsOf(join(folder, 'loom.sql')));
  return { url, ask };
}

describe.each(archives)('%s', (name) => {
  const isPostgres = name.startsWith('postgres');
  it.skipIf(isPostgres && PostgresServer.missing !== null)('is brought up to date with all that is in it', async () => {
    const { completed, unfinished } = unpacked(name);
    const store = new SqlTaskStore(
      await openDatabase(isPostgres ? { path: '', ...(await onPostgres()) } : { path: path() }),
    );
    onTestFinished(() => store.close());
    expect((await store.listTasks({ limit: 10 })).tasks.map(({ id }) => id).sort()).toEqual(
      [completed, unfinished].sort(),
    );
    expect(await store.openTasks()).toEqual([unfinished]);
    for (const id of [completed, unfinished]) {
      const task = await store.task(id);
      const events = await store.eventsAfter(id, 0, 10_000);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_event, n) => n + 1));
      expect(events).toHaveLength(task?.lastSequence ?? 0);
      expect(await store.state(id)).toMatchObject({ id, status: task?.status });
      const subtasks = await store.subtasks(id);
      for (const { id: subtaskId } of subtasks)
        expect((await store.attempts(id, subtaskId)).flatMap((attempt) => attempt.entries).length).toBeGreaterThan(2);
      expect(await store.landings(id)).toHaveLength(1);
      expect(await store.landedChanges(id)).toHaveLength(1);
    }
    expect(await store.memory({ taskId: completed, query: 'kept', limit: 10 })).toHaveLength(1);
    expect(await store.pulse()).toMatchObject({ openTasks: [{ status: 'executing', count: 1 }] });
    expect(await store.stalledTasks(0)).toEqual([]);
    await store.ping();
  });
});

/** A table that a later migration wants to make. */
const IN_THE_WAY = 'CREATE TABLE "tree_stores" ("mine" text)';

const FAILED = {
  code: 'database_unreadable',
  message: expect.stringMatching(
    /could not be brought up to date \(.*tree_stores.* already exists\), and is as it was/,
  ),
};

describe('a migration that fails', () => {
  it('leaves an SQLite database as it was, whatever the ones before it did', async () => {
    unpacked(archives.find((name) => name.startsWith('sqlite')) ?? '');
    const change = new Database(path());
    change.exec(IN_THE_WAY);
    change.close();
    const dump = (): unknown => {
      const db = new Database(path(), { readonly: true });
      const schema = db.prepare('SELECT name, sql FROM sqlite_master ORDER BY name').all();
      const rows = db.prepare('SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM migrations)').raw().all();
      db.close();
      return { schema, rows };
    };
    const before = dump();
    await expect(openDatabase({ path: path() })).rejects.toMatchObject(FAILED);
    expect(dump()).toEqual(before);
  });

  it.skipIf(PostgresServer.missing !== null)('leaves a Postgres database as it was', async () => {
    unpacked(archives.find((name) => name.startsWith('postgres')) ?? '');
    const { url, ask } = await onPostgres();
    await ask(IN_THE_WAY);
    const dump = () =>
      ask(`SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
           UNION ALL SELECT name, '' FROM migrations ORDER BY 1, 2`);
    const before = await dump();
    await expect(openDatabase({ path: '', url })).rejects.toMatchObject(FAILED);
    expect(await dump()).toEqual(before);
  });
});

it('a database of a newer version is refused with not a byte of it changed', async () => {
  unpacked(archives.filter((name) => name.startsWith('sqlite')).at(-1) ?? '');
  const change = new Database(path());
  change.exec(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'AddWonders9999999999999')`);
  change.close();
  const before = bytes();
  await expect(openDatabase({ path: path() })).rejects.toMatchObject({ code: 'database_too_new' });
  expect(bytes()).toBe(before);
  expect(existsSync(`${path()}-wal`)).toBe(false);
});
