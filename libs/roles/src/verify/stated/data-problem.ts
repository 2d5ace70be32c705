import { isCode } from '../file-kinds.js';
import type { FactOf } from './fact.js';
import type { FilesView } from './files-view.js';
import { fold, recordsOf, rowsOf, type Records } from './records.js';
import type { Problem } from './problem.js';
import { otherValue } from './same-values.js';

/* Whether data that took another form, or came together, is still all there. */

const MOST_TOLD = 5;
const listed = (names: readonly string[]): string =>
  names
    .slice(0, MOST_TOLD)
    .map((name) => JSON.stringify(name.slice(0, 80)))
    .join(', ') + (names.length > MOST_TOLD ? ` and ${names.length - MOST_TOLD} more` : '');

/** As it was before the work, where anybody knows. */
async function source(path: string, files: FilesView): Promise<string | null> {
  const before = await files.before(path);
  return typeof before === 'string' ? before : before === null ? null : files.text(path);
}
async function result(
  path: string,
  files: FilesView,
): Promise<{ readonly path: string; readonly text: string } | null> {
  const [place] = files.meant(path);
  const text = place === undefined ? null : await files.text(place);
  return place === undefined || text === null ? null : { path: place, text };
}

export async function convertedProblem({ from, to, some }: FactOf<'converted'>, files: FilesView): Promise<Problem> {
  const [given, made] = [await source(from, files), await result(to, files)];
  if (given === null || made === null) return undefined;
  const [had, has] = [recordsOf(from, given), recordsOf(made.path, made.text)];
  if (had === null || has === null || (some && had.rows === null)) return undefined;
  return lossBetween(from, some ? { ...had, keys: new Set(), words: new Set() } : had, made.path, has);
}

/** A text of several words that is the same in both languages was not translated. */
export async function translatedProblem({ from, to }: FactOf<'translated'>, files: FilesView): Promise<Problem> {
  const [given, made] = [await source(from, files), await result(to, files)];
  if (given === null || made === null || made.path === from) return undefined;
  const isSame = given.trim() === made.text.trim() && new Set(given.match(/\p{L}{3,}/gu)).size >= LEAST_WORDS;
  return isSame ? `${made.path} holds the text of ${from} as it was, and was to be its translation` : null;
}
const LEAST_WORDS = 4;

/** A table of the same length with another number in place of one that was there. */
export async function carriedProblem(
  { from, to, computed, same }: FactOf<'carried'>,
  files: FilesView,
): Promise<Problem> {
  const [given, made] = [await source(from, files), await result(to, files)];
  if (given === null || made === null) return undefined;
  const other = same === true ? otherValue(from, given, made.path, made.text) : null;
  if (other !== null) return other;
  const [had, has] = [recordsOf(from, given), recordsOf(made.path, made.text)];
  if (had === null || has === null || had.rows === null || !has.counts.includes(had.rows)) return undefined;
  const flat = oneForAll(from, given, made.text);
  if (flat !== null) return `${to} has ${flat.value} for every ${flat.column}, and ${from} has different ones`;
  if (computed === true) return undefined;
  const others = otherNumbers(given, made.text);
  return others === null ? null : `${to} holds ${listed(others.has)}, where ${from} has ${listed(others.had)}`;
}

/** A column with different numbers, which are all the same in the list of objects made of it. Pure. */
export function oneForAll(
  from: string,
  given: string,
  made: string,
): { readonly column: string; readonly value: string } | null {
  const rows = /\.[ct]sv$/i.test(from) ? rowsOf(given, /\.tsv$/i.test(from) ? '\t' : null) : null;
  const [head = [], ...own] = rows ?? [];
  const list = parsed(made);
  if (!Array.isArray(list) || list.length !== own.length || own.length < 2) return null;
  for (const [at, column] of head.entries()) {
    const were = new Set(own.map((row) => Number(row[at]?.trim() === '' ? Number.NaN : row[at])));
    if (were.size < 2 || [...were].some((value) => Number.isNaN(value))) continue;
    const are = new Set(list.map((one: unknown) => valueAt(one, column)));
    const [value] = are;
    if (are.size === 1 && value !== undefined && value !== null) return { column, value: JSON.stringify(value) };
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const valueAt = (one: unknown, column: string): unknown =>
  typeof one === 'object' && one !== null
    ? Object.entries(one).find(([key]) => fold(key) === fold(column))?.[1]
    : undefined;

/** By value: what is written in another way is the same. Only where as many are gone as are new. Pure. */
export function otherNumbers(
  before: string,
  now: string,
): { readonly had: readonly string[]; readonly has: readonly string[] } | null {
  // A comma within a number, or between the parts of one.
  if (/"[^"\n]{0,40}\d,\d|^[^\n]*;/.test(before)) return null;
  const numbersIn = (text: string): Map<number, string> =>
    new Map(
      [...text.matchAll(/(?<![\w.]|\d[:/-])-?\d{1,20}(?:\.\d{1,20})?(?![\w.:/-]{0,40}\w|%)/g)].map(([number]) => [
        Number(number),
        number,
      ]),
    );
  const [were, are] = [numbersIn(before), numbersIn(now)];
  const only = (one: Map<number, string>, other: Map<number, string>): string[] =>
    [...one].flatMap(([value, number]) => (other.has(value) ? [] : [number]));
  const [had, has] = [only(were, are), only(are, were)];
  return had.length > 0 && had.length === has.length ? { had, has } : null;
}

/** What is in the one and not in the other, a sentence. Pure. */
export function lossBetween(from: string, had: Records, to: string, has: Records): Problem {
  // Rows as lists have a first one of names.
  const rows = (had.rows ?? 0) + (has.keys.size === 0 ? 1 : 0);
  if (had.rows !== null && !has.counts.includes(had.rows) && !has.counts.includes(rows)) {
    const n = has.rows ?? Math.max(0, ...has.counts);
    return `${from} has ${had.rows} records, and ${to} has ${n}`;
  }
  // A tree has no one form as a table.
  if (had.rows === null && has.form === 'rows') return undefined;
  const isLoose = had.isLoose === true || has.isLoose === true;
  const isThere = (key: string): boolean => key === '' || has.keys.has(key);
  const isPart = (key: string, other: string): boolean =>
    other !== '' && (key.endsWith(other) || (isLoose && (other.startsWith(key) || other.endsWith(key))));
  const lost = [...had.keys].filter((key) => !isThere(key) && ![...has.keys].some((other) => isPart(key, other)));
  if (lost.length > 0 && has.keys.size > 0) return `${to} lacks ${listed(lost)} of ${from}`;
  if (had.rows === null && !isLoose) {
    const lists = had.lists.filter((length) => !has.counts.includes(length));
    if (lists.length > 0) return `${from} has a list of ${lists[0]}, and ${to} has none of that length`;
  }
  const all = [...has.words].join(' ');
  const gone = [...had.words].filter(
    (word) => !has.words.has(word) && !has.keys.has(word) && !(isLoose && all.includes(word)),
  );
  const isShorter = had.rows === null && had.lists.some((length) => length > 1 && !has.lists.includes(length));
  if (isShorter && !isLoose && has.form !== 'rows' && gone.length > 0)
    return `${to} lacks values of ${from}: ${listed(gone)}`;
  return gone.length >= 2 && gone.length * 4 >= had.words.size
    ? `${to} lacks values of ${from}: ${listed(gone)}`
    : null;
}

export async function mergedProblem({ from, to }: FactOf<'merged'>, files: FilesView): Promise<Problem> {
  const made = await result(to, files);
  if (made === null) return undefined;
  const given: Source[] = [];
  for (const path of from) {
    const text = await source(path, files);
    if (text !== null) given.push({ path, text });
  }
  if (given.length < 2) return undefined;
  for (const one of given) {
    const lost = lostOf(
      one,
      given.filter((other) => other !== one),
      made,
    );
    if (lost.length > 0) return `${made.path} lacks what ${one.path} holds: ${listed(lost)}`;
  }
  return null;
}

interface Source {
  readonly path: string;
  readonly text: string;
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();
const LISTS = /\.(?:txt|log|list)$/i;
/** By what stands before its value; of two values for one name, one has to go. */
const SETTINGS =
  /(?:^|\/)(?:requirements[\w.-]*\.txt|\.env[\w.-]*|\.[a-z]+ignore|[\w-]+\.(?:env|ini|properties|cfg))$/i;
const DEFINES =
  /^(?:export\s+)?(?:default\s+)?(?:pub\s+)?(?:async\s+)?(?:def|function\*?|class|fn|func|interface|struct|enum|trait)\s+(\w+)/gm;

/** What only this one of several held, and the result does not. Pure. */
export function lostOf(one: Source, others: readonly Source[], made: Source): string[] {
  const own = <T>(of: (file: Source) => readonly T[]): T[] => {
    const elsewhere = new Set(others.flatMap((other) => [...of(other)]));
    return [...new Set(of(one))].filter((part) => !elsewhere.has(part));
  };
  if (isCode(made.path)) {
    const names = own(({ text }) => [...text.matchAll(DEFINES)].map(([, name = '']) => name));
    const held = new Set(made.text.match(/\w+/g));
    const lost = names.filter((name) => !held.has(name));
    return lost.length === names.length ? lost : [];
  }
  if (SETTINGS.test(made.path) || LISTS.test(made.path)) {
    const isOfSettings = SETTINGS.test(made.path);
    const linesOf = ({ text }: Source): string[] =>
      text
        .split(/\r?\n/)
        .map((line) => plain(isOfSettings ? line.replace(/[=<>~!:;].*$/, '') : line))
        .filter((line) => /[\p{L}\p{N}]/u.test(line) && !/^[#;]/.test(line));
    const all = plain(made.text);
    return own(linesOf).filter((line) => !all.includes(line));
  }
  if (/\.(?:csv|tsv)$/i.test(made.path)) {
    const tables = [one, ...others, made].map(({ path, text }) => rowsOf(text, /\.tsv$/i.test(path) ? '\t' : null));
    const heads = new Set(tables.map((rows) => rows?.[0]?.map(fold).join('\n')));
    if (tables.every((rows) => rows !== null) && heads.size === 1) {
      const rowsIn = (file: Source): string[] =>
        (rowsOf(file.text, /\.tsv$/i.test(file.path) ? '\t' : null) ?? [])
          .slice(1)
          .map((row) => row.map((cell) => cell.trim()).join(', '));
      const there = new Set(rowsIn(made));
      return own(rowsIn).filter((row) => !there.has(row));
    }
  }
  const [mine, has] = [recordsOf(one.path, one.text), recordsOf(made.path, made.text)];
  if (mine !== null && has !== null && !/\.(?:md|markdown)$/i.test(made.path)) {
    if (mine.form === 'names') return [...mine.keys].filter((key) => !has.keys.has(key));
    const words = own((file) => [...(recordsOf(file.path, file.text)?.words ?? [])]);
    const lost = words.filter((word) => !has.words.has(word));
    return lost.length * 2 >= words.length ? lost : [];
  }
  const lines = own(({ text }) =>
    text
      .split(/\r?\n/)
      .map(plain)
      .filter((line) => (line.match(/\p{L}{3,}/gu) ?? []).length >= 2),
  );
  const all = plain(made.text);
  const lost = lines.filter((line) => !all.includes(line.replace(/^[#>*\-\s\d.]+/, '')));
  return lines.length >= 2 && lost.length === lines.length ? lost : [];
}
