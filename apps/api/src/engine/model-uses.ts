import type { Attempt, ModelUse } from '#conductor';
import type { AttemptEntry, ModelExperience, ModelStats, VerifierTrial } from '#contracts';
import { ROLE_OF_STAGE, isHeadStage, ratesOf, type FailureCode, type Role } from '#domain';

/** Failures of everything around a model: they say nothing of what it can do. */
const NOT_ITS_FAULT: ReadonlySet<FailureCode> = new Set([
  'model_unreachable',
  'no_model',
  'workspace_error',
  'disk_full',
  'internal_error',
]);

export interface EndedAttempt {
  readonly attempt: Attempt;
  readonly entries: readonly AttemptEntry[];
}

/**
 * What an ended attempt says of the models that worked on it. An executor's success is what the verifier says of its
 * work: `worked` is the attempt that `ended` has judged. Pure.
 */
export function usesOf(ended: EndedAttempt, worked: EndedAttempt | null): ModelUse[] {
  const { attempt } = ended;
  const { outcome } = attempt;
  if (isHeadStage(attempt.stage) || outcome === null) return [];
  const uses: (ModelUse | null)[] = [];
  if (worked !== null && (outcome.kind === 'passed' || outcome.kind === 'rejected'))
    uses.push(useOf('executor', worked, outcome.kind === 'passed'));
  const waitsForVerdict = attempt.stage === 'execute' && (outcome.kind === 'claimed_done' || outcome.kind === 'asks');
  if (!waitsForVerdict) uses.push(useOf(ROLE_OF_STAGE[attempt.stage], ended, successOf(attempt)));
  return uses.filter((use) => use !== null);
}

/** Null where the model is not to blame. */
function successOf({ outcome }: Attempt): boolean | null {
  if (outcome === null) return null;
  if (!('failure' in outcome)) return true;
  return NOT_ITS_FAULT.has(outcome.failure.code) ? null : false;
}

function useOf(role: Role, { attempt, entries }: EndedAttempt, success: boolean | null): ModelUse | null {
  const replies = entries.filter((e): e is Extract<AttemptEntry, { kind: 'reply' }> => e.kind === 'reply');
  const last = replies.at(-1);
  if (last === undefined) return null;
  return {
    attemptId: attempt.id,
    model: last.model,
    role,
    success,
    retry: attempt.number > 1,
    usage: {
      promptTokens: replies.reduce((sum, r) => sum + r.usage.promptTokens, 0),
      completionTokens: replies.reduce((sum, r) => sum + r.usage.completionTokens, 0),
      estimated: replies.some((r) => r.usage.estimated),
    },
    milliseconds: replies.reduce((sum, r) => sum + r.tookMs, 0),
  };
}

/**
 * How models have done in a role, for the routing. A verifier that gives readable verdicts may still be a bad judge:
 * what trials showed counts with it, and passing a fault counts double. Pure.
 */
export function experienceFor(
  role: Role,
  stats: readonly ModelStats[],
  trials: readonly VerifierTrial[],
): ModelExperience[] {
  const tried = stats
    .filter((row) => row.role === role)
    .map(({ endpoint, model, successes, failures, recentSuccesses, recentFailures }) => ({
      ...{ endpoint, model, successes: recentSuccesses, failures: recentFailures, tries: successes + failures },
    }));
  if (role !== 'verifier') return tried;
  const judged = trials.map((trial) => {
    const { verifier, faults, caughtByChecks, falseAccepts, sound, falseRejects, inconclusive } = trial;
    return {
      ...verifier,
      successes: Math.max(0, faults - caughtByChecks + sound - falseAccepts - falseRejects - inconclusive),
      failures: 2 * falseAccepts + falseRejects + inconclusive,
      tries: 0,
      ...(ratesOf(trial).isTooLenient ? { passedFaults: { passed: falseAccepts, of: faults - caughtByChecks } } : {}),
    };
  });
  return [...tried, ...judged];
}
