import { confidenceOf, isTaskEnded, standInsIn, standInsTold, type ExtractOutcome, type Failure } from '#domain';
import type { Draft } from './commit.js';
import { askAboutDoubts, askToLand, isApproved, staysParked } from './approvals.js';
import { failTask, sentence } from './ending.js';
import { demandsOf } from './doubted-demands.js';
import { isOfLimit } from './of-limit.js';
import { afterFailure, BACK_TO_WAITING, correlationOf, giveUp, retryWith } from './retry.js';
import { settleLanding, settleRevert } from './settle-landing.js';
import { settlePlan } from './settle-plan.js';
import type { Attempt, Policy, SubtaskState } from './state.js';

const MAX_INCONCLUSIVE = 3;

type AttemptAt<S extends Attempt['stage']> = Extract<Attempt, { stage: S }>;

/** Acts upon every attempt that has ended since the last decision. Starts nothing: it only moves phases. */
export function settleAttempts(draft: Draft, policy: Policy, now: number): void {
  for (const attempt of draft.task.attempts) {
    if (attempt.state !== 'ended') continue;
    if (staysParked(draft, attempt, policy, now)) continue;
    draft.settled.push(attempt.id);
    // What happened to the user's folder is a fact, whatever became of the task.
    if (attempt.stage === 'revert') settleRevert(draft, attempt);
    else if (attempt.stage === 'land') settleLanding(draft, attempt, policy, now);
    else if (attempt.stage === 'snapshot') settleSnapshot(draft, attempt);
    else if (isTaskEnded(draft.task.status) || draft.task.wish === 'cancel') continue;
    else if (attempt.stage === 'plan') settlePlan(draft, attempt, policy);
    else if (attempt.stage === 'execute') settleExecution(draft, attempt, policy);
    else if (attempt.stage === 'verify') settleVerification(draft, attempt, policy, now);
    else settleExtraction(draft, attempt);
  }
}

/** Of the user's files, those the task does not see. */
function leftOut(skipped: readonly { readonly path: string; readonly reason: string }[]): Record<string, unknown> {
  const named = skipped.slice(0, 20).map(({ path, reason }) => `${path}: ${reason}`);
  return { left_out: skipped.length, left_out_files: named };
}

function settleSnapshot(draft: Draft, { outcome }: AttemptAt<'snapshot'>): void {
  if (outcome?.kind === 'taken') {
    draft.moveTip(outcome);
    draft.patchTask({ base: outcome.commit });
    if (outcome.skipped.length > 0) draft.events.push({ type: 'task_planning', data: leftOut(outcome.skipped) });
  } else if (!isTaskEnded(draft.task.status)) {
    failTask(draft, outcome ? sentence(outcome.failure) : 'The workspace could not be read.');
  }
}

function settleExecution(draft: Draft, attempt: AttemptAt<'execute'>, policy: Policy): void {
  const subtask = subtaskIn(draft, attempt, 'executing');
  if (!subtask) return;
  const { outcome } = attempt;
  if (outcome?.kind === 'claimed_done') {
    draft.patchSubtask(subtask.id, {
      status: 'verifying',
      phase: 'verifying',
      head: outcome.head,
      summary: outcome.summary,
      standIns: [],
      model: outcome.model.name,
      outages: 0,
      destructive: outcome.destructive ?? null,
      toolSuccess: outcome.toolCalls === 0 ? null : 1 - outcome.failedToolCalls / outcome.toolCalls,
    });
    return;
  }
  if (outcome?.kind === 'asks') return;
  const failure = outcome?.failure ?? {
    code: 'internal_error',
    because: 'the attempt ended without a word',
    retryable: false,
  };
  if (outcome?.model) draft.patchSubtask(subtask.id, { model: outcome.model.name });
  afterFailure(draft, subtask, failure, 'executor', policy);
}

function settleVerification(draft: Draft, attempt: AttemptAt<'verify'>, policy: Policy, now: number): void {
  if (attempt.subtaskId === null) return settleGoalCheck(draft, attempt);
  const subtask = subtaskIn(draft, attempt, 'verifying');
  const { outcome, input } = attempt;
  if (!subtask || !outcome || input.head !== (subtask.candidate ?? subtask.head)) return;
  const about = { subtaskId: subtask.id, correlationId: correlationOf(draft, subtask) };
  if (outcome.kind === 'inconclusive') {
    draft.events.push({
      ...about,
      type: 'verification_failed',
      data: { outcome: 'inconclusive', because: outcome.failure.because, checks: outcome.checks },
    });
    if (isOfLimit(outcome.failure, draft.task)) return draft.patchSubtask(subtask.id, BACK_TO_WAITING);
    const times = subtask.inconclusive + 1;
    draft.patchSubtask(subtask.id, { inconclusive: times });
    if (times >= MAX_INCONCLUSIVE) {
      const head = subtask.candidate ?? subtask.head;
      const { failure, denied } = outcome;
      if (denied !== undefined && head !== null && draft.task.approvalMode !== 'auto')
        return askWhoSees(draft, subtask, { head, failure, denied }, policy, now);
      const because = `No verifier could say whether it is done (asked ${times} times): ${outcome.failure.because}`;
      giveUp(draft, subtask, { ...outcome.failure, because }, 'inconclusive');
    }
    return;
  }
  const { verdict, checks, tier, basis } = outcome;
  if (outcome.kind === 'rejected') {
    draft.events.push({
      ...about,
      type: 'verification_failed',
      data: { outcome: 'rejected', tier, issues: verdict.issues, suggestion: verdict.suggestion, checks },
    });
    retryWith(draft, subtask, policy, {
      source: 'verifier',
      code: 'rejected',
      issues: verdict.issues,
      suggestion: verdict.suggestion,
      ...demandsOf(checks),
    });
    return;
  }
  const confidence = confidenceOf({
    checks,
    verdict: outcome.model ? verdict.confidence : null,
    failures: subtask.failures,
    maxFailures: policy.maxSubtaskRetries,
    destructive: subtask.destructive,
    toolSuccess: subtask.toolSuccess,
  });
  draft.events.push({
    ...about,
    type: 'verification_passed',
    data: { tier, confidence, ...(basis === undefined ? {} : { basis }), issues: verdict.issues, checks },
  });
  const standIns = standInsIn(checks);
  const stands = standInsTold(standIns);
  const summary = subtask.summary ?? '';
  draft.patchSubtask(subtask.id, {
    verified: [...subtask.verified, input.head],
    candidate: null,
    inconclusive: 0,
    confidence,
    standIns,
    // Later steps and the last check of the goal are told by the summary which file to look for.
    ...(stands === '' || summary.startsWith(stands) ? {} : { summary: `${stands}\n${summary}` }),
    phase: isApproved(subtask) ? 'landing' : 'gated',
  });
  if (!isApproved(subtask)) askAboutDoubts(draft, subtask, checks, policy, now);
}

/** Where a person answers for results anyway: all that can be computed has passed, and the judge has not looked. */
function askWhoSees(
  draft: Draft,
  subtask: SubtaskState,
  { head, failure, denied }: { readonly head: string; readonly failure: Failure; readonly denied: readonly string[] },
  policy: Policy,
  now: number,
): void {
  draft.patchSubtask(subtask.id, {
    verified: [...subtask.verified, head],
    candidate: null,
    inconclusive: 0,
    confidence: 0,
    phase: 'gated',
  });
  askToLand(draft, subtask, { reason: failure.because, risk: 'high', paths: denied }, policy, now);
}

function settleGoalCheck(draft: Draft, attempt: AttemptAt<'verify'>): void {
  const { outcome } = attempt;
  // The tree has moved on since: the answer is about another one.
  if (!outcome || attempt.input.head !== draft.task.tip || attempt.planVersion !== draft.task.planVersion) return;
  const about = { correlationId: attempt.id };
  if (outcome.kind === 'inconclusive') {
    const times = draft.task.goalInconclusive + (isOfLimit(outcome.failure, draft.task) ? 0 : 1);
    draft.patchTask({ goalInconclusive: times });
    draft.events.push({
      ...about,
      type: 'verification_failed',
      data: { goal: true, outcome: 'inconclusive', because: outcome.failure.because },
    });
    if (times >= MAX_INCONCLUSIVE)
      failTask(
        draft,
        `Every subtask passed and its work is in the workspace, but no verifier could say whether the whole goal is met: ${sentence(outcome.failure)} Run \`loom retry\` to check again.`,
      );
    return;
  }
  const { verdict, tier, basis } = outcome;
  if (outcome.kind === 'passed') {
    draft.patchTask({ goalMet: true, goalInconclusive: 0 });
    draft.events.push({
      ...about,
      type: 'verification_passed',
      data: { goal: true, tier, confidence: verdict.confidence, ...(basis === undefined ? {} : { basis }) },
    });
    return;
  }
  const issues = verdict.issues.join('; ') || verdict.suggestion || 'the goal is not met';
  draft.events.push({
    ...about,
    type: 'verification_failed',
    data: { goal: true, outcome: 'rejected', issues: verdict.issues },
  });
  draft.patchTask({ replanBecause: `the last check of the whole goal found: ${issues}` });
}

function settleExtraction(draft: Draft, attempt: AttemptAt<'extract'>): void {
  const subtask = subtaskIn(draft, attempt, 'extracting');
  if (!subtask) return;
  draft.patchSubtask(subtask.id, { phase: 'ended' });
  const { outcome } = attempt;
  if (outcome === null) return;
  const lacks = lackOf(outcome);
  if (lacks !== null)
    draft.events.push({
      type: 'memory_incomplete',
      subtaskId: subtask.id,
      correlationId: correlationOf(draft, subtask),
      data: { because: lacks, ...(outcome.kind === 'failed' ? { code: outcome.failure.code } : {}) },
    });
  if (outcome.kind !== 'extracted') return;
  for (const entry of outcome.entries) {
    draft.memory.push({
      ...entry,
      subtaskId: subtask.id,
      verified: subtask.status === 'completed',
      commit: attempt.input.head,
    });
    draft.events.push({
      type: 'memory_entry_created',
      subtaskId: subtask.id,
      correlationId: correlationOf(draft, subtask),
      data: { entry_type: entry.type, summary: entry.summary },
    });
  }
}

/** Why not all is remembered that could be; null when it is. */
function lackOf(outcome: ExtractOutcome): string | null {
  if (outcome.kind === 'failed') return sentence(outcome.failure);
  const { entries, dropped, makeshift } = outcome;
  const left = dropped === 0 ? [] : [`${dropped} of ${entries.length + dropped} entries could not be used`];
  const why = [...(makeshift === undefined ? [] : [makeshift]), ...left];
  return why.length === 0 ? null : why.join('; ');
}

/** The subtask an attempt belongs to, if it is still where that attempt left it. */
function subtaskIn(draft: Draft, attempt: Attempt, phase: SubtaskState['phase']): SubtaskState | null {
  const subtask = attempt.subtaskId === null ? undefined : draft.subtask(attempt.subtaskId);
  return subtask && subtask.planVersion === attempt.planVersion && subtask.phase === phase ? subtask : null;
}
