import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirLock } from './data-dir-lock.js';
import { identityOf } from './process-identity.js';

let dataDir: string;
let child: ChildProcess | null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'loom-lock-'));
  child = null;
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const inUse = expect.objectContaining({ code: 'data_dir_in_use', remedy: expect.stringMatching(/./) });
const errorOf = (taking: Promise<unknown>): Promise<unknown> =>
  taking.then(
    () => null,
    (error: unknown) => error,
  );
/** An owner elsewhere need not be watched for as long as a real one. */
const SOON = { silentMs: 2_000 };
const note = (path: string, record: object): void => writeFileSync(join(dataDir, path), JSON.stringify(record));

let beats: NodeJS.Timeout[] = [];
afterEach(() => {
  for (const one of beats) clearInterval(one);
  beats = [];
});
/** The owner of a lock lives, by a clock of its own. */
function beat(path: string, wrongByMs = 0): void {
  const once = (): void => {
    const at = new Date(Date.now() + wrongByMs);
    if (existsSync(join(dataDir, path))) utimesSync(join(dataDir, path), at, at);
  };
  once();
  beats.push(setInterval(once, 20));
}

describe('the lock of a container that was killed', () => {
  it('is free at once, and not while its holder lives', async () => {
    const lifeLine = 'loom.alive.00000000-0000-4000-8000-000000000000';
    execFileSync('mkfifo', [join(dataDir, lifeLine)]);
    const script = `
      const { openSync, constants } = require('node:fs');
      openSync(process.argv[1], constants.O_RDONLY | constants.O_NONBLOCK);
      console.log('held');
      setInterval(() => undefined, 1000);`;
    child = spawn(process.execPath, ['-e', script, join(dataDir, lifeLine)], { stdio: ['ignore', 'pipe', 'inherit'] });
    if (child.stdout) await once(createInterface({ input: child.stdout }), 'line');
    note('loom.lock', { ...identityOf(process.pid), place: 'another container', nonce: 'x', lifeLine });
    expect(await errorOf(DataDirLock.take(dataDir))).toEqual(inUse);
    child.kill('SIGKILL');
    await once(child, 'exit');
    (await DataDirLock.take(dataDir)).release();
    expect(readdirSync(dataDir)).toEqual([]);
  });
});

describe('the lock of an owner on another machine', () => {
  const elsewhere = { ...identityOf(process.pid), place: 'other', boot: 'another', nonce: 'x' };

  it.each([
    ['behind', -3_600_000],
    ['ahead', 3_600_000],
  ])('stands while it beats, be its clock an hour %s', async (_, wrongByMs) => {
    note('loom.lock', elsewhere);
    beat('loom.lock', wrongByMs);
    const error = await errorOf(DataDirLock.take(dataDir, SOON));
    expect(error).toEqual(inUse);
    expect(String(error)).toContain('on other');
  });

  it.each([
    ['behind', -3_600_000],
    ['ahead', 3_600_000],
  ])('is taken once its beat is seen to stand still, were its clock an hour %s, by one only', async (_, wrongByMs) => {
    note('loom.lock', elsewhere);
    mkdirSync(join(dataDir, 'loom.shared'));
    note('loom.shared/x', { ...elsewhere, same: 'a' });
    const at = new Date(Date.now() + wrongByMs);
    utimesSync(join(dataDir, 'loom.lock'), at, at);
    const watched: unknown[] = [];
    const options = { ...SOON, onWatch: (of: object) => watched.push(of) };
    const all = await Promise.allSettled([1, 2, 3].map(() => DataDirLock.take(dataDir, options)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(watched).toContainEqual({ pid: process.pid, place: 'other', forMs: SOON.silentMs });
    for (const one of all) if (one.status === 'fulfilled') one.value.release();
  });
});

it('an owner that finds the lock another one’s is told, once, and leaves that lock alone', async () => {
  const other = { ...identityOf(process.pid), place: 'other', boot: 'another', nonce: 'x' };
  const told: unknown[] = [];
  const lost = new Promise<void>((resolve) => {
    void DataDirLock.take(dataDir, { silentMs: 60, onLost: (to) => resolve(void told.push(to)) }).then(() => {
      rmSync(join(dataDir, 'loom.lock'));
      note('loom.lock', other);
    });
  });
  await lost;
  (await DataDirLock.share(join(dataDir, 'elsewhere'), 'a', { silentMs: 60 })).release();
  expect(told).toEqual([{ pid: process.pid, place: 'other' }]);
  expect(readFileSync(join(dataDir, 'loom.lock'), 'utf8')).toBe(JSON.stringify(other));
  expect(readdirSync(dataDir).sort()).toEqual(['elsewhere', 'loom.lock']);
});

describe('a shared data directory', () => {
  it('is shared by all who join at once with the same in common, and by nobody else', async () => {
    const locks = await Promise.all(Array.from({ length: 5 }, () => DataDirLock.share(dataDir, 'a')));
    expect(await errorOf(DataDirLock.take(dataDir))).toEqual(inUse);
    await expect(DataDirLock.share(dataDir, 'b')).rejects.toEqual(inUse);
    await expect(DataDirLock.share(dataDir, 'b')).rejects.toThrow(/another database/);
    for (const lock of locks) lock.release();
    const alone = await DataDirLock.take(dataDir);
    await expect(DataDirLock.share(dataDir, 'a')).rejects.toEqual(inUse);
    alone.release();
    expect(readdirSync(dataDir)).toEqual(['loom.shared']);
  });

  it('is not shared with a process whose id means nothing here, and is not kept by a dead one', async () => {
    mkdirSync(join(dataDir, 'loom.shared'));
    note('loom.shared/x', { ...identityOf(process.pid), place: 'another container', nonce: 'x', same: 'a' });
    beat('loom.shared/x');
    await expect(DataDirLock.share(dataDir, 'a')).rejects.toThrow(/another container/);
    note('loom.shared/x', { ...identityOf(process.pid), began: '1', nonce: 'x', same: 'b' });
    (await DataDirLock.share(dataDir, 'a')).release();
  });

  it('lets others work beside its holders where process ids mean the same, and nowhere else', async () => {
    const beside = (): Promise<unknown> => errorOf(DataDirLock.refuseElsewhere(dataDir));
    expect(await errorOf(DataDirLock.refuseElsewhere(join(dataDir, 'none')))).toBeNull();
    const lock = await DataDirLock.take(dataDir);
    expect(await beside()).toBeNull();
    lock.release();
    const elsewhere = { ...identityOf(process.pid), place: 'another container', nonce: 'x' };
    note('loom.lock', elsewhere);
    beat('loom.lock');
    expect(await beside()).toMatchObject({
      code: 'data_dir_in_use',
      remedy: expect.stringContaining('docker compose exec'),
    });
    rmSync(join(dataDir, 'loom.lock'));
    mkdirSync(join(dataDir, 'loom.shared'));
    note('loom.shared/x', { ...elsewhere, same: 'a' });
    beat('loom.shared/x');
    expect(await beside()).toEqual(inUse);
  });
});
