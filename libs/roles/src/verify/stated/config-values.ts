import { isDeepStrictEqual } from 'node:util';
import { readYaml } from '#prompts';
import type { FactOf } from './fact.js';
import { escaped, isHeld } from './held.js';

/* Whether a file gives a setting the value that was asked for. Pure. */

export interface Setting {
  readonly path: string;
  /** Its name, or words about it. */
  readonly key: string;
  readonly value: string;
  readonly quoted: boolean;
  /** The file as it was: a value that was a text may stay one. */
  readonly was: string | null;
}

type Form = 'number' | 'literal' | 'text' | 'word';

const formOf = ({ value, quoted }: Setting): Form => {
  if (/^(?:[+-]?\d+(?:[._]\d+)*|v\d+(?:\.\d+)*)$/.test(value)) return 'number';
  if (/^(?:true|false|null|none|yes|no|on|off)$/i.test(value)) return 'literal';
  return quoted ? 'text' : 'word';
};

const fold = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const DATA = /\.(?:json5?|jsonc|ya?ml|toml|ini|cfg|conf|env|properties)$|(?:^|\/)\.env/i;
/** Files in which what is set is written out: `FROM node:22`, `USER app`. */
const DIRECTIVES =
  /(?:^|\/)(?:Dockerfile|Containerfile|Procfile|Vagrantfile|Brewfile|Justfile|Caddyfile|\.(?:nvmrc|npmrc|editorconfig|htaccess|python-version|node-version|tool-versions))(?:\.[\w-]+)?$|\.(?:dockerfile|service|conf|desktop|plist|timer)$/i;
const isName = (key: string): boolean => !/\s/.test(key.trim());

/** Null when the setting has its value; a sentence when it does not; undefined when nobody can say. */
export function settingProblem(text: string, setting: Setting): string | null | undefined {
  const values = valuesIn(setting.path, text);
  return values === null ? inText(text, setting) : inTree(values, setting);
}

interface Found {
  readonly path: readonly string[];
  readonly value: unknown;
}

const MOST_VALUES = 5000;

/** Every value of a JSON or YAML file with the names that lead to it; null for other files and broken ones. */
function valuesIn(path: string, text: string): Found[] | null {
  const isJson = /\.json$/i.test(path);
  if (!isJson && !/\.ya?ml$/i.test(path)) return null;
  let root: unknown;
  try {
    root = isJson ? JSON.parse(text) : readYaml(text);
  } catch {
    return null;
  }
  const found: Found[] = [];
  const open: Found[] = [{ path: [], value: root }];
  for (let next = open.pop(); next !== undefined && found.length < MOST_VALUES; next = open.pop()) {
    const { value, path: names } = next;
    if (typeof value !== 'object' || value === null) found.push(next);
    else for (const [name, inner] of Object.entries(value)) open.push({ path: [...names, name], value: inner });
  }
  return found;
}

/** Whether a key stands in the group of that name; undefined where there is no such group, or one that is a list. */
export function groupProblem(
  text: string,
  { path, group, key, value, isNew }: FactOf<'in_group'>,
): string | null | undefined {
  const values = valuesIn(path, text);
  const insideOf = ({ path: names }: Found): readonly string[] => {
    const at = names.findIndex((name) => fold(name) === fold(group));
    return at < 0 ? [] : names.slice(at + 1);
  };
  const inside = values?.filter((one) => insideOf(one).length > 0) ?? [];
  const isOpen = inside.length === 0 && !/dependencies$/i.test(group);
  if (values === null || isOpen || inside.some((one) => /^\d+$/.test(insideOf(one)[0] ?? ''))) return undefined;
  const isKey = (name: string): boolean => fold(name) === fold(key);
  const found = inside.filter((one) => insideOf(one).some(isKey));
  if (found.length === 0 && isNew !== true) return undefined;
  if (found.length === 0) {
    const isElsewhere = values.some(({ path: names }) => names.some(isKey));
    return `${path} has ${isElsewhere ? `${show(key)}, but not` : `no ${show(key)}`} in ${show(group)}`;
  }
  const isSet = found.some((one) => isValue(one.value, { path, key, value: value ?? '', quoted: true, was: null }));
  if (value === null || isSet) return null;
  return `${path} does not set ${show(key)} of ${show(group)} to ${value}: it is ${JSON.stringify(found[0]?.value)}`;
}

const under = (values: readonly Found[], wanted: string): Found[] =>
  values.filter(({ path }) => path.some((_, from) => fold(path.slice(from).join('')) === wanted));

function inTree(values: readonly Found[], setting: Setting): string | null | undefined {
  const { path, key, value, was } = setting;
  const wanted = fold(key);
  if (wanted === '') return undefined;
  const alike = under(values, wanted);
  // "Debug" beside "debug" is another setting.
  const same = alike.filter(({ path: names }) => names.at(-1) === key);
  const named = same.length > 0 ? same : alike;
  if (named.length === 0) {
    const isGroup = values.some(({ path: names }) => names.some((name) => fold(name) === wanted));
    // Words about a setting that the file never had by that name.
    const isOther = was !== null && under(valuesIn(path, was) ?? [], wanted).length === 0;
    return isName(key) && formOf(setting) !== 'word' && !isGroup && !isOther
      ? `${path} has no ${show(key)}`
      : undefined;
  }
  const wasText = under(was === null ? [] : (valuesIn(path, was) ?? []), wanted).some(
    (old) => typeof old.value === 'string',
  );
  // Several settings of one name: one of them may be meant.
  const isSet = named.some((found) => isValue(found.value, setting) || (wasText && String(found.value) === value));
  // A word says what is meant, and not how it is written: only what was left as it was is certainly not it.
  const isOther =
    formOf(setting) === 'word' && !(was !== null && isDeepStrictEqual(named, under(valuesIn(path, was) ?? [], wanted)));
  return isSet
    ? null
    : isOther
      ? undefined
      : `${path} does not set ${show(key)} to ${value}: it is ${JSON.stringify(named[0]?.value)}`;
}

function isValue(found: unknown, setting: Setting): boolean {
  const { value } = setting;
  switch (formOf(setting)) {
    case 'number':
      // What has two points, or begins with a zero, is no number to a program.
      if (typeof found === 'number') return Number(value.replaceAll('_', '')) === found;
      return (
        typeof found === 'string' &&
        (isVersion(found, value) || ((setting.quoted || /\..*\.|^0\d|\.\d*0$/.test(value)) && found.includes(value)))
      );
    case 'literal':
      return (
        literalsOf(value).includes(found as boolean | null) ||
        ((setting.quoted || !/^(?:true|false|null)$/i.test(value)) &&
          String(found).toLowerCase() === value.toLowerCase())
      );
    case 'text':
      return String(found) === value;
    case 'word':
      return String(found).toLowerCase().includes(value.toLowerCase());
  }
}

/** "^19.0.0" is version 19; "20" and "v20.11.0" are version 20. */
function isVersion(found: string, value: string): boolean {
  const [asked, is] = [value, found].map((text) => text.trim().replace(/^[v^~=<>]+\s*v?/i, ''));
  if (asked === undefined || is === undefined || !/^\d/.test(is)) return false;
  const isOne = /[v^~=<>x*]|\..*\./i.test(found) || is === asked;
  return (
    isOne &&
    (is === asked ||
      is.startsWith(`${asked}.`) ||
      (asked.startsWith(`${is}.`) && /^(?:\.0)+$/.test(asked.slice(is.length))))
  );
}

function literalsOf(text: string): (boolean | null)[] {
  if (/^(?:true|yes|on)$/i.test(text)) return [true];
  return /^(?:false|no|off)$/i.test(text) ? [false] : [null];
}

const SYNONYMS: Readonly<Record<string, string>> = {
  ...{ true: 'true|yes|on|1', yes: 'true|yes|on|1', on: 'true|yes|on|1' },
  ...{ false: 'false|no|off|0', no: 'false|no|off|0', off: 'false|no|off|0' },
  ...{ null: 'null|none|nil|undefined', none: 'null|none|nil|undefined' },
};
const withoutMarks = (text: string): string => text.replaceAll(/(?<=\d)_(?=\d)/g, '');

/** What stands behind a name and the sign that gives it a value, to the end of the line. */
function placesIn(text: string, name: string): string[] {
  const written = name
    .split(/[\s_-]+/)
    .map(escaped)
    .join('[\\s_-]?');
  const pattern = `(?<![\\w])["'\`]?(?:[\\w-]{1,40}[._-])?${written}["'\`]?[ \\t]{0,8}(?::[ \\t]{0,3}[\\w[\\]<>|]{1,30}[ \\t]{0,3})?(?:=>|:=|=|:)[ \\t]{0,8}([^\\n]{0,300})`;
  return [...text.matchAll(new RegExp(pattern, 'gi'))].map((match) => match[1] ?? '');
}

/** A number alone, as opposed to what has to be worked out. */
const PLAIN_NUMBER = /^["'`]?v?[+-]?\d[\d._]*["'`]?\s*(?:[,;)}\]#]|\/[/*]|$)/;
const WORKED_OUT = /\d\s*(?:\*\*?|<<|\+)\s*\d|\d[eE]\d/;

/** In files that nobody parses here: `name = value`, or, where the name is not found, the value itself. */
function inText(text: string, setting: Setting): string | null | undefined {
  const { path, key, value, was } = setting;
  const form = formOf(setting);
  const isData = DATA.test(path);
  // Files of directives hold the word where they are given it.
  if (form === 'word' && DIRECTIVES.test(path))
    return isHeld(value, text) || /\$\{?\w/.test(text) || text.toLowerCase().includes(value.toLowerCase())
      ? null
      : `${path} does not hold ${show(value)}`;
  if (form === 'word' && !isData) return undefined;
  const name = key.slice(key.lastIndexOf('.') + 1).trim();
  const places = placesIn(text, name);
  if (places.length > 0) {
    // Code may compute it, or give it a fallback.
    if (places.some((place) => (isData ? isWritten(place, setting) : holdsForm(place, setting)))) return null;
    if (form === 'word' && !(was !== null && isDeepStrictEqual(places, placesIn(was, name)))) return undefined;
    if (!isData && form === 'number' && !places.some((place) => PLAIN_NUMBER.test(place.trim()))) return undefined;
    if (!isData && form === 'text' && isHeld(value, text)) return undefined;
    if (isData || (isName(key) && /^[A-Z_][A-Z0-9_]*$|_|[a-z][A-Z]/.test(key)))
      return `${path} does not set ${show(key)} to ${value}: it is ${(places[0] ?? '').trim().slice(0, 80)}`;
  }
  if (form === 'literal' || form === 'word')
    return isData && isName(key) && places.length === 0 && form === 'literal'
      ? `${path} has no ${show(key)}`
      : undefined;
  if (form === 'text' ? isHeld(value, text) : holdsValue(text, value) || holdsVersion(text, value)) return null;
  return form === 'number' && WORKED_OUT.test(text) ? undefined : `${path} does not hold ${show(value)}`;
}

/** "20" stands in "v20.11.0" too. */
const holdsVersion = (text: string, value: string): boolean =>
  (text.match(/(?<!\d)\d+(?:\.\d+)+/g) ?? []).some(
    (version) => isVersion(`v${version}`, value) && /\..*\./.test(version),
  );

/** At the beginning of what follows a name. */
function isWritten(place: string, setting: Setting): boolean {
  const { value } = setting;
  const bare = place.trim().replace(/^["'`]/, '');
  switch (formOf(setting)) {
    case 'text':
    case 'word':
      return bare.toLowerCase().startsWith(value.toLowerCase());
    case 'literal':
      return new RegExp(`^(?:${SYNONYMS[value.toLowerCase()] ?? escaped(value)})\\b`, 'i').test(
        setting.quoted ? bare : place.trim(),
      );
    case 'number':
      return (
        new RegExp(`^${escaped(withoutMarks(value))}(?:\\.0+)?(?![\\d]|\\.\\d)`).test(withoutMarks(bare)) ||
        isVersion(/^[^\s"'`,;]*/.exec(bare)?.[0] ?? '', value)
      );
  }
}

function holdsForm(place: string, setting: Setting): boolean {
  const { value } = setting;
  if (formOf(setting) !== 'literal') return holdsValue(place, value);
  return new RegExp(`(?<![\\w"'\`])(?:${SYNONYMS[value.toLowerCase()] ?? escaped(value)})\\b`, 'i').test(place);
}

/** A text as a piece of its own: no part of a longer word or number. */
export const holdsValue = (text: string, value: string): boolean => countValue(text, value) > 0;

export function countValue(text: string, value: string): number {
  const isNumber = /^[+-]?\d[\d._]*$/.test(value);
  const before = isNumber ? '(?<![\\d.])' : /^[\w$]/.test(value) ? '(?<![\\w$])' : '';
  const after = isNumber ? '(?!\\d|\\.(?!0+(?!\\d))\\d)' : /[\w$]$/.test(value) ? '(?![\\w$])' : '';
  const wanted = escaped(isNumber ? withoutMarks(value) : value);
  return [...(isNumber ? withoutMarks(text) : text).matchAll(new RegExp(`${before}${wanted}${after}`, 'g'))].length;
}

const show = (text: string): string => JSON.stringify(text);
