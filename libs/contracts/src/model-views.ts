import type { Role, Tier } from '#domain';
import type { SchemaRung, ThinkingKind, ToolDialect } from './model-profile.js';

/* Models as the REST interface shows them, snake_case as on the wire. Times are RFC 3339 UTC. */

export interface ModelView {
  name: string;
  model: string;
  provider: 'ollama' | 'openai_compatible';
  base_url: string;
  tier: Tier;
  roles: string[];
  healthy: boolean;
  loaded: boolean | null;
  latency_ms: number | null;
  detail: string;
  /** Tokens that one request really has; null where nobody knows yet. */
  context_window: number | null;
  profile: ModelProfileView | null;
  stats: ModelStatsView[];
  /** How it judged work with known faults; one entry for each executor's model. */
  as_verifier: VerifierTrialView[];
}

/** What the model has shown it can do; null where it has shown nothing. What loom.toml says of it goes before that. */
export interface ModelProfileView {
  tools: ToolDialect | null;
  schema: SchemaRung | null;
  parallel_calls: boolean | null;
  thinking: ThinkingKind | null;
  system_role: boolean | null;
  tool_role: boolean | null;
  /** Whether the server counts tokens. */
  usage_counts: boolean | null;
  tokens_per_second: number | null;
  /** Parts of a request that were refused or had no effect. */
  refused: string[];
  /** Fields that loom.toml decides. */
  overridden: string[];
  /** What the last probe left open. */
  not_known: { what: string; because: string }[];
  /** Null before there was a probe: all of it was seen at work. */
  probed_at: string | null;
  /** A probe was asked for and is not made yet. */
  probe_wanted: boolean;
}

/** Models that are to be probed; done when their profile says `probe_wanted` no more. */
export interface ProbesWanted {
  asked: string[];
  asked_at: string;
}

export interface ModelStatsView {
  role: Role;
  tier: Tier;
  successes: number;
  failures: number;
  /** 0..1; null before there was any. */
  success_rate: number | null;
  retries: number;
  prompt_tokens: number;
  completion_tokens: number;
  seconds: number;
}

export interface VerifierTrialView {
  executor: { endpoint: string; model: string };
  faults: number;
  caught_by_checks: number;
  false_accepts: number;
  /** Of the faults that no check had caught, 0..1; null where there were none. */
  false_accept_rate: number | null;
  sound: number;
  false_rejects: number;
  false_reject_rate: number | null;
  inconclusive: number;
  /** Names of the cases that were judged wrongly. */
  wrong: string[];
  seconds: number;
  /** It passes too many faults to be trusted alone. */
  too_lenient: boolean;
  at: string;
}
