import { isDeepStrictEqual } from 'node:util';
import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';
import { show } from '../stated/problem.js';

/*
 * "Sort the keys of a.json alphabetically.", "Remove all null values from a.json.", "Convert all keys of a.json to
 * lower case.", "Minify a.json.": that is done, and every other value is what it was.
 */

const A_FILE = `(?:the\\s+)?(?:json\\s+)?(?:file\\s+)?(${FILE})`;
const IN = `\\s+(?:in|of|from)\\s+${A_FILE}`;
const form = (order: string): RegExp => new RegExp(`^(?:please\\s+)?${order}\\s*[.!]?$`, 'i');
const DEEP =
  ',?\\s+(?:recursively|(?:at|on|in)\\s+(?:all|every)\\s+levels?|(?:including|also)\\s+(?:the\\s+)?nested\\s+\\w+)';
const KEYS = '(?:all\\s+)?(?:of\\s+)?(?:the\\s+)?(?:object\\s+|json\\s+|top-level\\s+)?keys';
const SORTS = form(
  `(?:(?:sort|order)\\s+${KEYS}${IN}|(?:sort|order)\\s+${A_FILE}\\s+by\\s+(?:its\\s+)?keys?)(?:\\s+(?:alphabetically|in\\s+(?:alphabetical|ascending)\\s+order|from\\s+a\\s+to\\s+z))?(${DEEP})?`,
);
const DROPS = form(
  `(?:remove|delete|drop|strip)\\s+(?:all|every|each|any)\\s+(?:of\\s+)?(?:the\\s+)?(?:(?:keys?|fields?|entries|properties|entry|property)\\s+(?:with|of|that\\s+(?:are|is|have|has)|whose\\s+values?\\s+(?:is|are))\\s+(?:an?\\s+|the\\s+)?(?:value\\s+)?)?nulls?(?:\\s+(?:values?|fields?|entries|properties|keys))?${IN}(?:${DEEP})?`,
);
const CASED = form(
  `(?:convert|change|turn|transform|rename)\\s+(?:(?:all|every|each)(?:\\s+of)?(?:\\s+the)?|the)\\s+(?:object\\s+|json\\s+)?keys?(?:\\s+names?)?${IN}\\s+(?:in)?to\\s+(?:(lower)|upper)[\\s-]?case(${DEEP})?`,
);
const INDENT =
  '(?:,?\\s+(?:with|using|and|indented|by|an?|indentation|indent|of|it)){1,5}\\s+(\\d|two|four)[\\s-]+(?:spaces?|blanks?)(?:\\s+(?:of\\s+)?(?:indentation|indent|per\\s+level))?';
const LAYS_OUT = form(`(?:pretty[\\s-]?print|prettify|beautify|format|reformat)\\s+${A_FILE}(?:${INDENT})?`);
const MINIFIES = form(`(?:minify|compact|minimi[sz]e)\\s+${A_FILE}`);

export interface JsonChange {
  readonly how: 'sorted' | 'without_null' | 'lower' | 'upper' | 'laid_out' | 'minified';
  readonly path: string;
  /** Said of every level. */
  readonly isDeep?: boolean;
  /** Blanks of a level; 0 where nobody said. */
  readonly indent?: number;
}

/** Only where it is all that is asked for. Pure. */
export function jsonChange(told: string): JsonChange | null {
  const masked = mask(told);
  const text = masked.text.trim();
  const path = standingFor(text, masked, 'F')[0];
  if (path === undefined || masked.files.length > 1) return null;
  const [sorts, cased, laidOut] = [SORTS.exec(text), CASED.exec(text), LAYS_OUT.exec(text)];
  if (sorts !== null) return { how: 'sorted', path, isDeep: sorts[3] !== undefined };
  if (cased !== null) return { how: cased[2] === undefined ? 'upper' : 'lower', path, isDeep: cased[3] !== undefined };
  if (DROPS.test(text)) return { how: 'without_null', path };
  if (laidOut !== null) {
    const said = (laidOut[2] ?? '0').toLowerCase();
    return { how: 'laid_out', path, indent: { two: 2, four: 4 }[said] ?? Number(said) };
  }
  return MINIFIES.test(text) ? { how: 'minified', path } : null;
}

type Entries = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const DEEPEST = 200;

/** Every object of a value, itself the first. */
function objectsIn(value: unknown, depth = 0): Entries[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  const below = Object.values(value).flatMap((one) => objectsIn(one, depth + 1));
  return Array.isArray(value) ? below : [value as Entries, ...below];
}

/** With other entries in every object down to a level. */
function mapped(value: unknown, levels: number, of: (entries: [string, unknown][]) => [string, unknown][]): unknown {
  if (levels <= 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => mapped(one, levels, of));
  const entries = of(Object.entries(value)).map(([key, one]): [string, unknown] => [key, mapped(one, levels - 1, of)]);
  return Object.fromEntries(entries);
}

const withoutNull = (value: unknown, inLists: boolean): unknown => {
  const objects = mapped(value, DEEPEST, (entries) => entries.filter(([, one]) => one !== null));
  const lists = (one: unknown): unknown =>
    Array.isArray(one)
      ? one.filter((item) => item !== null).map(lists)
      : isObject(one)
        ? Object.fromEntries(Object.entries(one).map(([key, item]) => [key, lists(item)]))
        : one;
  return inLists ? lists(objects) : objects;
};

function inCase(value: unknown, levels: number, fold: (key: string) => string): unknown {
  return mapped(value, levels, (entries) => entries.map(([key, one]) => [fold(key), one]));
}

const ORDERS: readonly ((a: string, b: string) => number)[] = [
  (a, b) => (a < b ? -1 : Number(a > b)),
  (a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : Number(a.toLowerCase() > b.toLowerCase())),
  (a, b) => a.localeCompare(b),
  (a, b) => a.localeCompare(b, 'en', { numeric: true }),
];
/** Their place in what was read says nothing of their place in the file. */
const AS_INDEX = /^\d+$/;
const isSorted = (keys: readonly string[]): boolean =>
  keys.some((key) => AS_INDEX.test(key)) ||
  ORDERS.some((order) => keys.every((key, at) => at === 0 || order(keys[at - 1] ?? '', key) <= 0));

/** A text, a bracket, or a whole number that may be longer than what a program keeps of it. */
const SIGN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]|(?<![\w.+-])-?\d{16,300}(?![\w.])/g;

/** With whole numbers that no program keeps as they are for texts of them; null where nothing deeper is looked at. */
function parsed(text: string): { readonly value: unknown } | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  let [depth, deepest] = [0, 0];
  const exact = text.replace(SIGN, (sign) => {
    if (sign === '[' || sign === '{') deepest = Math.max(deepest, ++depth);
    else if (sign === ']' || sign === '}') depth--;
    else if (!sign.startsWith('"') && BigInt(sign) !== BigInt(Number(sign))) return `"the number ${sign}"`;
    return sign;
  });
  return deepest > DEEPEST ? null : { value: JSON.parse(exact) };
}
/** A shorter one may stand in one line. */
const LONG_LINE = 120;

/** What else is right for what there was; the first is what is told of. */
function rightOnes({ how, isDeep }: JsonChange, was: unknown): unknown[] {
  switch (how) {
    case 'sorted':
    case 'laid_out':
    case 'minified':
      return [was];
    case 'without_null':
      return [withoutNull(was, false), withoutNull(was, true)];
    case 'lower':
    case 'upper': {
      const fold = (key: string): string => (how === 'lower' ? key.toLowerCase() : key.toUpperCase());
      return [inCase(was, DEEPEST, fold), ...(isDeep === true ? [] : [inCase(was, 1, fold)])];
    }
  }
}

/** The first place where a value is another one. */
function difference(is: unknown, right: unknown, place = '', depth = 0): string {
  const at = place === '' ? 'the whole' : place;
  if (Array.isArray(is) !== Array.isArray(right) || !isDeepStrictEqual(typeof is, typeof right) || depth > DEEPEST)
    return `${at} is another value`;
  if (typeof is !== 'object' || is === null || typeof right !== 'object' || right === null)
    return `${at} is ${show(JSON.stringify(is))}`;
  const [now, then] = [new Map(Object.entries(is)), new Map(Object.entries(right))];
  const below = (key: string): string => (place === '' ? key : `${place}.${key}`);
  for (const [key, value] of then) {
    if (!now.has(key)) return `${below(key)} is not there`;
    if (!isDeepStrictEqual(now.get(key), value)) return difference(now.get(key), value, below(key), depth + 1);
  }
  const more = [...now.keys()].find((key) => !then.has(key));
  return more === undefined ? `${at} is another value` : `${below(more)} is not to be there`;
}

/** Pure. */
export function wrongJson(change: JsonChange, text: string, before: string): string | null {
  const [was, is] = [parsed(before), parsed(text)];
  if (was === null || is === null || typeof was.value !== 'object' || was.value === null) return null;
  // Two names that become one.
  const folds = change.how === 'lower' || change.how === 'upper';
  if (
    folds &&
    objectsIn(was.value).some(
      (one) => new Set(Object.keys(one).map((key) => key.toLowerCase())).size !== Object.keys(one).length,
    )
  )
    return null;
  const right = rightOnes(change, was.value);
  if (!right.some((one) => isDeepStrictEqual(one, is.value))) return difference(is.value, right[0]);
  if (change.how === 'sorted') {
    const [top] = isObject(is.value) ? [is.value] : [];
    const objects = change.isDeep === true ? objectsIn(is.value) : top === undefined ? [] : [top];
    const unsorted = objects.find((one) => !isSorted(Object.keys(one)));
    return unsorted === undefined
      ? null
      : `its keys are not in order: ${Object.keys(unsorted).slice(0, 12).join(', ').slice(0, 200)}`;
  }
  const lines = text.trim().split('\n');
  if (change.how === 'minified') return lines.length > 1 ? `it has ${lines.length} lines` : null;
  if (change.how !== 'laid_out') return null;
  if (lines.length === 1 && text.trim().length > LONG_LINE) return 'all of it is in one line';
  const first = lines.find((line) => /^\s/.test(line));
  const { indent = 0 } = change;
  return indent === 0 || first === undefined || /^ */.exec(first)?.[0].length === indent
    ? null
    : `it is not indented by ${indent} blanks`;
}

/** `told`: the user's words. */
export async function jsonChanged(files: FilesView, told: string): Promise<CheckResult[]> {
  const change = jsonChange(told);
  const [path, ...more] = change === null ? [] : files.meant(change.path);
  if (change === null || path === undefined || more.length > 0 || !/\.json$/i.test(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  if (!files.isChanged(path) || typeof text !== 'string' || typeof before !== 'string') return [];
  const problem = wrongJson(change, text, before);
  return problem === null ? [] : [{ name: 'json_changed', passed: false, detail: `${path}: ${problem}` }];
}
