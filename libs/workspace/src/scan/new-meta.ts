import { ancestorsOf, type BytePath } from '../byte-path.js';
import type { MetaRecord } from '../meta.js';
import type { Sorted } from './candidates.js';

/** Says which permission bits are worth recording: undefined = the usual ones. */
export type ModeRule = (actual: number, before: number | undefined) => number | undefined;

/** The record after some paths changed; the old one itself where it still holds. */
export function newMeta(
  before: MetaRecord,
  sorted: Sorted,
  dirs: ReadonlySet<BytePath>,
  modeRule: ModeRule,
  /** Where what was left out stays as it was: the record of that. */
  last?: MetaRecord,
): MetaRecord {
  const modes = new Map(before.modes);
  let changed = dirs.size !== before.dirs.size || [...dirs].some((dir) => !before.dirs.has(dir));
  const set = (path: BytePath, mode: number | undefined): void => {
    if (modes.get(path) === mode) return;
    changed = true;
    if (mode === undefined) modes.delete(path);
    else modes.set(path, mode);
  };
  for (const path of sorted.removes) set(path, undefined);
  // A folder now, though nobody said that the file of its name went.
  for (const path of sorted.adds.keys()) for (const above of ancestorsOf(path)) set(above, undefined);
  // A link that leads to itself hides from git what stood below its name: nothing stands below what was taken in.
  for (const path of [...modes.keys()]) {
    for (const above of ancestorsOf(path)) if (sorted.adds.has(above)) set(path, undefined);
  }
  for (const [path, stats] of sorted.adds) {
    set(path, stats.isSymbolicLink() ? undefined : modeRule(stats.mode & 0o7777, before.modes.get(path)));
  }
  if (last !== undefined) for (const path of sorted.left) set(path, last.modes.get(path));
  return changed ? { ...before, dirs, modes } : before;
}
