import {
  BASES,
  describePlanFault,
  faultsOfPlan,
  MEMORY_TYPES,
  RISKS,
  STAGES,
  type ExecuteOutcome,
  type ExtractOutcome,
  type MemoryDraft,
  type PlanOutcome,
  type Stage,
  type SubtaskSpec,
  type VerifyOutcome,
} from '#domain';
import {
  flag,
  integer,
  listOf,
  oneOf,
  quantity,
  shaped,
  text,
  UnreadablePayload,
  variants,
  whole,
  type Shape,
} from './shape.js';
import type { Outcome, OutcomeOf } from './worker-link.js';
import { PROSE, NAME, subtaskId, commitId, tier, names, sentences, model, failure, checks } from './payload-parts.js';

/* Outcomes of attempts as workers hand them in. */

const spec = whole<SubtaskSpec>()(
  shaped({
    id: subtaskId,
    description: text(PROSE),
    dependsOn: listOf(subtaskId, 64),
    modelTier: tier,
    verificationTier: tier,
    isCriticalPath: flag,
    acceptanceCriteria: text(PROSE),
    expectedOutputs: listOf(text(4096), 1000),
    checks: listOf(text(PROSE), 1000),
  }),
);

/**
 * A plan that could not be worked off is refused here; which completed steps it may build on, only the conductor knows.
 */
const soundPlan: Shape<SubtaskSpec[]> = (value, at) => {
  const subtasks = listOf(spec, 64)(value, at);
  const fault = faultsOfPlan(subtasks).find(({ kind }) => kind !== 'unknown_dependency');
  if (fault !== undefined) throw new UnreadablePayload(at, `must be a sound plan: ${describePlanFault(fault)}`);
  return subtasks;
};

const failed = shaped({ failure });
const planOutcome = whole<PlanOutcome>()(
  variants('kind', {
    planned: shaped({ subtasks: soundPlan, repairs: sentences }, { degradedBecause: text(PROSE), model }),
    failed,
  }),
);

const executeOutcome = whole<ExecuteOutcome>()(
  variants('kind', {
    claimed_done: shaped(
      {
        summary: text(PROSE),
        model,
        head: commitId,
        toolCalls: integer(0, 1e6),
        failedToolCalls: integer(0, 1e6),
        ended: oneOf(['finish', 'answer', 'limit']),
      },
      {
        destructive: flag,
        unchangedBecause: text(PROSE),
        unmade: listOf(text(4096), 1000),
        takenAway: listOf(text(4096), 1000),
      },
    ),
    asks: shaped({
      callId: text(NAME),
      tool: text(NAME),
      command: text(PROSE),
      reason: text(PROSE),
      risk: oneOf(RISKS),
    }),
    failed: shaped({ failure }, { model, head: commitId }),
  }),
);

const judged = shaped(
  {
    tier: oneOf([0, 1, 2, 3]),
    verdict: shaped({ passed: flag, issues: sentences, confidence: quantity(0, 1), suggestion: text(PROSE) }),
    checks,
  },
  { model, basis: oneOf(BASES) },
);
const verifyVariants = whole<VerifyOutcome>()(
  variants('kind', {
    passed: judged,
    rejected: judged,
    inconclusive: shaped({ failure, checks }, { denied: listOf(text(16_384), 1000) }),
  }),
);

/** The word and the verdict have to agree: a pass is never read out of anything that says otherwise. */
const verifyOutcome: Shape<VerifyOutcome> = (value, at) => {
  const outcome = verifyVariants(value, at);
  if (outcome.kind !== 'inconclusive' && outcome.verdict.passed !== (outcome.kind === 'passed'))
    throw new UnreadablePayload(`${at}/verdict/passed`, `must agree with the kind "${outcome.kind}"`);
  return outcome;
};

/** What a person says is written by the API alone. */
const EXTRACTED_TYPES = MEMORY_TYPES.filter((type) => type !== 'user_instruction');
const memory = whole<MemoryDraft>()(
  shaped({
    type: oneOf(EXTRACTED_TYPES),
    summary: text(4096),
    detail: text(PROSE),
    tags: names,
    relevanceTo: names,
  }),
);
const extractOutcome = whole<ExtractOutcome>()(
  variants('kind', {
    extracted: shaped({ entries: listOf(memory, 200), dropped: integer(0, 1e6) }, { makeshift: text(500) }),
    failed,
  }),
);

const OUTCOMES: { readonly [S in Stage]: Shape<OutcomeOf[S]> } = {
  plan: planOutcome,
  execute: executeOutcome,
  verify: verifyOutcome,
  extract: extractOutcome,
};

/** The outcome of an attempt, as its stage has it. `attemptId` was read by `attemptIdShape`. */
export const outcomeShapeOf = (attemptId: string): Shape<Outcome> =>
  OUTCOMES[oneOf(STAGES)(attemptId.split('.', 1)[0], '/lease/attemptId')];
