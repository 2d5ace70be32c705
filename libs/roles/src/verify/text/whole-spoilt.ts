import { isCode } from '../file-kinds.js';

/*
 * A whole text that came out in another form than it has: as one string, without its indentation, behind the old one.
 * Pure, linear.
 */

const SPEAKS_OF_STRINGS =
  /\b(?:escap\w*|json|string literals?|serial\w*|encod\w*|(?:one|single) line|stringif\w*|quot\w*)\b/i;
const SPEAKS_OF_INDENTING =
  /\b(?:indent\w*|nest\w*|wrap\w*|format\w*|align\w*|cent(?:er|re)\w*|tabs?|spaces?|whitespace|pad\w*|margin\w*|shift\w*|blockquote\w*|minif\w*|compact\w*|compress\w*|flatten\w*|dedent\w*|style|lint\w*)\b|einr[uü]ck|indent|sangr|rientr/i;
const SPEAKS_OF_AGAIN =
  /\b(?:repeat\w*|twice|again|times|another|more|second|cop(?:y|ies)|duplicat\w*|doubl\w*|append\w*|concat\w*|versions?|old|both)\b|wiederhol|doppel|zweimal|copi/i;
const SPEAKS_OF_NUMBERS = /\b(?:number|id|index|count|rank|line)\w*|numer|nummer|núm/i;
const SPEAKS_OF_MARKS = /\?\?|\b(?:question marks?|mask\w*|cipher|censor\w*|hidden|riddle|quiz|hangman)\b/i;

const fullLines = (text: string): string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');

/** Whether there may be something, before what was there is looked up. */
export const mayBeSpoilt = (path: string, text: string): boolean =>
  text.trim() !== '' && !/\.(?:diff|patch|snap)$/i.test(path);

/** What is wrong with the whole of a text, a sentence; null where nothing is. */
export function wholeSpoilt(path: string, text: string, before: string | null, asked: string): string | null {
  return (
    asOneString(path, text, before, asked) ??
    quotesEscaped(path, text, before, asked) ??
    lettersAsMarks(path, text, before, asked) ??
    (before === null
      ? saidTwiceOver(path, text, asked)
      : (pageLeftOpen(path, text, before) ??
        linesNumbered(text, before, asked) ??
        indentedWhole(text, before, asked) ??
        indentLost(path, text, before, asked) ??
        behindTheOld(path, text, before, asked)))
  );
}

/** Breaks that a text in one line has as signs. */
const LEAST_BREAKS = 2;
function asOneString(path: string, text: string, before: string | null, asked: string): string | null {
  const whole = text.trim();
  if (/\.(?:json\w?|ndjson)$/i.test(path) || SPEAKS_OF_STRINGS.test(asked)) return null;
  if (!whole.startsWith('"') || !whole.endsWith('"') || whole.includes('\n') || before?.trim() === whole) return null;
  try {
    const value: unknown = JSON.parse(whole);
    if (typeof value !== 'string' || value.split('\n').length <= LEAST_BREAKS) return null;
  } catch {
    return null;
  }
  return 'the whole of it is one string in quotation marks, with signs for its line breaks';
}

const BARE = /(?<!\\)"/g;
const ESCAPED = /\\"/g;
const countOf = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0;
/** In these a text stands in such marks, and nothing else has them. */
const OF_QUOTES = /\.(?:java|kt|kts|c|cc|cpp|h|hpp|cs|go|rs|swift|scala|toml)$/i;
function quotesEscaped(path: string, text: string, before: string | null, asked: string): string | null {
  if (SPEAKS_OF_STRINGS.test(asked) || countOf(text, BARE) > 0 || countOf(text, ESCAPED) < 2) return null;
  const had = before === null ? 0 : countOf(before, BARE);
  const isWrong =
    had >= 2 || (OF_QUOTES.test(path) && had === 0 && countOf(before ?? '', ESCAPED) === 0 && !/['`]/.test(text));
  return isWrong ? 'every quotation mark in it stands behind a backslash' : null;
}

const LEAST_RUNS = 4;
const LEAST_MARKS = 12;
const LEAST_SHARE = 0.3;
function lettersAsMarks(path: string, text: string, before: string | null, asked: string): string | null {
  if (isCode(path) || SPEAKS_OF_MARKS.test(asked)) return null;
  const runs = text.match(/\?{2,}/g) ?? [];
  const marks = runs.join('').length;
  if (runs.length < LEAST_RUNS || marks < LEAST_MARKS || marks < text.replaceAll(/\s/g, '').length * LEAST_SHARE)
    return null;
  return before?.includes('??') === true ? null : 'its letters have become question marks';
}

const pageLeftOpen = (path: string, text: string, before: string): string | null =>
  /\.html?$/i.test(path) && /<\/html\s*>/i.test(before) && /<html[\s>]/i.test(text) && !/<\/html\s*>/i.test(text)
    ? 'it ends before </html>, which it had'
    : null;

const LEAST_LINES = 3;
function linesNumbered(text: string, before: string, asked: string): string | null {
  const isCounted = (of: string): boolean =>
    fullLines(of).every((line, at) => Number(/^\s*(\d{1,6})(?:\t|\s*[|│→:])/.exec(line)?.[1]) === at + 1);
  if (SPEAKS_OF_NUMBERS.test(asked) || fullLines(text).length < LEAST_LINES) return null;
  return isCounted(text) && !isCounted(before) ? 'its lines carry line numbers' : null;
}
function indentedWhole(text: string, before: string, asked: string): string | null {
  if (SPEAKS_OF_INDENTING.test(asked)) return null;
  const [lines, old] = [fullLines(text), fullLines(before)];
  if (
    lines.length < LEAST_LINES ||
    !lines.every((line) => /^[ \t]/.test(line)) ||
    !old.some((line) => /^\S/.test(line))
  )
    return null;
  return 'every line of it is indented now, which none had to be';
}

/** What stands between braces there is indented. */
const BRACED = /\.(?:[cm]?[jt]sx?|java|kt|c|cc|cpp|h|hpp|cs|go|rs|swift|scala|dart|php|css|scss|less|json)$/i;
function indentLost(path: string, text: string, before: string, asked: string): string | null {
  if (!BRACED.test(path) || SPEAKS_OF_INDENTING.test(asked)) return null;
  const within = (of: readonly string[]): string[] =>
    of.filter((line, at) => /[{[(]\s*$/.test(of[at - 1] ?? '') && !/^\s*[)}\]]/.test(line));
  const lines = fullLines(text);
  if (lines.some((line) => /^[ \t]/.test(line)) || within(lines).length === 0) return null;
  const were = within(fullLines(before));
  return were.length > 0 && were.every((line) => /^[ \t]/.test(line)) ? 'no line of it is indented any more' : null;
}

const LEAST_SAME = 0.5;
/** Blocks of one kind begin alike: "server {". */
const LEAST_SAME_OF_BLOCKS = 0.8;
function behindTheOld(path: string, text: string, before: string, asked: string): string | null {
  const old = before.trimEnd();
  if (SPEAKS_OF_AGAIN.test(asked) || old === '' || !text.startsWith(old)) return null;
  const telling = (of: string): string[] =>
    fullLines(of).flatMap((line) => (/\p{L}{2}/u.test(line) ? [line.trimEnd()] : []));
  const were = telling(old);
  const more = new Set(telling(text.slice(old.length)));
  const [first = ''] = were;
  if (first === '' || !more.has(first)) return null;
  const same = were.filter((line) => more.has(line)).length;
  const least = /[{([:]\s*$/.test(first) ? LEAST_SAME_OF_BLOCKS : LEAST_SAME;
  const isAll = were.length >= LEAST_LINES && same >= were.length * least;
  const isTitle = /\.(?:md|markdown)$/i.test(path) && /^# \S/.test(first);
  return isAll || isTitle ? `it holds the old text, and behind it begins once more: "${first.slice(0, 60)}"` : null;
}

/** A new text that is said, and then said again from its beginning to its end. */
function saidTwiceOver(path: string, text: string, asked: string): string | null {
  if (SPEAKS_OF_AGAIN.test(asked) || /\.(?:[ct]sv|svg)$/i.test(path)) return null;
  const lines = fullLines(text).map((line) => line.trimEnd());
  const middle = lines.length / 2;
  const telling = lines.slice(0, middle).filter((line) => /\p{L}{2}/u.test(line));
  if (!Number.isInteger(middle) || new Set(telling).size < LEAST_LINES) return null;
  const isSame = lines.slice(0, middle).every((line, at) => line === lines[middle + at]);
  return isSame ? 'all of it stands in it twice, one behind the other' : null;
}
