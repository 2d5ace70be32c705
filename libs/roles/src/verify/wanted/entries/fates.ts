import type { Condition } from './condition.js';
import { isBlank, isNearlyBlank, nameIn, numberOf, type Entry } from './entry.js';

/* What becomes of each entry of a list by what was asked. Pure. */

export type Fate = 'goes' | 'stays' | Cell;
/** One value of an entry changes or comes, the rest stays. */
export interface Cell {
  readonly name: string;
  readonly wanted: string;
  readonly fits: (now: unknown) => boolean;
}
/** One fate for each entry; null where nobody can tell. */
export type Fates = (list: readonly Entry[]) => readonly Fate[] | null;

export const chosenBy =
  (condition: Condition, goes: boolean): Fates =>
  (list) =>
    condition(list)?.map((is) => (is === goes ? 'goes' : 'stays')) ?? null;

export const all: Fates = (list) => list.map(() => 'stays');

/** What stands there more than once stays where it stands first, or last. */
export const deduped =
  (stays: 'first' | 'last'): Fates =>
  (list) => {
    const keys = list.map((entry) => JSON.stringify([...entry]));
    const at = new Map<string, number>();
    for (const [n, key] of keys.entries()) if (stays === 'last' || !at.has(key)) at.set(key, n);
    return at.size === list.length ? null : keys.map((key, n) => (at.get(key) === n ? 'stays' : 'goes'));
  };

/** Of one name that the entries have. */
const ofCell =
  (called: string, cell: (was: unknown, name: string) => Fate | null): Fates =>
  (list) => {
    const name = nameIn(list, called);
    const fates = name === null ? [] : list.map((entry) => cell(entry.get(name), name));
    if (!fates.every((fate) => fate !== null) || !fates.some((fate) => fate !== 'stays')) return null;
    return fates;
  };

const isValue =
  (value: string) =>
  (now: unknown): boolean =>
    String(now) === value ||
    (numberOf(value) !== null && numberOf(now) === numberOf(value)) ||
    // Each language writes them with its own capitals.
    (/^(?:true|false)$/i.test(value) && String(now).toLowerCase() === value.toLowerCase());

export const filled = (called: string, value: string): Fates =>
  ofCell(called, (was, name) => {
    const is = isValue(value);
    if (isBlank(was)) return { name, wanted: value, fits: is };
    return isNearlyBlank(was) ? { name, wanted: value, fits: (now) => is(now) || now === was } : 'stays';
  });

export const rounded = (called: string, places: number): Fates =>
  ofCell(called, (was, name) => {
    const exact = numberOf(was);
    if (exact === null) return isBlank(was) || isNearlyBlank(was) ? 'stays' : null;
    const fits = (now: unknown): boolean => {
      const is = numberOf(now);
      // Halves go up with some and to the even digit with others.
      return is !== null && Math.abs(is - exact) <= 0.5 * 10 ** -places + EXACT && hasPlaces(is, places);
    };
    return { name, wanted: exact.toFixed(places), fits };
  });
const EXACT = 1e-9;
const hasPlaces = (value: number, places: number): boolean => Math.abs(value - Number(value.toFixed(places))) < 1e-12;

export const inCase = (called: string, isUpper: boolean): Fates =>
  ofCell(called, (was, name) => {
    if (typeof was !== 'string') return isBlank(was) ? 'stays' : null;
    const wanted = isUpper ? was.toUpperCase() : was.toLowerCase();
    const others = isUpper
      ? [was.toLocaleUpperCase('tr'), wanted.replaceAll('SS', 'ß')]
      : [was.toLocaleLowerCase('tr')];
    return { name, wanted, fits: (now) => now === wanted || others.some((other) => other === now) };
  });

/** From two digits behind the point on it may be rounded. */
function isNumber(now: unknown, exact: number): boolean {
  const is = numberOf(now);
  const places = /\.(\d+)$/.exec(String(now))?.[1]?.length ?? 0;
  const slack = places < 2 ? 0 : 0.5 * 10 ** -places;
  return is !== null && Math.abs(is - exact) <= slack + EXACT * Math.max(1, Math.abs(exact));
}
const cellOf = (name: string, exact: number): Cell => ({
  name,
  wanted: String(Number(exact.toFixed(6))),
  fits: (now) => isNumber(now, exact),
});

export const reckoned = (called: string, becomes: (was: number) => number): Fates =>
  ofCell(called, (was, name) => {
    const number = numberOf(was);
    if (number === null) return isBlank(was) ? 'stays' : null;
    return cellOf(name, becomes(number));
  });

/** A name that the entries have not had, with one value in each of them. */
export const added =
  (name: string, value: string): Fates =>
  (list) =>
    list.some((entry) => entry.has(name)) ? null : list.map(() => ({ name, wanted: value, fits: isValue(value) }));

const SIGNS: readonly (readonly [RegExp, (a: number, b: number) => number])[] = [
  [/^(?:times|multiplied\s+by|product|[*x×])$/i, (a, b) => a * b],
  [/^(?:plus|added\s+to|sum|\+)$/i, (a, b) => a + b],
  [/^(?:minus|difference|-)$/i, (a, b) => a - b],
  [/^(?:divided\s+by|\/)$/i, (a, b) => a / b],
];

/** The same, reckoned from two values of the entry. */
export const addedFrom =
  (name: string, a: string, sign: string, b: string): Fates =>
  (list) => {
    const reckon = SIGNS.find(([words]) => words.test(sign))?.[1];
    const [first, second] = [nameIn(list, a), nameIn(list, b)];
    if (reckon === undefined || first === null || second === null || list.some((entry) => entry.has(name))) return null;
    const cells = list.map((entry) => {
      const [x, y] = [numberOf(entry.get(first)), numberOf(entry.get(second))];
      const exact = x === null || y === null ? Number.NaN : reckon(x, y);
      return Number.isFinite(exact) ? cellOf(name, exact) : null;
    });
    return cells.every((cell) => cell !== null) ? cells : null;
  };
