import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';
import { show } from '../stated/problem.js';

/* "Append the contents of b.txt to a.txt": what stood there, and then what stands here. */

const ASKS = new RegExp(
  `^(?:please\\s+)?(append|add|prepend)\\s+(?:the\\s+)?(?:whole\\s+|full\\s+|entire\\s+)?contents?\\s+of\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:to|at)\\s+(?:the\\s+(end|bottom|top|beginning|start)\\s+of\\s+)?(?:the\\s+)?(?:file\\s+)?(${FILE})[.!]?$`,
  'i',
);

export interface Appended {
  readonly from: string;
  readonly to: string;
  readonly isAhead: boolean;
}

/** Only where it is all that is asked for. Pure. */
export function appendedIn(told: string): Appended | null {
  const masked = mask(told);
  const [, verb = '', source = '', place = '', target = ''] = ASKS.exec(masked.text.trim()) ?? [];
  const [[from], [to]] = [standingFor(source, masked, 'F'), standingFor(target, masked, 'F')];
  if (from === undefined || to === undefined || from === to) return null;
  // Added without a place it may stand anywhere.
  if (/^add$/i.test(verb) && place === '') return null;
  return { from, to, isAhead: /^prepend$/i.test(verb) || /^(?:top|beginning|start)$/i.test(place) };
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

/** Blank lines and a rule between the two are nobody's business. Pure, linear. */
export function appendedProblem(
  { from, to, isAhead }: Appended,
  text: string,
  was: string,
  added: string,
): string | null {
  const [old, own] = [linesOf(was), linesOf(added)];
  const wanted = isAhead ? [...own, ...old] : [...old, ...own];
  const now = linesOf(text);
  const at = (isAhead ? own : old).length;
  const lines = now.length === wanted.length + 1 && /^[-=*_#\s]+$/.test(now[at] ?? '') ? now.toSpliced(at, 1) : now;
  const wrong = wanted.findIndex((line, n) => lines[n] !== line);
  if (wrong < 0)
    return lines.length === wanted.length
      ? null
      : `${to} holds more than it did and what is in ${from}: ${show(lines[wanted.length] ?? '')}`;
  return `line ${wrong + 1} of what ${to} is to hold, ${show(wanted[wrong] ?? '')}, is not in its place`;
}

/** Texts of which two can stand one behind the other as they are. */
const OF_LINES = /\.(?:txt|md|markdown|log|text|rst|adoc)$/i;

/** `told`: the user's words. */
export async function asAppended(files: FilesView, told: string): Promise<CheckResult[]> {
  const appended = appendedIn(told);
  if (appended === null || !OF_LINES.test(appended.from) || !OF_LINES.test(appended.to)) return [];
  const [[from, ...others], [to, ...more]] = [files.meant(appended.from), files.meant(appended.to)];
  if (from === undefined || to === undefined || others.length > 0 || more.length > 0) return [];
  if (files.isChanged(from) || !files.isChanged(to)) return [];
  const [text, was, added] = [await files.text(to), await files.before(to), await files.text(from)];
  if (text === null || typeof was !== 'string' || added === null) return [];
  const detail = appendedProblem({ ...appended, from, to }, text, was, added);
  return detail === null ? [] : [{ name: 'appended', passed: false, detail }];
}
