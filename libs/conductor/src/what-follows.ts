import { attemptId } from '#contracts';
import { asTier, canMoveTask, isTaskEnded, readySubtasks, rungOf, TOP_TIER, type TaskStatus } from '#domain';
import { answerByTime, isApproved, isMergeAccepted, passGate } from './approvals.js';
import { Draft, type TaskCommit } from './commit.js';
import { cancelTask, completeTask, failTask, sentence } from './ending.js';
import { DEMANDED_AGAIN } from './doubted-demands.js';
import {
  isAllThrough,
  leavesNoneToRemember,
  leaveUnremembered,
  limitReached,
  stateAtLimit,
  stopAsking,
  type Reached,
} from './limits.js';
import { BACK_TO_WAITING, correlationOf, needsTheUser, plansMissed } from './retry.js';
import { settleAttempts } from './settle.js';
import { goesBehind, isHeldUpBeside } from './precedence.js';
import { UNASKED, type Policy, type SubtaskState, type TaskState } from './state.js';

/**
 * The one place that looks over a whole task and says what happens next. Reads the state as it is, not what has just
 * happened: calling it again, late, or after a crash gives the same. Null = nothing is to be done now.
 * `now` in milliseconds since the epoch.
 */
export function whatFollows(state: TaskState, policy: Policy, now: number): TaskCommit | null {
  const draft = new Draft(state);
  answerByTime(draft, now);
  settleAttempts(draft, policy, now);
  if (!isTaskEnded(draft.task.status)) {
    if (draft.task.wish === 'cancel') cancelTask(draft);
    else {
      obeyPause(draft);
      const reached = limitReached(draft.task, policy, now);
      if (reached !== null && draft.task.status !== 'paused') endAtLimit(draft, policy, reached, now);
      else if (draft.task.status !== 'paused') advance(draft, policy, now);
    }
  }
  keepIdleTime(draft, now);
  return draft.isEmpty ? null : draft.finish();
}

/** Counts the time in which nothing but a person is waited for. */
function keepIdleTime(draft: Draft, now: number): void {
  const { status, idleMs, idleSince } = draft.task;
  const isIdle = status === 'paused' || status === 'waiting_approval';
  if (isIdle && idleSince === null) draft.patchTask({ idleSince: now });
  else if (!isIdle && idleSince !== null)
    draft.patchTask({ idleSince: null, idleMs: idleMs + Math.max(0, now - idleSince) });
}

function obeyPause(draft: Draft): void {
  const { wish, status } = draft.task;
  if (wish === 'pause' && status !== 'paused') {
    draft.patchTask({ status: 'paused' });
    draft.events.push({ type: 'task_paused' });
  } else if (wish === 'run' && status === 'paused') {
    draft.patchTask({
      status: draft.task.planVersion > 0 && draft.task.replanBecause === null ? 'executing' : 'planning',
    });
    draft.events.push({ type: 'task_resumed' });
  }
}

/** What needs no model comes to its end; then the task is over. What runs stops by itself before its next call. */
function endAtLimit(draft: Draft, policy: Policy, reached: Reached, now: number): void {
  if (reached.of === 'time' && !isAllThrough(draft)) return failTask(draft, stateAtLimit(draft, reached));
  stopAsking(draft, reached);
  for (const subtask of draft.subtasks) passGate(draft, subtask, policy, now);
  // Where models judge, none can be judged any more.
  const goesOn: readonly SubtaskState['phase'][] = policy.goalCheck ? ['landing'] : ['landing', 'verifying'];
  for (const subtask of draft.subtasks) if (goesOn.includes(subtask.phase)) carryOn(draft, subtask, policy);
  if (draft.isBusy) return setStatus(draft, 'executing');
  if (!isAllThrough(draft)) return failTask(draft, stateAtLimit(draft, reached));
  if (draft.subtasks.some((s) => s.phase === 'gated')) return setStatus(draft, 'waiting_approval');
  if (!policy.goalCheck || draft.task.goalMet) return completeTask(draft);
  failTask(
    draft,
    `Every subtask passed and its work is in the workspace, but nothing is left for the check of the whole goal. ${reached.sentence}`,
  );
}

function advance(draft: Draft, policy: Policy, now: number): void {
  if (draft.task.planVersion === 0 || draft.task.status === 'planning') return plan(draft, draft.task.planVersion + 1);
  for (const subtask of draft.subtasks) passGate(draft, subtask, policy, now);

  const failed = draft.subtasks.find((s) => s.status === 'failed');
  const stop = draft.task.replanBecause ?? (failed ? `the subtask "${failed.id}" failed: ${failed.error ?? ''}` : null);
  for (const subtask of draft.subtasks) carryOn(draft, subtask, policy);
  if (stop === null) startReady(draft, policy);
  if (stop !== null && !draft.isBusy) return replanOrFail(draft, policy, stop, failed);
  if (draft.isBusy) return setStatus(draft, 'executing');
  if (draft.subtasks.some((s) => s.phase === 'gated' || s.phase === 'parked'))
    return setStatus(draft, 'waiting_approval');
  if (draft.subtasks.every((s) => s.status === 'completed')) return checkGoal(draft, policy);
  failTask(
    draft,
    'Nothing is left that could be started, though the plan is not done. Run `loom retry` to go on from what has landed.',
  );
}

function setStatus(draft: Draft, status: TaskStatus): void {
  if (draft.task.status !== status && canMoveTask(draft.task.status, status)) draft.patchTask({ status });
}

function plan(draft: Draft, version: number, because?: string): void {
  if (draft.isBusy) return;
  if (draft.task.status !== 'planning') {
    draft.patchTask({ status: 'planning' });
    draft.events.push(
      because === undefined ? { type: 'task_planning' } : { type: 'task_replanning', data: { because, version } },
    );
  }
  if (draft.task.base === null || draft.task.tip === null) {
    const number = draft.task.snapshotAttempts + 1;
    draft.patchTask({ snapshotAttempts: number });
    draft.start({ stage: 'snapshot', subtaskId: null, number, planVersion: 0, input: {}, delayMs: 0 });
    return;
  }
  const missed = plansMissed(draft.task);
  const number = draft.task.planAttempts + 1;
  draft.patchTask({ planAttempts: number });
  const reason = because ?? draft.task.replanBecause ?? undefined;
  // The first plan asks for a middling model; a plan that has to be mended asks for the best.
  const rung = {
    tier: version === 1 && number === 1 ? (2 as const) : (3 as const),
    fresh: number > 1,
    think: number > 1,
    budget: 1,
  };
  draft.start({
    stage: 'plan',
    subtaskId: null,
    number,
    planVersion: draft.task.planVersion,
    input: { version, rung, ...(reason === undefined ? {} : { because: reason }) },
    delayMs: pauseAfter(missed),
  });
}

function replanOrFail(draft: Draft, policy: Policy, because: string, failed: SubtaskState | undefined): void {
  const error = failed
    ? `The subtask "${failed.id}" failed: ${failed.error ?? 'no reason was given.'}`
    : sentence({ code: 'stuck', because, retryable: false });
  if (needsTheUser(failed?.feedback.at(-1)?.code))
    return failTask(draft, `${error} When that is mended, run \`loom retry ${draft.task.id}\`.`);
  // Asked for once more, the planner has kept to what nothing meets: it would the next time.
  if (failed?.feedback.at(-1)?.code === DEMANDED_AGAIN) return failTask(draft, error);
  if (draft.task.planVersion >= policy.maxPlanVersions)
    return failTask(
      draft,
      `${error} All ${policy.maxPlanVersions} versions of the plan are used up. Give feedback or a smaller goal, then run \`loom retry\`.`,
    );
  draft.patchTask({ replanBecause: because });
  plan(draft, draft.task.planVersion + 1, because);
}

/** Starts what a subtask's phase says must be running and is not. */
function carryOn(draft: Draft, before: SubtaskState, policy: Policy): void {
  const subtask = draft.subtask(before.id);
  if (!subtask || draft.openAttempts.some((a) => a.subtaskId === subtask.id && a.stage !== 'revert')) return;
  const { planVersion } = draft.task;
  const about = { subtaskId: subtask.id, correlationId: correlationOf(draft, subtask) };
  const summary = subtask.summary ?? '';
  switch (subtask.phase) {
    case 'executing':
      return execute(draft, subtask);
    case 'verifying': {
      const head = subtask.candidate ?? subtask.head;
      const base = subtask.candidate === null ? subtask.base : draft.task.tip;
      if (head === null || base === null) return draft.patchSubtask(subtask.id, BACK_TO_WAITING);
      const number = subtask.verifications + 1;
      draft.patchSubtask(subtask.id, { verifications: number });
      draft.start({
        stage: 'verify',
        subtaskId: subtask.id,
        number,
        planVersion,
        input: {
          base,
          head,
          // Who could not say goes on not to: another is asked, or the same in other words.
          tier: asTier(Math.min(TOP_TIER, subtask.verificationTier + subtask.inconclusive)),
          ...(subtask.inconclusive === 0 ? {} : { unheard: subtask.inconclusive }),
          summary,
          workedBy: subtask.model,
          executeAttempt: subtask.executions,
        },
        delayMs: pauseAfter(subtask.inconclusive),
      });
      draft.events.push({
        ...about,
        type: 'verification_started',
        data: { attempt: subtask.executions, merged: subtask.candidate !== null },
      });
      return;
    }
    case 'landing': {
      if (subtask.head === null || subtask.base === null) return draft.patchSubtask(subtask.id, BACK_TO_WAITING);
      if (goesBehind(draft.subtasks, subtask)) return;
      if (isHeldUpBeside(draft.task, subtask)) {
        draft.isHeldUp = true;
        return;
      }
      const number = subtask.landings + 1;
      draft.patchSubtask(subtask.id, { landings: number });
      const approvedSensitive = isApproved(subtask) && subtask.sensitive?.head === subtask.head;
      const acceptMerge = isMergeAccepted(subtask);
      const { base, head, verified } = subtask;
      const input = { base, head, verified, approvedSensitive, ...(acceptMerge ? { acceptMerge } : {}) };
      return draft.start({ stage: 'land', subtaskId: subtask.id, number, planVersion, input, delayMs: 0 });
    }
    case 'extracting': {
      const number = subtask.extractions + 1;
      // One try more than the first: what is learned helps, but nothing hangs on it.
      if (number > 2 || subtask.head === null) return draft.patchSubtask(subtask.id, { phase: 'ended' });
      if (leavesNoneToRemember(draft, policy))
        return leaveUnremembered(
          draft,
          subtask,
          'the model call that the limits leave is for the check of the whole goal',
        );
      draft.patchSubtask(subtask.id, { extractions: number });
      const input = { head: subtask.head, summary, executeAttempt: subtask.executions };
      return draft.start({ stage: 'extract', subtaskId: subtask.id, number, planVersion, input, delayMs: 0 });
    }
    case 'waiting':
    case 'gated':
    case 'parked':
    case 'ended':
      return;
  }
}

function startReady(draft: Draft, policy: Policy): void {
  const done = new Set(draft.subtasks.filter((s) => s.status === 'completed' && s.phase === 'ended').map((s) => s.id));
  const waiting = draft.subtasks.filter((s) => s.phase === 'waiting' && s.status === 'pending');
  const working = draft.subtasks.filter(
    (s) => s.phase === 'executing' || s.phase === 'verifying' || s.phase === 'landing',
  );
  const room = Math.max(0, policy.maxParallelSubtasks - working.length);
  const ready = readySubtasks(waiting, done).slice(0, room);
  if (ready.length === 0) return;
  draft.patchTask({ advances: draft.task.advances + 1 });
  for (const subtask of ready) execute(draft, subtask);
}

function execute(draft: Draft, subtask: SubtaskState): void {
  const base = draft.task.tip;
  if (base === null) return;
  const attempt = subtask.executions + 1;
  const rung = rungOf(subtask.failures + 1, subtask.modelTier);
  draft.patchSubtask(subtask.id, {
    status: 'running',
    phase: 'executing',
    executions: attempt,
    base,
    head: null,
    candidate: null,
    verified: [],
    // What a person said was about the result before this one.
    ...UNASKED,
  });
  draft.start({
    stage: 'execute',
    subtaskId: subtask.id,
    number: attempt,
    planVersion: subtask.planVersion,
    input: { rung, base },
    delayMs: pauseAfter(subtask.outages),
  });
  draft.events.push({
    type: 'subtask_started',
    subtaskId: subtask.id,
    correlationId: attemptId({ stage: 'execute', taskId: draft.task.id, subtaskId: subtask.id, attempt }),
    data: { attempt, tier: rung.tier, description: subtask.description },
  });
}

/** Milliseconds to wait after `times` failures in a row that were nobody's fault: 0, 2 s, 4 s, 8 s … 60 s. */
const pauseAfter = (times: number): number => (times === 0 ? 0 : Math.min(60_000, 1000 * 2 ** times));

function checkGoal(draft: Draft, policy: Policy): void {
  const { base, tip, goalMet, planVersion } = draft.task;
  if (!policy.goalCheck || goalMet || base === null || tip === null) return completeTask(draft);
  const number = draft.task.goalChecks + 1;
  draft.patchTask({ goalChecks: number });
  draft.start({
    stage: 'verify',
    subtaskId: null,
    number,
    planVersion,
    input: { base, head: tip, tier: 2, summary: '', workedBy: null, executeAttempt: 0 },
    delayMs: pauseAfter(draft.task.goalInconclusive),
  });
  draft.events.push({ type: 'verification_started', data: { goal: true } });
}
