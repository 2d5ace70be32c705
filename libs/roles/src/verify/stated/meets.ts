import { dirname } from 'node:path';
import { nameOf, stemOf } from '../file-kinds.js';
import { runnerFor } from './code-phrases.js';
import { liesIn, type Depth } from './depth.js';
import type { Fact, FactOf } from './fact.js';
import type { FilesView } from './files-view.js';
import { linesOf, variantsOf } from './held.js';
import { carriedProblem, convertedProblem, mergedProblem, translatedProblem } from './data-problem.js';
import { folderCopied, folderRenamed, treeCopied } from './folder-problem.js';
import { transformed } from './laws/transformed.js';
import { leftOver } from './left-over.js';
import { transferProblem } from './transfer-problem.js';
import { stillUsed } from './still-used.js';
import { show, type Problem } from './problem.js';
import { textProblem, type TextFact } from './text-problem.js';

/** Files that are to be made and are not there are told of elsewhere. */
export async function problemWith(fact: Fact, files: FilesView): Promise<Problem> {
  switch (fact.kind) {
    case 'made':
      return undefined;
    case 'gone':
      return gone(fact.path, files);
    case 'there':
      return stays(fact.path, files);
    case 'untouched': {
      const path = files.was(fact.path);
      return path !== null && files.isChanged(path) ? `${path} was changed, and was to be left as it is` : null;
    }
    case 'changed':
      return unchanged(fact, files);
    case 'in_folder':
      return inFolder(fact, files);
    case 'moved':
      return moved(fact, files);
    case 'copied':
      return copied(fact, files);
    case 'quoted':
      return quoted(fact, files);
    case 'executable': {
      const paths = files.meant(fact.path);
      if (paths.length === 0) return undefined;
      return (await some(paths, (path) => files.isExecutable(path))) ? null : `${fact.path} is not executable`;
    }
    case 'prints':
      return prints(fact, files);
    case 'none_of':
      return noneOf(fact, files);
    case 'transformed':
      return transformed(fact, files);
    case 'renamed':
      return stillUsed(fact, files);
    case 'converted':
      return convertedProblem(fact, files);
    case 'carried':
      return carriedProblem(fact, files);
    case 'translated':
      return translatedProblem(fact, files);
    case 'merged':
      return mergedProblem(fact, files);
    case 'swept':
      return leftOver(fact, files);
    case 'folder_renamed':
      return folderRenamed(fact, files);
    case 'folder_copied':
      return folderCopied(fact, files);
    case 'tree_copied':
      return treeCopied(fact, files);
    case 'mended':
    case 'worked_on':
    case 'emptied':
    case 'swapped':
    case 'gathered':
    case 'code_moved':
      return transferProblem(fact, files);
    default:
      return inText(fact, files);
  }
}

function gone(name: string, files: FilesView): Problem {
  const path = files.was(name);
  return path !== null && files.there.includes(path) ? `${path} is still there` : null;
}

/** What was there already may be meant to lose it. */
async function quoted({ path, text }: FactOf<'quoted'>, files: FilesView): Promise<Problem> {
  const [place] = files.meant(path);
  if (place === undefined) return files.was(path) === null ? `${path} is not there` : undefined;
  const made = files.changes.some(({ path: of, operation }) => of === place && operation === 'create');
  const held = made ? await files.text(place) : null;
  if (held === null) return undefined;
  const isThere = variantsOf(text).some((variant) => held.toLowerCase().includes(variant.trim().toLowerCase()));
  return isThere ? null : `${place} does not hold ${show(text)}`;
}

function noneOf({ type, folder, depth }: FactOf<'none_of'>, files: FilesView): Problem {
  const made = new Set(
    files.changes.flatMap(({ path, operation }) => (operation === 'create' || operation === 'rename' ? [path] : [])),
  );
  const all = [...files.there, ...files.changes.map(({ path }) => path)];
  const place = folder === null || folder === '' || all.some((path) => path.startsWith(`${folder}/`)) ? folder : null;
  const isOfType = (path: string): boolean => path.endsWith(`.${type}`);
  const isIn = (path: string, deep: Depth): boolean =>
    place === null && folder !== null ? path.includes(`/${folder}/`) : liesIn(path, place ?? '', deep);
  const gone = files.changes.flatMap(({ path, operation }) => (operation === 'delete' && isOfType(path) ? [path] : []));
  // Where none lies directly in the folder, those further down are meant.
  const hasDirect = [...files.there, ...gone].some((path) => isOfType(path) && isIn(path, 'direct'));
  const deep = depth === 'direct' && !hasDirect ? 'all' : depth;
  const left = files.there.filter((path) => isOfType(path) && !made.has(path) && isIn(path, deep));
  if (left.length > 0) return `still there, though all .${type} files were to go: ${left.slice(0, 5).join(', ')}`;
  const below = depth === 'top' ? gone.filter((path) => isIn(path, 'all') && !isIn(path, 'top')) : [];
  return below.length === 0
    ? null
    : `gone, though what lies in subfolders was to stay: ${below.slice(0, 5).join(', ')}`;
}

function stays(name: string, files: FilesView): Problem {
  const path = files.was(name);
  return path !== null && !files.there.includes(path) ? `${path} is gone, and was to stay` : null;
}

/** A name may mean several files: one that meets the fact is enough. */
async function inText(fact: TextFact, files: FilesView): Promise<Problem> {
  let problem: Problem = undefined;
  for (const path of files.meant(fact.path)) {
    const text = await files.text(path);
    if (text === null) continue;
    const found = textProblem(fact, path, text, await files.before(path));
    if (found === null) return null;
    problem ??= found;
  }
  return problem;
}

function unchanged({ paths, beside }: FactOf<'changed'>, files: FilesView): Problem {
  const meant = paths.flatMap((path) => files.meant(path));
  // A file that is not there was perhaps meant by another name.
  if (meant.length === 0) return undefined;
  // Where a file is called by its language, so is the other one.
  const isBeside = (path: string): boolean =>
    files.changes.some(
      ({ path: made, operation }) =>
        operation === 'create' &&
        (made.includes(stemOf(path)) ||
          (/^[a-z]{2}(?:[-_][a-z]{2})?$/i.test(stemOf(path)) && dirname(made) === dirname(path))),
    );
  return meant.some((path) => files.isChanged(path) || (beside === true && isBeside(path)))
    ? null
    : `${meant.join(', ')} was to be changed, and was not`;
}

function inFolder({ path, folder }: FactOf<'in_folder'>, files: FilesView): Problem {
  const made = files.there.filter((there) => there === path || there.endsWith(`/${path}`));
  if (made.length === 0) return undefined;
  const place = `${folder}/${path}`;
  const isRight = made.some((there) => `/${inOne(there)}`.endsWith(`/${inOne(place)}`));
  // Where the name of the folder is that of a language or a project, no folder was meant.
  return isRight ? null : `${place} is not there (there is only ${made[0] ?? ''})`;
}

/** A path with the names of its folders in the singular: "the test folder" may be tests or __tests__. */
const inOne = (path: string): string =>
  path
    .split('/')
    .map((name, at, { length }) =>
      at < length - 1 ? name.toLowerCase().replaceAll(/^__|__$|s(?=(?:__)?$)/g, '') : name,
    )
    .join('/');
const alike = (path: string, files: FilesView): string[] =>
  path.includes('/') ? files.there.filter((there) => `/${inOne(there)}`.endsWith(`/${inOne(path)}`)) : [];

const kept = (before: string, now: string): number => {
  const lines = linesOf(before).filter((line) => line !== '');
  const there = new Set(linesOf(now));
  return lines.length === 0 ? 1 : lines.filter((line) => there.has(line)).length / lines.length;
};
/** A file that was moved or copied may be fitted to its new place, but is the same. */
const SAME = 0.5;

async function moved({ from, to, fitted, refilled }: FactOf<'moved'>, files: FilesView): Promise<Problem> {
  const before = await files.before(from);
  if (before === null) return isNowhere(from, to, files) ? nothingOf(from, to) : undefined;
  if (refilled !== true && files.there.includes(from)) return `${from} is still there, and was to be moved to ${to}`;
  const beside = from.includes('/') && !to.includes('/') ? `${from.slice(0, from.lastIndexOf('/'))}/${to}` : to;
  const [place] = [...[to, beside].flatMap((path) => files.meant(path)), ...alike(to, files)];
  if (place === undefined) return `${to} is not there, and ${from} was to be moved to it`;
  const text = await files.text(place);
  if (typeof before !== 'string' || text === null || fitted === true) return null;
  return kept(before, text) >= SAME ? null : `${place} does not hold what ${from} held`;
}

/** Neither a file of the name, before or after the work, nor one in the place where it was to go. */
const isNowhere = (from: string, to: string, files: FilesView): boolean =>
  files.was(nameOf(from)) === null && files.meant(nameOf(from)).length + files.meant(nameOf(to)).length === 0;
const nothingOf = (from: string, to: string): string => `there is no ${from}, so that nothing is at ${to}`;

async function copied({ from, to, fitted }: FactOf<'copied'>, files: FilesView): Promise<Problem> {
  const before = await files.before(from);
  // What is copied may only have been made now.
  if (before === null && !files.there.includes(from))
    return isNowhere(from, to, files) ? nothingOf(from, to) : undefined;
  if (!files.there.includes(from)) return `${from} is gone, and was only to be copied`;
  const [place] = files.meant(to);
  if (place === undefined) return `${to} is not there, and ${from} was to be copied to it`;
  const text = await files.text(place);
  if (typeof before !== 'string' || text === null || fitted === true) return null;
  return kept(before, text) >= SAME ? null : `${place} does not hold what ${from} holds`;
}

/** Runs the program: what it prints is what was asked for, or somebody else has to judge. */
async function prints({ path, text }: FactOf<'prints'>, files: FilesView): Promise<Problem> {
  const [place] = files.meant(path);
  const runner = place === undefined ? undefined : runnerFor(place);
  if (place === undefined || runner === undefined || /["'\\$`\n]/.test(place)) return undefined;
  const [part = ''] = variantsOf(text).map((variant) => variant.trim());
  // Fails only where the program has ended well and printed something else.
  const script = `out=$(timeout 10 ${runner} "${place}" </dev/null 2>/dev/null) || exit 0; case "$out" in *'${part.replaceAll("'", "'\\''")}'*) exit 0;; esac; printf '%s' "$out" | head -c 300; exit 1`;
  const result = await files.run(script);
  return result.passed ? null : `${place} does not print ${show(text)} when it is run: ${result.detail.slice(0, 400)}`;
}

async function some<T>(items: readonly T[], holds: (item: T) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (await holds(item)) return true;
  return false;
}
