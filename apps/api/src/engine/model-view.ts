import { hidePasswords, type ModelConfig } from '#config';
import {
  trialView,
  type ModelKey,
  type ModelProfile,
  type ModelReport,
  type ModelStats,
  type ModelStatsView,
  type ModelView,
  type VerifierTrial,
} from '#contracts';
import { profileView } from '#models';

/** What is known of models beside the configuration. */
export interface ModelKnowledge {
  readonly stats: readonly ModelStats[];
  readonly profiles: readonly ModelProfile[];
  readonly trials: readonly VerifierTrial[];
}

/**
 * One configured model as a person sees it. `endpoints`: its server's names, one for each machine that reaches it by a
 * loopback address. Pure.
 */
export function modelView(
  config: ModelConfig,
  report: ModelReport | undefined,
  endpoints: readonly string[],
  known: ModelKnowledge,
): ModelView {
  const isThis = ({ endpoint, model }: ModelKey): boolean => model === config.model && endpoints.includes(endpoint);
  const profile = latest(known.profiles.filter(isThis));
  const trials = known.trials.filter(({ verifier }) => isThis(verifier)).map(trialView);
  const lenient = trials.some((trial) => trial.too_lenient);
  const warning = lenient ? '; as a verifier it passes too many faults: let another model judge' : '';
  return {
    name: config.name,
    model: config.model,
    provider: config.provider,
    base_url: hidePasswords(config.baseUrl),
    tier: config.tier,
    roles: [...config.roles],
    healthy: report?.healthy ?? false,
    loaded: report?.loaded ?? null,
    latency_ms: report?.latencyMs ?? null,
    detail: `${report?.detail ?? ''}${warning}`,
    context_window: report?.contextWindow ?? profile?.contextWindow ?? null,
    profile: profileView(profile, config),
    stats: known.stats.filter(isThis).map(statsView),
    as_verifier: trials,
  };
}

function statsView(row: ModelStats): ModelStatsView {
  const judged = row.successes + row.failures;
  return {
    role: row.role,
    tier: row.tier,
    successes: row.successes,
    failures: row.failures,
    success_rate: judged === 0 ? null : Math.round((1000 * row.successes) / judged) / 1000,
    retries: row.retries,
    prompt_tokens: row.promptTokens,
    completion_tokens: row.completionTokens,
    seconds: Math.round(row.milliseconds / 100) / 10,
  };
}

const latest = (profiles: readonly ModelProfile[]): ModelProfile | null =>
  profiles.reduce<ModelProfile | null>(
    (best, one) => (best === null || (one.probedAt ?? '') > (best.probedAt ?? '') ? one : best),
    null,
  );
