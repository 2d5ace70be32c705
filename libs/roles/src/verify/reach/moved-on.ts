import type { VerifyWork } from '#contracts';
import type { FileChange } from '#domain';
import { landedBefore } from '../result.js';
import { takesAway } from './scope.js';

/** Paths that a file of the task has left for one that the user names, where the user's words let files leave. Pure. */
export function movedOn(work: VerifyWork, changes: readonly FileChange[], told: string): ReadonlySet<string> {
  if (!takesAway(told)) return new Set();
  return new Set(
    [...landedBefore(work), ...changes].flatMap(({ operation, path, oldPath }) =>
      operation === 'rename' && oldPath !== undefined && told.includes(path) ? [oldPath] : [],
    ),
  );
}
