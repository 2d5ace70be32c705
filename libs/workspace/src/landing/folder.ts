import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  rmdirSync,
  type Stats,
} from 'node:fs';
import { parentOf, toBytes, type BytePath } from '../byte-path.js';
import { errnoOf } from '../errors.js';
import { fileBlobId, linkBlobId } from '../git/objects.js';
import type { Rights } from './folder-rights.js';

/** What stands at a path. `mode` are the 12 permission bits; of a link they mean nothing. */
export type Found =
  | { readonly kind: 'missing' }
  | { readonly kind: 'file'; readonly id: string; readonly mode: number; readonly stats: Stats }
  | { readonly kind: 'link'; readonly id: string; readonly stats: Stats }
  | { readonly kind: 'other' };

/** Somebody else is at work on a path of the landing: theirs stays. */
export class GuardHit extends Error {
  constructor(readonly path: BytePath) {
    super('a path changed under the landing');
  }
}

const PROC = existsSync('/proc/self/fd');
const DIRECTORY = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Runs `work` with the path of a file inside `root`, whose every folder is a real one, created where missing and
 * wished: with the rights that `create` has for it, or the usual ones. On Linux the folder is held open and named
 * through /proc, so that it cannot be swapped for a link meanwhile.
 */
export async function inFolder<T>(
  root: string,
  path: BytePath,
  create: Rights | null,
  work: (file: Buffer) => Promise<T>,
): Promise<T | null> {
  const name = toBytes(path.slice(path.lastIndexOf('/') + 1));
  const parts = parentOf(path) === '' ? [] : parentOf(path).split('/');
  let fd = openSync(root, DIRECTORY & ~constants.O_NOFOLLOW);
  try {
    let plain = Buffer.from(`${root}/`);
    let at: BytePath = '';
    const within = (part: Buffer): Buffer => Buffer.concat([PROC ? Buffer.from(`/proc/self/fd/${fd}/`) : plain, part]);
    for (const part of parts) {
      const next = within(toBytes(part));
      at = at === '' ? part : `${at}/${part}`;
      plain = Buffer.concat([plain, toBytes(part), Buffer.from('/')]);
      let inner: number;
      try {
        inner = openSync(next, DIRECTORY);
      } catch (error) {
        const code = errnoOf(error);
        if (code === 'ENOENT' && create !== null) {
          const mode = create.get(at);
          const isMade = made(next, mode === undefined ? 0o777 : 0o700);
          try {
            inner = openSync(next, DIRECTORY);
          } catch {
            throw new GuardHit(path);
          }
          if (isMade) likeFolder(inner, fd, mode);
        } else if (code === 'ENOENT') return null;
        else if (code === 'ENOTDIR' || code === 'ELOOP') throw new GuardHit(path);
        else throw error;
      }
      closeSync(fd);
      fd = inner;
    }
    return await work(within(name));
  } finally {
    closeSync(fd);
  }
}

/** False where somebody was faster. */
function made(folder: Buffer, mode: number): boolean {
  try {
    mkdirSync(folder, mode);
    return true;
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * A service that runs as root leaves the user's folders to the user: a new one belongs to whom the one above it does.
 */
function likeFolder(inner: number, above: number, mode: number | undefined): void {
  const { uid, gid } = fstatSync(above);
  if (process.getuid?.() === 0 && uid !== 0) fchownSync(inner, uid, gid);
  if (mode !== undefined) fchmodSync(inner, mode);
}

const MAX_FILE_BYTES = 2 ** 30;

export async function inspect(file: Buffer | string): Promise<Found> {
  let stats: Stats;
  try {
    stats = lstatSync(file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return { kind: 'missing' };
    throw error;
  }
  try {
    if (stats.isSymbolicLink()) return { kind: 'link', id: await linkBlobId(file), stats };
    // Nothing that was ever kept is so large, and reading it may take hours: it need not even be on the disk.
    if (!stats.isFile() || stats.size > MAX_FILE_BYTES) return { kind: 'other' };
    return { kind: 'file', id: (await fileBlobId(file)).id, mode: stats.mode & 0o7777, stats };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return { kind: 'missing' };
    // Not readable, or turned into something else meanwhile: nothing that a snapshot can have seen.
    return { kind: 'other' };
  }
}

/** Removes a folder that is empty; anything in it, even ignored, keeps it. */
export async function removeIfEmpty(root: string, dir: BytePath): Promise<boolean> {
  try {
    return (
      (await inFolder(root, dir, null, async (folder) => {
        rmdirSync(folder);
        return true;
      })) === true
    );
  } catch {
    return false;
  }
}

/** Makes a folder with those above it. */
export async function ensureFolder(root: string, dir: BytePath, rights: Rights): Promise<void> {
  await inFolder(root, `${dir}/x`, rights, async () => undefined);
}
