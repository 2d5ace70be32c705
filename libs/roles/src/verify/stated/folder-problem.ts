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
