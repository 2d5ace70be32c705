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
  /** Of a verifier that passed too many faults in its trials to be trusted alone: how many, of how many. */
  readonly passedFaults?: PassedFaults;
}

export interface PassedFaults {
  readonly passed: number;
  readonly of: number;
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
