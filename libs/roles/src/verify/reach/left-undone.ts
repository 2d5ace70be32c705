import type { Deed } from '#contracts';
import type { CheckResult, FileChange } from '#domain';
import type { Stated } from '../stated/fact.js';
import type { FilesView } from '../stated/files-view.js';

/*
 * A change that was tried last and was not made: the worker has said that it is done all the same. It counts where the
 * file is one that the user named, is as it was, and does not hold what was to be put there.
 */

/** Words by which a file that is named may be as it was. */
const IN_PASSING = new Set(['untouched', 'there']);

export async function nothingLeftUndone(
  files: FilesView,
  deeds: readonly Deed[] | undefined,
  goal: Stated,
  landed: readonly FileChange[],
): Promise<CheckResult[]> {
  const refused = deeds?.at(-1)?.refused;
  if (refused === undefined) return [];
  const [path] = files.meant(refused.path);
  if (path === undefined || !goal.files.some((name) => files.meant(name).includes(path))) return [];
  const isLet = goal.facts.some(
    (fact) => IN_PASSING.has(fact.kind) && 'path' in fact && files.meant(fact.path).includes(path),
  );
  if (isLet || files.isChanged(path) || landed.some((change) => change.path === path)) return [];
  const text = await files.text(path);
  const wanted = refused.text.trim();
  // What was to go may be gone already.
  const isSo = wanted === '' ? /not found/.test(refused.because) : (text ?? '').includes(wanted);
  if (text === null || isSo) return [];
  return [
    {
      name: 'left_undone',
      passed: false,
      detail: `${path} is as it was, and the last change of it was not made: ${refused.because.slice(0, 300)}`,
    },
  ];
}
