import { nameOf } from '../file-kinds.js';
import { bareSigns } from './bare-signs.js';

/*
 * A blank that divides no words, or a typographic quote that quotes nothing, where a program reads the text. Pure,
 * linear.
 */

const BLANK = /[\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]/;
const ODD = /[\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\u2018\u201c-\u201e]/;
const MARKS = /[\u2018-\u201e]/;
const LONGEST_LINE = 2000;

/** A file in which such a sign stands for itself; the place it was found at is an offset. */
type Reader = (text: string) => number[];

const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/\.(?:sh|bash|zsh|ksh)$/i, (text) => bareSigns(text, ODD)],
  [/^(?:Dockerfile|Containerfile)(?:\..+)?$|\.dockerfile$/i, (text) => bareSigns(text, ODD)],
  [/^(?:GNU)?makefile$|\.mk$/i, inMakefile],
  [/\.ya?ml$/i, inYaml],
  [/^\.env(?:\..+)?$|\.env$/i, inSettings],
];

const FIRST_LINE = /^#![^\n]{0,200}\b(?:ba|z|k|da)?sh\b/;

/**
 * What such a sign in a new or changed line spoils; null where there is none. `demanded`: texts that are to stand
 * there.
 */
export function oddBlank(
  path: string,
  text: string,
  before: string | null,
  asked: string,
  demanded: readonly string[],
): string | null {
  if (!ODD.test(text) && !MARKS.test(text)) return null;
  const reader =
    READERS.find(([name]) => name.test(nameOf(path)))?.[1] ?? (FIRST_LINE.test(text) ? READERS[0]?.[1] : undefined);
  if (reader === undefined) return null;
  // What may stand at the beginning of a file is told elsewhere.
  const found = reader(text).filter((at) => at > 0 || !text.startsWith('\ufeff'));
  if (found.length === 0 || found.length <= (before === null ? 0 : reader(before).length)) return null;
  const there = new Set(before?.split('\n').map((line) => line.trim()));
  for (const at of found) {
    const sign = text[at] ?? '';
    const line = lineAt(text, at);
    if (there.has(line.trim()) || (MARKS.test(sign) && asked.includes(sign))) continue;
    if (demanded.some((wanted) => wanted.includes(sign) && text.includes(wanted))) continue;
    const code = `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    const what = BLANK.test(sign)
      ? `a sign that looks like a blank or like nothing and divides no words (${code})`
      : `a typographic quotation mark, which quotes nothing here (${code})`;
    return `line ${text.slice(0, at).split('\n').length} holds ${what}: ${JSON.stringify(line.trim().slice(0, 80))}`;
  }
  return null;
}

const lineAt = (text: string, at: number): string => {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end);
};

/** Lines with their offsets. */
function linesOf(text: string): { readonly line: string; readonly at: number }[] {
  let at = 0;
  return text.split('\n').map((line) => {
    const here = { line: line.slice(0, LONGEST_LINE), at };
    at += line.length + 1;
    return here;
  });
}

/** Recipes are commands; of the rest, what stands behind no "#" and in no call that only says it. */
function inMakefile(text: string): number[] {
  const found: number[] = [];
  let recipe: number | null = null;
  let isGoingOn = false;
  const within = (from: number, to: number, odd: RegExp): void => {
    found.push(...bareSigns(text.slice(from, to), odd).map((offset) => from + offset));
  };
  for (const { line, at } of linesOf(text)) {
    const isRecipe = line.startsWith('\t') || (recipe !== null && isGoingOn);
    isGoingOn = line.endsWith('\\');
    if (isRecipe) recipe ??= at;
    else {
      if (recipe !== null) within(recipe, at, ODD);
      recipe = null;
      if (!/\$\((?:info|warning|error)\b/.test(line)) within(at, at + line.length, BLANK);
    }
  }
  if (recipe !== null) within(recipe, text.length, ODD);
  return found;
}

/** Keys under which a text is a command. */
const COMMANDS = /^(?:run|script|before_script|after_script)$/;
const ENTRY = /^(\s*(?:-\s+)*)("[^"]*"|'[^']*'|[^\s#'"[{&*!|>%@`:][^:#'"]{0,200}?):(?=\s|$)(.*)$/;
/** A value in typographic quotes that no prose has. */
const QUOTED_NAME = /^[\u201c\u201e\u2018][\w./:@+-]*[\d./:@_][\w./:@+-]*[\u201d\u201c\u2019]$/;

/** The quotation mark of a value that goes on in the next line. */
const openQuote = (value: string): string | null => {
  const [mark = ''] = value;
  return /["']/.test(mark) && !value.slice(1).includes(mark) ? mark : null;
};

/** Where a sign stands for what divides: in the indentation, behind a dash, round a key's colon. */
function inYaml(text: string): number[] {
  const found: number[] = [];
  /** The indentation of the entry whose text goes over lines, and where that begins if it is a command. */
  let block: { readonly deep: number; readonly from: number | null } | null = null;
  const endBlock = (to: number): void => {
    const from = block?.from ?? null;
    if (from !== null) found.push(...bareSigns(text.slice(from, to), ODD).map((offset) => from + offset));
    block = null;
  };
  let quote: string | null = null;
  for (const { line, at } of linesOf(text)) {
    if (quote !== null) {
      if (line.includes(quote)) quote = null;
      continue;
    }
    const deep = /^ */.exec(line)?.[0].length ?? 0;
    if (block !== null) {
      if (line.trim() === '' || deep > block.deep) continue;
      endBlock(at);
    }
    if (/^\s*#/.test(line)) continue;
    const entry = ENTRY.exec(line);
    const [, lead = '', key = '', given = ''] = entry ?? [];
    const value = given.trim();
    quote = openQuote(entry === null ? line.replace(/^[\s-]+/, '') : value);
    if (/(?:^|:\s+|-\s+)(?:[&!]\S{1,80}\s+)?[|>][+-]?\d?[+-]?\s*(?:#.*)?$/.test(line))
      block = { deep: entry === null ? deep : lead.length, from: COMMANDS.test(key) ? at + line.length : null };
    const before = /^([ ]*(?:- +)*-?)/.exec(line)?.[0].length ?? 0;
    if (BLANK.test(line[before] ?? '')) found.push(at + before);
    else if (entry !== null && lead.length + key.length < line.length) {
      const colon = lead.length + key.length;
      if (/^[\u2018-\u201e]|\S[\u2018-\u201e]$/.test(key)) found.push(at + lead.length);
      else if (BLANK.test(key.at(-1) ?? '')) found.push(at + colon - 1);
      else if (BLANK.test(line[colon + 1] ?? '')) found.push(at + colon + 1);
      else if (QUOTED_NAME.test(value)) found.push(at + line.indexOf(value));
      else if (COMMANDS.test(key) && !/^["'|>]/.test(value))
        found.push(...bareSigns(value, ODD).map((offset) => at + line.lastIndexOf(value) + offset));
    }
  }
  endBlock(text.length);
  return found;
}

/** Round a name, and round its value. */
function inSettings(text: string): number[] {
  const found: number[] = [];
  let quote: string | null = null;
  for (const { line, at } of linesOf(text)) {
    if (quote !== null) {
      if (line.includes(quote)) quote = null;
      continue;
    }
    const entry = /^([^#=]{1,200})=(.*)$/.exec(line);
    if (entry === null) continue;
    const [, name = '', value = ''] = entry;
    quote = openQuote(value.trim());
    const inName = [...name].findIndex((sign) => ODD.test(sign));
    if (inName >= 0) found.push(at + inName);
    else if (BLANK.test(value[0] ?? '')) found.push(at + name.length + 1);
    else if (/^\s?[\u2018\u201c\u201e].*[\u2019\u201c\u201d]\s*$/.test(value))
      found.push(at + name.length + 1 + value.search(/\S/));
    else if (BLANK.test(line.at(-1) ?? '')) found.push(at + line.length - 1);
  }
  return found;
}
