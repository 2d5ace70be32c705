import { isCode } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';
import { LISTS } from './text-kept.js';
import { timesOf } from '../times-of.js';

/*
 * A statement that leaves its block, and stands there once more right behind itself: an edit has repeated what was
 * below. Pure, linear.
 */

const LEAVES = /^\s+(?:return|raise|throw)\b/;
/** It goes on in the next line. */
const GOES_ON = /[\\([{,+\-*/%&|^=<>?:.]\s*$/;

/** The first line of that kind, by its text; each counts as often as it stands there. */
function doubled(path: string, text: string): string[] {
  const given = text.split(/\r?\n/);
  const code = partsOf(path, text).code.split(/\r?\n/);
  const full = given
    .map((line, at) => ({ line: line.trimEnd(), code: code[at] ?? '' }))
    .filter(({ line }) => line.trim() !== '');
  return full.flatMap(({ line, code: own }, at) =>
    at > 0 && LEAVES.test(own) && !GOES_ON.test(own) && full[at - 1]?.line === line ? [line.trim()] : [],
  );
}

export function saidTwice(path: string, text: string, before: string | null): string | null {
  if (LISTS.test(path)) return listedTwice(text, before);
  if (!isCode(path)) return null;
  const found = doubled(path, text);
  const [line] = found;
  if (line === undefined || found.length <= (before === null ? 0 : doubled(path, before).length)) return null;
  return `it says twice in a row: ${line.slice(0, 80)}`;
}

/** An entry of a list that there is one of before, or none. */
function listedTwice(text: string, before: string | null): string | null {
  if (before === null) return null;
  const timesIn = (of: string): Map<string, number> =>
    timesOf(of.split('\n').flatMap((line) => (/^\s*(?:[#!]|$)/.test(line) ? [] : [line.trim()])));
  const were = timesIn(before);
  const twice = [...timesIn(text)].find(([line, times]) => times > 1 && (were.get(line) ?? 0) < 2);
  return twice === undefined ? null : `it lists ${twice[0].slice(0, 80)} twice`;
}
