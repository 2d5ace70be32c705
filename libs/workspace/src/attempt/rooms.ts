import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Trash } from './trash.js';

/* What set-ups have installed: `installed/<workspace>/<hash of lock files>-<hash of everything>`. */

/** Kept for each workspace, however long they are not used. */
const KEPT = 5;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
const ROOM = /^[0-9a-f]{16}-[0-9a-f]{32}$/;
const UNFINISHED = /^[0-9a-f]{16}-[0-9a-f]{32}\.new-/;

export const installedDir = (dataDir: string): string => join(dataDir, 'installed');

export async function roomsIn(home: string): Promise<string[]> {
  return (await readdir(home).catch(() => [])).filter((name) => ROOM.test(name));
}

/**
 * Removes what is beyond those used last, and what a kill left half done. An attempt of another process may have one
 * mounted that it was given within the hour.
 */
export async function dropOldRooms(home: string, trash: Trash, isUsed: (room: string) => boolean): Promise<void> {
  const now = Date.now();
  const rooms: { path: string; usedAt: number }[] = [];
  for (const name of await readdir(home).catch(() => [])) {
    const path = join(home, name);
    const usedAt = (await stat(path).catch(() => null))?.mtimeMs ?? now;
    if (ROOM.test(name)) rooms.push({ path, usedAt });
    else if (UNFINISHED.test(name) && usedAt < now - DAY_MS) await trash.remove(path).catch(isGone);
  }
  rooms.sort((a, b) => b.usedAt - a.usedAt);
  for (const { path, usedAt } of rooms.slice(KEPT)) {
    if (usedAt < now - HOUR_MS && !isUsed(path)) await trash.remove(path).catch(isGone);
  }
  await trash.empty();
}

/** What all of them take, and what of it goes (in a dry run: would go) since nobody used it for a week. */
export async function tidyRooms(
  dataDir: string,
  workspaceId: string,
  dryRun: boolean,
): Promise<{ bytes: number; unusedBytes: number }> {
  const home = join(installedDir(dataDir), workspaceId);
  const trash = new Trash(join(installedDir(dataDir), 'trash'), () => undefined);
  let [bytes, unusedBytes] = [0, 0];
  for (const name of await roomsIn(home)) {
    const path = join(home, name);
    const size = await bytesBelow(path);
    bytes += size;
    // Looked at last: an attempt that takes it up says so by its time.
    const stats = await stat(path).catch(() => null);
    if (stats === null || stats.mtimeMs > Date.now() - WEEK_MS) continue;
    unusedBytes += size;
    if (!dryRun) await trash.remove(path).catch(isGone);
  }
  if (!dryRun) await trash.empty();
  return { bytes, unusedBytes };
}

/** Somebody else removes the same; what is left is found again. */
const isGone = (): void => undefined;

async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await bytesBelow(path);
    else bytes += ((await lstat(path).catch(() => null))?.blocks ?? 0) * 512;
  }
  return bytes;
}
