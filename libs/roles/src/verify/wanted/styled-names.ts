import type { CheckResult } from '#domain';
import { isStyle } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';

/* A class or an id of a page that only resembles one of the style sheets, and that nothing knows. */

const PAGE = /\.html?$/i;
/** May make or style names of its own. */
const KNOWS = /\.(?:[cm]?[jt]sx?|vue|svelte|php|py|rb|erb|md)$/i;
const MOST_FILES = 300;
const MOST_NAMES = 5000;
/** Shorter names resemble each other. */
const LEAST = 5;

const ATTRIBUTE = /\s(class|id)\s{0,3}=\s{0,3}(?:"([^"<>{}]{0,500})"|'([^'<>{}]{0,500})')/gi;
/** Names of a page, with the mark that a style sheet puts before them. Pure. */
export function namesIn(page: string): Set<string> {
  const names = new Set<string>();
  for (const [, attribute = '', double, single] of page.matchAll(ATTRIBUTE)) {
    const mark = attribute.toLowerCase() === 'id' ? '#' : '.';
    for (const name of (double ?? single ?? '').split(/\s+/)) if (name !== '') names.add(mark + name);
  }
  return names;
}

const SELECTOR = /[.#][A-Za-z_][\w-]{0,80}/g;
/** Names that a style sheet speaks of, colours and ends of file names among them. Pure. */
const styledIn = (sheet: string): Set<string> => new Set(sheet.match(SELECTOR) ?? []);

/**
 * Whether two names differ in one letter that is missing, another one or in the wrong place; not at their ends, as
 * "card" and "cards" do. Pure.
 */
export function resembles(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) <= LEAST || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [mine, yours] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (end === 0 || start === 1 || /\d/.test(mine + yours)) return false;
  const isSwapped = mine.length === 2 && mine === [...yours].reverse().join('');
  return isSwapped || (mine.length <= 1 && yours.length <= 1 && a !== b);
}

export async function namesStyled(files: FilesView): Promise<CheckResult[]> {
  const pages = files.changes.filter(({ path, operation }) => operation !== 'delete' && PAGE.test(path));
  const sheets = files.there.filter(isStyle);
  if (pages.length === 0 || sheets.length === 0 || files.there.length > MOST_FILES) return [];
  const textOf = async (path: string): Promise<string> => (await files.text(path)) ?? '';
  const styled = new Set<string>();
  for (const sheet of sheets) for (const name of styledIn(await textOf(sheet))) styled.add(name);
  if (styled.size > MOST_NAMES) return [];
  const used = new Set<string>();
  let known = '';
  for (const path of files.there) {
    if (PAGE.test(path)) for (const name of namesIn(await textOf(path))) used.add(name);
    if (KNOWS.test(path) || PAGE.test(path)) known += (await textOf(path)).replace(ATTRIBUTE, ' ');
  }
  const faults: string[] = [];
  for (const { path, operation, oldPath } of pages) {
    const before = operation === 'create' ? '' : ((await files.before(oldPath ?? path)) ?? '');
    const old = namesIn(before);
    for (const name of namesIn(await textOf(path))) {
      if (old.has(name) || styled.has(name) || known.includes(name.slice(1))) continue;
      // One that is used as well is meant to be another one.
      const meant = [...styled].find((other) => resembles(name, other) && !used.has(other));
      if (meant !== undefined) faults.push(`${path} has ${name}, which no style sheet has, and there is ${meant}`);
    }
  }
  return faults.length === 0 ? [] : [{ name: 'styled_names', passed: false, detail: faults.slice(0, 5).join('; ') }];
}
