export * from './ports/model-client.js';
export * from './ports/attempt-trees.js';
export * from './ports/toolbox.js';
export * from './ports/clock.js';
export { hasRoom } from './disk-room.js';
export { AttemptLost, Journal, persist, type JournalStart } from './journal.js';
export { failureOf } from './failure.js';
export { RunAttempt, type AttemptEnd, type UseCases } from './run-attempt.js';
export { PlanTask } from './plan/plan-task.js';
export { ExecuteSubtask } from './execute/execute-subtask.js';
export { VerificationPolicy, VerifySubtask, type BrokenRule } from './verify/verify-subtask.js';
export { isForOneGroup } from './verify/kept/other-groups.js';
export { omissionIn, standsForLost } from './verify/text/unfinished.js';
export { TRIAL_CASES, type TrialCase } from './trial/trial-cases.js';
export {
  claimBy,
  judgementOf,
  trialOf,
  VerifierTrials,
  type Judgement,
  type PreparedCase,
  type TrialBench,
} from './trial/verifier-trials.js';
export { ExtractMemory } from './extract/extract-memory.js';
export { jsonIn, withoutThinking } from './talk/read-json.js';
