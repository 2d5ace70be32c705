import { describePlanFault, faultsOfPlan, type Failure, type SubtaskSpec } from '#domain';
import type { Draft } from './commit.js';
import { failTask, sentence } from './ending.js';
import { isOfLimit } from './of-limit.js';
import { MAX_OUTAGES, needsTheUser, plansMissed } from './retry.js';
import { freshSubtask, UNASKED, type Attempt, type Policy } from './state.js';

export function settlePlan(draft: Draft, attempt: Extract<Attempt, { stage: 'plan' }>, policy: Policy): void {
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
    if (isOfLimit(failure, draft.task)) return;
    if (failure.retryable && plansMissed(draft.task) <= MAX_OUTAGES) return waitForPlanner(draft, attempt, failure);
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

/** Nobody's fault: the next try comes after a while, and whoever watches hears why it takes so long. */
function waitForPlanner(draft: Draft, { id, input }: Attempt & { stage: 'plan' }, failure: Failure): void {
  draft.events.push({
    type: 'worker_waiting',
    correlationId: id,
    data: { role: 'planner', tier: input.rung.tier, code: failure.code, because: failure.because },
  });
}

/** Replaces what is not completed. New ids carry the version, so that no id ever means two things in one task. */
function adoptPlan(draft: Draft, version: number, specs: readonly SubtaskSpec[], settled: ReadonlySet<string>): void {
  for (const old of draft.subtasks) {
    if (old.status === 'completed') continue;
    if (old.status !== 'skipped') {
      draft.patchSubtask(old.id, { ...UNASKED, status: 'skipped', phase: 'ended' });
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
    const renamed = { ...spec, id: rename(spec.id), dependsOn: spec.dependsOn.map(rename) };
    draft.addSubtask(freshSubtask(renamed, version, position));
  });
  draft.patchTask({ planVersion: version, goalMet: false, replanBecause: null });
}
