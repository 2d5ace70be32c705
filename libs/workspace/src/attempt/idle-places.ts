import { existsSync } from 'node:fs';
import { readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from '../lock.js';
import { makeFolder } from '../make-folder.js';
import { bytesBelow, installedDir, tidyRooms } from './rooms.js';
import { Trash } from './trash.js';

/*
 * What a machine holds for workspaces that nobody works on: `slots/<workspace>` with the checkouts, away from the head
 * also `cache/<workspace>` with a copy of the store. The time of the former is that of its last use.
 */

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const WORKSPACE_ID = /^[0-9a-f]{8,64}$/;
const SLOT = /^s\d+$/;

export interface IdleWish {
  /** Unused for so long, it goes. */
  readonly idleMs: number;
  /**
   * Of all that is held for workspaces; beyond these what was used longest ago goes, unless that was within the hour.
   */
  readonly maxBytes: number;
  /** Copies that cannot become smaller, since the disk is too full for it: they go as if they were too much. */
  readonly tight?: ReadonlySet<string>;
}

export interface GoneIdle {
  readonly workspaces: number;
  readonly bytes: number;
}

export const slotsDirOf = (dataDir: string, workspaceId: string): string => join(dataDir, 'slots', workspaceId);
const cacheDirOf = (dataDir: string, workspaceId: string): string => join(dataDir, 'cache', workspaceId);

/** Says that a workspace is worked on now. */
export async function noteUse(slotsDir: string): Promise<void> {
  makeFolder(slotsDir);
  const now = new Date();
  await utimes(slotsDir, now, now);
}

/**
 * Removes a workspace's checkouts where none of them is taken; false where one is. They are made anew when asked for.
 */
export async function dropSlots(slotsDir: string, behind: (work: Promise<void>) => void): Promise<boolean> {
  for (const name of (await readdir(slotsDir).catch(() => [])).filter((one) => SLOT.test(one))) {
    const dir = join(slotsDir, name);
    const lock = await tryLock(join(dir, 'lock'));
    if (lock === null) return false;
    try {
      const trash = new Trash(join(dir, 'trash'), behind);
      for (const part of ['standby.json', 'index', 'layers', 'scratch', 'tree']) await trash.remove(join(dir, part));
      await trash.empty();
    } finally {
      await lock.release();
    }
  }
  return true;
}

/** On the head's machine: the checkouts of a workspace that nobody has worked on for a week. Answers their bytes. */
export async function tidySlots(dataDir: string, workspaceId: string, dryRun: boolean): Promise<number> {
  const slotsDir = slotsDirOf(dataDir, workspaceId);
  if ((await usedAt(slotsDir)) >= Date.now() - WEEK_MS) return 0;
  const bytes = (await bytesBelow(slotsDir)) ?? 0;
  return dryRun || (await dropSlots(slotsDir, () => undefined)) ? bytes : 0;
}

/** `drop` removes the copy of a workspace's store. */
export async function tidyIdle(
  dataDir: string,
  { idleMs, maxBytes, tight }: IdleWish,
  drop: (workspaceId: string) => Promise<unknown>,
  behind: (work: Promise<void>) => void,
): Promise<GoneIdle> {
  const held: { workspaceId: string; at: number; bytes: number }[] = [];
  for (const workspaceId of await workspacesIn(dataDir)) {
    await tidyRooms(dataDir, workspaceId, false);
    if (!(await isHeld(dataDir, workspaceId))) continue;
    const places = [slotsDirOf(dataDir, workspaceId), cacheDirOf(dataDir, workspaceId)];
    const sizes = await Promise.all([...places, join(installedDir(dataDir), workspaceId)].map(bytesBelow));
    const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    held.push({ workspaceId, at: Math.max(...(await Promise.all(places.map(usedAt)))), bytes });
  }
  held.sort((a, b) => a.at - b.at);
  let all = held.reduce((sum, { bytes }) => sum + bytes, 0);
  const gone = { workspaces: 0, bytes: 0 };
  for (const { workspaceId, at, bytes } of held) {
    const unusedMs = Date.now() - at;
    const isTooMuch = all > maxBytes || tight?.has(workspaceId) === true;
    if (unusedMs <= idleMs && (!isTooMuch || unusedMs <= HOUR_MS)) continue;
    if (!(await dropSlots(slotsDirOf(dataDir, workspaceId), behind))) continue;
    await drop(workspaceId);
    all -= bytes;
    gone.workspaces += 1;
    gone.bytes += bytes;
  }
  return gone;
}

/** What was let go of leaves folders with locks behind. */
async function isHeld(dataDir: string, workspaceId: string): Promise<boolean> {
  const slotsDir = slotsDirOf(dataDir, workspaceId);
  const slots = (await readdir(slotsDir).catch(() => [])).filter((name) => SLOT.test(name));
  return [
    join(cacheDirOf(dataDir, workspaceId), 'repo.git'),
    ...slots.map((name) => join(slotsDir, name, 'tree')),
  ].some(existsSync);
}

async function workspacesIn(dataDir: string): Promise<string[]> {
  const parts = ['slots', 'cache'].map((name) => readdir(join(dataDir, name)).catch((): string[] => []));
  const names = (await Promise.all(parts)).flat();
  return [...new Set(names)].filter((name) => WORKSPACE_ID.test(name));
}

const usedAt = (folder: string): Promise<number> =>
  stat(folder).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
