import { basename } from 'node:path';
import type { Deed } from '#contracts';
import type { CheckResult, FileChange } from '#domain';
import { listed, namesPath, unasked, type Certainty } from '../doubt.js';
import type { DiffLines } from '../diff-lines.js';
import { isCode, isDocument, isLeftBehind, isLockFile, isTestFile, stemOf, subjectOf } from '../file-kinds.js';
import { bringsIn, hasWord } from '../has-word.js';
import type { Fact, Stated } from '../stated/fact.js';
import { isVariant } from '../stated/files-view.js';
import { proseOf } from '../stated/masked-text.js';
import { changesSomething } from '../stated/sentence.js';

/*
 * Which files a task may touch, as far as the user's own words say so. What a plan says is not the user's word. Pure.
 */

/** Words by which files may go. */
const REMOVES =
  /\b(?:delet|remov|eras|purg|prun|eliminat|unused|obsolete|revert|archiv|uninstall|drop(?:s|ped|ping)?\b(?!-?down)|clean(?:s|ed|ing)?[- ]?(?:up|out)|cleanup|tid(?:y|ied)|get(?:s|ting)? rid|dead code|undo\b(?!-)|clear(?:s|ed|ing)?\s+(?:out|the|all)|wip(?:e|es|ing)\b|throw(?:s|ing)?\s+away|start\s+(?:over|from scratch))/i;
/** Words by which they may be moved, be put together, or take another form. */
const RESTRUCTURES =
  /\b(?:renam|replac|merg|consolidat|split|migrat|convert|restructur|reorgani[sz]|refactor|rewrit|rework|flatten|modernis|moderniz|overhaul|redesign|extract|simplif|upgrad|moving|moves?\b|moved\b|(?:ported|porting)\s|(?<=^\s{0,8}(?:please\s+)?|\b(?:to|and|then)\s)ports?\s+(?:to|from|the|it|this)|combin(?:e|ing)|inlin(?:e|ing)\s+the)/i;
/** Whether a text lets files go; quotations and names in it do not count. */
export function takesAway(text: string): boolean {
  const prose = proseOf(text);
  return REMOVES.test(prose) || RESTRUCTURES.test(prose);
}

const MORE =
  /\b(?:everything|all|any|anything|every|others?|related|dependent|depends?|belong\w*|rest|more|etc|similar|like|such|whatever|uses?|using|tests?)\b/i;

/** What a text lets go of beside what it names: anything, what a program consists of, or nothing. */
export type LetGo = 'anything' | 'program' | 'nothing';

/** By words that name no file, or by more than the files named: "Delete a.txt" lets go of nothing but a.txt. */
export function letsGo(told: string, { rest }: Pick<Stated, 'rest'>): LetGo {
  const [prose, beside] = [proseOf(told), proseOf(rest)];
  const speaksOfMore = MORE.test(beside);
  const has = (words: RegExp): boolean => words.test(beside) || (speaksOfMore && words.test(prose));
  if (has(REMOVES)) return 'anything';
  if (!has(RESTRUCTURES)) return 'nothing';
  return OF_DOCUMENTS.test(prose) ? 'anything' : 'program';
}

const OF_DOCUMENTS =
  /\b(?:docs?|document\w*|readmes?|notes?|markdown|texts?|data\w*|csv|tables?|spreadsheets?|assets?|images?|pictures?|pages?|folders?|director\w+|repo\w*)\b/i;

/** What code needs beside what was asked for, or is told with. */
const BESIDE_CODE =
  /^(?:README(?:\.\w{2,4})?|\.gitignore|requirements\.txt|Makefile|__init__\.py|conftest\.py|py\.typed|index\.[cm]?[jt]sx?|mod\.rs|package\.json|tsconfig\.json|pyproject\.toml|go\.mod|Cargo\.toml)$/;

export interface Scope {
  /** What the user's words let go of that they do not name. */
  readonly letGo: LetGo;
  readonly certainty: Certainty;
  readonly goal: Stated;
  /** Words are to be mended in the files that are named, and nothing else. */
  readonly mendsWords?: boolean;
  /** The only word that is to be mended. */
  readonly misspelt?: string | null;
  /** Paths that earlier subtasks of the task have made. */
  readonly made: ReadonlySet<string>;
  /** Files the plan speaks of: they may be new. */
  readonly planned: readonly string[];
  /** Files of the goal that are only read for others. */
  readonly sources?: ReadonlySet<string>;
  /** Commands that a person has said yes to. */
  readonly approved: readonly string[];
  readonly lines: ReadonlyMap<string, DiffLines>;
  /** What the attempt has run and changed, where that is known. */
  readonly deeds?: readonly Deed[];
}

const MENDS_WORDS =
  /^(?:please\s{1,9})?(?:in\s{1,9}(?:the\s{1,9}file\s{1,9})?,?\s{0,9})?(?:fix|correct)\s{1,9}(?:(?:the|a|an|all|any|every)\s{1,9})*(?:spell\w*|typos?|misspell\w*|grammar\w*|punctuation)\b[^.;:!?\n]*[.!]?\s*$/i;
/** Whether a text asks for nothing but the spelling of files that it names. */
export const mendsWords = (told: string, { files }: Stated): boolean =>
  files.length > 0 && !files.some(isCode) && MENDS_WORDS.test(proseOf(told).trim()) && !MORE.test(proseOf(told));

const MENDS_ONE =
  /^(?:please\s+)?(?:fix|correct)\s+the\s+(?:typo|spelling|misspelling)\s+(?:of\s+)?["“'`]([\p{L}-]{3,40})["”'`]\s+in\s+[\w./-]{1,120}(?=[\s.;:,]|$)([^]{0,400})$/iu;
/** The one word that a text asks to be mended, and nothing else, in a file it names. */
export function misspelt(told: string): string | null {
  const [, word, rest = ''] = MENDS_ONE.exec(told.trim()) ?? [];
  return word === undefined || /\b\w+where\b/i.test(rest) || MORE.test(rest) || changesSomething(rest) ? null : word;
}

const isFile = ({ path }: FileChange): boolean => !path.endsWith('/');

/**
 * Files of the user's that are gone, though nothing the user said lets a file go. `moved`: those whose text is there
 * still.
 */
export function nothingTakenAway(
  changes: readonly FileChange[],
  scope: Scope,
  moved: ReadonlySet<string> = new Set(),
): CheckResult[] {
  const { letGo, certainty, goal, made, approved } = scope;
  const named = new Set(goal.facts.flatMap(letGoBy));
  const kinds = goal.facts.filter((fact) => fact.kind === 'none_of');
  const spokenOf = new Set(goal.files);
  const subjects = new Set([...named].map(subjectOf));
  const successors = new Set(changes.flatMap(({ path, operation }) => (operation === 'create' ? [placeOf(path)] : [])));
  const paths = changes.flatMap((change) => {
    const { path, operation } = change;
    const isLoss =
      operation === 'delete' &&
      isFile(change) &&
      !made.has(path) &&
      // Where files of the kind are spoken of, they are the user's.
      !(isLeftBehind(path) && !kinds.some(({ type }) => path.endsWith(`.${type}`))) &&
      // A package manager makes the one again, and what is made beside the other takes its place.
      !(certainty === 'doubtful' && (isLockFile(path) || successors.has(placeOf(path)) || moved.has(path))) &&
      !isNamed(path, named) &&
      !kinds.some(({ type, folder }) => path.endsWith(`.${type}`) && isBelow(path, folder)) &&
      !(letGo === 'program' && (!isKept(path) || isNamed(path, spokenOf))) &&
      !(isTestFile(path) && subjects.has(subjectOf(path))) &&
      !approved.some((command) => namesPath(command, path));
    return isLoss ? [path] : [];
  });
  if (letGo === 'anything' || paths.length === 0) return [];
  const isSource = (path: string): boolean => isNamed(path, scope.sources ?? new Set());
  const isSpokenOf = !goal.isWhole && paths.every((path) => isNamed(path, spokenOf) && !isSource(path));
  const sure = isSpokenOf ? 'doubtful' : certainty;
  const because =
    sure === 'certain' ? `deleted, which the user did not ask for: ${listed(paths)}` : `deletes ${listed(paths)}`;
  return [unasked('files_kept', because, paths, sure)];
}

/** A page is what people keep, where nobody speaks of pages. */
const isKept = (path: string): boolean => isDocument(path) || /\.html?$/i.test(path);

/** What went into another file may go. */
function letGoBy(fact: Fact): readonly string[] {
  switch (fact.kind) {
    case 'gone':
      return [fact.path];
    case 'moved':
    case 'converted':
      return [fact.from];
    case 'merged':
      return fact.from.filter((path) => path !== fact.to);
    default:
      return [];
  }
}

const isBelow = (path: string, folder: string | null): boolean =>
  folder === null || folder === '' || `/${path}`.includes(`/${folder}/`);

const placeOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1) + stemOf(path);

/** Where the goal names every file it is about, no other one changes. */
export function onlyNamedFiles(changes: readonly FileChange[], scope: Scope): CheckResult[] {
  const { goal, made, planned, misspelt: word = null } = scope;
  if (!goal.isWhole && !goal.isOnly && scope.mendsWords !== true && word === null) return [];
  const named = new Set([
    ...goal.files,
    ...goal.facts.flatMap((d) =>
      d.kind === 'in_folder' ? [`${d.folder}/${d.path}`] : d.kind === 'moved' ? [d.to] : [],
    ),
  ]);
  const aboutCode = goal.files.some((path) => isCode(path) || /\.html?$/i.test(path));
  const gone = goneNames(goal);
  const more =
    word === null
      ? []
      : changes.filter(({ path, operation }) => operation === 'modify' && grows(path, scope)).map(({ path }) => path);
  if (more.length > 0)
    return [
      { name: 'named_only', passed: false, detail: `has got lines, though one word was to be mended: ${listed(more)}` },
    ];
  const others = changes.filter((change) => {
    const { path, oldPath, operation } = change;
    if (
      !isFile(change) ||
      (isLeftBehind(path) && !isWrittenItself(path, scope)) ||
      (isLockFile(path) && operation !== 'delete')
    )
      return false;
    if (isNamed(path, named) && (oldPath === undefined || isNamed(oldPath, named))) return false;
    if (made.has(path) && operation === 'delete') return false;
    if (goal.isOnly) return true;
    // In a program, it may stand in other files too; none is made for it.
    if (word !== null && scope.mendsWords !== true && operation !== 'modify') return !isTestFile(path);
    if (word !== null && scope.mendsWords !== true)
      return scope.lines.get(path)?.removed.some((line) => line.includes(word)) === false;
    if (gone.length > 0 && speaksOfGone(change, gone, scope)) return false;
    const isNew = operation === 'create' || made.has(path);
    if (isNew && isNamed(path, new Set(planned))) return false;
    const isBeside = aboutCode && (isTestFile(path) || BESIDE_CODE.test(basename(path)));
    if (isNew && isUsed(path, named, scope)) return false;
    if (
      isNew &&
      [...named].some((name) => basename(path) === `.${basename(name).toLowerCase().replace(/file$/, '')}ignore`)
    )
      return false;
    return !(isBeside && (isNew || (operation === 'modify' && onlyGrows(path, scope))));
  });
  const detail =
    others.length === 0
      ? 'no file changed that the goal does not name'
      : `changed, though the goal names only ${listed([...named])}: ${listed(
          others.map(({ path, operation }) => `${path} (${operation})`),
        )}`;
  return [{ name: 'named_only', passed: others.length === 0, detail }];
}

/** Whether the attempt has written a file by its name, which no tool then has left behind. */
const isWrittenItself = (path: string, { deeds = [] }: Scope): boolean =>
  deeds.some(({ command, paths }) => paths.includes(path) && (command === undefined || writesTo(command, path)));

function writesTo(command: string, path: string): boolean {
  const targets = command.matchAll(/(?:>{1,2}\|?|\btee\s(?:-a\s)?)\s{0,8}["']?([^\s;&|<>"'()]{1,200})/g);
  return [...targets].some(([, target = '']) => target.replace(/^\.\//, '') === path);
}

/** Names that the goal does away with: whoever speaks of them has to be changed, too. */
function goneNames({ facts, files }: Stated): string[] {
  return facts.flatMap((fact) => {
    switch (fact.kind) {
      case 'gone':
        return [stemOf(fact.path)];
      case 'moved':
        return [stemOf(fact.from)];
      case 'undefined':
        return [fact.name];
      case 'replaced':
        return files.some(isCode) && /^[A-Za-z_$][\w$]*$/.test(fact.from) ? [fact.from] : [];
      default:
        return [];
    }
  });
}

/** Whether a file that is named has been given a line that needs another one: a style sheet, a module. */
function isUsed(path: string, named: ReadonlySet<string>, { lines }: Scope): boolean {
  return [...lines].some(
    ([file, { added }]) =>
      isNamed(file, named) && added.some((line) => line.includes(basename(path)) || bringsIn(line, stemOf(path))),
  );
}

/** A reference to what is gone, or its test. */
function speaksOfGone({ path, oldPath, operation }: FileChange, gone: readonly string[], { lines }: Scope): boolean {
  const mentions = (text: string): boolean => gone.some((name) => hasWord(text, name));
  if (operation === 'delete' || operation === 'rename')
    return isTestFile(oldPath ?? path) && gone.some((name) => subjectOf(oldPath ?? path) === name.toLowerCase());
  if (operation !== 'modify') return false;
  const own = lines.get(path);
  // What the diff was too long to show, nobody can say.
  return own === undefined || own.removed.some(mentions);
}

function grows(path: string, { lines }: Scope): boolean {
  const own = lines.get(path);
  return own !== undefined && own.added.filter((line) => line.trim() !== '').length > own.removed.length;
}

const onlyGrows = (path: string, { lines }: Scope): boolean => (lines.get(path)?.removed ?? []).length === 0;

/** A name may be written with letters that are composed otherwise than on the disk. */
function isNamed(given: string, names: ReadonlySet<string>): boolean {
  const path = given.normalize();
  return [...names].some((one) => {
    const name = one.normalize();
    return path === name || path.endsWith(`/${name}`) || isVariant(path, name);
  });
}
