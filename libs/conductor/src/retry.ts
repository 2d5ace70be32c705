import { attemptId } from '#contracts';
import type { Failure, Feedback } from '#domain';
import type { Draft } from './commit.js';
import { doubtOf } from './doubted-demands.js';
import { sentence } from './ending.js';
import { isOfLimit } from './of-limit.js';
import { UNASKED, type Policy, type SubtaskState, type TaskState } from './state.js';

/** Failures that no other wording, model tier or plan would mend: they need the user. */
const NEEDS_THE_USER: ReadonlySet<string> = new Set([
  'model_unreachable',
  'model_refused',
  'no_model',
  'workspace_error',
  'inconclusive',
  'unanswered',
]);

export const needsTheUser = (code: string | undefined): boolean => code !== undefined && NEEDS_THE_USER.has(code);

export const MAX_OUTAGES = 3;

/** Tries at a plan in the task's life that brought none. */
export const plansMissed = ({ planAttempts, planVersion }: Pick<TaskState, 'planAttempts' | 'planVersion'>): number =>
  planAttempts - planVersion;

export const correlationOf = (draft: Draft, subtask: SubtaskState): string =>
  attemptId({
    stage: 'execute',
    taskId: draft.task.id,
    subtaskId: subtask.id,
    attempt: Math.max(1, subtask.executions),
  });

/** Attempts reset to this when a subtask goes back to the queue. */
export const BACK_TO_WAITING = {
  status: 'pending',
  phase: 'waiting',
  head: null,
  base: null,
  candidate: null,
  verified: [],
  inconclusive: 0,
  ...UNASKED,
} as const satisfies Partial<SubtaskState>;

/**
 * A failure that is nobody's fault is waited out; one that only the user can mend ends the subtask; any other is a try
 * used up.
 */
export function afterFailure(
  draft: Draft,
  subtask: SubtaskState,
  failure: Failure,
  source: Feedback['source'],
  policy: Policy,
): void {
  if (isOfLimit(failure, draft.task)) draft.patchSubtask(subtask.id, BACK_TO_WAITING);
  else if (failure.retryable && subtask.outages < MAX_OUTAGES) {
    backToWaiting(draft, subtask, null, { outages: subtask.outages + 1 }, failure.because);
  } else if (needsTheUser(failure.code)) {
    giveUp(draft, subtask, failure, failure.code);
  } else {
    retryWith(draft, subtask, policy, {
      source,
      code: failure.code,
      issues: [failure.because],
      suggestion: failure.remedy ?? '',
    });
  }
}

/** Another try, if the limit allows. */
export function retryWith(draft: Draft, subtask: SubtaskState, policy: Policy, about: Omit<Feedback, 'attempt'>): void {
  const feedback: Feedback = { attempt: subtask.executions, ...about };
  const doubt = doubtOf(draft.task, subtask, feedback, policy);
  if (doubt !== null) {
    draft.patchSubtask(subtask.id, { feedback: [...subtask.feedback, feedback], failures: subtask.failures + 1 });
    if (doubt.demands.length > 0) draft.patchTask({ doubted: [...draft.task.doubted, ...doubt.demands] });
    return giveUp(draft, subtask, doubt.failure, doubt.code);
  }
  if (subtask.failures + 1 > policy.maxSubtaskRetries) {
    const because = `${subtask.executions} attempts did not succeed; the last: ${about.issues.join('; ') || about.code}`;
    draft.patchSubtask(subtask.id, { feedback: [...subtask.feedback, feedback], failures: subtask.failures + 1 });
    giveUp(draft, subtask, { code: 'stuck', because, retryable: false }, about.code);
    return;
  }
  backToWaiting(draft, subtask, feedback, { failures: subtask.failures + 1 }, about.issues.join('; ') || about.code);
}

/** Back into the queue, with what the next attempt should know. */
export function backToWaiting(
  draft: Draft,
  subtask: SubtaskState,
  feedback: Feedback | null,
  counts: Partial<SubtaskState>,
  because: string,
): void {
  draft.patchSubtask(subtask.id, {
    ...BACK_TO_WAITING,
    ...counts,
    ...(feedback ? { feedback: [...subtask.feedback, feedback] } : {}),
  });
  draft.events.push({
    type: 'subtask_retrying',
    subtaskId: subtask.id,
    correlationId: correlationOf(draft, subtask),
    data: {
      attempt: subtask.executions,
      because,
      ...(feedback ? { code: feedback.code, source: feedback.source } : {}),
    },
  });
}

/** No further try: the subtask has failed. */
export function giveUp(draft: Draft, subtask: SubtaskState, failure: Failure, code: string): void {
  const error = sentence(failure);
  draft.patchSubtask(subtask.id, {
    ...UNASKED,
    status: 'failed',
    phase: 'ended',
    error,
    feedback: [
      ...(draft.subtask(subtask.id)?.feedback ?? []),
      {
        attempt: subtask.executions,
        source: 'executor',
        code,
        issues: [failure.because],
        suggestion: failure.remedy ?? '',
      },
    ],
  });
  draft.events.push({
    type: 'subtask_failed',
    subtaskId: subtask.id,
    correlationId: correlationOf(draft, subtask),
    data: { error, code },
  });
}
