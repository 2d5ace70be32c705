import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { folderExempt, namedExempt } from '../reach/exempt-files.js';
import type { FilesView } from '../stated/files-view.js';
import { mask, sentencesOf } from '../stated/masked-text.js';
import { changesSomething } from '../stated/sentence.js';

/* "Use spaces in all files except the Makefile": what is left out of the only order stays as it is. */

/** What is done in files. What moves them, or is renamed in them, may have to be followed elsewhere. */
const DONE_IN =
  /^(?:please\s+)?(?:add|append|change|fix|format|indent|insert|prepend|put|remove|replace|set|strip|translate|update|use)\b/i;

export interface LeftOut {
  readonly files: readonly string[];
  readonly folder: string | null;
}

/** Pure. */
export function leftOut(told: string): LeftOut | null {
  const masked = mask(told);
  const sentences = sentencesOf(masked);
  const own = sentences.filter((sentence) => DONE_IN.test(sentence));
  const [order = ''] = own;
  if (own.length !== 1 || sentences.some((sentence) => sentence !== order && changesSomething(sentence))) return null;
  const { files } = namedExempt(order, masked);
  const isNamedOnce = (name: string): boolean => masked.files.filter((file) => file === name).length === 1;
  if (files.length > 0) return files.every(isNamedOnce) ? { files, folder: null } : null;
  const folder = folderExempt(order);
  return folder === null ? null : { files: [], folder };
}

/** `told`: the user's words. */
export async function exemptStays(files: FilesView, told: string): Promise<CheckResult[]> {
  const out = leftOut(told);
  if (out === null) return [];
  const named = new Set(out.files.flatMap((name) => files.meant(name)));
  const faults: string[] = [];
  for (const { path, operation } of files.changes) {
    const isIn = out.folder !== null && path.split('/').slice(0, -1).includes(out.folder);
    if (operation !== 'modify' || !(named.has(path) || isIn)) continue;
    const [before, now] = [await files.before(path), await files.text(path)];
    if (typeof before === 'string' && now !== null && before.trimEnd() !== now.trimEnd()) faults.push(path);
  }
  if (faults.length === 0) return [];
  return [{ name: 'exempt', passed: false, detail: `changed, and was to be left out: ${listed(faults)}` }];
}
