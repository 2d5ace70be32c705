import { posix } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import { stemOf } from '../file-kinds.js';
import { escaped } from '../stated/held.js';
import { mask } from '../stated/masked-text.js';

/*
 * Subtasks that say the same of one file each: where one of them has put its result into a folder that the goal names,
 * the other does not leave its own beside the source, nor write over it. Pure.
 */

interface Told {
  readonly file: string;
  /** The description without it. */
  readonly words: string;
}

function toldOf(description: string): Told | null {
  const { text, files } = mask(description);
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) return null;
  return { file, words: text.replace(/⟦F0⟧/, ' ').replace(/\s+/g, ' ').trim().toLowerCase() };
}

/** What was made of a source: files of its name. */
const outcomesOf = (source: string, changes: readonly FileChange[]): string[] =>
  changes.flatMap(({ path, operation }) =>
    operation !== 'delete' && stemOf(path).toLowerCase() === stemOf(source).toLowerCase() ? [path] : [],
  );

export function alikeAsSiblings(
  descriptions: readonly string[],
  changes: readonly FileChange[],
  told: string,
): CheckResult[] {
  const all = descriptions.map(toldOf).filter((one) => one !== null);
  const namesFolder = (folder: string): boolean =>
    folder !== '.' && new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(folder)}(?![\\p{L}\\p{N}_])`, 'u').test(told);
  const faults = all.flatMap(({ file, words }) => {
    const home = posix.dirname(file);
    const beside = outcomesOf(file, changes).filter((path) => posix.dirname(path) === home);
    const [own, ...more] = outcomesOf(file, changes);
    if (own === undefined || more.length > 0 || beside.length === 0) return [];
    for (const sibling of all) {
      if (sibling.file === file || sibling.words !== words || posix.dirname(sibling.file) !== home) continue;
      const [other, ...others] = outcomesOf(sibling.file, changes);
      const folder = posix.dirname(other ?? '.');
      if (other === undefined || others.length > 0 || folder === home || !namesFolder(folder)) continue;
      return [`${own} lies beside its source, and ${other}, made for ${sibling.file}, in ${folder}`];
    }
    return [];
  });
  return faults.length === 0 ? [] : [{ name: 'siblings', passed: false, detail: faults.slice(0, 5).join('; ') }];
}
