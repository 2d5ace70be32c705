import { ancestorsOf, type BytePath } from '../byte-path.js';
import type { CommitContent } from '../git/repository.js';
import type { ShownList } from '../in-place/shown-work.js';
import { modeOf } from '../meta.js';
import type { TreeDelta, TreeItem } from '../tree-reading.js';

/** What a path is before or after an operation. */
export interface State {
  readonly link: boolean;
  readonly id: string;
  /** 12 permission bits; 0 for links. */
  readonly mode: number;
}

export interface Operation {
  readonly path: BytePath;
  readonly from: State | null;
  readonly to: State | null;
}

/** A landing that is about to be written to the user's folder; complete enough to be replayed from disk alone. */
export interface Intent {
  readonly id: string;
  /** The user's folder. */
  readonly path: string;
  /** Folder for staged and displaced files, on the file system of `path`. */
  readonly work: string;
  readonly before: string;
  readonly commit: string;
  readonly operations: readonly Operation[];
  readonly makeDirs: readonly BytePath[];
  readonly dropDirs: readonly BytePath[];
  /** Of folders that go or come, as far as they are not the usual ones; absent = none is known. */
  readonly rights?: readonly (readonly [BytePath, number])[];
  /** What a repeat of the landing is answered once it is done. */
  readonly outcome: unknown;
  /** What the folder shows in place afterwards; absent = as before. */
  readonly shown?: ShownList;
}

const stateOf = (content: CommitContent, path: BytePath, item: TreeItem | null): State | null =>
  item === null
    ? null
    : {
        link: item.mode === '120000',
        id: item.id,
        mode: item.mode === '120000' ? 0 : modeOf(content.meta, path, item.mode),
      };

const byPath = (a: Operation, b: Operation): number => (a.path < b.path ? -1 : 1);

/** Deletes first, deepest first, then puts: a file can become a folder and a folder a file. */
export function operationsOf(
  from: CommitContent,
  to: CommitContent,
  deltas: readonly TreeDelta[],
  modeOnly: ReadonlyMap<BytePath, TreeItem>,
): Operation[] {
  const all: Operation[] = deltas.map(({ path, from: was, to: is }) => ({
    path,
    from: stateOf(from, path, was),
    to: stateOf(to, path, is),
  }));
  for (const [path, item] of modeOnly) {
    all.push({ path, from: stateOf(from, path, item), to: stateOf(to, path, item) });
  }
  const deletes = all.filter((op) => op.to === null).sort((a, b) => byPath(b, a));
  const puts = all.filter((op) => op.to !== null).sort(byPath);
  return [...deletes, ...puts];
}

/** Paths whose bits differ in the records. */
export function modeDifferences(from: CommitContent, to: CommitContent): BytePath[] {
  const paths = new Set([...from.meta.modes.keys(), ...to.meta.modes.keys()]);
  return [...paths].filter((path) => from.meta.modes.get(path) !== to.meta.modes.get(path));
}

/** All folders of a state: those above its files and its empty ones. */
export function foldersOf(treeDirs: Iterable<BytePath>, emptyDirs: Iterable<BytePath>): Set<BytePath> {
  const all = new Set(treeDirs);
  for (const dir of emptyDirs) {
    all.add(dir);
    for (const above of ancestorsOf(dir)) all.add(above);
  }
  return all;
}
