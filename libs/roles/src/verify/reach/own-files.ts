import type { StepWords } from '#contracts';
import type { CheckResult, FileChange } from '#domain';
import { isBrokenRule } from '../broken-rule.js';
import { asStated } from '../stated/as-stated.js';
import type { Stated } from '../stated/fact.js';
import { stated } from '../stated/facts.js';
import type { FilesView } from '../stated/files-view.js';

/* What the goal wants a file to hold that only one step works on: it is so when that step is done. */

export async function ownFilesHold(
  files: FilesView,
  changes: readonly FileChange[],
  goal: Stated,
  others: readonly StepWords[],
): Promise<CheckResult[]> {
  const theirs = others.map(({ description, expectedOutputs }) => [...stated(description).files, ...expectedOutputs]);
  // A step that names no file may work on any.
  if (others.length === 0 || theirs.some((paths) => paths.length === 0)) return [];
  const facts = goal.facts.filter(
    (fact) =>
      fact.kind === 'holds' &&
      changes.some(({ path, operation }) => path === fact.path && operation !== 'delete') &&
      !theirs
        .flat()
        .some((path) => path === fact.path || path.endsWith(`/${fact.path}`) || fact.path.endsWith(`/${path}`)),
  );
  return (await asStated(files, facts)).filter((result) => !result.passed || isBrokenRule(result));
}
