import {
  describePlanFault,
  FAILURE_CODES,
  faultsOfPlan,
  MEMORY_TYPES,
  OUTAGES,
  RISKS,
  ROLES,
  STAGES,
  type CheckResult,
  type ExecuteOutcome,
  type ExtractOutcome,
  type Failure,
  type FileChange,
  type MemoryDraft,
  type ModelUsed,
  type PlanOutcome,
  type Stage,
  type SubtaskSpec,
  type TokenUsage,
  type VerifyOutcome,
} from '#domain';
import type { TokenPiece } from './events.js';
import { ABILITIES, SCHEMA_RUNGS, THINKING_KINDS, TOOL_DIALECTS, type ModelFinding } from './model-profile.js';
import type { ModelKey, VerifierTrial } from './model-records.js';
import {
  anyObject,
  flag,
  integer,
  listOf,
  matching,
  nullable,
  oneOf,
  quantity,
  shaped,
  text,
  UnreadablePayload,
  variants,
  type Shape,
} from './shape.js';
import type { AttemptEntry, Lease, ModelReport, Outcome, OutcomeOf, WorkerCard } from './worker-link.js';

/*
 * Everything a worker may say to the API, read field by field: a worker is another machine, and what it passes on comes
 * from models and files. Bounds are far above what honest work needs; what is above them is refused, never cut.
 */

/** UTF-16 units of a prompt, an answer, a tool's result. */
const CONTENT = 8 * 1024 * 1024;
/** A description, an explanation, a report. */
const PROSE = 256 * 1024;
const NAME = 1024;
const MILLISECONDS = 1e10;
const TOKENS = 1e9;
const MAX_CHANGES = 20_000;
const ARGUMENT_DEPTH = 32;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const SUBTASK = '[a-z0-9][a-z0-9-]{0,63}';
const taskId = matching(new RegExp(`^${UUID}$`));
const subtaskId = matching(new RegExp(`^${SUBTASK}$`));
const commitId = matching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const instant = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/);
const tier = oneOf([1, 2, 3]);
const names = listOf(text(NAME), 1000);
const sentences = listOf(text(PROSE), 1000);
const took = quantity(0, MILLISECONDS);

export const attemptIdShape = matching(
  new RegExp(`^(?:${STAGES.join('|')})\\.${UUID}\\.(?:_|${SUBTASK})\\.[1-9]\\d{0,5}$`),
);
export const workerIdShape = matching(/^[\x21-\x7e]{1,256}$/);
export const instructionIdShape = integer(0, Number.MAX_SAFE_INTEGER);

export const leaseShape: Shape<Lease> = shaped({
  attemptId: attemptIdShape,
  epoch: integer(1, 1e9),
  token: matching(/^[\x21-\x7e]{1,256}$/),
  ttlMs: quantity(0, MILLISECONDS),
});

const model: Shape<ModelUsed> = shaped({ name: text(NAME), model: text(NAME), tier }, { endpoint: text(NAME) });
const usage: Shape<TokenUsage> = shaped({
  promptTokens: integer(0, TOKENS),
  completionTokens: integer(0, TOKENS),
  estimated: flag,
});
const failure: Shape<Failure> = shaped(
  { code: oneOf(FAILURE_CODES), because: text(PROSE), retryable: flag },
  { remedy: text(PROSE) },
);
const checks: Shape<CheckResult[]> = listOf(
  shaped(
    { name: text(PROSE), passed: flag, detail: text(PROSE) },
    { proves: flag, doubt: shaped({ because: text(PROSE), paths: listOf(text(16_384), 1000) }) },
  ),
  1000,
);
const change: Shape<FileChange> = shaped(
  {
    path: text(16_384),
    operation: oneOf(['create', 'modify', 'delete', 'rename']),
    additions: integer(0, TOKENS),
    deletions: integer(0, TOKENS),
    binary: flag,
  },
  { oldPath: text(16_384) },
);

const toolCall = shaped({ id: text(NAME), name: text(NAME), arguments: anyObject(CONTENT, ARGUMENT_DEPTH) });
const content = text(CONTENT);
const assistant = shaped({ content, toolCalls: listOf(toolCall, 1000) }, { thinking: content });
const toolAnswer = shaped({ toolCallId: text(NAME), toolName: text(NAME), content });
const message = variants('role', {
  system: shaped({ content }),
  user: shaped({ content }),
  assistant,
  tool: toolAnswer,
});

const numbered = { n: integer(1, 1e6), at: instant };
/** All but `approval`, which no worker may write. */
export const entryShape: Shape<AttemptEntry> = variants('kind', {
  messages: shaped({ ...numbered, messages: listOf(message, 1000) }),
  reply: shaped(
    {
      ...numbered,
      message: variants('role', { assistant }),
      model,
      usage,
      finish: text(NAME),
      tookMs: took,
      firstTokenMs: nullable(took),
      notes: sentences,
    },
    { raw: content },
  ),
  call: shaped({
    ...numbered,
    callId: text(NAME),
    tool: text(NAME),
    arguments: anyObject(CONTENT, ARGUMENT_DEPTH),
  }),
  result: shaped(
    {
      ...numbered,
      callId: text(NAME),
      tool: text(NAME),
      success: flag,
      message: variants('role', { tool: toolAnswer }),
      filesChanged: listOf(change, MAX_CHANGES),
      commit: nullable(commitId),
      tookMs: took,
    },
    { notes: sentences },
  ),
  checks: shaped({ ...numbered, checks }),
  note: shaped({ ...numbered, text: text(PROSE) }),
});
export const entriesShape: Shape<AttemptEntry[]> = listOf(entryShape, 1000);

const spec: Shape<SubtaskSpec> = shaped({
  id: subtaskId,
  description: text(PROSE),
  dependsOn: listOf(subtaskId, 64),
  modelTier: tier,
  verificationTier: tier,
  isCriticalPath: flag,
  acceptanceCriteria: text(PROSE),
  expectedOutputs: listOf(text(4096), 1000),
  checks: listOf(text(PROSE), 1000),
});

/** A plan that could not be worked off is refused here; which completed steps it may build on, only the conductor knows. */
const soundPlan: Shape<SubtaskSpec[]> = (value, at) => {
  const subtasks = listOf(spec, 64)(value, at);
  const fault = faultsOfPlan(subtasks).find(({ kind }) => kind !== 'unknown_dependency');
  if (fault !== undefined) throw new UnreadablePayload(at, `must be a sound plan: ${describePlanFault(fault)}`);
  return subtasks;
};

const failed = shaped({ failure });
const planOutcome: Shape<PlanOutcome> = variants('kind', {
  planned: shaped({ subtasks: soundPlan, repairs: sentences }, { degradedBecause: text(PROSE), model }),
  failed,
});

const executeOutcome: Shape<ExecuteOutcome> = variants('kind', {
  claimed_done: shaped(
    {
      summary: text(PROSE),
      model,
      head: commitId,
      toolCalls: integer(0, 1e6),
      failedToolCalls: integer(0, 1e6),
      ended: oneOf(['finish', 'answer', 'limit']),
    },
    { destructive: flag },
  ),
  asks: shaped({
    callId: text(NAME),
    tool: text(NAME),
    command: text(PROSE),
    reason: text(PROSE),
    risk: oneOf(RISKS),
  }),
  failed: shaped({ failure }, { model, head: commitId }),
});

const judged = shaped(
  {
    tier: oneOf([0, 1, 2, 3]),
    verdict: shaped({ passed: flag, issues: sentences, confidence: quantity(0, 1), suggestion: text(PROSE) }),
    checks,
  },
  { model },
);
const verifyVariants = variants('kind', {
  passed: judged,
  rejected: judged,
  inconclusive: shaped({ failure, checks }),
});

/** The word and the verdict have to agree: a pass is never read out of anything that says otherwise. */
const verifyOutcome: Shape<VerifyOutcome> = (value, at) => {
  const outcome = verifyVariants(value, at);
  if (outcome.kind !== 'inconclusive' && outcome.verdict.passed !== (outcome.kind === 'passed'))
    throw new UnreadablePayload(`${at}/verdict/passed`, `must agree with the kind "${outcome.kind}"`);
  return outcome;
};

/** What a person says is written by the API alone. */
const EXTRACTED_TYPES = MEMORY_TYPES.filter((type) => type !== 'user_instruction');
const memory: Shape<MemoryDraft> = shaped({
  type: oneOf(EXTRACTED_TYPES),
  summary: text(4096),
  detail: text(PROSE),
  tags: names,
  relevanceTo: names,
});
const extractOutcome: Shape<ExtractOutcome> = variants('kind', {
  extracted: shaped({ entries: listOf(memory, 200), dropped: integer(0, 1e6) }),
  failed,
});

const OUTCOMES: { readonly [S in Stage]: Shape<OutcomeOf[S]> } = {
  plan: planOutcome,
  execute: executeOutcome,
  verify: verifyOutcome,
  extract: extractOutcome,
};

/** The outcome of an attempt, as its stage has it. `attemptId` was read by `attemptIdShape`. */
export const outcomeShapeOf = (attemptId: string): Shape<Outcome> =>
  OUTCOMES[oneOf(STAGES)(attemptId.split('.', 1)[0], '/lease/attemptId')];

const key: Shape<ModelKey> = shaped({ endpoint: text(NAME), model: text(NAME) });
const count = integer(0, 1e6);
const trial: Shape<VerifierTrial> = shaped({
  executor: key,
  verifier: key,
  faults: count,
  caughtByChecks: count,
  falseAccepts: count,
  sound: count,
  falseRejects: count,
  inconclusive: count,
  wrong: names,
  milliseconds: took,
  at: instant,
});
/** Results of `loom eval verifier`. */
export const verifierTrialsShape: Shape<{ trials: VerifierTrial[] }> = shaped({ trials: listOf(trial, 1000) });

const abilities = {
  tools: nullable(oneOf(TOOL_DIALECTS)),
  schema: nullable(oneOf(SCHEMA_RUNGS)),
  parallelCalls: nullable(flag),
  thinking: nullable(oneOf(THINKING_KINDS)),
  systemRole: nullable(flag),
  toolRole: nullable(flag),
  usage: nullable(flag),
  tokensPerSecond: nullable(quantity(0, 1e9)),
  contextWindow: nullable(integer(1, TOKENS)),
};
const notLearnt = listOf(shaped({ ability: oneOf(ABILITIES), because: text(4096) }), ABILITIES.length);
const parts = listOf(text(64), 64);
const finding: Shape<ModelFinding> = shaped({
  ...{ endpoint: text(NAME), model: text(NAME), fingerprint: text(4096), at: instant },
  ...{ by: oneOf(['probe', 'practice']), shown: shaped({}, abilities), refused: parts, taken: parts },
  ...{ unknown: notLearnt, gaveWay: flag },
});

const report: Shape<ModelReport> = shaped(
  {
    name: text(NAME),
    healthy: flag,
    loaded: nullable(flag),
    latencyMs: nullable(took),
    contextWindow: nullable(integer(0, TOKENS)),
    detail: text(PROSE),
  },
  { endpoint: text(NAME) },
);
export const workerCardShape: Shape<WorkerCard> = shaped({
  id: workerIdShape,
  host: text(NAME),
  version: text(NAME),
  roles: listOf(oneOf(ROLES), ROLES.length),
  concurrency: integer(0, 10_000),
  active: integer(0, 10_000),
  models: listOf(report, 256),
});

export const tokenPiecesShape: Shape<TokenPiece[]> = listOf(
  shaped({ taskId, correlationId: text(NAME), kind: oneOf(['text', 'thinking']), text: text(PROSE) }, { subtaskId }),
  1000,
);

/** Bodies of the workers' calls, one a call. */
export const WORKER_CALLS = {
  renew: shaped({ lease: leaseShape, sinceInstruction: instructionIdShape }),
  record: shaped({ lease: leaseShape, entries: entriesShape, sinceInstruction: instructionIdShape }),
  release: shaped({ lease: leaseShape }, { outage: oneOf(OUTAGES) }),
  memory: shaped({ lease: leaseShape, query: text(4096), limit: integer(1, 100) }),
  tokens: shaped({ pieces: tokenPiecesShape }),
  /** Beside the worker's card. */
  heartbeat: shaped({}, { findings: listOf(finding, 256) }),
} as const;

/** The body of a `finish`: what its outcome may be depends on its attempt. */
export function readFinish(value: unknown): { lease: Lease; outcome: Outcome } {
  const { lease } = shaped({ lease: leaseShape })(value, '');
  return shaped({ lease: leaseShape, outcome: outcomeShapeOf(lease.attemptId) })(value, '');
}
