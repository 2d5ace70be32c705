import { isLeftBehind, nameOf } from '../file-kinds.js';
import type { FactOf } from './fact.js';
import type { FilesView } from './files-view.js';
import type { Problem } from './problem.js';

/* Whether a whole folder is where it was to go; undefined where there was no such folder. */

const MOST_TOLD = 5;
const some = (paths: readonly string[]): string =>
  paths.slice(0, MOST_TOLD).join(', ') + (paths.length > MOST_TOLD ? ` and ${paths.length - MOST_TOLD} more` : '');

/** What lay in the folder before the work. */
function within(folder: string, { there, changes }: FilesView): string[] {
  const made = new Set(
    changes.flatMap(({ path, operation }) => (operation === 'create' || operation === 'rename' ? [path] : [])),
  );
  const gone = changes.flatMap(({ path, operation, oldPath }) =>
    operation === 'delete' ? [path] : oldPath === undefined ? [] : [oldPath],
  );
  return [...new Set([...there.filter((path) => !made.has(path)), ...gone])].filter(
    (path) => path.startsWith(`${folder}/`) && !path.endsWith('/') && !isLeftBehind(path),
  );
}

export function folderRenamed({ before, after }: FactOf<'folder_renamed'>, files: FilesView): Problem {
  const were = within(before, files);
  if (were.length === 0) return undefined;
  const there = new Set(files.there);
  const left = were.filter((path) => there.has(path));
  if (left.length > 0) return `${before} was to be renamed to ${after}, and still holds ${some(left)}`;
  const missing = were.map((path) => `${after}${path.slice(before.length)}`).filter((path) => !there.has(path));
  return missing.length === 0
    ? null
    : `${before} was to be renamed to ${after}, and these are not there: ${some(missing)}`;
}

export function folderCopied({ type, source, target }: FactOf<'folder_copied'>, files: FilesView): Problem {
  const were = within(source, files).filter((path) => type === null || path.toLowerCase().endsWith(`.${type}`));
  // Where some lie in the folder itself, those further down need not be meant.
  const direct = were.filter((path) => !path.slice(source.length + 1).includes('/'));
  const meant = direct.length > 0 ? direct : were;
  if (meant.length === 0) return undefined;
  const there = new Set(files.there);
  const missing = meant.filter(
    (path) => !there.has(`${target}${path.slice(source.length)}`) && !there.has(`${target}/${nameOf(path)}`),
  );
  return missing.length === 0 ? null : `to be copied to ${target}, and not there: ${some(missing)}`;
}

/** A command that copies puts a folder into one that is there. */
export async function treeCopied(fact: FactOf<'tree_copied'>, files: FilesView): Promise<Problem> {
  const { source, target, beneath, exact } = fact;
  const were = within(source, files);
  if (were.length === 0) return undefined;
  const there = new Set(files.there);
  const gone = were.filter((path) => !there.has(path));
  if (gone.length > 0) return `${source} was only to be copied, and is gone: ${some(gone)}`;
  const inner = `${target}/${nameOf(source)}`;
  const placeIn = (folder: string) => (path: string) => `${folder}${path.slice(source.length)}`;
  const isIn = (folder: string): boolean => were.map(placeIn(folder)).every((path) => there.has(path));
  const made = new Set(files.changes.flatMap(({ path, operation }) => (operation === 'create' ? [path] : [])));
  const isBelow = isIn(inner) && were.map(placeIn(inner)).some((path) => made.has(path));
  const mayBeBelow = beneath === 'always' || (beneath === 'if there' && within(target, files).length > 0);
  if (mayBeBelow && isBelow) return exact ? otherThan(were, placeIn(inner), files) : null;
  const missing = were.map(placeIn(target)).filter((path) => !there.has(path));
  const lies = isBelow ? `: it lies in ${inner}` : '';
  if (missing.length > 0)
    return `${source} was to be copied to ${target}, and these are not there: ${some(missing)}${lies}`;
  if (isBelow && !were.some((path) => path.startsWith(`${source}/${nameOf(source)}/`)))
    return `${source} was to be copied to ${target} once, and ${inner} is a second copy`;
  return exact ? otherThan(were, placeIn(target), files) : null;
}

const MOST_COMPARED = 200;
async function otherThan(
  paths: readonly string[],
  place: (path: string) => string,
  files: FilesView,
): Promise<Problem> {
  for (const path of paths.slice(0, MOST_COMPARED)) {
    const [was, is] = [await files.bytesBefore(path), await files.bytes(place(path))];
    if (was !== null && was !== undefined && is !== null && !was.equals(is))
      return `${place(path)} holds something else than ${path}`;
  }
  return null;
}
