import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';

/* The version that a goal names: files in which it stands for the old one do not get different ones. */

const VERSION = /(?<![\w.-])v?(\d{1,5}\.\d{1,5}\.\d{1,5}(?:-[\w.]{1,30})?)(?![\w.-]*\d)/g;
const SPEAKS_OF_IT = /\bversions?\b/i;
/** By which others of them are to change as well. */
const OWN_ONES = /\b(?:patch|minor)\b|\brespective|\b(?:its|their)\s+own\b/i;
const MOST_FILES = 100;
const LARGEST = 200_000;

const versionsIn = (text: string): Set<string> =>
  new Set([...text.slice(0, LARGEST).matchAll(VERSION)].map(([, version = '']) => version));
const without = (some: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...some].filter((one) => !others.has(one));

/** `asked`: of a step, whose other files nobody sees here; null = `files` go from the start of the task to its end. */
export async function oneVersion(files: FilesView, told: string, asked: string | null = null): Promise<CheckResult[]> {
  const given = versionsIn(told);
  if (given.size === 0 || OWN_ONES.test(told) || (asked !== null && (given.size > 1 || !SPEAKS_OF_IT.test(asked))))
    return [];
  const turned: { path: string; from: readonly string[]; to: readonly string[] }[] = [];
  for (const { path, operation, binary } of files.changes.slice(0, MOST_FILES)) {
    if (operation !== 'modify' || binary) continue;
    const [was, now] = [await files.before(path), await files.text(path)];
    if (typeof was !== 'string' || now === null) continue;
    const [before, after] = [versionsIn(was), versionsIn(now)];
    const [from, to] = [without(before, after), without(after, before)];
    if (from.length > 0 && to.length > 0) turned.push({ path, from, to });
  }
  const right = turned.flatMap(({ from, to }) =>
    to.some((one) => given.has(one)) || (asked !== null && from.length === 1 && to.length === 1) ? from : [],
  );
  const faults = turned.flatMap(({ path, from, to }) => {
    const old = from.find((one) => right.includes(one));
    const isRight = to.some((one) => given.has(one));
    return old === undefined || isRight
      ? []
      : [`${path} has ${to[0]} in the place of ${old}, and not the version named`];
  });
  return faults.length === 0 ? [] : [{ name: 'one_version', passed: false, detail: faults.slice(0, 5).join('; ') }];
}
