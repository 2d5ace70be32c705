import { lstatSync, readFileSync, type BigIntStats } from 'node:fs';
import { errnoOf } from '../errors.js';

/*
 * A staged file gets its place in the folder as a second name, and loses the first. Between the two a kill leaves it
 * staged, and the user may remove it from its place: only the time of its last change tells that it was there.
 */

const lookAt = (file: string): BigIntStats | undefined => lstatSync(file, { throwIfNoEntry: false, bigint: true });
const ownerOf = (stats: BigIntStats): string => `${stats.mode}:${stats.uid}:${stats.gid}`;
const markFrom = (stats: BigIntStats): string => `${stats.ctimeNs} ${ownerOf(stats)}`;

/** Null where nothing is staged. */
export function markOf(file: string): string | null {
  const stats = lookAt(file);
  return stats === undefined ? null : markFrom(stats);
}

/** Null where they were not written yet. */
export function marksIn(file: string): Readonly<Record<string, string>> | null {
  try {
    // Of a landing that an earlier version began: none.
    return JSON.parse(readFileSync(file, 'utf8') || '{}') as Record<string, string>;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Whether a file that was staged has, or had since its mark, another name. One whose rights were changed says nothing.
 */
export function hadAnotherName(file: string, mark: string | undefined): boolean {
  const stats = lookAt(file);
  if (stats === undefined || stats.nlink > 1n) return true;
  return mark !== undefined && mark !== markFrom(stats) && mark.split(' ')[1] === ownerOf(stats);
}
