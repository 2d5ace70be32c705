import { withoutBlocks } from './without-blocks.js';
import { settingsRoot, xmlRoot, type Element } from '../stated/tree-forms.js';

/* Pieces of a list that have come to stand beside it, or within another piece. Pure, linear. */

/** What is out of its place, where nothing was before; null where nothing is. `before`: null = the file is new. */
export function outOfPlace(path: string, text: string, before: string | null): string | null {
  const [, fault] = FAULTS.find(([name]) => name.test(path)) ?? [];
  const found = fault?.(path, text) ?? null;
  return found === null || (before !== null && fault?.(path, before) !== null) ? null : found;
}

const FAULTS: readonly (readonly [RegExp, (path: string, text: string) => string | null])[] = [
  [/\.html?$/i, (_path, text) => itemOutside(text)],
  [/\.xml$/i, (_path, text) => besideItsList(xmlRoot(text))],
  [/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/i, serviceOutside],
];
export const hasPlaces = (path: string): boolean => FAULTS.some(([name]) => name.test(path));

/** What is filled in may hold the list. */
const IS_FILLED_IN = /\{%|\{\{|<%|<\?(?!xml)|<template\b|\bng-|\bv-for/;
const APART = [
  ['<!--', '-->'],
  ['<script', '</script'],
  ['<style', '</style'],
] as const;
/** An item of a list where no list is open. A page that holds none may be a piece of one. */
function itemOutside(text: string): string | null {
  if (IS_FILLED_IN.test(text)) return null;
  let [depth, isWhole] = [0, false];
  for (const [, closes, name = ''] of withoutBlocks(text, APART).matchAll(/<(\/?)(ul|ol|menu|li|html|body)\b/gi)) {
    const tag = name.toLowerCase();
    if (tag === 'html' || tag === 'body') isWhole = true;
    else if (tag !== 'li') depth = Math.max(0, depth + (closes === '' ? 1 : -1));
    else if (closes === '' && depth === 0) return isWhole ? 'an item <li> stands outside of every list' : null;
  }
  return null;
}

const isListOf = (list: string, item: string): boolean =>
  [`${item}s`, `${item}es`, item.replace(/y$/, 'ies'), `${item}List`].includes(list) && list !== item;
const MOST_ELEMENTS = 20_000;
/** An element beside the list that holds the others of its name. */
function besideItsList(root: Element | undefined): string | null {
  const open = root === undefined ? [] : [root];
  for (let seen = 0; seen < MOST_ELEMENTS; seen++) {
    const next = open.pop();
    if (next === undefined) return null;
    const lists = next.children.filter(({ name, children }) => children.some((one) => isListOf(name, one.name)));
    for (const { name, children } of lists) {
      const beside = next.children.find(
        (one) => isListOf(name, one.name) && children.some((of) => of.name === one.name),
      );
      if (beside !== undefined) return `a <${beside.name}> stands beside <${name}>, which holds the others`;
    }
    open.push(...next.children);
  }
  return null;
}

type Names = Readonly<Record<string, unknown>>;
const isNames = (value: unknown): value is Names =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isService = (value: unknown): boolean =>
  isNames(value) && ['image', 'build'].some((key) => typeof value[key] === 'string');
/** A service of a compose file within another one, or beside the list of them. */
function serviceOutside(path: string, text: string): string | null {
  const root = settingsRoot(path, text);
  if (!isNames(root) || !isNames(root['services'])) return null;
  const beside = Object.entries(root).find(([name, value]) => !name.startsWith('x-') && isService(value));
  if (beside !== undefined) return `the service ${beside[0]} stands beside services instead of in it`;
  for (const [name, service] of Object.entries(root['services'])) {
    const within = isNames(service)
      ? Object.entries(service).find(
          ([key, value]) => !/^(?:x-|build$|develop$|extends$)/.test(key) && isService(value),
        )
      : undefined;
    if (within !== undefined) return `the service ${within[0]} stands within the service ${name}`;
  }
  return null;
}
