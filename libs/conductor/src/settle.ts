import { attemptId } from '#contracts';
import {
  assertNever,
  confidenceOf,
  faultsOfPlan,
  describePlanFault,
  isTaskEnded,
  type Failure,
  type Feedback,
  type SubtaskSpec,
} from '#domain';
import type { Draft } from './commit.js';
import { failTask, sentence } from './ending.js';
import type { Attempt, Policy, SubtaskState } from './state.js';

/** Failures that no other wording, model tier or plan would mend: they need the user. */
const NEEDS_THE_USER: ReadonlySet<string> = new Set([
  'model_unreachable',
  'model_refused',
  'no_model',
  'workspace_error',
  'inconclusive',
]);
export const needsTheUser = (code: string | undefined): boolean => code !== undefined && NEEDS_THE_USER.has(code);

const MAX_OUTAGES = 3;
export const MAX_INCONCLUSIVE = 3;
const MAX_CONFLICTS = 3;

type AttemptAt<S extends Attempt['stage']> = Extract<Attempt, { stage: S }>;

/** Acts upon every attempt that has ended since the last decision. Starts nothing: it only moves phases. */
export function settleAttempts(draft: Draft, policy: Policy): void {
  for (const attempt of draft.task.attempts) {
    if (attempt.state !== 'ended') continue;
    draft.settled.push(attempt.id);
    // What happened to the user's folder is a fact, whatever became of the task.
    if (attempt.stage === 'revert') settleRevert(draft, attempt);
    else if (attempt.stage === 'land') settleLanding(draft, attempt, policy);
    else if (attempt.stage === 'snapshot') settleSnapshot(draft, attempt);
    else if (isTaskEnded(draft.task.status) || draft.task.wish === 'cancel') continue;
    else if (attempt.stage === 'plan') settlePlan(draft, attempt, policy);
    else if (attempt.stage === 'execute') settleExecution(draft, attempt, policy);
    else if (attempt.stage === 'verify') settleVerification(draft, attempt, policy);
    else settleExtraction(draft, attempt);
  }
}

export const correlationOf = (draft: Draft, subtask: SubtaskState): string =>
  attemptId({
    stage: 'execute',
    taskId: draft.task.id,
    subtaskId: subtask.id,
    attempt: Math.max(1, subtask.executions),
  });

function settleSnapshot(draft: Draft, { outcome }: AttemptAt<'snapshot'>): void {
  if (outcome?.kind === 'taken') {
    draft.moveTip(outcome.commit);
    draft.patchTask({ base: outcome.commit });
  } else if (!isTaskEnded(draft.task.status)) {
    failTask(draft, outcome ? sentence(outcome.failure) : 'The workspace could not be read.');
  }
}

function settlePlan(draft: Draft, attempt: AttemptAt<'plan'>, policy: Policy): void {
  const { outcome } = attempt;
  if (attempt.input.version !== draft.task.planVersion + 1) return;
  const settled = new Set(draft.subtasks.filter((s) => s.status === 'completed').map((s) => s.id));
  const faults = outcome?.kind === 'planned' ? faultsOfPlan(outcome.subtasks, settled) : [];
  if (outcome?.kind !== 'planned' || faults.length > 0) {
    const failure: Failure =
      outcome?.kind === 'failed'
        ? outcome.failure
        : {
            code: 'unreadable_reply',
            because: faults[0] ? describePlanFault(faults[0]) : 'no plan was returned',
            retryable: false,
          };
    // Two more tries in a task's whole life than there may be versions.
    const hopeless = needsTheUser(failure.code) || draft.task.planAttempts >= policy.maxPlanVersions + 2;
    if (hopeless) failTask(draft, `No plan could be made: ${sentence(failure)}`);
    return;
  }
  adoptPlan(draft, attempt.input.version, outcome.subtasks, settled);
  draft.events.push({
    type: 'task_plan_ready',
    correlationId: attempt.id,
    data: {
      version: attempt.input.version,
      subtask_count: outcome.subtasks.length,
      subtasks: draft.subtasks.map((s) => ({
        id: s.id,
        description: s.description,
        depends_on: s.dependsOn,
        status: s.status,
      })),
      ...(outcome.repairs.length > 0 ? { repairs: outcome.repairs } : {}),
      ...(outcome.degradedBecause === undefined ? {} : { degraded: true, because: outcome.degradedBecause }),
      ...(outcome.model ? { model: outcome.model.name } : {}),
    },
  });
  if (draft.task.status === 'paused') return;
  draft.patchTask({ status: 'executing' });
  draft.events.push({
    type: 'task_executing',
    correlationId: attempt.id,
    data: { plan_version: attempt.input.version },
  });
}

/** Replaces what is not completed. New ids carry the version, so that no id ever means two things in one task. */
function adoptPlan(draft: Draft, version: number, specs: readonly SubtaskSpec[], settled: ReadonlySet<string>): void {
  for (const old of draft.subtasks) {
    if (old.status === 'completed') continue;
    if (old.status !== 'skipped') {
      draft.patchSubtask(old.id, { status: 'skipped', phase: 'ended' });
      draft.events.push({
        type: 'subtask_skipped',
        subtaskId: old.id,
        data: { because: `replaced by version ${version} of the plan` },
      });
    }
    draft.forgetSubtask(old.id);
  }
  const own = new Set(specs.map((spec) => spec.id));
  const rename = (id: string): string =>
    version === 1 || (settled.has(id) && !own.has(id)) ? id : `${id.slice(0, 58)}-v${version}`;
  specs.forEach((spec, position) => {
    draft.addSubtask({
      ...spec,
      ...FRESH,
      id: rename(spec.id),
      dependsOn: spec.dependsOn.map(rename),
      planVersion: version,
      position,
    });
  });
  draft.patchTask({ planVersion: version, goalMet: false, replanBecause: null });
}

const FRESH = {
  status: 'pending',
  phase: 'waiting',
  executions: 0,
  verifications: 0,
  landings: 0,
  extractions: 0,
  failures: 0,
  outages: 0,
  inconclusive: 0,
  conflicts: 0,
  base: null,
  head: null,
  candidate: null,
  toolSuccess: null,
  verified: [],
  feedback: [],
  summary: null,
  error: null,
  model: null,
  confidence: null,
  approval: null,
  approvalReason: null,
} as const satisfies Partial<SubtaskState>;

/** Attempts reset to this when a subtask goes back to the queue. */
export const BACK_TO_WAITING = {
  status: 'pending',
  phase: 'waiting',
  head: null,
  base: null,
  candidate: null,
  verified: [],
  inconclusive: 0,
  approval: null,
  approvalReason: null,
} as const satisfies Partial<SubtaskState>;

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
      model: outcome.model.name,
      outages: 0,
      toolSuccess: outcome.toolCalls === 0 ? null : 1 - outcome.failedToolCalls / outcome.toolCalls,
    });
    return;
  }
  const failure = outcome?.failure ?? {
    code: 'internal_error',
    because: 'the attempt ended without a word',
    retryable: false,
  };
  if (outcome?.model) draft.patchSubtask(subtask.id, { model: outcome.model.name });
  afterFailure(draft, subtask, failure, 'executor', policy);
}

function settleVerification(draft: Draft, attempt: AttemptAt<'verify'>, policy: Policy): void {
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
    const times = subtask.inconclusive + 1;
    draft.patchSubtask(subtask.id, { inconclusive: times });
    if (times >= MAX_INCONCLUSIVE) {
      const because = `No verifier could say whether it is done (asked ${times} times): ${outcome.failure.because}`;
      giveUp(draft, subtask, { ...outcome.failure, because }, 'inconclusive');
    }
    return;
  }
  const { verdict, checks, tier } = outcome;
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
    });
    return;
  }
  const confidence = confidenceOf({
    checks,
    verdict: outcome.model ? verdict.confidence : null,
    failures: subtask.failures,
    maxFailures: policy.maxSubtaskRetries,
    toolSuccess: subtask.toolSuccess,
  });
  draft.events.push({
    ...about,
    type: 'verification_passed',
    data: { tier, confidence, issues: verdict.issues, checks },
  });
  draft.patchSubtask(subtask.id, {
    verified: [...subtask.verified, input.head],
    candidate: null,
    inconclusive: 0,
    confidence,
    phase: subtask.approval === 'approved' ? 'landing' : 'gated',
  });
}

function settleGoalCheck(draft: Draft, attempt: AttemptAt<'verify'>): void {
  const { outcome } = attempt;
  // The tree has moved on since: the answer is about another one.
  if (!outcome || attempt.input.head !== draft.task.tip || attempt.planVersion !== draft.task.planVersion) return;
  const about = { correlationId: attempt.id };
  if (outcome.kind === 'inconclusive') {
    const times = draft.task.goalInconclusive + 1;
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
  const { verdict, tier } = outcome;
  if (outcome.kind === 'passed') {
    draft.patchTask({ goalMet: true, goalInconclusive: 0 });
    draft.events.push({
      ...about,
      type: 'verification_passed',
      data: { goal: true, tier, confidence: verdict.confidence },
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

function settleLanding(draft: Draft, attempt: AttemptAt<'land'>, policy: Policy): void {
  const { outcome } = attempt;
  const subtask = attempt.subtaskId === null ? undefined : draft.subtask(attempt.subtaskId);
  if (!outcome || !subtask) return;
  const about = { subtaskId: subtask.id, correlationId: correlationOf(draft, subtask) };
  if (outcome.kind === 'landed') {
    draft.moveTip(outcome.commit);
    draft.landings.push({
      attemptId: attempt.id,
      kind: 'subtask',
      subtaskId: subtask.id,
      before: outcome.before,
      commit: outcome.commit,
      changes: outcome.changes,
      reverts: [],
    });
    draft.events.push({ ...about, type: 'subtask_landed', data: { commit: outcome.commit, changes: outcome.changes } });
    draft.events.push({
      ...about,
      type: 'subtask_completed',
      data: { summary: subtask.summary, model: subtask.model, confidence: subtask.confidence },
    });
    draft.patchSubtask(subtask.id, {
      status: 'completed',
      phase: isTaskEnded(draft.task.status) ? 'ended' : 'extracting',
      error: null,
    });
    return;
  }
  if (isTaskEnded(draft.task.status) || draft.task.wish === 'cancel' || subtask.phase !== 'landing') return;
  switch (outcome.kind) {
    case 'merged':
      draft.patchSubtask(subtask.id, { candidate: outcome.commit, phase: 'verifying' });
      return;
    case 'conflict': {
      draft.events.push({ ...about, type: 'landing_conflict', data: { paths: outcome.paths } });
      const feedback = {
        source: 'landing',
        code: 'conflict',
        issues: [
          `These files changed meanwhile: ${outcome.paths.join(', ')}`,
          `Your change was:\n${outcome.ours}`,
          `The other change, already in the files, is:\n${outcome.theirs}`,
        ],
        suggestion: 'Make your change again on the files as they are now, keeping the other change.',
      } as const;
      if (subtask.conflicts + 1 > MAX_CONFLICTS) {
        giveUp(
          draft,
          subtask,
          {
            code: 'workspace_error',
            because: `its changes kept colliding with other changes to ${outcome.paths.join(', ')}`,
            retryable: false,
          },
          'conflict',
        );
        return;
      }
      backToWaiting(
        draft,
        subtask,
        { attempt: subtask.executions, ...feedback },
        { conflicts: subtask.conflicts + 1 },
        'its changes collided with other changes',
      );
      return;
    }
    case 'refused':
      retryWith(draft, subtask, policy, {
        source: 'landing',
        code: 'refused',
        issues: [outcome.because, ...outcome.paths],
        suggestion: 'Do it without changing these files.',
      });
      return;
    case 'failed':
      afterFailure(draft, subtask, outcome.failure, 'landing', policy);
      return;
    default:
      assertNever(outcome);
  }
}

function settleExtraction(draft: Draft, attempt: AttemptAt<'extract'>): void {
  const subtask = subtaskIn(draft, attempt, 'extracting');
  if (!subtask) return;
  draft.patchSubtask(subtask.id, { phase: 'ended' });
  if (attempt.outcome?.kind !== 'extracted') return;
  for (const entry of attempt.outcome.entries) {
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

function settleRevert(draft: Draft, attempt: AttemptAt<'revert'>): void {
  const { outcome, input } = attempt;
  if (outcome?.kind !== 'reverted') return;
  draft.moveTip(outcome.commit);
  draft.landings.push({
    attemptId: attempt.id,
    kind: 'undo',
    subtaskId: input.subtaskId ?? null,
    before: outcome.before,
    commit: outcome.commit,
    changes: outcome.changes,
    reverts: outcome.landings,
  });
  draft.events.push({
    type: 'changes_reverted',
    correlationId: attempt.id,
    ...(input.subtaskId === undefined ? {} : { subtaskId: input.subtaskId }),
    data: { paths: outcome.paths },
  });
}

/** The subtask an attempt belongs to, if it is still where that attempt left it. */
function subtaskIn(draft: Draft, attempt: Attempt, phase: SubtaskState['phase']): SubtaskState | null {
  const subtask = attempt.subtaskId === null ? undefined : draft.subtask(attempt.subtaskId);
  return subtask && subtask.planVersion === attempt.planVersion && subtask.phase === phase ? subtask : null;
}

function afterFailure(
  draft: Draft,
  subtask: SubtaskState,
  failure: Failure,
  source: Feedback['source'],
  policy: Policy,
): void {
  if (failure.retryable && subtask.outages < MAX_OUTAGES) {
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
  if (subtask.failures + 1 > policy.maxSubtaskRetries) {
    const because = `${subtask.executions} attempts did not succeed; the last: ${about.issues.join('; ') || about.code}`;
    draft.patchSubtask(subtask.id, { feedback: [...subtask.feedback, feedback], failures: subtask.failures + 1 });
    giveUp(draft, subtask, { code: 'stuck', because, retryable: false }, about.code);
    return;
  }
  backToWaiting(draft, subtask, feedback, { failures: subtask.failures + 1 }, about.issues.join('; ') || about.code);
}

function backToWaiting(
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

function giveUp(draft: Draft, subtask: SubtaskState, failure: Failure, code: string): void {
  const error = sentence(failure);
  draft.patchSubtask(subtask.id, {
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
