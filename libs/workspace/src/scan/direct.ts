import { constants, type Stats } from 'node:fs';
import { open, readlink } from 'node:fs/promises';
import { isDiskFull } from '#domain';
import { ancestorsOf, joinBytes, parentOf, type BytePath } from '../byte-path.js';
import type { Git } from '../git/git.js';
import { writeObject } from '../git/objects.js';
import { isFolder, type Edits, type Entry } from '../git/trees.js';
import { lstatOf, type Sorted } from './candidates.js';

/** More or larger files go through git, which packs and streams them. */
const MAX_DIRECT = 256;
const MAX_DIRECT_BYTES = 8 * 1_048_576;

/** Links of these names git refuses, in any spelling that some file system takes for them. */
const isOddLink = (path: BytePath): boolean => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^\.?gi/i.test(name) || /[^\x20-\x7d]/.test(name);
};

/**
 * The tree after some files changed, made here: their blobs and the folders above them are written, nothing else is
 * looked at and no index is changed. Null where that is git's work (many or large files, odd names, unreadable ones).
 */
export async function treeWith(
  git: Git,
  root: string,
  before: string,
  sorted: Sorted,
  kept: Edits = new Map(),
): Promise<string | null> {
  if (sorted.adds.size + sorted.removes.size > MAX_DIRECT) return null;
  let bytes = 0;
  for (const [path, stats] of sorted.adds) {
    if (stats.isSymbolicLink() ? isOddLink(path) : (bytes += stats.size) > MAX_DIRECT_BYTES) return null;
  }
  const edits = new Map<BytePath, Entry | null>(kept);
  for (const path of sorted.removes) edits.set(path, null);
  for (const [path, stats] of sorted.adds) {
    const entry = await entryOf(git, joinBytes(root, path), stats);
    if (entry === null) return null;
    edits.set(path, entry);
  }
  return git.trees.edit(before, edits);
}

/** Null where it is not any more what was looked at. */
async function entryOf(git: Git, file: Buffer, stats: Stats): Promise<Entry | null> {
  try {
    if (stats.isSymbolicLink()) {
      const target = await readlink(file, { encoding: 'buffer' });
      return { mode: '120000', id: await writeObject(git.dir, 'blob', target) };
    }
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const now = await handle.stat();
      if (!now.isFile() || now.size > MAX_DIRECT_BYTES) return null;
      const id = await writeObject(git.dir, 'blob', await handle.readFile());
      return { mode: (stats.mode & 0o100) !== 0 ? '100755' : '100644', id };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isDiskFull(error)) throw error;
    return null;
  }
}

/** Folders on disk that held a file and hold none any more, outermost ones. */
export async function emptiedFolders(
  git: Git,
  root: string,
  files: string,
  removes: Iterable<BytePath>,
): Promise<Set<BytePath>> {
  const emptied = new Set<BytePath>();
  for (const path of removes) {
    let outermost: BytePath | null = null;
    for (let dir = parentOf(path); dir !== ''; dir = parentOf(dir)) {
      if (isFolder(await git.trees.lookup(files, dir))) break;
      if (lstatOf(root, dir)?.isDirectory() === true) outermost = dir;
    }
    if (outermost !== null) emptied.add(outermost);
  }
  return emptied;
}

/** Empty folders without those that files now stand in. */
export function withoutParents(dirs: Iterable<BytePath>, adds: Iterable<BytePath>): Set<BytePath> {
  const left = new Set(dirs);
  for (const path of adds) for (const above of ancestorsOf(path)) left.delete(above);
  return left;
}
