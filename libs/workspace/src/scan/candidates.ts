import { lstatSync, type Stats } from 'node:fs';
import { joinBytes, nameProblem, parentOf, shown, type BytePath } from '../byte-path.js';
import { errnoOf, TooMuch } from '../errors.js';

export interface ScanLimits {
  readonly maxFileBytes: number;
  readonly maxFiles: number;
  readonly maxTotalBytes: number;
}

/** Why a pipe, a socket or a device is left out. */
export const NO_FILE = 'neither a file, a folder nor a link';

/** Paths that may have changed, by what stands there now. */
export interface Sorted {
  readonly adds: Map<BytePath, Stats>;
  readonly removes: Set<BytePath>;
  /** What cannot be kept; counts as removed unless it stays as it was last. */
  readonly left: Set<BytePath>;
  readonly skipped: { path: string; reason: string }[];
}

export function lstatOf(root: string, path: BytePath): Stats | null {
  try {
    return lstatSync(joinBytes(root, path));
  } catch {
    return null;
  }
}

/** Null only where nothing is there: what cannot be looked at is not gone. */
function look(root: string, path: BytePath): Stats | null | 'hidden' {
  try {
    return lstatSync(joinBytes(root, path));
  } catch (error) {
    return errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR' ? null : 'hidden';
  }
}

export interface SortWish {
  readonly root: string;
  readonly limits: ScanLimits;
  /** What cannot be kept stays as it was last instead of counting as removed: nobody has removed it. */
  readonly keepsLast?: boolean;
}

export function leave(wish: SortWish, sorted: Sorted, path: BytePath): void {
  sorted.adds.delete(path);
  sorted.left.add(path);
  if (wish.keepsLast !== true) sorted.removes.add(path);
}

/** Sees what stands at each path, and what of it cannot be kept. */
export async function sortCandidates(wish: SortWish, candidates: ReadonlySet<BytePath>): Promise<Sorted> {
  const sorted: Sorted = { adds: new Map(), removes: new Set(), left: new Set(), skipped: [] };
  const folders = new Map<BytePath, 'real' | 'hidden' | null>();
  const folder = (dir: BytePath): 'real' | 'hidden' | null => {
    if (dir === '') return 'real';
    let known = folders.get(dir);
    if (known === undefined) {
      known = folder(parentOf(dir));
      const there = known === 'real' ? look(wish.root, dir) : null;
      if (there === 'hidden') known = 'hidden';
      else if (known === 'real' && there?.isDirectory() !== true) known = null;
      folders.set(dir, known);
    }
    return known;
  };
  const skip = (path: BytePath, reason: string): void => {
    sorted.skipped.push({ path: shown(path), reason });
    leave(wish, sorted, path);
  };
  let bytes = 0;
  let seen = 0;
  for (const path of candidates) {
    if (++seen % 5000 === 0) await new Promise(setImmediate);
    const above = folder(parentOf(path));
    const stats = above === 'real' ? look(wish.root, path) : above;
    const problem = nameProblem(path);
    if (stats === 'hidden') skip(path, problem ?? 'cannot be read');
    else if (stats === null || stats.isDirectory()) sorted.removes.add(path);
    else if (problem !== null) skip(path, problem);
    else if (stats.isSymbolicLink()) sorted.adds.set(path, stats);
    else if (!stats.isFile()) skip(path, NO_FILE);
    else if (stats.size > wish.limits.maxFileBytes) {
      skip(path, `larger than ${Math.floor(wish.limits.maxFileBytes / 1_048_576)} MiB`);
    } else {
      bytes += stats.size;
      sorted.adds.set(path, stats);
    }
  }
  if (sorted.adds.size > wish.limits.maxFiles || bytes > wish.limits.maxTotalBytes) {
    throw new TooMuch(
      `the folder holds ${sorted.adds.size} files with ${Math.round(bytes / 1_048_576)} MiB, more than Loom keeps copies of`,
      'Name folders of data and build results in a .gitignore file, or choose a smaller folder.',
    );
  }
  return sorted;
}
