import type { Fact } from '../stated/fact.js';
import { settingsRoot } from '../stated/tree-forms.js';
import { otherGroupsStay } from './other-groups.js';

/* Values of settings that nobody spoke of, where one was to be set and the rest was to stay. Pure. */

/** "Every other setting stays as it is", "leave the rest", "change nothing else". */
const REST_STAYS =
  /\b(?:(?:every|all|any)(?:thing)?\s+(?:the\s+)?(?:other|else)\b[^.;\n]{0,60}?|(?:the\s+)?(?:rest|others?|remainder)\b[^.;\n]{0,40}?)\b(?:stays?|remains?|kept|keeps?|unchanged|untouched|as\s+(?:it\s+is|they\s+are|is))\b|\b(?:leave|keep)\s+(?:everything\s+else|all\s+(?:else|(?:the\s+)?others?)|(?:all\s+)?the\s+(?:rest|others?))\b|\b(?:nothing\s+else|no\s+other)\b|\bdo\s+not\s+(?:change|touch|modify)\s+(?:anything\s+else|(?:any|the)\s+others?)\b/i;
export const restStays = (asked: string): boolean => REST_STAYS.test(asked);

const MOST_VALUES = 5000;
const MOST_TOLD = 5;
type Plain = string | number | boolean | null;

/** Plain values by the names that lead to them; null where the text has no names, or too many. */
export function plainValues(path: string, text: string): Map<string, Plain> | null {
  const root = settingsRoot(path, text);
  if (typeof root !== 'object' || root === null) return null;
  const values = new Map<string, Plain>();
  const open: { readonly of: object; readonly above: string }[] = [{ of: root, above: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [name, value] of Object.entries(next.of) as [string, unknown][]) {
      const place = `${next.above}${name}`;
      if (typeof value === 'object' && value !== null) open.push({ of: value, above: `${place}.` });
      else if (values.size >= MOST_VALUES) return null;
      else if (value === null || ['string', 'number', 'boolean'].includes(typeof value))
        values.set(place, value as Plain);
    }
  }
  return values;
}

/** Words of a name: "maxOpen", "max_open" and "max-open" are two. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => /\p{L}/u.test(word));

const SPEAKS_OF_TYPES =
  /\b(?:types?|strings?|texts?|numbers?|numeric|integers?|floats?|bool\w*|quot\w*|conver\w*|pars\w*|schema|format\w*|cast\w*|normali[sz]\w*|migrat\w*|fix\w*)\b/i;

/**
 * Whether the value that a key was to get without quotation marks is no text, as the one before was none. A number that
 * would lose a digit (3.10) has to be one.
 */
const isBare = (place: string, now: Plain, was: Plain, facts: readonly Fact[]): boolean =>
  typeof now === 'string' &&
  (typeof was === 'number' || typeof was === 'boolean') &&
  facts.some(
    (fact) =>
      fact.kind === 'setting' &&
      !fact.quoted &&
      fact.value === now &&
      fact.key.toLowerCase() === keyOf(place).toLowerCase() &&
      (String(Number(now)) === now || now === 'true' || now === 'false'),
  );

/**
 * Values that were numbers and are texts now, or the other way round, and are the same for the rest. `facts`: what the
 * words state.
 */
export function typesChanged(
  path: string,
  text: string,
  before: string,
  asked: string,
  facts: readonly Fact[] = [],
): string | null {
  if (SPEAKS_OF_TYPES.test(asked)) return null;
  const [was, is] = [plainValues(path, before), plainValues(path, text)];
  const said = new Set(wordsOf(asked));
  const changed = [...(was ?? [])].find(([place, value]) => {
    const now = is?.get(place);
    const isOther = now !== undefined && now !== null && value !== null && typeof now !== typeof value;
    if (isOther && isBare(place, now, value, facts)) return true;
    return isOther && String(now) === String(value) && !wordsOf(place).some((word) => said.has(word));
  });
  if (changed === undefined) return null;
  const [place, value] = changed;
  return `${place} was ${JSON.stringify(value)} and is ${JSON.stringify(is?.get(place))}`;
}

/** Words by which one value may be meant for more than is named. */
const OF_SEVERAL =
  /\b(?:all|both|each|every(?:where)?|any|also|too|same|alle[nrs]?|beide[nrs]?|überall|jede[nrsm]?|tou(?:s|tes)|chaque|tod[oa]s|amb[oa]s|cada|tutt[ei]|entramb[ei]|ogni)\b/iu;

const keyOf = (place: string): string => place.slice(place.lastIndexOf('.') + 1);
const groupOf = (place: string): string => place.slice(0, Math.max(0, place.lastIndexOf('.')));
const stemOfWord = (word: string): string => word.replace(/s$/, '');

/** Places of groups that nobody named, whose keys are in a group that was named too. */
function ofOtherGroups(places: readonly string[], stems: ReadonlySet<string>): ReadonlySet<string> {
  const isMeant = (place: string): boolean => wordsOf(groupOf(place)).some((word) => stems.has(stemOfWord(word)));
  const meant = new Set(places.filter(isMeant).map(keyOf));
  return new Set(places.filter((place) => groupOf(place) !== '' && !isMeant(place) && meant.has(keyOf(place))));
}

/** `asked`: all that was asked for, in which the rest is said to stay. */
export function valuesChanged(path: string, text: string, before: string, asked: string): string | null {
  const [was, is] = [plainValues(path, before), plainValues(path, text)];
  if (was === null || is === null) return null;
  const said = asked.toLowerCase();
  const values = new Set(said.split(/[\s"'`,;()]+/).map((word) => word.replace(/[.:!?]+$/, '')));
  const stems = new Set(wordsOf(said).map(stemOfWord));
  const isNamed = (place: string): boolean => {
    const name = keyOf(place);
    // A place of a list has no name of its own.
    const own = /^\d+$/.test(name) ? place : name;
    const words = wordsOf(own);
    return words.length === 0 || words.some((word) => stems.has(stemOfWord(word)));
  };
  const set = [...was].filter(([place, value]) => isNamed(place) && String(is.get(place)) !== String(value));
  const several =
    OF_SEVERAL.test(said.replace(REST_STAYS, ' ')) ||
    set.some(([place]) => wordsOf(place).some((word) => !word.endsWith('s') && wordsOf(said).includes(`${word}s`)));
  /** It has the value that was meant for one that is named, and was not what that one had been. */
  const isAlong = (value: Plain, now: string): boolean => {
    const meant = set.filter(([place]) => String(is.get(place)) === now);
    return !several && meant.length > 0 && (typeof value === 'boolean' || meant.every(([, old]) => old !== value));
  };
  const ofOthers = otherGroupsStay(asked) ? ofOtherGroups([...was.keys()], stems) : null;
  const changed = [...was].filter(([place, value]) => {
    const now = is.get(place);
    if (now === undefined || String(now) === String(value)) return false;
    if (ofOthers?.has(place) === true) return true;
    if (isNamed(place)) return false;
    return !values.has(String(now).toLowerCase()) || isAlong(value, String(now));
  });
  if (changed.length === 0) return null;
  const told = changed.slice(0, MOST_TOLD).map(([place, value]) => `${place} was ${value} and is ${is.get(place)}`);
  return told.join(', ') + (changed.length > MOST_TOLD ? ` and ${changed.length - MOST_TOLD} more` : '');
}
