import { FILE, mask, QUOTE, standingFor, type Masked } from '../../stated/masked-text.js';
import { conditionIn, type Condition } from './condition.js';
import { isBlank, isNearlyBlank, nameIn, numberOf, type Entry } from './entry.js';

/* What is asked of the entries of one file, where it is all that is asked for. Pure. */

/** What becomes of one entry. */
export type Fate = 'goes' | 'stays' | Cell;
/** One value of it may change, the rest stays. */
export interface Cell {
  readonly name: string;
  readonly wanted: string;
  readonly fits: (now: unknown) => boolean;
}
export interface Order {
  readonly path: string;
  /** For each entry; null where nobody can tell. */
  readonly fates: (list: readonly Entry[]) => readonly Fate[] | null;
}

const IN_FILE = new RegExp(`\\s+(?:in|of|from|inside)\\s+(?:the\\s+)?(?:file\\s+)?${FILE}`, 'i');
const FIRST = new RegExp(`^(?:in|from)\\s+(?:the\\s+)?(?:file\\s+)?${FILE}\\s*[,:]?\\s+`, 'i');
/** What is said of the rest changes nothing. */
const OF_THE_REST =
  /(?:[.;]\s+|,?\s+(?:and|but)\s+)(?:please\s+)?(?:keep|leave|preserve|do\s+not\s+(?:change|touch)|don't\s+(?:change|touch))\s+(?:all\s+|the\s+|everything\s+|anything\s+)(?:headers?|heading|rest|others?|order|else|other\s+\w+)(?:\s+(?:line|row|untouched|unchanged|intact|alone|as\s+(?:it|they)\s+(?:is|are)))?[.!]?$/i;

const ALL = '(?:(?:all|every|each|any|the|those|of)\\s+){0,3}';
const THAT = '((?:where|whose|for\\s+which|with|without|having|lacking|that|which|who)\\s[^\\n;]{1,160}?)';
const NAME = `(${QUOTE}|[\\w-]{1,60})`;
const VALUES = '(?:values?|numbers?|amounts?|cells?|entries|fields?)';
/** "the price column", "prices", "all values of the column price". */
const COLUMN = `${ALL}(?:${VALUES}\\s+(?:in|of|under)\\s+(?:the\\s+)?)?(?:column\\s+|field\\s+)?${NAME}(?:\\s+(?:${VALUES}|column))?`;
const form = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 'i');

const REMOVE = form(`(?:remove|delete|drop|filter\\s+out)\\s+${ALL}([a-z]{2,20})\\s+${THAT}`);
const KEEP = [
  form(`(?:(?:keep|retain)\\s+only|only\\s+keep)\\s+${ALL}([a-z]{2,20})\\s+${THAT}`),
  form(`(?:remove|delete|drop)\\s+${ALL}([a-z]{2,20})\\s+except\\s+(?:for\\s+)?(?:those|the\\s+ones)\\s+${THAT}`),
];
const NO_ENTRIES = /^(?:columns?|fields?|keys?|headers?|files?|functions?|tests?|values?|lines?|words?|spaces?)$/i;
const FILL = [
  form(
    `(?:fill(?:\\s+in)?|replace)\\s+${ALL}(?:empty|missing|blank)\\s+(?:${VALUES}\\s+(?:in|of|for|under)\\s+)?(?:the\\s+)?(?:column\\s+|field\\s+)?${NAME}(?:\\s+(?:${VALUES}|column))?\\s+(?:with|by)\\s+(${QUOTE}|[\\w.-]{1,60})`,
  ),
  form(
    `set\\s+${ALL}(?:empty|missing|blank)\\s+(?:${VALUES}\\s+(?:in|of|for)\\s+)?(?:the\\s+)?(?:column\\s+)?${NAME}(?:\\s+(?:${VALUES}|column))?\\s+to\\s+(${QUOTE}|[\\w.-]{1,60})`,
  ),
];
const PLACES =
  '(?:to\\s+)?(\\d|no|zero|one|two|three|four)\\s+(?:decimals?(?:\\s+(?:places?|digits?))?|digits?\\s+after\\s+the\\s+(?:decimal\\s+)?(?:point|comma))';
const WHOLE = 'to\\s+(?:the\\s+)?(?:nearest\\s+)?(?:whole\\s+numbers?|integers?|full\\s+numbers?)';
const ROUND = form(`round\\s+${COLUMN}\\s+(?:${PLACES}|${WHOLE})`);
const UPPER = [
  form(
    `(?:convert|change|turn|make|put|set|transform)\\s+${COLUMN}\\s+(?:to|into|in)?\\s*(upper|lower)[ -]?case(?:\\s+letters)?`,
  ),
  form(`(upper|lower)[ -]?case\\s+${COLUMN}`),
];
const NUMBERS: Readonly<Record<string, number>> = { no: 0, zero: 0, one: 1, two: 2, three: 3, four: 4 };

export function orderIn(told: string): Order | null {
  const masked = mask(told);
  const [path, ...others] = new Set(standingFor(masked.text, masked, 'F'));
  if (path === undefined || others.length > 0) return null;
  const text = masked.text
    .trim()
    .replace(/^please\s+/i, '')
    .replace(FIRST, '')
    .replace(OF_THE_REST, '')
    .replace(IN_FILE, '')
    .replace(/[.!]+$/, '');
  if (text.includes('⟦F')) return null;
  const fates = fatesIn(text, masked);
  return fates === null ? null : { path, fates };
}

function fatesIn(text: string, masked: Masked): Order['fates'] | null {
  const bare = (token = ''): string => standingFor(token, masked, 'Q')[0] ?? token;
  const removes = REMOVE.exec(text);
  const keeps = KEEP.map((one) => one.exec(text)).find((match) => match !== null);
  const chosen = keeps ?? removes;
  if (chosen !== null && chosen !== undefined) {
    if (NO_ENTRIES.test(chosen[1] ?? '')) return null;
    const condition = conditionIn(chosen[2] ?? '', masked);
    return condition === null ? null : chosenBy(condition, keeps === undefined);
  }
  const fills = FILL.map((one) => one.exec(text)).find((match) => match !== null);
  if (fills !== undefined && fills !== null) return filled(bare(fills[1]), bare(fills[2]));
  const rounds = ROUND.exec(text);
  if (rounds !== null) {
    const places = rounds[2]?.toLowerCase() ?? '0';
    return rounded(bare(rounds[1]), NUMBERS[places] ?? Number(places));
  }
  const [made, spoken] = UPPER.map((one) => one.exec(text));
  if (made) return inCase(bare(made[1]), /^upper/i.test(made[2] ?? ''));
  return spoken ? inCase(bare(spoken[2]), /^upper/i.test(spoken[1] ?? '')) : null;
}

const chosenBy =
  (condition: Condition, goes: boolean): Order['fates'] =>
  (list) =>
    condition(list)?.map((is) => (is === goes ? 'goes' : 'stays')) ?? null;

/** Of a column that all the entries are looked up in. */
const ofCell =
  (called: string, cell: (was: unknown, name: string) => Fate | null): Order['fates'] =>
  (list) => {
    const name = nameIn(list, called);
    const fates = name === null ? [] : list.map((entry) => cell(entry.get(name), name));
    return name !== null && fates.every((fate) => fate !== null) && fates.some((fate) => fate !== 'stays')
      ? fates
      : null;
  };

const filled = (called: string, value: string): Order['fates'] =>
  ofCell(called, (was, name) => {
    const is = (now: unknown): boolean =>
      String(now) === value || (numberOf(value) !== null && numberOf(now) === numberOf(value));
    if (isBlank(was)) return { name, wanted: value, fits: is };
    return isNearlyBlank(was) ? { name, wanted: value, fits: (now) => is(now) || now === was } : 'stays';
  });

const rounded = (called: string, places: number): Order['fates'] =>
  ofCell(called, (was, name) => {
    const exact = numberOf(was);
    if (exact === null) return isBlank(was) || isNearlyBlank(was) ? 'stays' : null;
    const fits = (now: unknown): boolean => {
      const is = numberOf(now);
      // Halves go up with some and to the even digit with others.
      return is !== null && Math.abs(is - exact) <= 0.5 * 10 ** -places + 1e-9 && hasPlaces(is, places);
    };
    return { name, wanted: exact.toFixed(places), fits };
  });
const hasPlaces = (value: number, places: number): boolean => Math.abs(value - Number(value.toFixed(places))) < 1e-12;

const inCase = (called: string, isUpper: boolean): Order['fates'] =>
  ofCell(called, (was, name) => {
    if (typeof was !== 'string') return isBlank(was) ? 'stays' : null;
    const wanted = isUpper ? was.toUpperCase() : was.toLowerCase();
    const local = isUpper ? was.toLocaleUpperCase('tr') : was.toLocaleLowerCase('tr');
    return {
      name,
      wanted,
      fits: (now) => now === wanted || now === local || now === (isUpper ? wanted.replaceAll('SS', 'ß') : wanted),
    };
  });
