import { ratesOf } from '#domain';
import type { VerifierTrialView } from './model-views.js';
import type { VerifierTrial } from './model-records.js';

/** A trial as the wire has it, with its rates. */
export function trialView(trial: VerifierTrial): VerifierTrialView {
  const rates = ratesOf(trial);
  return {
    executor: trial.executor,
    faults: trial.faults,
    caught_by_checks: trial.caughtByChecks,
    false_accepts: trial.falseAccepts,
    false_accept_rate: rates.falseAccepts,
    sound: trial.sound,
    false_rejects: trial.falseRejects,
    false_reject_rate: rates.falseRejects,
    inconclusive: trial.inconclusive,
    wrong: [...trial.wrong],
    seconds: Math.round(trial.milliseconds / 100) / 10,
    too_lenient: rates.isTooLenient,
    at: trial.at,
  };
}
