import { basename, dirname, extname, posix } from 'node:path';
import type { FileChange } from '#domain';
import { isCode, isLeftBehind, isLockFile, isTestFile } from '../file-kinds.js';

/* Whether a path is the one that a plan has guessed at. Pure. */

interface Segment {
  readonly words: string;
  readonly ending: string;
}

/** A name's words without number and order: "tests_dates" is "test_date", and so is "date.test". */
function segmentOf(name: string): Segment {
  const [, stem = name, ending = ''] = /^(.+)\.(?!(?:tests?|specs?)$)(\w{1,12})$/i.exec(name) ?? [];
  const words = stem
    .replace(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(singular);
  const isMark = (word: string): boolean => word === 'test' || word === 'spec';
  const ordered = [...words.filter(isMark), ...words.filter((word) => !isMark(word))];
  return { words: ordered.join(' '), ending: ending.toLowerCase() };
}

const singular = (word: string): string =>
  word.length > 3 ? word.replace(/(?<=\p{L}{2})ies$/u, 'y').replace(/(?<=[^s])s$/, '') : word;

/** Names that are whole without an ending: those of custom in capitals, hidden ones, and commands. */
const isWhole = (guess: string): boolean => /^(?:[A-Z]|\.)[^/]*$|(?:^|\/)(?:s?bin|hooks)\/[^/]+$/.test(guess);

/**
 * The same folders and the same name, but for a plural, the place of "test" in it, and an ending that the guess leaves out.
 * `*` in the guess stands for any name with that ending.
 */
export function isNearName(path: string, guess: string): boolean {
  const [given, found] = [guess.split('/'), path.split('/')];
  if (given.length !== found.length || guess.startsWith('.') || isLeftBehind(path) || isLockFile(path)) return false;
  // Code is called by its name: a hyphen in it is no matter of taste.
  if (isCode(path) && path.includes('-') !== guess.includes('-')) return false;
  return given.every((one, at) => {
    const [wanted, is] = [segmentOf(one), segmentOf(found[at] ?? '')];
    const isFile = at === given.length - 1;
    const mayEnd = isFile && wanted.ending === '' && !isWhole(guess) && !BESIDES.test(is.ending);
    if (wanted.ending !== is.ending && !mayEnd) return false;
    return /^\*+(?:\.\w+)?$/.test(one) || areAlike(wanted.words, is.words);
  });
}

/** The same words, but for the plural of other tongues: "format" and "formate". */
function areAlike(guess: string, found: string): boolean {
  const [wanted, is] = [guess.split(' '), found.split(' ')];
  const isPlural = (one: string, more: string): boolean =>
    one.length > 3 && more.startsWith(one) && /^(?:e|n|en|er)$/.test(more.slice(one.length));
  return (
    guess !== '' &&
    wanted.length === is.length &&
    wanted.every((word, at) => {
      const other = is[at] ?? '';
      return word === other || isPlural(word, other) || isPlural(other, word);
    })
  );
}

/** Endings of what lies beside a file. */
const BESIDES = /^(?:bak|old|orig|tmp|temp|log|lock|map|example|sample|dist|disabled)$/;

/** Whether a name stands in what was said, so that it is no guess: a path or a name with an ending, or any in quotation marks. */
export function isSaid(name: string, asked: string): boolean {
  const own = name.slice(name.lastIndexOf('/') + 1);
  const names = [name, ...(own.includes('.') ? [own] : [])].filter((one) => /[./]/.test(one));
  const text = asked.toLowerCase();
  return (
    names.some((one) => standsIn(one.toLowerCase(), text)) ||
    ['`', '"', "'"].some((mark) => text.includes(`${mark}${name.toLowerCase()}${mark}`))
  );
}

function standsIn(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    if (
      !/[\w-]/.test(text.charAt(at - 1)) &&
      !/^(?:[\w-]|\.\w)/.test(text.slice(at + name.length, at + name.length + 2))
    )
      return true;
  return false;
}

/** The changed file that a plan has guessed the name of; one that was named in words is to bear its name. */
export function nearTo(
  given: string,
  { changes, asked }: { readonly changes: readonly FileChange[]; readonly asked: string },
  taken: ReadonlySet<string> = new Set(),
): string | undefined {
  const name = posix.normalize(given.replaceAll('\\', '/')).replace(/\/$/, '');
  const spoken = asked.toLowerCase();
  if (standsIn(name.toLowerCase(), spoken)) return undefined;
  // What was said alone stands where it was said to; only its folder is the plan's.
  const own = changes.filter(({ path }) => basename(path) === basename(name) && standsIn(path.toLowerCase(), spoken));
  const [said] = own.filter(({ path, operation }) => operation !== 'delete' && !taken.has(path));
  if (said !== undefined && own.length === 1 && name.includes('/')) return said.path;
  if (isSaid(name, asked)) return undefined;
  // Without its folder only a file that was there before can be meant.
  const shown = (path: string, isNew: boolean): string => (name.includes('/') || isNew ? path : basename(path));
  const found = changes.filter(
    ({ path, operation }) =>
      operation !== 'delete' && !taken.has(path) && isNearName(shown(path, operation === 'create'), name),
  );
  if (found.length > 0) return found.length === 1 || name.includes('*') ? found[0]?.path : undefined;
  return theTestFor(name, changes, taken);
}

/** Tests are found by where they stand and how their names begin or end, so that one under any such name is meant. */
function theTestFor(name: string, changes: readonly FileChange[], taken: ReadonlySet<string>): string | undefined {
  if (!isTestFile(name) || !isCode(name)) return undefined;
  const found = changes.filter(
    ({ path, operation }) =>
      operation !== 'delete' &&
      !taken.has(path) &&
      isTestFile(path) &&
      !/^(?:__init__|conftest)\.py$/.test(basename(path)) &&
      dirname(path) === dirname(name) &&
      extname(path) === extname(name),
  );
  return found.length === 1 ? found[0]?.path : undefined;
}
