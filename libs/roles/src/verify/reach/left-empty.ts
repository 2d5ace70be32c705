import { basename } from 'node:path';
import type { VerifyWork } from '#contracts';
import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { listed } from '../doubt.js';
import { nameOf } from '../file-kinds.js';
import { isLast, landedBefore } from '../result.js';
import { sizeOf } from '../walk.js';
import { EMPTIES, EMPTY_BY_CUSTOM } from './files-there.js';

/* Empty files that a step makes beside its own, for later steps to fill: they hold something at the end. */

/** Changes whose files are to hold something already. */
export function notLeftEmpty(work: VerifyWork, changes: readonly FileChange[]): readonly FileChange[] {
  const { subtask } = work;
  if (subtask === null || isLast(work)) return changes;
  const said = [subtask.description, subtask.acceptanceCriteria, ...subtask.expectedOutputs].join('\n');
  return changes.filter(({ path, operation }) => operation !== 'create' || said.includes(nameOf(path)));
}

/** Files of earlier steps that are empty still. */
export async function leftEmptyBefore(
  tree: AttemptTree,
  work: VerifyWork,
  changes: readonly FileChange[],
  prose: string,
): Promise<CheckResult[]> {
  const said = [prose, ...(work.plan?.subtasks.map(({ description }) => description) ?? [])].join('\n');
  if (EMPTIES.test(said)) return [];
  const own = new Set(changes.map(({ path }) => path));
  const made = new Set(landedBefore(work).flatMap(({ path, operation }) => (operation === 'create' ? [path] : [])));
  const empty: string[] = [];
  for (const path of made)
    if (
      !path.endsWith('/') &&
      !own.has(path) &&
      !EMPTY_BY_CUSTOM.test(basename(path)) &&
      (await sizeOf(tree.root, path)) === 0
    )
      empty.push(path);
  return empty.length === 0
    ? []
    : [{ name: 'changed_files', passed: false, detail: `empty since an earlier step: ${listed(empty)}` }];
}
