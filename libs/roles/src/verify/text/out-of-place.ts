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
  [/(?:^|\/)Cargo\.toml$/, (_path, text) => packageElsewhere(text)],
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
/** Elements by what they need round them. */
const NEEDS: readonly { readonly within: RegExp; readonly own: RegExp; readonly called: string }[] = [
  { within: /^(?:ul|ol|menu)$/, own: /^li$/, called: 'list' },
  { within: /^table$/, own: /^t[rdh]$/, called: 'table' },
  { within: /^(?:select|datalist)$/, own: /^option$/, called: 'choice' },
  { within: /^dl$/, own: /^d[td]$/, called: 'list of descriptions' },
];
/** An item where no list is open, a row where no table is. A page that holds no body may be a piece of one. */
function itemOutside(text: string): string | null {
  if (IS_FILLED_IN.test(text)) return null;
  const depths = NEEDS.map(() => 0);
  let isWhole = false;
  const tags = /<(\/?)(ul|ol|menu|li|table|tr|td|th|select|datalist|option|dl|dt|dd|html|body)\b/gi;
  for (const [, closes, name = ''] of withoutBlocks(text, APART).matchAll(tags)) {
    const tag = name.toLowerCase();
    if (tag === 'html' || tag === 'body') isWhole = true;
    for (const [at, { within, own, called }] of NEEDS.entries()) {
      const depth = depths[at] ?? 0;
      if (within.test(tag)) depths[at] = Math.max(0, depth + (closes === '' ? 1 : -1));
      else if (own.test(tag) && closes === '' && depth === 0 && isWhole)
        return `a <${tag}> stands outside of every ${called}`;
    }
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

/** Tables of a Cargo manifest that hold no packages, and what stands in them with a text like a version. */
const HOLDS_NO_PACKAGE =
  /^(?:package|lib|bin|test|bench|example|profile(?:\.\w+)*|features|workspace|badges|lints(?:\.\w+)*)$/;
const TAKES_VERSION =
  /^(?:version|edition|rust-version|resolver|authors|links|license|homepage|repository|documentation|readme|description|name|path|build|opt-level|debug|strip|lto)$/;
const AS_VERSION =
  /^\s*([\w-]{1,60})\s*=\s*(?:"[\^~=<>]?\s?\d+(?:\.\d+){0,2}[\w.+-]{0,20}"|\{[^\n]{0,200}\bversion\s*=)/;
/** A package among what is no list of dependencies. */
function packageElsewhere(text: string): string | null {
  let table = '';
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[{1,2}([\w.'"-]{1,80})\]{1,2}/.exec(line)?.[1];
    if (head !== undefined) table = head;
    const name = head === undefined && HOLDS_NO_PACKAGE.test(table) ? AS_VERSION.exec(line)?.[1] : undefined;
    if (name !== undefined && !TAKES_VERSION.test(name))
      return `${name} stands in [${table}], which holds no dependencies`;
  }
  return null;
}
