import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, posix, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { protectedBy, type CheckResult, type FileChange, type SubtaskSpec } from '#domain';
import type { AttemptTree, CheckRunner } from '../ports/attempt-trees.js';
import { isCode } from './file-kinds.js';
import { bentChecks } from './commands/own-checks.js';
import { measuresByTests } from './commands/tests-kept.js';
import { isVariant } from './stated/files-view.js';
import { unfinishedLines } from './text/unfinished.js';
import { mayBeNothing } from './reach/wants-change.js';

/* Tier 1: what can be known without a model. A failure here beats any opinion. */

/** Changed files that are parsed; more are generated rather than written. */
const MOST_PARSED = 200;
export const MOST_WALKED = 5000;

export function protectedUntouched(changes: readonly FileChange[], globs: readonly string[]): CheckResult[] {
  if (globs.length === 0) return [];
  const isProtected = protectedBy(globs);
  const touched = changes
    .flatMap((c) => [c.path, ...(c.oldPath === undefined ? [] : [c.oldPath])])
    .filter((path) => isProtected(path));
  return [
    {
      name: 'protected_files',
      passed: touched.length === 0,
      detail: touched.length === 0 ? 'untouched' : `changed although protected: ${some(touched)}`,
    },
  ];
}

/** `isSo`: the files are as all of the subtask's words say; then nothing has to change. `refusal`: the last change tried. */
export function somethingChanged(
  changes: readonly FileChange[],
  subtask: SubtaskSpec,
  isSo: boolean,
  refusal: string | null = null,
): CheckResult[] {
  if (!asksForFiles(subtask)) return [];
  const passed = changes.length > 0 || isSo;
  const detail = passed
    ? changes.length > 0
      ? `${changes.length} files changed`
      : 'the files are so already'
    : `the subtask asks for changed files, and no file was changed${refusal === null ? '' : `: ${refusal}`}`;
  return [{ name: 'no_change', passed, detail }];
}

const LOOKING =
  /^(inspect|read|review|verify|check|run|test|list|analy[sz]e|explore|confirm|look|examine|understand|investigate)\b/i;
/** At the beginning these leave no doubt, whether a file is named or not. */
const MENDING = /^(?:please\s+)?(?:fix|implement|refactor|rename|rewrite|patch|repair)\b/i;
const CHANGING =
  /\b(create|write|add|implement|build|fix|edit|modify|update|refactor|rename|delete|remove|generate|change|replace|append|insert)\b/i;
const FILE_NAME = /(^|[\s`'"(/])(?:[\w.-]*\w\.[a-z][a-z0-9]{0,5}\b|\.[a-z]{3,20}\b)/i;

/** Whether a subtask cannot be done without changing a file. */
export function asksForFiles(subtask: SubtaskSpec): boolean {
  if (subtask.expectedOutputs.some((path) => !path.startsWith('scratch://'))) return true;
  const text = subtask.description.trim();
  if (mayBeNothing(text)) return false;
  if (MENDING.test(text)) return true;
  return !LOOKING.test(text) && CHANGING.test(text) && FILE_NAME.test(`${text} ${subtask.acceptanceCriteria}`);
}

export async function expectedOutputsExist(tree: AttemptTree, paths: readonly string[]): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const path of paths) {
    const problem = await problemWith(tree, path);
    results.push({
      name: `expected_output ${path}`,
      passed: problem === null,
      detail: problem ?? 'there, and not empty',
    });
  }
  return results;
}

/** Null when the path is there and holds something. */
async function problemWith(tree: AttemptTree, given: string): Promise<string | null> {
  const inScratch = given.startsWith('scratch://');
  const root = inScratch ? tree.scratch : tree.root;
  const path = posix
    .normalize((inScratch ? given.slice('scratch://'.length) : given).replaceAll('\\', '/'))
    .replace(/\/$/, '');
  if (isAbsolute(path) || path === '..' || path.startsWith('../')) return 'not a path in the workspace';
  const size = await sizeOf(root, path);
  if (size !== null) return size > 0 ? null : 'it is empty';
  if (!picomatch.scan(path).isGlob) return 'it does not exist';
  const matches = picomatch(path, { dot: true });
  const found = (await walk(root)).filter((p) => matches(p));
  for (const match of found) if (((await sizeOf(root, match)) ?? 0) > 0) return null;
  return found.length === 0 ? 'no file matches' : 'the files that match are empty';
}

/** Bytes of a file, entries of a folder; null when it is not there or leads out of the tree. */
export async function sizeOf(root: string, path: string): Promise<number | null> {
  try {
    const real = await realpath(join(root, path));
    const inside = relative(await realpath(root), real);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null;
    const stat = await lstat(real);
    return stat.isDirectory() ? (await readdir(real)).length : stat.size;
  } catch {
    return null;
  }
}

export async function walk(root: string): Promise<string[]> {
  const paths: string[] = [];
  const open = [''];
  for (let folder = open.pop(); folder !== undefined && paths.length < MOST_WALKED; folder = open.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])) {
      if (entry.name === '.git' || entry.name === 'node_modules') continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) open.push(path);
      else paths.push(path);
    }
  }
  return paths;
}

/** Files that are empty by custom. */
const EMPTY_BY_CUSTOM = /^(__init__\.py|py\.typed|\.(git|np)?keep|\.nojekyll|\.gitkeep|conftest\.py)$/;

const EMPTIES = /\b(?:empty|empties|emptied|emptying|truncat\w*|clear(?:s|ed|ing)?\s+(?:out|the|all|its)|wipe\w*)\b/i;

/** Files written empty: mostly a write that went wrong. */
export async function changedFilesHoldSomething(
  tree: AttemptTree,
  changes: readonly FileChange[],
  asked: string,
): Promise<CheckResult[]> {
  // Where emptiness is spoken of, it may be what is wanted.
  if (EMPTIES.test(asked)) return [];
  const empty: string[] = [];
  for (const { path, operation, binary } of changes) {
    if (operation === 'delete' || operation === 'rename' || binary || EMPTY_BY_CUSTOM.test(basename(path))) continue;
    const isNew = operation === 'create' && !SPEAKS_OF_REMARKS.test(asked);
    if (await holdsNothing(tree.root, path, isNew)) empty.push(path);
  }
  if (changes.length === 0) return [];
  const passed = empty.length === 0;
  return [{ name: 'changed_files', passed, detail: passed ? 'none is empty' : `empty: ${some(empty)}` }];
}

/** Longer files hold something. */
const LONGEST_NOTHING = 300;
/** A text that only stands for a text. */
const STANDS_FOR =
  /^(?:\.{3}|…|TODO\b.{0,80}|(?:<|\[|\{\{?)[^<>[\]{}]{0,80}\b(?:contents?|text|code|goes? here|your|placeholder|insert|here)\b[^<>[\]{}]{0,80}(?:>|\]|\}\}?)|(?:your )?(?:content|text|code) (?:goes )?here\.?|placeholder\.?|lorem ipsum\b.{0,200})$/i;

async function holdsNothing(root: string, path: string, isNew: boolean): Promise<boolean> {
  const size = await sizeOf(root, path);
  if (size === null || size > LONGEST_NOTHING) return false;
  const text = await readFile(join(root, path), 'utf8').catch(() => null);
  if (text === null) return false;
  return text.trim() === '' || STANDS_FOR.test(text.trim()) || (isNew && isCode(path) && onlyRemarks(path, text));
}

const BY_HASH = /\.(?:pyi?|rb|sh|bash|bats|pl|exs?)$/i;
/** Code that consists of remarks alone: what is written as one and tells a compiler something (`/// <reference`) is none. Pure. */
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

/** Whether a file may stand where it does though it was named without its folder: that one is spoken of, or holds older files. */
export function isAtHome(path: string, name: string, spoken: string, older: readonly string[]): boolean {
  // Folders that the name itself gives say nothing of where those are.
  const above = path.slice(0, -name.length - 1).split('/');
  const said = name.includes('/') ? spoken.replaceAll(name.toLowerCase(), ' ') : spoken;
  if (above.some((part) => part.length > 1 && part !== name && said.includes(part.toLowerCase()))) return true;
  return older.some((other) => dirname(other) === dirname(path));
}

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
    !elsewhere(name).some((path) => made.has(path) && isAtHome(path, name, text, older));
  const told = (name: string): string => {
    const [path] = elsewhere(name);
    return path === undefined ? name : `${name} (there is only ${path})`;
  };
  const result = (name: string, names: readonly string[], gone: readonly string[], problem: string): CheckResult[] => {
    const detail = gone.length === 0 ? some(names) : `${problem}: ${some(gone)}`;
    return names.length === 0 ? [] : [{ name, passed: gone.length === 0, detail }];
  };
  const unmade = wanted.filter(isMissing).map(told);
  const untrue = claimed.filter((name) => !there.includes(name) && elsewhere(name).length === 0);
  return [
    ...result('named_files', wanted, unmade, 'to be made, and not there'),
    ...result('claimed_files', claimed, untrue, 'said to have been made, and not there'),
  ];
}

export function nothingLeftOut(diff: string, asked: string): CheckResult[] {
  const lines = unfinishedLines(diff, asked);
  if (diff.trim() === '') return [];
  const detail = lines.length === 0 ? 'no stub and no left-out code' : `not finished: ${some(lines)}`;
  return [{ name: 'unfinished', passed: lines.length === 0, detail }];
}

/** `told`: the user's words. Where they say that tests are to pass, the script that runs these is a check as well. */
export function checksUnbent(
  changes: readonly FileChange[],
  diff: string,
  subtask: SubtaskSpec,
  told: string,
): CheckResult[] {
  const scripts = measuresByTests(told) && !/package\.json|\bscripts?\b/i.test(told) ? ['npm test'] : [];
  if (subtask.checks.length + scripts.length === 0) return [];
  const bent = bentChecks(changes, diff, subtask, scripts);
  const detail = bent.length === 0 ? 'as they were' : `changed by the attempt they are to judge: ${some(bent)}`;
  return [{ name: 'own_checks', passed: bent.length === 0, detail }];
}

export async function syntaxHolds(
  runner: CheckRunner,
  tree: AttemptTree,
  changes: readonly FileChange[],
  signal: AbortSignal,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const parsed = changes.filter((c) => c.operation !== 'delete' && !c.binary).slice(0, MOST_PARSED);
  for (const { path } of parsed) {
    signal.throwIfAborted();
    const result = await runner.syntax(tree, path, signal);
    if (result !== null) results.push(result);
  }
  return results;
}

/** A check that was run. */
export interface Ran {
  readonly command: string;
  readonly result: CheckResult;
  readonly tookMs: number;
  /** Absent where it can run here. */
  readonly isHere?: false;
}

export async function checksPass(
  runner: CheckRunner,
  tree: AttemptTree,
  commands: readonly string[],
  signal: AbortSignal,
): Promise<Ran[]> {
  const results: Ran[] = [];
  for (const command of commands) {
    signal.throwIfAborted();
    const startedAt = performance.now();
    let result = await runner.run(tree, command, signal);
    // An earlier check may have changed the files, or taken them away: then this one is heard on clean ones.
    if (!result.passed && results.length > 0) {
      signal.throwIfAborted();
      await tree.reset();
      result = await runner.run(tree, command, signal);
    }
    results.push({ command, result, tookMs: performance.now() - startedAt });
  }
  signal.throwIfAborted();
  return results;
}

const some = (paths: readonly string[]): string =>
  paths.length > 10 ? `${paths.slice(0, 10).join(', ')} and ${paths.length - 10} more` : paths.join(', ');
