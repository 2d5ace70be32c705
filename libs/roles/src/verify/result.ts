import type { VerifyWork } from '#contracts';
import type { FileChange } from '#domain';
import type { AttemptTree, CheckRunner } from '../ports/attempt-trees.js';

/** The result as tier 1 looks at it. */
export interface Result {
  readonly work: VerifyWork;
  readonly tree: AttemptTree;
  readonly changes: readonly FileChange[];
  readonly diff: string;
  readonly runner: CheckRunner;
  readonly signal: AbortSignal;
  /** Opens the tree that the task started from; null where that is not known. */
  readonly openStart: (() => Promise<AttemptTree>) | null;
}

/** Whether all other subtasks are done, so that the goal is to be reached with this one. */
export const isLast = ({ plan, subtask }: VerifyWork): boolean =>
  plan !== null &&
  plan.subtasks.every(({ id, status }) => id === subtask?.id || status === 'completed' || status === 'skipped');

/** Changes of the task's earlier steps. */
export const landedBefore = (work: VerifyWork): FileChange[] =>
  (work.landed ?? []).map((change) => ({ ...change, additions: 0, deletions: 0, binary: false }));

/** Paths that they have made. */
export const madeBefore = (work: VerifyWork): ReadonlySet<string> =>
  new Set(
    (work.landed ?? []).flatMap(({ path, operation }) =>
      operation === 'create' || operation === 'rename' ? [path] : [],
    ),
  );
