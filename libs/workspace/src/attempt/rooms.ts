import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tryLock } from '../lock.js';
import { Trash } from './trash.js';

/*
 * What set-ups have installed: `installed/<workspace>/<hash of lock files>-<hash of everything>`. Whoever makes, takes
 * up or removes one holds its lock meanwhile; whoever uses one says so each minute by its time.
 */

/** Kept for each workspace, however long they are not used. */
const KEPT = 5;
export const SIGN_MS = 60_000;
const IDLE_MS = 10 * SIGN_MS;
const WEEK_MS = 7 * 24 * 3_600_000;
const ROOM = /^[0-9a-f]{16}-[0-9a-f]{32}$/;
const UNFINISHED = /^([0-9a-f]{16}-[0-9a-f]{32})\.new-/;

const run = promisify(execFile);

export const installedDir = (dataDir: string): string => join(dataDir, 'installed');
export const lockOf = (room: string): string => `${room}.lock`;
export const asideOf = (room: string): string => `${room}.new-${randomBytes(6).toString('hex')}`;

export async function roomsIn(home: string): Promise<string[]> {
  return (await readdir(home).catch(() => [])).filter((name) => ROOM.test(name));
}

/** Removes what is beyond those used last and not in use, and what a kill left half done. Answers how many are left. */
export async function dropOldRooms(home: string, trash: Trash): Promise<number> {
  await dropUnfinished(home, trash);
  const rooms = await Promise.all((await roomsIn(home)).map(async (name) => ({ name, at: await usedAt(home, name) })));
  rooms.sort((a, b) => b.at - a.at);
  let left = rooms.length;
  for (const { name } of rooms.slice(KEPT)) if (await dropRoom(home, name, IDLE_MS, trash)) left--;
  await trash.empty();
  return left;
}

/** What all of them take, and what of it goes (in a dry run: would go) since nobody used it for a week. */
export async function tidyRooms(
  dataDir: string,
  workspaceId: string,
  dryRun: boolean,
): Promise<{ bytes: number; unusedBytes: number }> {
  const home = join(installedDir(dataDir), workspaceId);
  const trash = new Trash(join(installedDir(dataDir), 'trash'), () => undefined);
  if (!dryRun) await dropUnfinished(home, trash);
  let [bytes, unusedBytes] = [0, 0];
  for (const name of await roomsIn(home)) {
    const size = (await bytesBelow(join(home, name))) ?? 0;
    bytes += size;
    const isOld = (await usedAt(home, name)) < Date.now() - WEEK_MS;
    if (isOld && (dryRun || (await dropRoom(home, name, WEEK_MS, trash)))) unusedBytes += size;
  }
  if (!dryRun) await trash.empty();
  return { bytes, unusedBytes };
}

/** On the disk; null where that cannot be found out. */
export async function bytesBelow(folder: string): Promise<number | null> {
  const kib = await sumOf(folder, '-k');
  return kib === null ? null : kib * 1024;
}

/** Files, folders and links; null where that cannot be found out, as on systems whose du does not count them. */
export const entriesBelow = (folder: string): Promise<number | null> => sumOf(folder, '--inodes');

async function sumOf(folder: string, unit: '-k' | '--inodes'): Promise<number | null> {
  try {
    // A program of its own: there may be hundreds of thousands of files, in folders deeper than any path can name.
    const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C' };
    const { stdout } = await run('du', ['-sx', unit, '--', folder], { env, cwd: '/', timeout: 120_000 });
    return Number.parseInt(stdout, 10);
  } catch {
    return null;
  }
}

const usedAt = (home: string, name: string): Promise<number> =>
  stat(join(home, name)).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );

/** Under another name first, so that a kill leaves no half of one to be found. */
async function dropRoom(home: string, name: string, idleMs: number, trash: Trash): Promise<boolean> {
  const room = join(home, name);
  return underLock(room, async () => {
    if ((await usedAt(home, name)) >= Date.now() - idleMs) return false;
    const aside = asideOf(room);
    await rename(room, aside);
    await trash.remove(aside);
    return true;
  });
}

async function dropUnfinished(home: string, trash: Trash): Promise<void> {
  for (const name of await readdir(home).catch(() => [])) {
    const room = UNFINISHED.exec(name)?.[1];
    if (room === undefined) continue;
    await underLock(join(home, room), async () => {
      await trash.remove(join(home, name));
      return true;
    });
  }
}

/** False where somebody holds it. What cannot be removed now is found again. */
async function underLock(room: string, work: () => Promise<boolean>): Promise<boolean> {
  const lock = await tryLock(lockOf(room));
  if (lock === null) return false;
  try {
    return await work();
  } catch {
    return false;
  } finally {
    await lock.release();
  }
}
