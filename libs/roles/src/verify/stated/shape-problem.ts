import picomatch from 'picomatch';
import { readYaml } from '#prompts';
import type { FactOf, KeyCase } from './fact.js';
import { show, type Problem } from './problem.js';

/* Whether the lines of a file look as they are to. Pure. */

const MOST_TOLD = 5;

/** `before` as in `FilesView.before`. */
export function shapeProblem(
  fact: FactOf<'counted' | 'untabbed' | 'remark' | 'key_case' | 'ignored'>,
  path: string,
  text: string,
  before: Problem,
): Problem {
  switch (fact.kind) {
    case 'counted':
      return counted(fact, path, text);
    case 'untabbed':
      return untabbed(fact, path, text, before);
    case 'remark':
      return remark(fact, path, text, before);
    case 'key_case':
      return keyCase(fact.as, path, text);
    case 'ignored':
      return ignored(fact.names, path, text);
  }
}

function counted({ from, to, without = [] }: FactOf<'counted'>, path: string, text: string): Problem {
  const found = (text.match(/\d+/g) ?? []).map(Number);
  const step = from > to ? -1 : 1;
  const wanted = Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => from + at * step).filter(
    (n) => !without.includes(n),
  );
  const there = new Set(found);
  const missing = wanted.find((n) => !there.has(n));
  if (missing !== undefined) return `${path} lacks the number ${missing}`;
  const isOfNumbers = found.length >= wanted.length && /^[\d\s,;]*$/.test(text);
  const extra = isOfNumbers ? without.find((n) => there.has(n)) : undefined;
  if (extra !== undefined) return `${path} holds the number ${extra}, which was to be left out`;
  // Numbers of another kind between them say nothing of the order.
  if (found.length !== wanted.length) return undefined;
  const wrong = wanted.findIndex((n, at) => found[at] !== n);
  return wrong < 0
    ? null
    : `${path} is in another order than from ${from} to ${to}: it has ${found[wrong] ?? ''} where ${wanted[wrong] ?? ''} belongs`;
}

/** What is new is nobody's business here. */
function untabbed({ width }: FactOf<'untabbed'>, path: string, text: string, before: Problem): Problem {
  const isTabbed = (line: string): boolean => /^ *\t/.test(line);
  const old =
    typeof before === 'string'
      ? new Set(before.split('\n').flatMap((line) => (isTabbed(line) ? [line.trim()] : [])))
      : null;
  const left = text
    .split('\n')
    .flatMap((line, at) => (isTabbed(line) && old?.has(line.trim()) !== false ? [at + 1] : []));
  const more = left.length > MOST_TOLD ? ` and ${left.length - MOST_TOLD} more` : '';
  if (left.length === 0 && typeof before === 'string' && width !== undefined)
    return narrowed(width, path, text, before);
  return left.length === 0
    ? null
    : `${path} still has tabs at the beginning of lines: ${left.slice(0, MOST_TOLD).join(', ')}${more}`;
}

/** Where nothing but tabs stood before a line, the blanks say how many each has become. */
function narrowed(width: number, path: string, text: string, before: string): Problem {
  const [was, now] = [before.split('\n'), text.split('\n')];
  if (was.length !== now.length) return null;
  const wrong = was.findIndex((line, at) => {
    const [, tabs, rest] = /^(\t+)(\S.*)$/.exec(line) ?? [];
    const [, blanks, same] = /^( *)(\S.*)$/.exec(now[at] ?? '') ?? [];
    return tabs !== undefined && rest === same && blanks?.length !== tabs.length * width;
  });
  return wrong < 0 ? null : `line ${wrong + 1} of ${path} does not have ${width} blanks for each tab`;
}

const MARK = /^(?:#+|\/\/+|--|;+|%|<!--|\/\*|rem\b)\s*/i;
const END_MARK = /\s*(?:-->|\*\/)$/;

function remark({ text: given, wanted }: FactOf<'remark'>, path: string, text: string, before: Problem): Problem {
  const bareOf = (line: string): string => line.trim().replace(MARK, '').replace(END_MARK, '');
  const bare = bareOf(given);
  if (bare === '') return undefined;
  const count = (of: string, isRemark: boolean): number =>
    of.split('\n').filter((line) => {
      const one = line.trim();
      return MARK.test(one) === isRemark && bareOf(one).startsWith(bare);
    }).length;
  // It may stand there more than once, and not at all as it was quoted.
  const was = typeof before === 'string' ? count(before, !wanted) : null;
  if (was === 0) return undefined;
  if (count(text, wanted) === 0)
    return wanted ? `${path} has no remark ${show(bare)}` : `${path} has no line ${show(bare)} that is no remark`;
  return was !== null && count(text, !wanted) >= was
    ? `${path} still has the line ${show(bare)} ${wanted ? 'as it was' : 'as a remark'}`
    : null;
}

const FORMS: Readonly<Record<KeyCase, RegExp>> = {
  snake_case: /^[^A-Z-]*$/,
  camelCase: /^[^A-Z_-][^_-]*$/,
  'kebab-case': /^[^A-Z_]*$/,
  PascalCase: /^[A-Z][^_-]*$/,
};
const MOST_KEYS = 5000;

function keyCase(as: KeyCase, path: string, text: string): Problem {
  let root: unknown;
  try {
    root = readYaml(text);
  } catch {
    return undefined;
  }
  const wrong = new Set<string>();
  const open: unknown[] = [root];
  let seen = 0;
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const isList = Array.isArray(next);
    for (const [key, value] of Object.entries(next) as [string, unknown][]) {
      if (++seen > MOST_KEYS) return undefined;
      // Keys that are no names are data.
      if (!isList && /^[A-Za-z][\w-]*$/.test(key) && !FORMS[as].test(key)) wrong.add(key);
      if (value !== undefined) open.push(value);
    }
  }
  return wrong.size === 0
    ? null
    : `${path} has keys that are not in ${as}: ${[...wrong].slice(0, MOST_TOLD).join(', ')}`;
}

const asPattern = (line: string): string =>
  line
    .trim()
    .replace(/^\/|^\*\*\//, '')
    .replace(/\/(?:\*{1,2})?$/, '');

function ignored(names: readonly string[], path: string, text: string): Problem {
  const patterns = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*[#!]/.test(line))
    .map(asPattern);
  const isCovered = (name: string): boolean =>
    patterns.some(
      (pattern) =>
        pattern === name ||
        pattern.endsWith(`/${name}`) ||
        (pattern.length < 200 &&
          picomatch.isMatch(name, pattern, { dot: true, nonegate: true, nobrace: true, noextglob: true })),
    );
  const missing = names.filter((name) => !isCovered(asPattern(name)));
  return missing.length === 0 ? null : `${path} does not name ${missing.slice(0, MOST_TOLD).join(', ')}`;
}
