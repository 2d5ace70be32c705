import { constants } from 'node:fs';
import { chmod, copyFile, lstat, lutimes, mkdir, readdir, readlink, symlink, utimes } from 'node:fs/promises';
import { errnoOf } from '../errors.js';

const SLASH = Buffer.from('/');

export interface CopyRule {
  /** Entries that are left out, with all below them. */
  readonly leaves?: (name: string, path: Buffer) => boolean;
  /** What is there already stays as it is: for files that never change once they are complete. */
  readonly keepsThere?: boolean;
}

/**
 * Copies a file, or a folder with all in it: modes, times and links as they are, names as bytes. What is not there, or
 * goes away meanwhile, is left out, and so are sockets, pipes and devices.
 */
export async function copyTree(from: string, to: string, rule: CopyRule = {}): Promise<void> {
  await copyEntry(Buffer.from(from), Buffer.from(to), rule);
}

async function copyFolder(from: Buffer, to: Buffer, rule: CopyRule): Promise<void> {
  const [stats, names] = await Promise.all([
    lstat(from).catch(gone),
    readdir(from, { encoding: 'buffer' }).catch(gone),
  ]);
  if (stats === null || names === null) return;
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of names) {
    const path = Buffer.concat([from, SLASH, name]);
    if (rule.leaves?.(name.toString('latin1'), path) === true) continue;
    await copyEntry(path, Buffer.concat([to, SLASH, name]), rule);
  }
  await dress(to, stats);
}

async function copyEntry(from: Buffer, to: Buffer, rule: CopyRule): Promise<void> {
  const stats = await lstat(from).catch(gone);
  if (stats === null) return;
  if (stats.isDirectory()) return copyFolder(from, to, rule);
  if (rule.keepsThere === true && (await lstat(to).catch(gone)) !== null) return;
  if (stats.isSymbolicLink()) {
    const target = await readlink(from, { encoding: 'buffer' }).catch(gone);
    if (target === null) return;
    await symlink(target, to);
    await lutimes(to, stats.atimeMs / 1000, stats.mtimeMs / 1000);
  } else if (stats.isFile()) {
    // Where the file system can let two files share their bytes, it does.
    const copied = await copyFile(from, to, constants.COPYFILE_FICLONE).then(() => true, gone);
    if (copied !== null) await dress(to, stats);
  }
}

interface Dress {
  readonly mode: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
}

async function dress(path: Buffer, { mode, atimeMs, mtimeMs }: Dress): Promise<void> {
  await chmod(path, mode & 0o7777);
  await utimes(path, atimeMs / 1000, mtimeMs / 1000);
}

function gone(error: unknown): null {
  if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return null;
  throw error;
}
