import { OUTAGES, ROLES, STAGES } from '#domain';
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
  variants,
  whole,
  type Shape,
} from './shape.js';
import type { AttemptEntry } from './attempt-entry.js';
import type { Lease, ModelReport, Outcome, WorkerCard } from './worker-link.js';
import {
  CONTENT,
  PROSE,
  NAME,
  MILLISECONDS,
  TOKENS,
  MAX_CHANGES,
  ARGUMENT_DEPTH,
  UUID,
  SUBTASK,
  taskId,
  subtaskId,
  commitId,
  instant,
  names,
  sentences,
  took,
  model,
  usage,
  checks,
  change,
} from './payload-parts.js';
import { outcomeShapeOf } from './outcome-payloads.js';

/*
 * Everything a worker may say to the API, read field by field: a worker is another machine, and what it passes on comes
 * from models and files. Bounds are far above what honest work needs; what is above them is refused, never cut.
 */

export const attemptIdShape = matching(
  new RegExp(`^(?:${STAGES.join('|')})\\.${UUID}\\.(?:_|${SUBTASK})\\.[1-9]\\d{0,5}$`),
);
export const workerIdShape = matching(/^[\x21-\x7e]{1,256}$/);
export const instructionIdShape = integer(0, Number.MAX_SAFE_INTEGER);

export const leaseShape = whole<Lease>()(
  shaped({
    attemptId: attemptIdShape,
    epoch: integer(1, 1e9),
    token: matching(/^[\x21-\x7e]{1,256}$/),
    ttlMs: quantity(0, MILLISECONDS),
  }),
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

const key: Shape<ModelKey> = shaped({ endpoint: text(NAME), model: text(NAME) });
const count = integer(0, 1e6);
const trial = whole<VerifierTrial>()(
  shaped({
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
  }),
);
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
const finding = whole<ModelFinding>()(
  shaped({
    ...{ endpoint: text(NAME), model: text(NAME), fingerprint: text(4096), at: instant },
    ...{ by: oneOf(['probe', 'practice']), shown: shaped({}, abilities), refused: parts, taken: parts },
    ...{ unknown: notLearnt, gaveWay: flag },
  }),
);

const report = whole<ModelReport>()(
  shaped(
    {
      name: text(NAME),
      healthy: flag,
      loaded: nullable(flag),
      latencyMs: nullable(took),
      contextWindow: nullable(integer(0, TOKENS)),
      detail: text(PROSE),
    },
    { endpoint: text(NAME) },
  ),
);
export const workerCardShape = whole<WorkerCard>()(
  shaped({
    id: workerIdShape,
    host: text(NAME),
    version: text(NAME),
    roles: listOf(oneOf(ROLES), ROLES.length),
    concurrency: integer(0, 10_000),
    active: integer(0, 10_000),
    models: listOf(report, 256),
  }),
);

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
