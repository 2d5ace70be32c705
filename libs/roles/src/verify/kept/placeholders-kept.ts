import { nameOf } from '../file-kinds.js';
import { plainValues } from './values-kept.js';
import type { FileChange, CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';

/* Places to fill in, in texts that are translated. */

const TRANSLATES = /\b(?:translat|locali[sz]|i18n)\w*/i;
/** `{count}`, `{{ name }}`, `${x}`, `%s`, `%1$d`, `%(name)s`. */
const PLACE = /\{\{\s*[\w.]+\s*\}\}|\$?\{\s*[\w.]+\s*\}|%\(\w+\)[sdf]|%(?:\d+\$)?[sdf](?![\p{L}])/gu;
const MOST_TOLD = 5;
const MOST_FILES = 20;

const placesOf = (text: string): Set<string> =>
  new Set([...text.matchAll(PLACE)].map(([place]) => place.replace(/\s+/g, '')));

/** Which texts have lost a place; null = none. Pure. */
export function placesAmiss(path: string, original: string, translated: string): string | null {
  const [from, to] = [plainValues(path, original), plainValues(path, translated)];
  if (from === null || to === null) return null;
  const amiss = [...from].flatMap(([name, text]) => {
    const other = to.get(name);
    if (typeof text !== 'string' || typeof other !== 'string') return [];
    const [had, has] = [placesOf(text), placesOf(other)];
    const lost = [...had].filter((place) => !has.has(place));
    return lost.length === 0 ? [] : [`${name} has lost ${lost.join(' ')}`];
  });
  return amiss.length === 0 ? null : amiss.slice(0, MOST_TOLD).join(', ');
}

/** `named`: files that the goal names; the original is one of them that this work left as it was. */
export async function placeholdersKept(
  files: FilesView,
  changes: readonly FileChange[],
  asked: string,
  named: readonly string[],
): Promise<CheckResult[]> {
  if (!TRANSLATES.test(asked)) return [];
  const faults: string[] = [];
  for (const { path, operation } of changes.slice(0, MOST_FILES)) {
    if (operation === 'delete') continue;
    const type = nameOf(path).replace(/^.*(?=\.)/, '');
    const isNamed = named.some((name) => path === name || path.endsWith(`/${name}`));
    const [original, ...others] = named.filter(
      (name) => name.endsWith(type) && !files.isChanged(name) && files.there.includes(name),
    );
    if (!isNamed || original === undefined || others.length > 0) continue;
    const [from, to] = [await files.text(original), await files.text(path)];
    const amiss = from === null || to === null ? null : placesAmiss(path, from, to);
    if (amiss !== null) faults.push(`${path}: ${amiss}, which ${original} has`);
  }
  return faults.length === 0 ? [] : [{ name: 'placeholders', passed: false, detail: faults.slice(0, 8).join('; ') }];
}
