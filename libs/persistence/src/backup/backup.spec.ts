import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open-database.js';
import { SqlTaskStore } from '../sql-task-store.js';
import { newPlace } from '../store.fixture.js';
import { checkRestore, restoreDatabase, saveDatabase } from './database-backup.js';
import { withoutPassword } from './postgres-programs.js';

const WRITER = fileURLToPath(new URL('../../../../dist/libs/persistence/src/busy-writer.fixture.js', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loom-saved-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('holds one moment of a database that another process writes to without end', async () => {
  const place = await newPlace();
  const args = [WRITER, JSON.stringify(place)];
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let said = '';
    const rounds = (): number => said.split('.').length - 1;
    const after = async (count: number): Promise<void> => {
      while (rounds() < count) said += String((await once(writer.stdout, 'data'))[0]);
    };
    await after(3);
    const saved = await saveDatabase(place, folder);
    await after(rounds() + 2);
    const taskId = said.slice(0, said.indexOf('\n'));
    const path = join(folder, 'restored', 'loom.db');
    await checkRestore(saved, { path });
    await restoreDatabase(saved, folder, { path });
    const store = new SqlTaskStore(await openDatabase({ path }));
    const events = await store.eventsAfter(taskId, 0, 1_000_000);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, n) => n + 1));
    const begun = events.filter(({ type }) => type === 'subtask_started').length;
    expect(begun).toBeGreaterThanOrEqual(2);
    expect((await store.state(taskId))?.advances).toBe(begun);
    expect(await store.memory({ taskId, query: 'learned', limit: 1_000_000 })).toHaveLength(50 * begun);
    await store.close();
  } finally {
    const ended = once(writer, 'exit');
    writer.kill('SIGKILL');
    await ended;
    await place.leave();
  }
});

it('is not restored over anything, nor by an older Loom, nor into the other kind of database', async () => {
  const path = join(folder, 'data', 'loom.db');
  await (await openDatabase({ path })).close();
  const saved = await saveDatabase({ path }, folder);
  const refused = (over: object, at: { path: string; url?: string }) =>
    expect(checkRestore({ ...saved, ...over }, at)).rejects;
  const empty = { path: join(folder, 'empty', 'loom.db') };
  await refused({}, { path }).toMatchObject({ code: 'backup_failed', remedy: expect.stringContaining('Move it away') });
  await refused({ migrations: ['AddWonders9999999999999'] }, empty).toMatchObject({ code: 'database_too_new' });
  await refused({ kind: 'postgres' }, empty).toMatchObject({ remedy: expect.stringContaining('database_url') });
  await refused({}, { ...empty, url: 'postgres://nowhere/x' }).toMatchObject({ code: 'backup_failed' });
  // The log of a database that is gone would be read into the restored one.
  mkdirSync(join(folder, 'empty'));
  writeFileSync(`${empty.path}-wal`, 'left');
  await refused({}, empty).toMatchObject({ message: expect.stringContaining('already') });
  rmSync(`${empty.path}-wal`);
  writeFileSync(join(folder, saved.file), Buffer.alloc(8192, 7));
  await expect(restoreDatabase(saved, folder, empty)).rejects.toThrow();
  expect(existsSync(empty.path)).toBe(false);
  await expect(saveDatabase({ path: join(folder, 'none.db') }, folder)).rejects.toMatchObject({
    message: expect.stringContaining('there is no database'),
  });
});

it('shows a password on no command line', () => {
  expect(withoutPassword('postgres://me:s%40fe@host:5433/loom?sslmode=require')).toEqual({
    address: 'postgres://me@host:5433/loom?sslmode=require',
    password: 's@fe',
  });
  expect(withoutPassword('postgres://me@host/loom?password=s%40fe&sslmode=require')).toEqual({
    address: 'postgres://me@host/loom?sslmode=require',
    password: 's@fe',
  });
  expect(withoutPassword('postgres://me@host/loom')).toEqual({ address: 'postgres://me@host/loom', password: null });
});
