import { isDeepStrictEqual } from 'node:util';
import { isLockFile, nameOf } from '../file-kinds.js';
import type { Fact } from '../stated/fact.js';
import { proseOf } from '../stated/masked-text.js';
import { settingsRoot } from '../stated/tree-forms.js';
import { onlyAdds } from '../text/text-kept.js';

/* Settings that a rewrite has lost, where one value was to be set. Pure. */

/** Words by which a setting may go, or the file be written anew. */
const MAY_GO =
  /\b(?:remov|delet|drop|strip|rewrit|replac|overwrit|reset|clean|simplif|minim|only|just|exactly|empt|clear|convert|migrat|restructur|reorgan|refactor|mov|split|extract|merg|renam|upgrad|regenerat|recreat|creat|writ|generat|mak(?:e|ing)|new\b|scratch|instead|no longer|without|unused|obsolete|deprecat|redundant|switch|format|following|tidy|prun|dedup|duplicat|consist|unnecessary|needless|legacy|old\b)\w*/i;
const SETS_A_FIELD =
  /^\s*(?:please\s+)?add\s+(?:(?:a|an|the)\s+)?\S+(?:\s+\S+)?\s+(?:script|dependency|field|key|entry|property|setting|option)\b/i;
/** Keys that tools do without. */
const MAY_BE_ABSENT = /^(?:\$schema|x-.*)$/;
const PLAIN = /^[vV^~]?\d[\w.+-]*$|^(?:true|false|yes|no|on|off)$/i;

type Tree = Readonly<Record<string, unknown>>;

function treeOf(path: string, text: string): Tree | null {
  const root = /\.(?:json|toml|ya?ml)$/i.test(path) ? settingsRoot(path, text) : undefined;
  return typeof root === 'object' && root !== null && !Array.isArray(root) ? (root as Tree) : null;
}

/** `asked`: all that was asked for, as it was written; `facts`: what it states. */
export function keysLost(
  path: string,
  text: string,
  before: string,
  asked: string,
  facts: readonly Fact[],
): string | null {
  if (isLockFile(path) || MAY_GO.test(asked)) return null;
  const isSet = facts.some(
    (fact) =>
      fact.kind === 'setting' &&
      (fact.path === path || nameOf(path) === fact.path) &&
      (fact.quoted || PLAIN.test(fact.value)),
  );
  const isAdded = onlyAdds(proseOf(asked)) && asked.includes(nameOf(path));
  if (!isSet && !isAdded && !(SETS_A_FIELD.test(asked) && asked.includes(nameOf(path)))) return null;
  const [was, is] = [treeOf(path, before), treeOf(path, text)];
  if (was === null || is === null) return null;
  const left = facts.flatMap((fact) => (fact.kind === 'setting' ? [leftItsPlace(was, is, fact.key)] : []));
  const [moved] = left.filter((one) => one !== null);
  if (moved !== undefined) return moved;
  const said = asked.toLowerCase();
  const isNamed = (key: string): boolean => said.includes(key.toLowerCase().replace(/(?<=\w{3})(?:ies|s)$/, ''));
  const within = isAdded ? lostWithin(was, is, isNamed) : null;
  if (within !== null) return within;
  // Under a name that nobody spoke of, something may go on.
  if (Object.keys(is).some((key) => !(key in was) && !isNamed(key))) return null;
  const lost = Object.keys(was).filter(
    (key) =>
      !(key in is) &&
      !isNamed(key) &&
      !MAY_BE_ABSENT.test(key) &&
      !(key === 'version' && /compose/i.test(path)) &&
      holdsSomething(was[key]) &&
      !Object.values(is).some((value) => isDeepStrictEqual(value, was[key]) || isWithin(value, key)),
  );
  return lost.length === 0 ? null : `${lost.slice(0, 8).join(', ')} ${lost.length === 1 ? 'is' : 'are'} gone`;
}

const MOST_KEYS = 5000;
/** Names that lead to each place of a key. Lists are gone through too. */
function placesOf(root: Tree, key: string): string[] {
  const found: string[] = [];
  const open: { readonly of: object; readonly above: string }[] = [{ of: root, above: '' }];
  let seen = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [name, value] of Object.entries(next.of) as [string, unknown][]) {
      if (++seen > MOST_KEYS) return [];
      if (name.toLowerCase() === key) found.push(`${next.above}${name}`);
      if (typeof value === 'object' && value !== null) open.push({ of: value, above: `${next.above}${name}.` });
    }
  }
  return found;
}

/** A setting that stood at one place, and stands at another one instead. */
function leftItsPlace(was: Tree, is: Tree, words: string): string | null {
  const key = words.toLowerCase();
  const [from, ...more] = placesOf(was, key);
  const now = placesOf(is, key);
  const [to] = now;
  return from === undefined || to === undefined || more.length > 0 || now.includes(from)
    ? null
    : `${from} is gone, and ${to} is there instead`;
}

/** A text of a list, or a key below the first, that the same list or object has lost. */
function lostWithin(was: Tree, is: Tree, isNamed: (key: string) => boolean): string | null {
  const open: { readonly was: unknown; readonly is: unknown; readonly place: string }[] = [{ was, is, place: '' }];
  let seen = 0;
  for (let next = open.pop(); next !== undefined && seen < MOST_KEYS; next = open.pop()) {
    const { place } = next;
    if (Array.isArray(next.was) && Array.isArray(next.is)) {
      const item = place === '' ? undefined : itemLost(next.was, next.is);
      if (item !== undefined) return `${place} no longer lists ${item.slice(0, 80)}, and it is gone`;
    } else if (isTree(next.was) && isTree(next.is)) {
      for (const [name, value] of Object.entries(next.was)) {
        seen++;
        const here = place === '' ? name : `${place}.${name}`;
        if (name in next.is) open.push({ was: value, is: next.is[name], place: here });
        else if (
          place !== '' &&
          holdsSomething(value) &&
          !isNamed(name) &&
          placesOf(is, name.toLowerCase()).length === 0
        )
          return `${here} is gone`;
      }
    }
  }
  return null;
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Where another text of the list holds it, it has only got more. */
function itemLost(was: readonly unknown[], is: readonly unknown[]): string | undefined {
  const isTexts = (list: readonly unknown[]): list is readonly string[] =>
    list.every((item) => typeof item === 'string');
  if (is.length > was.length || !isTexts(was) || !isTexts(is)) return undefined;
  const all = is.join('\n');
  return was.find((item) => !all.includes(item));
}

const holdsSomething = (value: unknown): boolean =>
  value !== null && value !== '' && !(typeof value === 'object' && Object.keys(value).length === 0);
const isWithin = (value: unknown, key: string): boolean => typeof value === 'object' && value !== null && key in value;
