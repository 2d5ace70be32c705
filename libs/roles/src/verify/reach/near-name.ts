import { isCode, isLeftBehind, isLockFile } from '../file-kinds.js';
import { hasWord } from '../has-word.js';

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
 * The same folders and the same name, but for a plural, the place of "test" in it, and an ending that the guess leaves
 * out. `*` in the guess stands for any name with that ending.
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

/**
 * Whether a name stands in what was said, so that it is no guess: a path or a name with an ending, or any in quotation
 * marks.
 */
export function isSaid(name: string, asked: string): boolean {
  const own = name.slice(name.lastIndexOf('/') + 1);
  const names = [name, ...(own.includes('.') ? [own] : [])].filter((one) => /[./]/.test(one));
  const text = asked.toLowerCase();
  return (
    names.some((one) => standsIn(one.toLowerCase(), text)) ||
    ['`', '"', "'"].some((mark) => text.includes(`${mark}${name.toLowerCase()}${mark}`))
  );
}

/** A name that ends a sentence stands by itself, one with another ending does not. */
export const standsIn = (name: string, text: string): boolean => hasWord(text, name, /[\w-]/, /^(?:[\w-]|\.\w)/);
