import type { ToolSchema } from '#domain';
import { isObject } from '../read-arguments.js';
import { coerceWritten } from '../tool-names.js';
import { ranOver, type Marks } from './nested-marks.js';
import type { ReadCalls } from './python-calls.js';
import {
  afterBlanks,
  callFrom,
  callsInJson,
  define,
  endOfJson,
  toolInMarkup,
  type WrittenCall,
} from './written-call.js';

/* What dialects have in common: pieces of written calls, read from an index on. Pure. */

/** Index behind what opens a call. */
export const afterOpener = (opener: RegExpExecArray): number => opener.index + opener[0].length;

/** JSON values in a row from `from`, up to `close` or the end of the text; the last may lack closing brackets. */
export function jsonRow(
  text: string,
  from: number,
  close: RegExp | null,
  tools: readonly ToolSchema[],
): ReadCalls | null {
  const calls: WrittenCall[] = [];
  let at = afterBlanks(text, from);
  while ((text[at] === '{' || text[at] === '[') && passOver(text, at, close) === at) {
    let end = endOfJson(text, at);
    const closed = end >= 0;
    let piece = closed ? text.slice(at, end) : '';
    if (!closed) {
      const limit = close === null ? -1 : indexOf(text, close, at);
      end = limit < 0 ? text.length : limit;
      piece = text.slice(at, end).trimEnd();
    }
    // What was not closed may have been cut: then all that is required must have come before.
    const read = callsInJson(piece, tools, closed ? 'markup' : 'plain');
    if (read === null) return null;
    calls.push(...read);
    at = afterBlanks(text, end);
    if (text[at] === ',' || text[at] === ';') at = afterBlanks(text, at + 1);
  }
  return calls.length === 0 ? null : { calls, end: passOver(text, at, close) };
}

/** Of the first match from an index on; -1 = there is none. */
export function indexOf(text: string, pattern: RegExp, from: number): number {
  const search = new RegExp(pattern.source, 'g');
  search.lastIndex = from;
  return search.exec(text)?.index ?? -1;
}

/** Index behind `close`, where that comes next; else the index itself. */
export function passOver(text: string, at: number, close: RegExp | null): number {
  if (close === null) return at;
  const here = new RegExp(close.source, 'y');
  here.lastIndex = afterBlanks(text, at);
  return here.test(text) ? here.lastIndex : at;
}

/** One call whose name is known, with its arguments as one JSON object at `from`. */
export function named(
  text: string,
  name: string,
  from: number,
  close: RegExp | null,
  tools: readonly ToolSchema[],
): ReadCalls | null {
  let at = afterBlanks(text, from);
  const fence = /```(?:json)?\s*/y;
  fence.lastIndex = at;
  const fenced = fence.test(text);
  if (fenced) at = fence.lastIndex;
  const end = text[at] === '{' ? endOfJson(text, at) : -1;
  if (end < 0) return null;
  const call = callFrom(name, text.slice(at, end), tools, 'markup');
  if (call === null) return null;
  const after = fenced ? passOver(text, end, /```/) : end;
  return { calls: [call], end: passOver(text, after, close) };
}

/** What markup is to take as it stands; null for other values. */
function plainData(value: string): string | null {
  const [open, close] = ['<![CDATA[', ']]>'];
  const bare = value.trim();
  const isOne = bare.startsWith(open) && bare.indexOf(close) === bare.length - close.length;
  return isOne ? bare.slice(open.length, -close.length) : null;
}

/** Whether an argument is the whole text of a file, under whatever name. */
function isFileText({ parameters }: ToolSchema, key: string): boolean {
  const known = parameters['properties'];
  if (!isObject(known) || !Object.hasOwn(known, 'path') || !Object.hasOwn(known, 'content')) return false;
  return key === 'content' || !Object.hasOwn(known, key);
}

/**
 * One line break on either side belongs to the markup; where values are written in their line, only where one stands
 * before the value, too. The text of a file of several lines ends with a line break of its own: where the closing tag
 * has a line for itself and no empty one before it, that break is both. Who wants none closes behind the last word.
 */
function withoutLayout(value: string, tool: ToolSchema, key: string, breaks: Breaks): string {
  const plain = plainData(value);
  if (plain !== null) return plain;
  const isBlock = breaks === 'either' || /^\r?\n[\s\S]*\n$/.test(value);
  if (!isBlock) return value;
  const opened = value.replace(/^\r?\n/, '');
  const bare = opened.replace(/\r?\n$/, '');
  return isFileText(tool, key) && bare.includes('\n') && !bare.endsWith('\n') ? opened : bare;
}

type Breaks = 'either' | 'both';

/** Arguments written as `<open key>value</close>` pairs; null where two of them are one another's text. */
export function tagged(
  text: string,
  name: string,
  pair: RegExp,
  tools: readonly ToolSchema[],
  breaks: Breaks = 'either',
  marks?: Marks,
): { readonly calls: WrittenCall[] } | null {
  const tool = toolInMarkup(name, tools);
  if (!tool) return null;
  const args: Record<string, unknown> = {};
  for (const [whole, key, value] of text.matchAll(pair)) {
    if (key === undefined || value === undefined) continue;
    if (Object.hasOwn(args, key.trim()) || (marks !== undefined && ranOver(whole, value, marks))) return null;
    define(args, key.trim(), coerceWritten(tool, key.trim(), withoutLayout(value, tool, key.trim(), breaks)));
  }
  const call = callFrom(name, args, tools, 'markup');
  return call === null ? null : { calls: [call] };
}

/** Words shortly before a form that prose uses too, which make it an illustration. */
const ILLUSTRATES =
  /\b(?:example|for instance|e\.g\.|such as|would (?:write|call|use|look)|looks? like|for the record|syntax|illustrat|document)/i;
const NEARBY = 200;
/** Whether words before an index say that what follows is shown, not meant. */
export const isIllustration = (text: string, at: number): boolean =>
  ILLUSTRATES.test(text.slice(Math.max(0, at - NEARBY), at));
