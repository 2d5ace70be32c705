import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, lstat, readdir, rename, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { entriesOf } from '../entries.js';
import { errnoOf } from '../errors.js';
import { makeFolder } from '../make-folder.js';

/** Entries of one folder that are removed one by one, and how deep. */
const MAX_HERE = 500;
const MAX_DEPTH = 64;

/**
 * Removes what an attempt left. A folder may hold so many files that this takes minutes, or be deeper than any path can
 * name: such a one is moved away whole, which takes no time, and removed behind the back of whoever waits.
 */
export class Trash {
  constructor(
    private readonly dir: string,
    /** Told of what goes on behind. */
    private readonly behind: (work: Promise<void>) => void,
  ) {}

  async remove(folder: Buffer | string): Promise<void> {
    const bytes = typeof folder === 'string' ? Buffer.from(folder) : folder;
    if (await removedHere(bytes, { left: MAX_HERE }, 0)) return;
    makeFolder(this.dir);
    await rename(bytes, join(this.dir, randomBytes(6).toString('hex')));
  }

  /** Also of what a killed process had no time for. */
  async empty(): Promise<void> {
    const names = await readdir(this.dir).catch(() => []);
    if (names.length > 0) this.behind(removeAll(names.map((name) => join(this.dir, name))));
  }
}

/** False where there is too much to do it here; what is left then can be moved. */
async function removedHere(folder: Buffer, budget: { left: number }, depth: number): Promise<boolean> {
  const stats = await lstat(folder).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (stats === null) return true;
  if (!stats.isDirectory()) return unlinked(folder);
  // Neither emptied nor moved without these.
  if ((stats.mode & 0o700) !== 0o700) await chmod(folder, 0o700);
  if (depth > MAX_DEPTH) return false;
  for (const entry of await entriesOf(folder, budget.left + 1)) {
    if (--budget.left < 0) return false;
    const inner = Buffer.concat([folder, Buffer.from('/'), entry.name]);
    if (!(entry.isDirectory() ? await removedHere(inner, budget, depth + 1) : await unlinked(inner))) return false;
  }
  await rmdir(folder).catch(unlessGone);
  return true;
}

/** Others may be removing the same: what is gone is gone. */
function unlessGone(error: unknown): void {
  if (errnoOf(error) !== 'ENOENT') throw error;
}

export async function unlinked(file: Buffer): Promise<true> {
  await unlink(file).catch(unlessGone);
  return true;
}

const REMOVE = 'rm -rf -- "$@" 2>/dev/null || { chmod -R u+rwX -- "$@"; rm -rf -- "$@"; }';

/**
 * By a program that goes down folder by folder, however deep; what it cannot remove, or a kill leaves, is tried again.
 */
function removeAll(folders: readonly string[]): Promise<void> {
  return new Promise((done) => {
    const env = { PATH: '/usr/bin:/bin' };
    const child = spawn('/bin/sh', ['-c', REMOVE, 'sh', ...folders], { env, cwd: '/', stdio: 'ignore' });
    child.on('error', () => done());
    child.on('close', () => done());
    // Whoever ends meanwhile need not wait for it.
    child.unref();
  });
}
