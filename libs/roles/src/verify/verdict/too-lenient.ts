import type { ModelExperience, PassedFaults } from '#contracts';
import type { CheckResult, ModelUsed } from '#domain';

/** How many faults a judge has passed in a trial, where those are too many for its word alone; else undefined. Pure. */
export function faultsPassedBy(
  judge: ModelUsed,
  experience: readonly ModelExperience[] = [],
): PassedFaults | undefined {
  const tried = experience.filter(({ endpoint, model }) => endpoint === judge.endpoint && model === judge.model);
  return tried.find(({ passedFaults }) => passedFaults !== undefined)?.passedFaults;
}

/** The question for a person where nothing speaks for a result but the word of such a judge. Pure. */
export function askedOverJudge({ model }: ModelUsed, { passed, of }: PassedFaults): CheckResult {
  const because = `only the verifier vouches for it, and in its trial ${model} passed ${passed} of ${of} faults`;
  return { name: 'verifier_trial', passed: true, detail: because, doubt: { because, paths: [] } };
}
