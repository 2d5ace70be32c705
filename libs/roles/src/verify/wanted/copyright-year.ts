import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { isLeftBehind, isLockFile } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';

/* "Update the copyright year to 2026 in all files": each notice tells that year, at the end of a span of years too. */

const ASKS =
  /^(?:please\s+)?(?:update|change|set|bump|raise)\s+(?:all\s+(?:of\s+)?)?(?:the\s+)?copyright\s+years?\s+(?:(?:from\s+((?:19|20)\d\d)\s+)?to\s+((?:19|20)\d\d)\s+)?(?:in|of|across)\s+(?:all|every)\s+(?:of\s+)?(?:the\s+)?(?:source\s+)?files?(?:\s+to\s+((?:19|20)\d\d))?[.!]?$/i;
const NOTICE = /(?:copyright|©|\(c\))[^\n]{0,60}?\b((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?\b/gi;
const OTHERS = /(?:^|\/)(?:vendor|third[_-]party|node_modules|licen[cs]es)\//i;
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

/** The last years of the notices of a text, in their order. Pure. */
export const yearsIn = (text: string): string[] =>
  [...text.slice(0, LARGEST).matchAll(NOTICE)].map(([, first = '', last]) => last ?? first);
const LARGEST = 200_000;

/** Whether a file still tells another year. Pure. */
export function isOfOldYear({ from, to }: YearChange, text: string, before: string): boolean {
  const [were, are] = [yearsIn(before), yearsIn(text)];
  return were.length === are.length && were.some((year, at) => are[at] !== to && (from === null || year === from));
}

/** `told`: the user's words. */
export async function copyrightYear(files: FilesView, told: string): Promise<CheckResult[]> {
  const change = yearChange(told);
  if (change === null || files.changes.length === 0 || files.there.length > MOST_READ) return [];
  const left: string[] = [];
  for (const path of files.there.filter((one) => !OTHERS.test(one) && !isLeftBehind(one) && !isLockFile(one))) {
    const text = await files.text(path);
    const before = text === null || !files.isChanged(path) ? text : await files.before(path);
    if (text !== null && typeof before === 'string' && isOfOldYear(change, text, before)) left.push(path);
  }
  const detail = `the copyright is not of ${change.to} in ${listed(left)}`;
  return left.length === 0 ? [] : [{ name: 'copyright_year', passed: false, detail }];
}
