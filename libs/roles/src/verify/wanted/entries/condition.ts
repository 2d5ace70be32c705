import { QUOTE, standingFor, type Masked } from '../../stated/masked-text.js';
import { isBlank, isNearlyBlank, isPlain, nameIn, numberOf, plainText, type Entry } from './entry.js';

/* "where status is cancelled", "with an empty email", "whose age is under 18": which entries are meant. Pure. */

const NAME = `(${QUOTE}|[\\w-]{1,60})(?:\\s+(?:column|field|value))?`;
const VALUE = `(${QUOTE}|[\\w.@%+-]{1,60})`;
const BE = '(?:is|are|=|was)';
const WHERE = '(?:where|for\\s+which|whose)\\s+(?:the\\s+)?(?:column\\s+|field\\s+|value\\s+of\\s+)?';
const WITH = '(?:with|having|(?:that|which|who)\\s+(?:have|has))\\s+';
const EMPTY = '(?:empty|missing|blank|null|not\\s+set)';
const COMPARED = Object.entries({
  '>=': '>=|≥|at\\s+least',
  '<=': '<=|≤|at\\s+most',
  '>': '>|(?:greater|more|higher|larger|bigger|older|later)\\s+than|above|over|after',
  '<': '<|(?:less|fewer|lower|smaller|younger|earlier)\\s+than|below|under|before',
});
const ORDER = `(${COMPARED.map(([, words]) => words).join('|')})\\s*`;
const form = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 'i');

const EMPTY_FORMS = [
  form(`${WHERE}${NAME}\\s+${BE}\\s+${EMPTY}`),
  form(`${WITH}(?:an?\\s+)?${EMPTY}\\s+${NAME}`),
  form(`(?:${WITH}no|without|lacking)\\s+(?:an?\\s+|any\\s+)?${NAME}`),
];
const SET_FORMS = [form(`${WHERE}${NAME}\\s+${BE}(?:\\s+not\\s+|n't\\s+)(?:empty|missing|blank|null)`)];
const ORDER_FORMS = [
  form(`${WHERE}${NAME}\\s+(?:${BE}\\s+)?${ORDER}${VALUE}`),
  form(`${WITH}(?:an?\\s+|the\\s+)?${NAME}\\s+(?:of\\s+)?${ORDER}${VALUE}`),
];
const OTHER_FORMS = [
  form(`${WHERE}${NAME}\\s+(?:${BE}(?:\\s+not|n't)|!=|<>|does\\s+not\\s+equal|differs\\s+from)\\s*${VALUE}`),
];
const EQUAL_FORMS = [
  form(`${WHERE}${NAME}\\s*(?:\\s${BE}|==?|\\sequals?|\\sis\\s+equal\\s+to)\\s*(?<=[\\s=])${VALUE}`),
  form(`${WITH}(?:an?\\s+|the\\s+)?${NAME}(?:\\s+of|\\s*=|:)?\\s*(?<=[\\s=:])${VALUE}`),
];
/** Words that make something else of what stands where a name or a value is. */
const NO_NAME =
  /^(?:values?|cells?|entries|fields?|data|information|an?|any|the|no|not|it|its|their|exactly|only|all|one|some|empty|missing|blank|null|set|than|or|and)$/i;

/** Which entries are meant, one by one; null where nobody can tell. */
export type Condition = (list: readonly Entry[]) => readonly boolean[] | null;

export function conditionIn(said: string, masked: Masked): Condition | null {
  const text = said.trim();
  const first = (forms: readonly RegExp[]): RegExpExecArray | null =>
    forms.map((one) => one.exec(text)).find((match) => match !== null) ?? null;
  const bare = (token: string): string => standingFor(token, masked, 'Q')[0] ?? token;
  const isNone = (...words: (string | undefined)[]): boolean => words.some((word = '') => NO_NAME.test(word));

  const empty = first(EMPTY_FORMS);
  if (empty !== null) return isNone(empty[1]) ? null : each(bare(empty[1] ?? ''), isEmpty);
  const set = first(SET_FORMS);
  if (set !== null) return each(bare(set[1] ?? ''), not(isEmpty));
  const order = first(ORDER_FORMS);
  if (order !== null)
    return isNone(order[1]) ? null : each(bare(order[1] ?? ''), compared(order[2] ?? '', bare(order[3] ?? '')));
  const other = first(OTHER_FORMS);
  if (other !== null)
    return isNone(other[1], other[2]) ? null : each(bare(other[1] ?? ''), not(equal(bare(other[2] ?? ''))));
  const same = first(EQUAL_FORMS);
  return same === null || isNone(same[1], same[2]) ? null : each(bare(same[1] ?? ''), equal(bare(same[2] ?? '')));
}

/** Null = nobody can tell of this value. */
type Test = (value: unknown) => boolean | null;

function each(called: string, test: Test): Condition {
  return (list) => {
    const name = nameIn(list, called);
    if (name === null) return null;
    const found = list.map((entry) => test(entry.get(name)));
    // A condition that nothing meets was meant in some other way.
    return found.every((one) => one !== null) && found.includes(true) ? found : null;
  };
}

const not =
  (test: Test): Test =>
  (value) => {
    const is = test(value);
    return is === null ? null : !is;
  };
const isEmpty: Test = (value) => (isNearlyBlank(value) || !isPlain(value) ? null : isBlank(value));

function equal(wanted: string): Test {
  const number = numberOf(wanted);
  return (value) => {
    if (!isPlain(value)) return null;
    const is = plainText(value).trim();
    if (is === wanted || (number !== null && numberOf(value) === number)) return true;
    // Others may be meant as well.
    return fold(is) === fold(wanted) ? null : false;
  };
}
const fold = (text: string): string => text.toLowerCase().replace(/[\s_.-]/g, '');

const DAY = /^\d{4}-\d\d-\d\d$/;
function compared(words: string, wanted: string): Test {
  const [sign] = COMPARED.find(([, pattern]) => form(`(?:${pattern})`).test(words)) ?? [''];
  const is = <T extends number | string>(a: T, b: T): boolean =>
    sign === '>' ? a > b : sign === '<' ? a < b : sign === '>=' ? a >= b : a <= b;
  const bound = numberOf(wanted);
  const isOfTime = /after|before|later|earlier/i.test(words);
  return (value) => {
    const number = numberOf(value);
    if (bound !== null && !isOfTime) return number === null ? null : is(number, bound);
    return DAY.test(wanted) && typeof value === 'string' && DAY.test(value.trim()) ? is(value.trim(), wanted) : null;
  };
}
