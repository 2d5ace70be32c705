import { FILE, mask, QUOTE, standingFor } from '../../stated/masked-text.js';
import { conditionIn, type Condition } from './condition.js';
import { added, addedFrom, all, chosenBy, deduped, filled, inCase, reckoned, rounded, type Fates } from './fates.js';

/* What is asked of the entries of one file, where it is all that is asked for. Pure. */

export interface Order {
  readonly path: string;
  /** The file that they are written to; null = they stay where they are. */
  readonly to: string | null;
  /** The name that each entry gets, besides its own. */
  readonly adds: string | null;
  /** The names that each entry keeps; null = all. */
  readonly keeps: readonly string[] | null;
  /** What it may mean. */
  readonly readings: readonly Fates[];
}

const FILE_HERE = `(?:the\\s+)?(?:file\\s+)?${FILE}`;
const IN_FILE = new RegExp(`\\s+(?:in|of|from|inside|to)\\s+${FILE_HERE}`, 'i');
const FIRST = new RegExp(`^(?:in|from)\\s+${FILE_HERE}\\s*[,:]?\\s+`, 'i');
const TO_FILE = new RegExp(
  `\\s+(?:to|into|in|as)\\s+(?:an?\\s+)?(?:the\\s+)?(?:new\\s+)?(?:file\\s+)?(?:(?:called|named)\\s+)?(${FILE})[.!]?$`,
  'i',
);
/** What is said of the rest changes nothing. */
const OF_THE_REST =
  /(?:[.;]\s+|,?\s+(?:and|but)\s+)(?:please\s+)?(?:keep|leave|preserve|do\s+not\s+(?:change|touch)|don't\s+(?:change|touch))\s+(?:all\s+|the\s+|everything\s+|anything\s+)(?:headers?|heading|rest|others?|order|else|other\s+\w+)(?:\s+(?:line|row|untouched|unchanged|intact|alone|as\s+(?:it|they)\s+(?:is|are)))?[.!]?$/i;

const ALL = '(?:(?:all|every|each|any|the|those|of)\\s+){0,3}';
const THAT = '((?:where|whose|for\\s+which|with|without|having|lacking|that|which|who)\\s[^\\n;]{1,160}?)';
const NAME = `(${QUOTE}|[\\w-]{1,60})`;
const VALUE = `(${QUOTE}|[\\w.-]{1,60})`;
const NUMBER = '(\\d{1,9}(?:\\.\\d{1,6})?)';
const VALUES = '(?:values?|numbers?|amounts?|cells?|entries|fields?)';
/** "the price column", "prices", "all values of the column price". */
const COLUMN = `${ALL}(?:${VALUES}\\s+(?:in|of|for|under)\\s+(?:the\\s+)?)?(?:column\\s+|field\\s+)?${NAME}(?:\\s+(?:${VALUES}|column))?`;
const EMPTY = `${ALL}(?:empty|missing|blank)\\s+(?:${VALUES}\\s+(?:in|of|for|under)\\s+)?(?:the\\s+)?(?:column\\s+|field\\s+)?${NAME}(?:\\s+(?:${VALUES}|column))?`;
const PLACES =
  '(?:to\\s+)?(\\d|no|zero|one|two|three|four)\\s+(?:decimals?(?:\\s+(?:places?|digits?))?|digits?\\s+after\\s+the\\s+(?:decimal\\s+)?(?:point|comma))';
const WHOLE = 'to\\s+(?:the\\s+)?(?:nearest\\s+)?(?:whole\\s+numbers?|integers?|full\\s+numbers?)';
const NEW_COLUMN = `add\\s+(?:an?|the)\\s+(?:new\\s+)?column\\s+(?:called\\s+|named\\s+)?${NAME}\\s*,?\\s+`;
const IN_EACH = '(?:\\s+(?:for|in|to|on)\\s+(?:all|every|each)(?:\\s+of)?(?:\\s+the)?\\s+rows?)?';
const SIGN = '(times|multiplied\\s+by|plus|minus|divided\\s+by|[*x×+/-])';
const WRITE = '(?:write|copy|extract|save|export|put|store)\\s+(?:only\\s+|just\\s+)?';

/** Words instead of a name or a value. */
const NO_NAME =
  /^(?:an?|the|its?|it|them|their|values?|cells?|entries|fields?|rows?|data|everything|to|of|in|by|with|today|now|null|none|empty|blank|nothing|current|random|unique)$/i;
const NO_ENTRIES = /^(?:columns?|fields?|keys?|headers?|files?|functions?|tests?|values?|lines?|words?|spaces?)$/i;
const COUNTS: Readonly<Record<string, number>> = { no: 0, zero: 0, one: 1, two: 2, three: 3, four: 4 };

type Said = readonly string[];
type Part = Partial<Omit<Order, 'path'>> & { readonly readings: Order['readings'] };
/** An order by its form; what is said is without its files, its names and values without quotation marks. */
interface Form {
  readonly words: RegExp;
  readonly isOfTwoFiles?: true;
  readonly read: (said: Said, condition: (text: string) => Condition | null) => Part | null;
}
const form = (words: string, read: (...said: Said) => Fates | null): Form => ({
  words: new RegExp(`^${words}$`, 'i'),
  read: (said) => {
    const fates = said.some((one) => NO_NAME.test(one)) ? null : read(...said);
    return fates === null ? null : { readings: [fates] };
  },
});
const chosen = (words: string, goes: boolean, isOfTwoFiles?: true): Form => ({
  words: new RegExp(`^${words}${ALL}([a-z]{2,20})\\s+${THAT}$`, 'i'),
  ...(isOfTwoFiles ? { isOfTwoFiles } : {}),
  read: ([kind = '', that = ''], condition) => {
    const found = NO_ENTRIES.test(kind) ? null : condition(that);
    return found === null ? null : { readings: [chosenBy(found, goes)] };
  },
});

const FORMS: readonly Form[] = [
  chosen('(?:keep|retain)\\s+only\\s+', false),
  chosen('only\\s+keep\\s+', false),
  {
    ...chosen('', false),
    words: new RegExp(
      `^(?:remove|delete|drop)\\s+${ALL}([a-z]{2,20})\\s+except\\s+(?:for\\s+)?(?:those|the\\s+ones)\\s+${THAT}$`,
      'i',
    ),
  },
  {
    words:
      /^(?:remove|delete|drop|eliminate)\s+(?:(?:all|any|the|exact)\s+){0,3}(?:duplicates|duplicated?\s+(?:rows?|lines?|entries|records?|items?|objects?))$/i,
    read: () => ({ readings: [deduped('first'), deduped('last')] }),
  },
  chosen('(?:remove|delete|drop|filter\\s+out)\\s+', true),
  form(`(?:fill(?:\\s+in)?|replace)\\s+${EMPTY}\\s+(?:with|by)\\s+${VALUE}`, (name = '', value = '') =>
    filled(name, value),
  ),
  form(`set\\s+${EMPTY}\\s+to\\s+${VALUE}`, (name = '', value = '') => filled(name, value)),
  form(`round\\s+${COLUMN}\\s+(?:${PLACES}|${WHOLE})`, (name = '', places = '0') =>
    rounded(name, COUNTS[places.toLowerCase()] ?? Number(places)),
  ),
  form(
    `(?:convert|change|turn|make|put|set|transform)\\s+${COLUMN}\\s+(?:to|into|in)?\\s*(upper|lower)[ -]?case(?:\\s+letters)?`,
    (name = '', to = '') => inCase(name, /^upper/i.test(to)),
  ),
  form(`(upper|lower)[ -]?case\\s+${COLUMN}`, (to = '', name = '') => inCase(name, /^upper/i.test(to))),
  form(`multiply\\s+${COLUMN}\\s+(?:by|with)\\s+${NUMBER}`, (name = '', by = '') =>
    reckoned(name, (n) => n * Number(by)),
  ),
  form(`divide\\s+${COLUMN}\\s+by\\s+${NUMBER}`, (name = '', by = '') =>
    Number(by) === 0 ? null : reckoned(name, (n) => n / Number(by)),
  ),
  form(`double\\s+${COLUMN}`, (name = '') => reckoned(name, (n) => n * 2)),
  form(`(?:increase|raise)\\s+${COLUMN}\\s+by\\s+${NUMBER}`, (name = '', by = '') =>
    reckoned(name, (n) => n + Number(by)),
  ),
  form(`add\\s+${NUMBER}\\s+to\\s+${COLUMN}`, (by = '', name = '') => reckoned(name, (n) => n + Number(by))),
  form(`(?:decrease|reduce|lower)\\s+${COLUMN}\\s+by\\s+${NUMBER}`, (name = '', by = '') =>
    reckoned(name, (n) => n - Number(by)),
  ),
  newColumn(
    `(?:(?:with|containing)\\s+(?:the\\s+)?(?:constant\\s+|default\\s+)?value|set\\s+to)\\s+${VALUE}${IN_EACH}`,
    (name, [value = '']) => added(name, value),
  ),
  newColumn(`(?:with|containing|set\\s+to)\\s+(${QUOTE})${IN_EACH}`, (name, [value = '']) => added(name, value)),
  newColumn(
    `(?:that\\s+is|which\\s+is|with|as|=|equal\\s+to|containing|(?:computed|calculated)\\s+as)\\s+(?:the\\s+)?${NAME}\\s*(?<=[\\s⟧])${SIGN}\\s*(?<=[\\s*×+/-])${NAME}`,
    (name, [a = '', sign = '', b = '']) => addedFrom(name, a, sign, b),
  ),
  newColumn(
    `(?:that\\s+is|which\\s+is|with|as|=|equal\\s+to|containing)\\s+the\\s+(product|sum|difference)\\s+of\\s+(?:the\\s+)?${NAME}\\s+and\\s+${NAME}`,
    (name, [sign = '', a = '', b = '']) => addedFrom(name, a, sign, b),
  ),
  chosen(WRITE, false, true),
  {
    words: new RegExp(
      `^${WRITE}(?:the\\s+)?columns?\\s+${NAME}(?:\\s*,\\s*${NAME})?(?:\\s*,\\s*${NAME})?(?:\\s*,?\\s+and\\s+${NAME})?$`,
      'i',
    ),
    isOfTwoFiles: true,
    read: (names) => (names.some((one) => NO_NAME.test(one)) ? null : { keeps: names, readings: [all] }),
  },
];

function newColumn(words: string, read: (name: string, said: Said) => Fates): Form {
  return {
    words: new RegExp(`^${NEW_COLUMN}${words}$`, 'i'),
    read: ([name = '', ...said]) =>
      [name, ...said].some((one) => NO_NAME.test(one)) ? null : { adds: name, readings: [read(name, said)] },
  };
}

/** The order of a text; null where it asks for something else, or for more. */
export function orderIn(told: string): Order | null {
  const masked = mask(told);
  const [path, to = null, ...others] = new Set(standingFor(masked.text, masked, 'F'));
  if (path === undefined || others.length > 0) return null;
  const whole = masked.text
    .trim()
    .replace(/^please\s+/i, '')
    .replace(OF_THE_REST, '');
  const target = to === null ? null : TO_FILE.exec(whole);
  if (to !== null && standingFor(target?.[1] ?? '', masked, 'F')[0] !== to) return null;
  const text = (target === null ? whole : whole.slice(0, target.index))
    .replace(FIRST, '')
    .replace(IN_FILE, '')
    .replace(/[.!]+$/, '');
  if (text.includes('⟦F')) return null;
  const condition = (that: string): Condition | null => conditionIn(that, masked);
  for (const { words, isOfTwoFiles = false, read } of FORMS) {
    const match = words.exec(text);
    if (match === null || isOfTwoFiles !== (to !== null)) continue;
    const said = match.slice(1).filter((one) => one !== undefined);
    const isWhole = (token: string): boolean => /^⟦Q\d+⟧$/.test(token);
    const part = read(
      said.map((one) => (isWhole(one) ? (standingFor(one, masked, 'Q')[0] ?? one) : one)),
      condition,
    );
    return part === null ? null : { path, to, adds: null, keeps: null, ...part };
  }
  return null;
}
