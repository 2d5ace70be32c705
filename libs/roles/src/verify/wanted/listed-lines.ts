import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { mask } from '../stated/masked-text.js';
import type { FilesView } from '../stated/files-view.js';

/* Names that a new file is to list, one a line; numbers that the items of a document are to bear. */

const ITEM = '[\\w@][\\w@./+-]{0,60}';
const LISTS = new RegExp(
  `\\b(?:create|write|make|add)\\s+(?:an?\\s+|the\\s+)?(?:new\\s+)?(?:file\\s+)?⟦F(\\d+)⟧\\s+(?:with|that\\s+lists|listing|containing|holding)\\s+(?:the\\s+(?:entries|names|packages|lines|items|requirements)\\s+)?((?:${ITEM},\\s+){1,30}(?:and\\s+)?${ITEM}(?:\\s+and\\s+${ITEM})?),?\\s+(?:one|each)\\s+(?:(?:a|per)\\s+line|on\\s+(?:a|its\\s+own)\\s+line)\\b`,
  'gi',
);
const NUMBERED = /\bnumbered\s+(?:from\s+)?1\s*(?:to|through|[-–])\s*(\d{1,3})\b/i;
const MOST = 200;

/** Names that a text wants a file to list, by the file. Pure. */
export function listsIn(told: string): { readonly path: string; readonly items: readonly string[] }[] {
  const { text, files } = mask(told);
  return [...text.matchAll(LISTS)].flatMap(([, at, names = '']) => {
    const path = files[Number(at)];
    const items = names.split(/,\s*(?:and\s+)?|\s+and\s+/).filter((name) => name !== '' && name !== 'and');
    // Behind an article stands what has no name yet.
    return path === undefined || /\b(?:a|an|some|all|your|my)\b/i.test(names) ? [] : [{ path, items }];
  });
}

/**
 * The first number that no item of a document bears, where they are to be numbered; null where none is missing. Pure.
 */
export function missingNumber(told: string, text: string): number | null {
  const last = Number(NUMBERED.exec(told)?.[1] ?? 0);
  if (last < 2 || last > MOST) return null;
  const borne = new Set(
    [...text.matchAll(/^[^\w\n]{0,12}(?:[A-Za-z]{1,20} )?(\d{1,3})\b/gm)].map(([, number]) => Number(number)),
  );
  if (!borne.has(1)) return null;
  for (let number = 2; number <= last; number++) if (!borne.has(number)) return number;
  return null;
}

export async function listedLines(files: FilesView, told: string): Promise<CheckResult[]> {
  const faults: string[] = [];
  for (const { path, items } of listsIn(told)) {
    const [place] = files.meant(path);
    const text = place === undefined ? null : await files.text(place);
    if (text === null) continue;
    const lines = new Set(
      text.split(/[\s,;=<>~!]+/).map((word) => word.replace(/^["'`-]+|(?<!["'`])["'`]+$/g, '').toLowerCase()),
    );
    const missing = items.filter((item) => !lines.has(item.toLowerCase()) && !text.includes(item));
    if (missing.length > 0) faults.push(`${path} lacks ${listed(missing)}`);
  }
  const [made, ...others] = files.changes.filter(
    ({ path, operation }) => operation === 'create' && /\.(?:md|txt)$/i.test(path),
  );
  if (made !== undefined && others.length === 0) {
    const number = missingNumber(told, (await files.text(made.path)) ?? '');
    if (number !== null) faults.push(`${made.path} has no item ${number}`);
  }
  return faults.length === 0 ? [] : [{ name: 'listed', passed: false, detail: faults.join('; ') }];
}
