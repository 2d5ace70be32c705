import { lstatSync, type Stats } from 'node:fs';
import { UnusableWorkspace } from '#conductor';
import { joinBytes, nameProblem, parentOf, shown, type BytePath } from '../byte-path.js';

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
  readonly skipped: { path: string; reason: string }[];
}

export function lstatOf(root: string, path: BytePath): Stats | null {
  try {
    return lstatSync(joinBytes(root, path));
  } catch {
    return null;
  }
}

/** Sees what stands at each path, and what of it cannot be kept. */
export async function sortCandidates(
  wish: { readonly root: string; readonly limits: ScanLimits },
  candidates: ReadonlySet<BytePath>,
): Promise<Sorted> {
  const sorted: Sorted = { adds: new Map(), removes: new Set(), skipped: [] };
  const realDirs = new Map<BytePath, boolean>();
  const isRealDir = (dir: BytePath): boolean => {
    if (dir === '') return true;
    let real = realDirs.get(dir);
    if (real === undefined) {
      real = isRealDir(parentOf(dir)) && lstatOf(wish.root, dir)?.isDirectory() === true;
      realDirs.set(dir, real);
    }
    return real;
  };
  const skip = (path: BytePath, reason: string): void => {
    sorted.skipped.push({ path: shown(path), reason });
    sorted.removes.add(path);
  };
  let bytes = 0;
  let seen = 0;
  for (const path of candidates) {
    if (++seen % 5000 === 0) await new Promise(setImmediate);
    const stats = isRealDir(parentOf(path)) ? lstatOf(wish.root, path) : null;
    if (stats === null || stats.isDirectory()) {
      sorted.removes.add(path);
      continue;
    }
    const problem = nameProblem(path);
    if (problem !== null) skip(path, problem);
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
    throw new UnusableWorkspace(
      `the folder holds ${sorted.adds.size} files with ${Math.round(bytes / 1_048_576)} MiB, more than Loom keeps copies of`,
      'Name folders of data and build results in a .gitignore file, or choose a smaller folder.',
    );
  }
  return sorted;
}
