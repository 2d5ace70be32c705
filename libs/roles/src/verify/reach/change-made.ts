import type { CheckResult } from '#domain';
import { unasked } from '../doubt.js';
import { isCode } from '../file-kinds.js';
import { stated } from '../stated/facts.js';
import type { Step } from '../subject.js';
import { isEmptyFolder } from '../walk.js';
import { somethingChanged } from './changed.js';
import { isDoneBefore } from './done-before.js';
import { isFinding } from './finding.js';
import { isLeftToFill } from './left-to-fill.js';
import { isLooselyNamed } from './loosely-named.js';
import { mayFindNothing, onlyLooks, onlyMends } from './mends-if-amiss.js';
import { areTouched, isMetBefore } from './met-before.js';
import { ranAgain } from './ran-again.js';
import { isTestedBefore } from './of-earlier-step.js';
import { mayBeNothing, wantsChange } from './wants-change.js';

/**
 * A step has changed something, or there was nothing to change; where only the plan demands it, a person is asked in
 * the end.
 */
export async function changeMade(step: Step): Promise<CheckResult[]> {
  // Where there may have been nothing to do at all, a step of it may have found so.
  const isNothing = (mayBeNothing(step.told) && !wantsChange(step.told)) || isFinding(step);
  const isSo = (step.isSo && isWhole(step)) || isNothing || (await onlyFolders(step)) || (await isDone(step));
  const found = somethingChanged(step.changes, step.subtask, isSo, refusalOf(step));
  if (found.every(({ passed }) => passed)) return found;
  if (isOpen(step))
    return [unasked('no_change', 'changed no file, though there may have been something to mend', [], 'doubtful')];
  if (!isWishOfPlan(step)) return found;
  if (step.work.attempt < INSISTS || step.work.task.approvalMode === 'auto')
    return found.map((check) => ({ ...check, isOfPlan: true }));
  return [unasked('no_change', `changed no file, and ${INSISTS} attempts found nothing left to do`, [], 'doubtful')];
}

/** What the worker's last refused change was told. */
export const refusalOf = ({ work }: Step): string | null => work.unchangedBecause ?? null;

/**
 * The user's words leave open whether anything is to be changed, and the step is all that they ask for, or its part of
 * it.
 */
const isOpen = ({ isSteered, isOnly, told, subtask, work }: Step): boolean =>
  !isSteered &&
  work.unchangedBecause === undefined &&
  mayFindNothing(told) &&
  (isOnly || mayFindNothing(subtask.description) || onlyMends(subtask.description));

/** Attempts that all find nothing to do; the last of them with nothing before it in its context. */
const INSISTS = 3;
/**
 * That one of several steps has something to change is the plan's word; who was refused nothing may be right that it
 * has not.
 */
const isWishOfPlan = ({ changes, isOnly, work }: Step): boolean =>
  changes.length === 0 && !isOnly && work.unchangedBecause === undefined;

/** Whether the step's description is understood to the last word. */
const isWhole = ({ isSteered, subtask }: Step): boolean => stated(isSteered ? '' : subtask.description).isWhole;

/** Empty folders for what is still to come are all that the step makes. */
async function onlyFolders({ subtask, work, tree }: Step): Promise<boolean> {
  if (!subtask.expectedOutputs.every((path) => isLeftToFill(path, work.awaited))) return false;
  const isOne = await Promise.all(subtask.expectedOutputs.map((path) => isEmptyFolder(tree.root, path)));
  return isOne.length > 0 && isOne.every((is) => is);
}

/** The step is only to look at what steps before it have made; "check the input" may be a wish for code. */
const hasLooked = ({ subtask, landed }: Step): boolean =>
  onlyLooks(subtask.description) &&
  subtask.expectedOutputs.every((output) =>
    landed.some(({ path, operation }) => operation !== 'delete' && !isCode(path) && isLooselyNamed(path, output)),
  );

/**
 * The step only goes over what steps before it have made, and its own words leave open whether anything is amiss there.
 */
const hasReviewed = ({ subtask, landed, work }: Step): boolean =>
  work.unchangedBecause === undefined &&
  subtask.expectedOutputs.length > 0 &&
  mayFindNothing(subtask.description) &&
  areTouched(subtask.expectedOutputs, landed);

/** Whether a step before it has done what this one is to do. */
async function isDone(step: Step): Promise<boolean> {
  const { changes, isSteered, words, subtask, scope, files, deeds, landed, there } = step;
  if (changes.length > 0 || isSteered || !words.every(({ passed }) => passed)) return false;
  if (ranAgain(subtask, deeds, landed, there) || hasLooked(step) || hasReviewed(step) || (await isTestedBefore(step)))
    return true;
  return (await isDoneBefore(subtask, scope.made, files)) || (await isMetBefore(step));
}
