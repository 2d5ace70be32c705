import { MOST_MENDED, readNearJson, TooHard, wellFormed } from '#prompts';

/** Longer answers are read from their end, where the final object is. */
const LONGEST = 400_000;
/** Characters looked at in all: an answer of nothing but braces must not take for ever. */
const MOST_SCANNED = 5_000_000;
/** Characters of near-JSON in one answer: those that are hard to mend may take a second each. */
const MOST_MENDED_IN_ALL = 2 * MOST_MENDED;

/**
 * Every JSON object and array an answer holds, in order: fences, prose and reasoning round them are passed over, and
 * near-JSON (single quotes, trailing commas, comments, Python words) is mended. The caller takes the last one it
 * accepts.
 */
export function jsonIn(text: string): unknown[] {
  const answer = withoutThinking(text).slice(-LONGEST);
  const found: unknown[] = [];
  let scanned = 0;
  let mended = false;
  let room = MOST_MENDED_IN_ALL;
  for (let i = nextStart(answer, 0); i >= 0 && scanned < MOST_SCANNED;) {
    const end = endOfValue(answer, i);
    scanned += (end >= 0 ? end : answer.length) - i;
    // A value that never closes is mended once; the values inside it are looked at in any case.
    const source = end >= 0 ? answer.slice(i, end) : mended ? null : answer.slice(i);
    if (end < 0) mended = true;
    const value =
      source === null
        ? undefined
        : parse(
            source,
            (near) => (room -= near.length) >= 0,
            () => (room = 0),
          );
    if (value !== undefined) found.push(thoughtless(value));
    i = nextStart(answer, value !== undefined && end >= 0 ? end : i + 1);
  }
  return found;
}

/** Cuts out reasoning, with or without its opening tag; what is opened and never closed is all reasoning. */
export function withoutThinking(text: string): string {
  let start = 0;
  let open: number | undefined;
  for (const { 0: tag, index } of tagsOutside(text)) {
    if (tag.startsWith('</')) [start, open] = [index + tag.length, undefined];
    else open ??= index;
  }
  return text.slice(start, open);
}

/** Thoughts before what a text of an answer says: under a grammar they have no other place. */
const THOUGHT_FIRST = /^\s*<(think|thinking|thought|reasoning)>[^]*?<\/\1>\s*(?=\S)/i;

function thoughtless(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(THOUGHT_FIRST, '');
  if (Array.isArray(value)) return value.map(thoughtless);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, thoughtless(held)]));
}

const TAG = /<\/?(?:think|thinking|thought|reasoning)>/gi;

/** Tags of reasoning; one within a whole value is part of what that says. */
function tagsOutside(text: string): RegExpExecArray[] {
  const tags = [...text.matchAll(TAG)];
  let at = tags.length === 0 ? -1 : nextStart(text, 0);
  let wholeTo = 0;
  let scanned = 0;
  return tags.filter(({ index }) => {
    while (at >= 0 && at < index && wholeTo <= index && scanned < MOST_SCANNED) {
      const { end } = readValue(text, at);
      scanned += (end >= 0 ? end : text.length) - at;
      if (end > index && isWhole(text.slice(at, end))) wholeTo = end;
      at = nextStart(text, end >= 0 && (end <= index || end === wholeTo) ? end : at + 1);
    }
    return wholeTo <= index;
  });
}

function isWhole(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

/**
 * What an answer holds before a value that stops inside a list, inside a text, or where more was to come; null when
 * there is none such. A bracket that is only missing at the end takes nothing away.
 */
export function beforeCut(text: string): string | null {
  const answer = withoutThinking(text).slice(-LONGEST);
  for (let i = nextStart(answer, 0); i >= 0;) {
    const read = readValue(answer, i);
    if (read.end < 0)
      return read.quote !== '' || read.open.includes(']') || /[,:[{]\s*$/.test(answer.slice(-200))
        ? answer.slice(0, i)
        : null;
    i = nextStart(answer, read.end);
  }
  return null;
}

/** Characters of a value that is said again until nobody takes them for the beginning of another. */
const LEAST_REPEATED = 40;

/** Words between two values may say that the second one is better. */
const NO_WORDS = /[}\]]\s*(?:```\w*\s*){0,2}$/;

/** What an answer holds before it says the same value again and stops in it; null where what stops is another one. */
export function beforeRepeat(text: string): string | null {
  const before = beforeCut(text);
  if (before === null || !NO_WORDS.test(before.slice(-200))) return null;
  const again = withoutThinking(text).slice(-LONGEST).slice(before.length).trim();
  return again.length >= LEAST_REPEATED && before.includes(again) ? before : null;
}

function nextStart(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '{' || text[i] === '[') return i;
  return -1;
}

/** Index after the bracket that closes the one at `start`, or -1. Brackets in strings do not count. */
const endOfValue = (text: string, start: number): number => readValue(text, start).end;

/**
 * Follows a value as far as it goes: its end, or what is still open where the text stops; nothing is where it breaks
 * off.
 */
function readValue(
  text: string,
  start: number,
): { readonly end: number; readonly open: string; readonly quote: string } {
  const open: string[] = [];
  let quote = '';
  let before = '';
  for (let i = start; i < text.length; i++) {
    const c = text[i] as string;
    if (quote !== '') {
      if (c === '\\') i++;
      else if (c === quote && (quote === '"' || endsString(text, i))) quote = '';
      continue;
    }
    if (c === '"') quote = '"';
    // An apostrophe opens a string only where a value or key may begin.
    else if (c === "'" && '{[,:'.includes(before)) quote = "'";
    else if (c === '{' || c === '[') open.push(c === '{' ? '}' : ']');
    else if (c === '}' || c === ']') {
      if (open.pop() !== c) return { end: -1, open: '', quote: '' };
      if (open.length === 0) return { end: i + 1, open: '', quote: '' };
    }
    if (c.trim() !== '') before = c;
  }
  return { end: -1, open: open.join(''), quote };
}

/** In a string in single quotes, an apostrophe ends it only where JSON goes on. */
const endsString = (text: string, at: number): boolean => /^\s*([,:}\]]|$)/.test(text.slice(at + 1, at + 40));

/** Brackets within brackets; what goes deeper is no answer, and reading it takes the longer the deeper it goes. */
const DEEPEST = 200;
function isDeep(source: string): boolean {
  let depth = 0;
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    if (c === '{' || c === '[') {
      if (++depth > DEEPEST) return true;
    } else if (c === '}' || c === ']') depth = Math.max(0, depth - 1);
  }
  return false;
}

/** `mayMend` is asked before what is not quite JSON is mended; `onTooHard` is told where that took too long. */
function parse(source: string, mayMend: (near: string) => boolean, onTooHard: () => void): unknown {
  if (isDeep(source)) return undefined;
  const strict = valueOf(() => JSON.parse(source));
  if (strict !== undefined || !mayMend(source)) return strict;
  return valueOf(() => readNearJson(source), onTooHard);
}

/** What no reader can read is no candidate. */
function valueOf(read: () => unknown, onTooHard?: () => void): unknown {
  try {
    const value = read();
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof TooHard) onTooHard?.();
    return undefined;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first of the keys that is there, whatever its case and separators. */
export function pick(object: JsonObject, keys: readonly string[]): unknown {
  const fold = (key: string) => key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const byFolded = new Map(Object.entries(object).map(([key, value]) => [fold(key), value]));
  for (const key of keys) {
    const value = byFolded.get(fold(key));
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** A text from a text or number; empty for anything else. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? wellFormed(value).trim() : typeof value === 'number' ? String(value) : '';

const NOTHING = new Set(['', 'none', 'null', 'n/a', 'na', 'nil', 'undefined', '[]', '-', '无', '無', '没有']);

/** A list of texts from a list, a text, or lines of one; words for "nothing" are no entries. */
export function asTexts(value: unknown, separator: RegExp): string[] {
  const parts = Array.isArray(value) ? value.map(asText) : asText(value).split(separator);
  return parts.map((part) => part.trim()).filter((part) => !NOTHING.has(part.toLowerCase()));
}

export function asBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  switch (asText(value).toLowerCase().replace(/[.!]$/, '')) {
    case 'true':
    case 'yes':
    case 'pass':
    case 'passed':
    case '是':
    case '通过':
    case '通過':
      return true;
    case 'false':
    case 'no':
    case 'fail':
    case 'failed':
    case '否':
    case '不通过':
    case '未通过':
    case '不通過':
      return false;
    default:
      return null;
  }
}

const ITEM = /^( {0,2})(?:\d{1,3}[.)]|[-*•])\s+(?:\[[ xX]\]\s+)?(.+)$/;

/** The items of a numbered, dashed or tick-off list, outermost level only. */
export function listItems(text: string): string[] {
  let outer = Infinity;
  return withoutThinking(text)
    .split('\n')
    .flatMap((line) => {
      const [, indent, said = ''] = ITEM.exec(line) ?? [];
      const item = said.replace(/\*\*|__|`/g, '').trim();
      if (indent === undefined || item === '' || indent.length > outer + 1) return [];
      outer = Math.min(outer, indent.length);
      return [item];
    });
}
