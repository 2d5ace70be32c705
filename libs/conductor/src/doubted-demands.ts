import type { CheckResult, Failure, Feedback } from '#domain';
import type { Policy, SubtaskState, TaskState } from './state.js';

/*
 * A check or a file that the plan alone demands may be one that no work meets: a wrong pattern, path or program. No
 * number of attempts tells it from work that is wrong each time in the same way, so the planner is asked, early and
 * once.
 */

/** The subtask ends, so that the planner is asked. */
export const DEMAND_DOUBTED = 'demand_doubted';
/** The subtask ends, and with it the task: the planner has been asked, and demands the same. */
export const DEMANDED_AGAIN = 'demanded_again';

/** In a row: the last of them by the next tier, with nothing before it in its context (`rungOf`). */
const ATTEMPTS = 3;
/** UTF-16 units of what a demand said. */
const LONGEST_SAID = 700;
/** UTF-16 units of each end of what a demand said, by which it is known again. */
const END = 300;
/** What differs from run to run. */
const OF_THE_RUN = /\b\d+(?:\.\d+)?\s?(?:ms|s|seconds)\b|\bduration_ms \d[\d.]*|\b\d\d:\d\d:\d\d(?:\.\d+)?\b/g;

/** For the feedback of a rejection. */
export function demandsOf(checks: readonly CheckResult[]): Pick<Feedback, 'demands'> {
  const failed = checks.filter(({ passed }) => !passed);
  if (failed.length === 0 || failed.some(({ isOfPlan }) => isOfPlan !== true)) return {};
  return {
    demands: failed.map(({ name, detail }) => shortened(`${name}: ${detail.replace(OF_THE_RUN, 'some time')}`)),
  };
}

/** They are kept with the task, and read for each of its decisions: what is long is told by its length and its ends. */
const shortened = (words: string): string =>
  words.length <= 2 * END ? words : `${words.slice(0, END)} [${words.length}] ${words.slice(-END)}`;

export interface Doubt {
  /** Those that are doubted from now on. */
  readonly demands: readonly string[];
  readonly failure: Failure;
  readonly code: string;
}

/**
 * Whether a subtask ends for a demand that failed in the same words again: in the first version that makes it after
 * three attempts; in a later one, whose planner knew of it, when all attempts are used up.
 */
export function doubtOf(
  { doubted, planVersion }: Pick<TaskState, 'doubted' | 'planVersion'>,
  { id, executions, failures, feedback }: SubtaskState,
  { demands = [], issues }: Feedback,
  policy: Policy,
): Doubt | null {
  if (demands.length === 0) return null;
  const said = issues.join('; ').slice(0, LONGEST_SAID);
  if (demands.every((demand) => doubted.includes(demand))) {
    if (failures + 1 <= policy.maxSubtaskRetries) return null;
    const because = `${executions} attempts failed in the same words as those of an earlier version of the plan, though the planner was told: ${said}`;
    const remedy = `What the plan demands there may itself be wrong. Say with \`loom feedback\` what the work has to meet instead, then run \`loom retry\`.`;
    return { demands: [], code: DEMANDED_AGAIN, failure: { code: 'stuck', because, remedy, retryable: false } };
  }
  const before = feedback.slice(1 - ATTEMPTS).map((earlier) => earlier.demands ?? []);
  const isSame = before.every(
    (other) => other.length === demands.length && other.every((one, at) => one === demands[at]),
  );
  if (before.length < ATTEMPTS - 1 || !isSame || planVersion >= policy.maxPlanVersions) return null;
  const because = `${ATTEMPTS} attempts at "${id}" failed in the same words: ${said}`;
  const remedy =
    'Either all are wrong in the same way, or what the plan demands may itself be wrong (a pattern, a path, a program that is not there): look at what it printed. Plan the step again, with a check that right work passes in its place, or the same where it is right; do not just leave it out.';
  return { demands, code: DEMAND_DOUBTED, failure: { code: 'stuck', because, remedy, retryable: false } };
}
