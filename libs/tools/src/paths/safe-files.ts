import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open, readlink, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Place } from './tree-paths.js';

const NOFOLLOW = constants.O_NOFOLLOW ?? 0;

/** The path was swapped for a symlink between its check and its use. */
export class PathMoved extends Error {}

/** Bytes of a regular file, never through a symlink; at most `maxBytes` of them. */
export async function readBytes(place: Place, maxBytes: number): Promise<{ bytes: Buffer; size: number }> {
  const file = await openChecked(place.absolute, constants.O_RDONLY | NOFOLLOW | constants.O_NONBLOCK, place.root);
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
}

/**
 * Replaces the file as a whole: written beside it, flushed, renamed over it. Whoever reads sees the old bytes or the
 * new ones, also after a kill at any moment.
 */
export async function writeAtomically(place: Place, bytes: Buffer, signal: AbortSignal): Promise<void> {
  const folder = dirname(place.absolute);
  await makeFolders(place.root, folder);
  // The snapshot ignores this name, should a kill leave it behind.
  const temporary = join(folder, `.loom-tmp-${randomBytes(8).toString('hex')}`);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NOFOLLOW;
  const file = await openChecked(temporary, flags, place.root);
  try {
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (place.stats !== null) await chmod(temporary, place.stats.mode & 0o777);
    signal.throwIfAborted();
    await rename(temporary, place.absolute);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Creates missing folders one by one; each that is there must be a real folder. */
export async function makeFolders(root: string, folder: string): Promise<void> {
  const parts = folder === root ? [] : folder.slice(root.length + 1).split(sep);
  let at = root;
  for (const part of parts) {
    at = join(at, part);
    await mkdir(at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    if (!(await lstat(at)).isDirectory()) throw new PathMoved(`"${at.slice(root.length + 1)}" is not a folder`);
  }
}

/** A directory's entry is durable only once the directory itself is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Opens, then asks the kernel where that really is: a folder swapped for a link after its check is noticed. */
async function openChecked(path: string, flags: number, root: string): Promise<FileHandle> {
  const file = await open(path, flags, 0o644).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ELOOP' || error.code === 'EMLINK') throw new PathMoved('the file became a symbolic link');
    throw error;
  });
  if (process.platform !== 'linux') return file;
  const real = await readlink(`/proc/self/fd/${file.fd}`).catch(() => path);
  if (real === path || real.startsWith(`${root}${sep}`)) return file;
  await file.close();
  throw new PathMoved('a folder on the way became a symbolic link');
}
