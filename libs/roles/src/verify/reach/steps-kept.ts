import type { CheckResult, FileChange } from '#domain';
import { listed, namesPath } from '../doubt.js';
import { isLeftBehind, stemOf } from '../file-kinds.js';
import { takesAway } from './scope.js';

/** A step does not delete what an earlier one has made and the goal wants, without a word of it in the plan. Pure. */
export function stepsKept(
  changes: readonly FileChange[],
  made: ReadonlySet<string>,
  wanted: readonly string[],
  asked: string,
): CheckResult[] {
  if (takesAway(asked)) return [];
  const successors = new Set(changes.flatMap(({ path, operation }) => (operation === 'create' ? [stemOf(path)] : [])));
  const paths = changes.flatMap(({ path, operation }) =>
    operation === 'delete' &&
    made.has(path) &&
    wanted.some((name) => path === name || path.endsWith(`/${name}`)) &&
    !isLeftBehind(path) &&
    !successors.has(stemOf(path)) &&
    !namesPath(asked, path)
      ? [path]
      : [],
  );
  if (paths.length === 0) return [];
  const detail = `deleted, though an earlier subtask has made it and nothing asks for its removal: ${listed(paths)}`;
  return [{ name: 'steps_kept', passed: false, detail }];
}
