import type { Role, Tier } from '#domain';

/* What is kept of each model on its server, across tasks and starts. */

/** A model where it runs: the same name on another server is another model. */
export interface ModelKey {
  /** `host:port` of the server; one on loopback goes by its machine's name. */
  readonly endpoint: string;
  readonly model: string;
}

/** Tries of late: older ones count less and less, so that a model that got better, or worse, is seen to be. */
export interface ModelExperience extends ModelKey {
  readonly successes: number;
  readonly failures: number;
  /** All there ever were. */
  readonly tries: number;
}

/** What a model has done for one role at one tier, all tries summed up. */
export interface ModelStats extends ModelKey {
  readonly role: Role;
  readonly tier: Tier;
  readonly successes: number;
  readonly failures: number;
  /** Tries that were not the first at their task or subtask. */
  readonly retries: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly milliseconds: number;
  readonly recentSuccesses: number;
  readonly recentFailures: number;
}

/** How much of a JSON schema a server takes, best first; what it does not take is told in the prompt. */
export const SCHEMA_RUNGS = ['schema', 'simple_schema', 'json', 'none'] as const;
export type SchemaRung = (typeof SCHEMA_RUNGS)[number];
/** How tools are called: by the server's own calls, or as text. */
export const TOOL_DIALECTS = ['native', 'text'] as const;
export type ToolDialect = (typeof TOOL_DIALECTS)[number];
/** `switch`: reasons, and can be told not to; `always`: reasons whatever it is told. */
export const THINKING_KINDS = ['none', 'switch', 'always'] as const;
export type ThinkingKind = (typeof THINKING_KINDS)[number];

/** What a model on its server has shown it can do; null where it has shown nothing. */
export interface ModelProfile extends ModelKey {
  /** Digest of the model and version of the server that were asked; others are asked anew. */
  readonly fingerprint: string;
  readonly tools: ToolDialect | null;
  readonly schema: SchemaRung | null;
  readonly parallelCalls: boolean | null;
  readonly thinking: ThinkingKind | null;
  /** Tokens that one request really has. */
  readonly contextWindow: number | null;
  /** Parts of a request that were refused, as the models adapter names them. */
  readonly refused: readonly string[];
  /** RFC 3339, UTC. */
  readonly probedAt: string;
}

/** How a verifier judged work with known faults that was claimed as done by an executor's model. */
export interface VerifierTrial {
  readonly executor: ModelKey;
  readonly verifier: ModelKey;
  /** Work with a fault: shown, refused by a check before any model was asked, and passed all the same. */
  readonly faults: number;
  readonly caughtByChecks: number;
  readonly falseAccepts: number;
  /** Work without one: shown, and rejected all the same. */
  readonly sound: number;
  readonly falseRejects: number;
  /** Judgements of the model that could not be read or did not come. */
  readonly inconclusive: number;
  /** Names of the cases that were judged wrongly. */
  readonly wrong: readonly string[];
  readonly milliseconds: number;
  /** RFC 3339, UTC. */
  readonly at: string;
}
