import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { nameOf } from '../file-kinds.js';

/* Work that went into a copy beside the file it was asked for in. Pure. */

const MADE_ANEW =
  /^(.*?)[-_. ]?(?:fix(?:ed)?|updated?|modified|corrected|final|copy|patched|improved|revised|refactored|edited|v\d{1,2}|\(\d\))$/i;
/** Words by which there may be two. */
const SPEAKS_OF_TWO =
  /\b(?:cop(?:y|ies)|duplicat\w*|backups?|variants?|versions?|alternatives?|another|second|separate|new|beside|besides|alongside|next to|based on|similar|compare|both|originals?|untouched|exports?|sav(?:e|ed|ing))\b/i;

export const speaksOfTwo = (prose: string): boolean => SPEAKS_OF_TWO.test(prose);

/**
 * `prose`: what was asked without names of files and quotations. New files whose names are those of older ones with
 * "fixed" or "v2" behind them, where the older one was named and is as it was.
 */
export function notInACopy(
  changes: readonly FileChange[],
  there: readonly string[],
  asked: string,
  prose: string,
): CheckResult[] {
  const made = changes.filter(({ operation }) => operation === 'create').map(({ path }) => path);
  if (made.length === 0 || speaksOfTwo(prose)) return [];
  const touched = new Set(changes.flatMap(({ path, oldPath }) => [path, ...(oldPath === undefined ? [] : [oldPath])]));
  const copies = made.flatMap((path) => {
    const original = originalOf(path);
    const isCopy =
      original !== null &&
      there.includes(original) &&
      !touched.has(original) &&
      asked.includes(nameOf(original)) &&
      !asked.includes(stem(path));
    return isCopy ? [`${path} (${original} is as it was)`] : [];
  });
  const passed = copies.length === 0;
  return passed
    ? []
    : [{ name: 'in_place', passed, detail: `the work is in a copy beside the file: ${listed(copies)}` }];
}

export const stem = (path: string): string => nameOf(path).replace(/(?<=[^.])\.[^.]*$/, '');

/** "a_fixed.js" and "a.fixed.js" are made of a.js; "fixed.js" is of nothing. */
function originalOf(path: string): string | null {
  const name = nameOf(path);
  const ending = /(?<=[^.])\.[^.]*$/.exec(name)?.[0] ?? '';
  const before = MADE_ANEW.exec(stem(path))?.[1] ?? '';
  return before === '' ? null : `${path.slice(0, path.length - name.length)}${before}${ending}`;
}
