import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { isLeftBehind, isLockFile } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';

/* "Update the copyright year to 2026 in all files": each notice tells that year, at the end of a span of years too. */

const ASKS =
  /^(?:please\s+)?(?:update|change|set|bump|raise)\s+(?:all\s+(?:of\s+)?)?(?:the\s+)?copyright\s+years?\s+(?:(?:from\s+((?:19|20)\d\d)\s+)?to\s+((?:19|20)\d\d)\s+)?(?:in|of|across)\s+(?:all|every)\s+(?:of\s+)?(?:the\s+)?(?:source\s+)?files?(?:\s+to\s+((?:19|20)\d\d))?[.!]?$/i;
const NOTICE = /(?:copyright|©|\(c\))[^\n]{0,60}?\b((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?\b([^\n]{0,80})/gi;
const OTHERS =
  /(?:^|\/)(?:(?:vendor|third[_-]party|node_modules|licen[cs]es)\/|[^/]*(?:third[_-]?party|notices?|credits|attribution)[^/]*$)/i;
const MOST_READ = 400;

export interface YearChange {
  readonly from: string | null;
  readonly to: string;
}
/** Only where it is all that is asked for. Pure. */
export function yearChange(told: string): YearChange | null {
  const [, from = null, early, late] = ASKS.exec(told.trim().slice(0, LONGEST)) ?? [];
  const to = early ?? late;
  return to === undefined ? null : { from, to };
}
const LONGEST = 300;

interface Notice {
  /** The last one of a span. */
  readonly year: string;
  /** The notice without its years and what a remark begins with: whose it is. */
  readonly of: string;
}
/** The notices of a text, in their order. Pure. */
export const noticesIn = (text: string): Notice[] =>
  [...text.slice(0, LARGEST).matchAll(NOTICE)].map(([whole, first = '', last, rest = '']) => ({
    year: last ?? first,
    of: `${whole.slice(0, whole.indexOf(first))}${rest}`
      .toLowerCase()
      .replaceAll(/copyright|\(c\)|all rights reserved|[^\p{L}]/gu, ''),
  }));
const LARGEST = 200_000;

/** `told`: the user's words. */
export async function copyrightYear(files: FilesView, told: string): Promise<CheckResult[]> {
  const change = yearChange(told);
  if (change === null || files.changes.length === 0 || files.there.length > MOST_READ) return [];
  const { from, to } = change;
  const old: { readonly path: string; readonly of: string }[] = [];
  // Others whose work is in the folder keep their years: those that were brought up to date somewhere are meant.
  const meant = new Set<string>();
  for (const path of files.there.filter((one) => !OTHERS.test(one) && !isLeftBehind(one) && !isLockFile(one))) {
    const text = await files.text(path);
    const before = text === null || !files.isChanged(path) ? text : await files.before(path);
    if (text === null || typeof before !== 'string') continue;
    const [were, are] = [noticesIn(before), noticesIn(text)];
    if (were.length !== are.length) continue;
    for (const [at, { year, of }] of were.entries()) {
      const now = are[at]?.year;
      if (now === to && year !== to) meant.add(of);
      if (now !== to && (from === null || year === from)) old.push({ path, of });
    }
  }
  const left = [...new Set(old.flatMap(({ path, of }) => (meant.has(of) ? [path] : [])))];
  const detail = `the copyright is not of ${to} in ${listed(left)}`;
  return left.length === 0 ? [] : [{ name: 'copyright_year', passed: false, detail }];
}
