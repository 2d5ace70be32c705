import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
const errorOf = (take: () => unknown): unknown => {
  try {
    take();
  } catch (error) {
    return error;
  }
  return null;
};
const note = (path: string, record: object): void => writeFileSync(join(dataDir, path), JSON.stringify(record));

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
    expect(errorOf(() => DataDirLock.take(dataDir))).toEqual(inUse);
    child.kill('SIGKILL');
    await once(child, 'exit');
    DataDirLock.take(dataDir).release();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is believed for a while where it ran on another machine', () => {
    const lifeLine = 'loom.alive.00000000-0000-4000-8000-000000000000';
    execFileSync('mkfifo', [join(dataDir, lifeLine)]);
    note('loom.lock', { ...identityOf(process.pid), place: 'other', boot: 'another', nonce: 'x', lifeLine });
    expect(errorOf(() => DataDirLock.take(dataDir))).toEqual(inUse);
  });
});

describe('a shared data directory', () => {
  it('is shared by all who join at once with the same in common, and by nobody else', async () => {
    const locks = await Promise.all(Array.from({ length: 5 }, () => DataDirLock.share(dataDir, 'a')));
    expect(errorOf(() => DataDirLock.take(dataDir))).toEqual(inUse);
    await expect(DataDirLock.share(dataDir, 'b')).rejects.toEqual(inUse);
    await expect(DataDirLock.share(dataDir, 'b')).rejects.toThrow(/another database/);
    for (const lock of locks) lock.release();
    const alone = DataDirLock.take(dataDir);
    await expect(DataDirLock.share(dataDir, 'a')).rejects.toEqual(inUse);
    alone.release();
    expect(readdirSync(dataDir)).toEqual(['loom.shared']);
  });

  it('is not shared with a process whose id means nothing here, and is not kept by a dead one', async () => {
    mkdirSync(join(dataDir, 'loom.shared'));
    note('loom.shared/x', { ...identityOf(process.pid), place: 'another container', nonce: 'x', same: 'a' });
    await expect(DataDirLock.share(dataDir, 'a')).rejects.toThrow(/another container/);
    note('loom.shared/x', { ...identityOf(process.pid), began: '1', nonce: 'x', same: 'b' });
    (await DataDirLock.share(dataDir, 'a')).release();
  });

  it('lets others work beside its holders where process ids mean the same, and nowhere else', async () => {
    const beside = (): unknown => errorOf(() => DataDirLock.refuseElsewhere(dataDir));
    expect(errorOf(() => DataDirLock.refuseElsewhere(join(dataDir, 'none')))).toBeNull();
    const lock = DataDirLock.take(dataDir);
    expect(beside()).toBeNull();
    lock.release();
    const elsewhere = { ...identityOf(process.pid), place: 'another container', nonce: 'x' };
    note('loom.lock', elsewhere);
    expect(beside()).toMatchObject({ code: 'data_dir_in_use', remedy: expect.stringContaining('docker compose exec') });
    rmSync(join(dataDir, 'loom.lock'));
    mkdirSync(join(dataDir, 'loom.shared'));
    note('loom.shared/x', { ...elsewhere, same: 'a' });
    expect(beside()).toEqual(inUse);
  });
});
