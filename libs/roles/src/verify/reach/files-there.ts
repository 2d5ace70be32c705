import { readFile } from 'node:fs/promises';
import { basename, isAbsolute, join, posix } from 'node:path';
import picomatch from 'picomatch';
import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { listed } from '../doubt.js';
import { isCode, isStyle } from '../file-kinds.js';
import { isVariant } from '../stated/files-view.js';
import { isEmptyFolder, MOST_WALKED, sizeOf, walk } from '../walk.js';
import { isAtHome, type Lookup } from './loosely-named.js';
import { plannedFile } from './planned-file.js';
import type { InPlace } from './stand-in.js';

/* Whether the files are there that are to be, and hold something. */

/** `isLeft`: a later step has to fill the folder. */
export async function expectedOutputsExist(
  tree: AttemptTree,
  paths: readonly string[],
  of: Lookup & {
    readonly isLeft?: (folder: string) => boolean;
    readonly standIn?: (output: string, taken: ReadonlySet<string>) => Promise<InPlace | undefined>;
  },
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  // A file is there for one name only.
  const taken = new Set(paths.map((path) => path.replace(/^\.\//, '')));
  for (const path of paths) {
    let problem = await problemWith(tree, path, of.asked);
    const meant = problem === MISSING || problem === NO_MATCH ? plannedFile(path, of, taken) : undefined;
    if (meant !== undefined) taken.add(meant);
    if (meant !== undefined) problem = await problemWith(tree, meant, of.asked);
    const other = problem === MISSING || problem === NO_MATCH ? await of.standIn?.(path, taken) : undefined;
    if (other !== undefined) {
      if (other.path !== null) taken.add(other.path);
      const standIn = { output: path, path: other.path };
      results.push({ name: `expected_output ${path}`, passed: true, detail: other.detail, standIn });
      continue;
    }
    const isLeft = problem === EMPTY_FOLDER && of.isLeft?.(path) === true;
    if (isLeft) problem = null;
    const fine = isLeft ? 'there, for a later step to fill' : there(meant);
    const isOfPlan = problem === null ? {} : { isOfPlan: true };
    results.push({ name: `expected_output ${path}`, passed: problem === null, detail: problem ?? fine, ...isOfPlan });
  }
  return results;
}

const MISSING = 'it does not exist';
const NO_MATCH = 'no file matches';

const EMPTY_FOLDER = 'it is empty, and no empty folder is kept: what belongs there has to lie in it';
const there = (meant: string | undefined): string =>
  meant === undefined ? 'there, and not empty' : `there as ${meant}, and not empty`;
/** Null when the path is there and holds something. */
async function problemWith(tree: AttemptTree, given: string, asked: string): Promise<string | null> {
  const inScratch = given.startsWith('scratch://');
  const root = inScratch ? tree.scratch : tree.root;
  const path = posix
    .normalize((inScratch ? given.slice('scratch://'.length) : given).replaceAll('\\', '/'))
    .replace(/\/$/, '');
  if (isAbsolute(path) || path === '..' || path.startsWith('../')) return 'not a path in the workspace';
  const size = await sizeOf(root, path);
  if (size !== null && (size > 0 || mayBeEmpty(path, asked))) return null;
  if (size !== null) return (await isEmptyFolder(root, path)) ? EMPTY_FOLDER : 'it is empty';
  if (!picomatch.scan(path).isGlob) return MISSING;
  const matches = picomatch(path, { dot: true });
  const found = (await walk(root)).filter((p) => matches(p));
  for (const match of found) if (((await sizeOf(root, match)) ?? 0) > 0 || mayBeEmpty(match, asked)) return null;
  return found.length === 0 ? NO_MATCH : 'the files that match are empty';
}

/** Files that are empty by custom. */
export const EMPTY_BY_CUSTOM = /^(__init__\.py|py\.typed|\.(git|np)?keep|\.nojekyll|\.gitkeep|conftest\.py)$/;

/** Said where a file may be empty. */
export const EMPTIES =
  /\b(?:empty|empties|emptied|emptying|truncat\w*|clear(?:s|ed|ing)?\s+(?:out|the|all|its)|wipe\w*)\b/i;

/** Empty by custom, or because a sentence that names it speaks of that. */
const mayBeEmpty = (path: string, asked: string): boolean =>
  EMPTY_BY_CUSTOM.test(basename(path)) ||
  asked.split(/\n|[.;!?]\s/).some((said) => said.includes(basename(path)) && EMPTIES.test(said));

/** Files written empty: mostly a write that went wrong. */
export async function changedFilesHoldSomething(
  tree: AttemptTree,
  changes: readonly FileChange[],
  asked: string,
  told = asked,
): Promise<CheckResult[]> {
  // Where emptiness is spoken of, it may be what is wanted.
  if (EMPTIES.test(asked)) return [];
  const empty: string[] = [];
  for (const { path, operation, binary } of changes) {
    if (operation === 'delete' || operation === 'rename' || binary || EMPTY_BY_CUSTOM.test(basename(path))) continue;
    const isNew = operation === 'create' && !SPEAKS_OF_REMARKS.test(asked);
    if (await holdsNothing(tree.root, path, isNew, told)) empty.push(path);
  }
  if (changes.length === 0) return [];
  const passed = empty.length === 0;
  return [{ name: 'changed_files', passed, detail: passed ? 'none is empty' : `empty: ${listed(empty)}` }];
}

/** Longer files hold something. */
const LONGEST_NOTHING = 300;
/** A text that only stands for a text. */
const STANDS_FOR =
  /^(?:\.{3}|…|TODO\b.{0,80}|(?:<|\[|\{\{?)[^<>[\]{}]{0,80}\b(?:contents?|text|code|goes? here|your|placeholder|insert|here)\b[^<>[\]{}]{0,80}(?:>|\]|\}\}?)|(?:your )?(?:content|text|code) (?:goes )?here\.?|placeholder\.?|lorem ipsum\b.{0,200})$/i;

/** A command whose output a shell would put in its place, and nobody else does. */
const COMMAND_FOR_TEXT = /^(?:\$\(\s*[a-z][\w-]*\s+[^()\n]{1,200}\)|`(?:cat|head|tail|curl|type)\s[^`\n]{1,200}`)$/;
const RUNS_COMMANDS = /\.(?:sh|bash|zsh|fish|ps1|mk|mak|env|tmpl|template|tpl)$|(?:^|\/)(?:GNU)?[Mm]akefile$/;

/** Who reads the file has no step before it. */
const POINTS_BACK =
  /^(?:the\s+)?(?:same|identical|similar|analogous)\s+(?:as|to)\s+(?:in\s+|for\s+)?(?:the\s+)?(?:previous|above|earlier|last|first|other)\b.{0,160}$/i;

async function holdsNothing(root: string, path: string, isNew: boolean, told: string): Promise<boolean> {
  const size = await sizeOf(root, path);
  if (size === null || size > LONGEST_NOTHING) return false;
  const text = await readFile(join(root, path), 'utf8').catch(() => null);
  if (text === null) return false;
  return (
    text.trim() === '' ||
    STANDS_FOR.test(text.trim()) ||
    (COMMAND_FOR_TEXT.test(text.trim()) && !RUNS_COMMANDS.test(path) && !told.includes(text.trim())) ||
    (isNew && POINTS_BACK.test(text.replace(/^#.*$/gm, '').trim())) ||
    (isNew && (isCode(path) || isStyle(path)) && onlyRemarks(path, text))
  );
}

const BY_HASH = /\.(?:pyi?|rb|sh|bash|bats|pl|exs?)$/i;
/**
 * Code that consists of remarks alone: what is written as one and tells a compiler something (`/// <reference`) is
 * none. Pure.
 */
export function onlyRemarks(path: string, text: string): boolean {
  const remark = BY_HASH.test(path)
    ? /^\s*(?:#.*)?$/
    : /\.lua$/i.test(path)
      ? /^\s*(?:--.*)?$/
      : /^\s*(?:\/\/(?!\/\s*<|go:|#|\s*[@+]).*)?$/;
  return text
    .replace(/\/\*[^*]{0,400}\*\//g, '')
    .split('\n')
    .every((line) => remark.test(line));
}
/** What may be written down as a remark. */
const SPEAKS_OF_REMARKS =
  /\b(?:comments?|remarks?|placeholders?|headers?|licen[cs]e|copyright|stubs?|skeletons?|shebang|dummy|no-?op|marker)\b/i;

/** A folder that lies in one of its own name: somebody has gone into it before writing. */
const isDoubled = (path: string, name: string): boolean =>
  name.includes('/') && path === `${name.slice(0, name.indexOf('/'))}/${name}`;

/**
 * Files that the task names as to be made, or the worker as made. `spoken` is all that was said of where they belong: a
 * file made in another folder counts where that folder is spoken of, or holds older files.
 */
export async function namedFilesExist(
  tree: AttemptTree,
  changes: readonly FileChange[],
  wanted: readonly string[],
  claimed: readonly string[],
  spoken: string,
): Promise<CheckResult[]> {
  if (wanted.length + claimed.length === 0) return [];
  const there = await walk(tree.root);
  if (there.length >= MOST_WALKED) return [];
  const made = new Set(changes.filter(({ operation }) => operation !== 'delete').map(({ path }) => path));
  const created = new Set(changes.filter(({ operation }) => operation === 'create').map(({ path }) => path));
  const text = spoken.toLowerCase();
  const older = there.filter((path) => !created.has(path));
  const elsewhere = (name: string): string[] => there.filter((path) => path.endsWith(`/${name}`));
  const isMissing = (name: string): boolean =>
    !there.includes(name) &&
    !there.some((path) => isVariant(path, name)) &&
    !elsewhere(name).some((path) => made.has(path) && !isDoubled(path, name) && isAtHome(path, name, text, older));
  const told = (name: string): string => {
    const [path] = elsewhere(name);
    return path === undefined ? name : `${name} (there is only ${path})`;
  };
  const result = (name: string, names: readonly string[], gone: readonly string[], problem: string): CheckResult[] => {
    const detail = gone.length === 0 ? listed(names) : `${problem}: ${listed(gone)}`;
    return names.length === 0 ? [] : [{ name, passed: gone.length === 0, detail }];
  };
  const unmade = wanted.filter(isMissing).map(told);
  const untrue = claimed.filter((name) => !there.includes(name) && elsewhere(name).length === 0);
  return [
    ...result('named_files', wanted, unmade, 'to be made, and not there'),
    ...result('claimed_files', claimed, untrue, 'said to have been made, and not there'),
  ];
}
