import { isSubtaskEnded } from '#domain';
import type { Draft } from './commit.js';
import { sentence } from './ending.js';
import { correlationOf } from './retry.js';
import type { Policy, SubtaskState, TaskState } from './state.js';

/** What a task has used up; the sentence says so. */
export interface Reached {
  /** `models`: no further call of one; `time`: nothing that takes any. */
  readonly of: 'models' | 'time';
  readonly sentence: string;
}

const MORE = 'Run `loom retry` to let it have as much again, or give a smaller goal; what has landed stays.';

export function limitReached(
  { limits, tokens, modelCalls, startedAt, idleMs, idleSince, advances }: TaskState,
  policy: Policy,
  now: number,
): Reached | null {
  const ranMs = (idleSince ?? now) - startedAt - idleMs;
  const reached = (of: Reached['of'], said: string): Reached => ({ of, sentence: `${said} ${MORE}` });
  if (limits.tokens !== null && tokens >= limits.tokens)
    return reached('models', `The task has used ${tokens} tokens of the ${limits.tokens} it may use.`);
  if (limits.modelCalls !== null && modelCalls >= limits.modelCalls)
    return reached('models', `The task has made ${modelCalls} model calls of the ${limits.modelCalls} it may make.`);
  if (limits.seconds !== null && ranMs >= limits.seconds * 1000)
    return reached('time', `The task has run for the ${limits.seconds} seconds it may run.`);
  if (advances > policy.maxLoopIterations)
    return reached(
      'time',
      `The task has started work ${advances} times, more than max_loop_iterations = ${policy.maxLoopIterations} allows.`,
    );
  return null;
}

/** Whether its result needs no model to land: it has passed, or is there. */
const isThrough = ({ status, phase }: SubtaskState): boolean =>
  status === 'completed' || phase === 'landing' || phase === 'gated';

/** Whether every step has passed, so that nothing but landing, remembering and the last check is to come. */
export const isAllThrough = ({ task, subtasks }: Draft): boolean =>
  task.planVersion > 0 && task.status !== 'planning' && task.replanBecause === null && subtasks.every(isThrough);

/** What is known of a task that is not all through, before the limit itself: why it would go on, and what stands. */
export function stateAtLimit({ task, subtasks }: Draft, { sentence: limit }: Reached): string {
  const failed = subtasks.find(({ status }) => status === 'failed');
  const done = subtasks.filter(({ status }) => status === 'completed').length;
  const why =
    task.replanBecause !== null
      ? [sentence({ code: 'stuck', because: task.replanBecause, retryable: false })]
      : failed === undefined
        ? []
        : [`The subtask "${failed.id}" failed: ${failed.error ?? 'no reason was given.'}`];
  const stands =
    done === 0 ? [] : [`${done} of ${subtasks.length} subtasks passed, and their work is in the workspace.`];
  return [...why, ...stands, limit].join(' ');
}

/** Calls that the limits leave, as large as those so far. */
function callsLeft({ limits, tokens, modelCalls }: TaskState): number {
  const byTokens = limits.tokens === null || tokens === 0 ? Infinity : ((limits.tokens - tokens) * modelCalls) / tokens;
  return Math.min(byTokens, limits.modelCalls === null ? Infinity : limits.modelCalls - modelCalls);
}

/** The call that is left is for the last check: without it the task cannot be complete, without a memory it can. */
export const leavesNoneToRemember = ({ task }: Draft, policy: Policy): boolean =>
  policy.goalCheck && !task.goalMet && callsLeft(task) < 2;

export function leaveUnremembered(draft: Draft, { id }: SubtaskState, because: string): void {
  const subtask = draft.subtask(id);
  if (subtask === undefined) return;
  draft.patchSubtask(id, { phase: 'ended' });
  draft.events.push({
    type: 'memory_incomplete',
    subtaskId: id,
    correlationId: correlationOf(draft, subtask),
    data: { because, code: 'limit_reached' },
  });
}

/** Calls off what would only begin to ask a model; with `of: 'time'` what runs, too. */
export function stopAsking(draft: Draft, { of, sentence }: Reached): void {
  for (const { id, stage, state } of draft.openAttempts) {
    if (stage === 'land' || stage === 'revert' || (stage === 'snapshot' && of === 'models')) continue;
    if (of === 'time' || (state === 'queued' && stage !== 'verify')) draft.dropped.push(id);
  }
  for (const subtask of draft.subtasks) {
    const isOpen = draft.openAttempts.some(({ subtaskId }) => subtaskId === subtask.id);
    if (subtask.phase === 'extracting' && isSubtaskEnded(subtask.status) && !isOpen)
      leaveUnremembered(draft, subtask, sentence);
  }
}
