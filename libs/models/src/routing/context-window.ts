import type { ModelConfig } from '#config';
import type { Inspection } from '../providers/provider.js';

/** Tokens where neither the user nor the server says: fits beside an 8B model on a GPU that just holds it. */
export const DEFAULT_CONTEXT = 8192;

/**
 * Tokens to plan with. Ollama allocates what each request asks for, so the question is what to ask: the user's number,
 * the Modelfile's, or the default, bounded by what the model was made for. What is loaded just now does not count: it
 * was another program's wish, and workers that start at different times must ask for the same, since another num_ctx
 * makes the server load the model anew. For the same reason it stays once it was asked for (`before`). Other servers
 * have decided when they loaded the model: what they say bounds the user's number. `proven`: what a server that says
 * nothing, or gave less than it was asked for, was seen to give.
 */
export function contextWindowOf(
  config: Pick<ModelConfig, 'provider' | 'contextWindow'>,
  seen: Pick<Inspection, 'allocated' | 'trained' | 'preferred'>,
  before: number | null,
  proven: number | null = null,
): number {
  const most = Math.min(seen.trained ?? Infinity, proven ?? Infinity);
  if (config.provider === 'ollama')
    return Math.min(before ?? config.contextWindow ?? seen.preferred ?? DEFAULT_CONTEXT, most);
  if (seen.allocated !== null) return Math.min(config.contextWindow ?? Infinity, seen.allocated);
  return Math.min(config.contextWindow ?? DEFAULT_CONTEXT, most);
}

/** One number for all sections of one model on one Ollama, the largest: or they would unload each other's model. */
export function agreeOnContext(
  configs: readonly ModelConfig[],
  sameServer: (a: ModelConfig, b: ModelConfig) => boolean,
): ModelConfig[] {
  return configs.map((config) => {
    if (config.provider !== 'ollama') return config;
    const wishes = configs
      .filter((other) => other.provider === 'ollama' && other.model === config.model && sameServer(config, other))
      .flatMap(({ contextWindow }) => (contextWindow === undefined ? [] : [contextWindow]));
    return wishes.length === 0 ? config : { ...config, contextWindow: Math.max(...wishes) };
  });
}
