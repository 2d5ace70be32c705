import type { VerifyWork } from '#contracts';
import type { FileChange } from '#domain';
import { allSaid, askedOf } from '../asked.js';
import { nameOf } from '../file-kinds.js';
import { isLast } from '../result.js';
import { mask } from '../stated/masked-text.js';
import { missesUnwanted } from '../reach/not-wanted.js';
import type { LookUp } from './evidence-found.js';
import { misquotes, missesUnasked, speaksOfOther } from './refuted.js';

/** Tells a complaint of something else than the result from one of it. Pure. */
export function besideOf(
  work: VerifyWork,
  changes: readonly FileChange[],
  isFound: LookUp = () => true,
): (issue: string) => boolean {
  const asked = askedOf(work);
  return (issue) =>
    (work.instructions.length === 0 && missesUnwanted(issue, work.task.goal)) ||
    misquotes(issue, allSaid(work), changes, isFound) ||
    isOfAnotherStep(issue, work, changes) ||
    missesUnasked(issue, allSaid(work)) ||
    speaksOfOther(issue, allSaid(work), asked, changes);
}

/** Whether all files that a complaint names are another step's, which no step has touched yet. */
function isOfAnotherStep(issue: string, work: VerifyWork, changes: readonly FileChange[]): boolean {
  const { subtask, others = [], landed = [] } = work;
  if (subtask === null || isLast(work)) return false;
  const named = mask(issue).files.map(nameOf);
  const own = filesIn([askedOf(work), ...subtask.expectedOutputs, ...subtask.checks]);
  const touched = new Set([...changes, ...landed].flatMap(({ path, oldPath }) => [path, oldPath ?? path].map(nameOf)));
  const theirs = filesIn(
    others.flatMap((step) => [step.description, step.acceptanceCriteria, ...step.expectedOutputs]),
  );
  return named.length > 0 && named.every((name) => theirs.has(name) && !own.has(name) && !touched.has(name));
}

const filesIn = (texts: readonly string[]): ReadonlySet<string> => new Set(mask(texts.join('\n')).files.map(nameOf));
