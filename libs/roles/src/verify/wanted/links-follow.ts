import { posix } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { DOCUMENT, placeOf, targetsOf } from './links-hold.js';

/* Links to files that have moved since they were written. */

const MOST_FILES = 100;
/** What an element of a page points at. */
const REFERENCE = /<(?:a|link|img|script|iframe|source)\b[^>\n]{0,300}?\s(?:href|src)=["']([^"'\n]{1,300})["']/gi;
const PAGE = /\.html?$/i;
const placesIn = (path: string, text: string): string[] =>
  PAGE.test(path)
    ? [...text.matchAll(REFERENCE)].flatMap(([, link = '']) => placeOf(path, link))
    : targetsOf(path, text);

/** Links that the task has written into documents, and from whose places it has moved the files away. */
export async function linksFollow(files: FilesView, done: readonly FileChange[]): Promise<CheckResult[]> {
  const left = new Set(done.flatMap((c) => (c.operation === 'delete' ? [c.path] : (c.oldPath ?? []))));
  const made = done.flatMap((c) => (c.operation === 'create' || c.operation === 'rename' ? [c.path] : []));
  if (left.size === 0 || made.length === 0) return [];
  const there = new Set(files.there);
  const written = new Set(done.map(({ path }) => path).filter((path) => DOCUMENT.test(path) || PAGE.test(path)));
  const faults: string[] = [];
  for (const path of [...written].slice(0, MOST_FILES)) {
    for (const target of placesIn(path, (await files.text(path)) ?? '')) {
      if (there.has(target) || !left.has(target)) continue;
      const now = made.find((one) => one !== target && posix.basename(one) === posix.basename(target));
      if (now !== undefined && there.has(now)) faults.push(`${path} links to ${target}, which is ${now} now`);
    }
  }
  if (faults.length === 0) return [];
  return [{ name: 'links', passed: false, detail: [...new Set(faults)].slice(0, 6).join('; ') }];
}
