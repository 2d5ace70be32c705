import type { Problem } from './problem.js';

/* The line of names at the head of a table. Pure, linear. */

export const cellsOf = (line: string): string[] =>
  line
    .split(/[,;|\t]/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');

/** The line of a header, as it is to stand there: no blank stands between its names. */
const HEAD = /^[^\s,;|]+(?:[,;|][^\s,;|]+)+$/;

/** Columns that were given as such a line, and stand in another order. */
export function headOutOfOrder(
  names: readonly string[],
  path: string,
  columns: readonly string[],
  fold: (name: string) => string,
): Problem {
  const head = names.find((name) => HEAD.test(name));
  if (head === undefined) return null;
  const places = cellsOf(head).map((name) => columns.indexOf(fold(name)));
  const isOrdered = places.every((place, at) => place >= 0 && (at === 0 || place > (places[at - 1] ?? 0)));
  return isOrdered || places.includes(-1) ? null : `${path} has its columns in another order than ${head}`;
}
