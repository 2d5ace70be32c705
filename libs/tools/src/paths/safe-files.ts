import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { HeldFolder, PathMoved } from './held-folder.js';
import type { Place } from './place.js';

/** Runs `work` on the folder that a place lies in, held open until it is done; missing folders are made when wished. */
export async function inFolderOf<T>(
  place: Pick<Place, 'root' | 'relative'>,
  work: (folder: HeldFolder, name: string) => Promise<T>,
  make = false,
): Promise<T> {
  const parts = place.relative.split('/');
  const name = parts.pop() ?? '';
  const folder = await HeldFolder.reach(place.root, parts, make);
  try {
    return await work(folder, name);
  } finally {
    await folder.close();
  }
}

/** Bytes of a regular file, never through a symlink; at most `maxBytes` of them. */
export function readBytes(place: Place, maxBytes: number): Promise<{ bytes: Buffer; size: number }> {
  return inFolderOf(place, async (folder, name) => {
    const file = await folder.openFile(name, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = await file.stat();
      if (!stats.isFile()) throw new PathMoved(`"${place.shown}" is not a regular file`);
      const bytes = Buffer.alloc(Math.min(stats.size, maxBytes));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return { bytes: bytes.subarray(0, filled), size: stats.size };
    } finally {
      await file.close();
    }
  });
}

/** Whoever may read it may execute it. */
const runnable = (mode: number): number => (mode | ((mode & 0o444) >> 2)) & 0o777;

/**
 * Replaces the file as a whole: written beside it, flushed, renamed over it. Whoever reads sees the old bytes or the
 * new ones, also after a kill at any moment. Missing folders are made. `runs`: one that is new may be executed.
 */
export function writeAtomically(place: Place, bytes: Buffer, signal: AbortSignal, runs = false): Promise<void> {
  const write = async (folder: HeldFolder, name: string): Promise<void> => {
    // The snapshot ignores this name, should a kill leave it behind.
    const temporary = `.loom-tmp-${randomBytes(8).toString('hex')}`;
    const file = await folder.openFile(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
    try {
      try {
        await file.writeFile(bytes);
        if (place.stats !== null) await file.chmod(place.stats.mode & 0o777);
        else if (runs) await file.chmod(runnable((await file.stat()).mode));
        await file.sync();
      } finally {
        await file.close();
      }
      signal.throwIfAborted();
      await rename(folder.at(temporary), folder.at(name));
    } catch (error) {
      await rm(folder.at(temporary), { force: true });
      throw error;
    }
    await folder.sync();
  };
  return inFolderOf(place, write, true);
}
