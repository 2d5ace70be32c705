import type { ModelConfig } from '#config';
import type { ModelReport } from '#contracts';
import { asLoomError } from './explain.js';
import { sameModel, type Inspection } from './providers/provider.js';
import type { Trouble } from './transport/trouble.js';

/* An endpoint's state for a person: what it is, or what is wrong and how to mend it. */

export function reportSeen(
  { name, model, maxConcurrency, roles }: ModelConfig,
  seen: Inspection,
  { window: contextWindow, wished }: { readonly window: number; readonly wished: number },
  callsNothing: boolean,
): ModelReport {
  const isListed = seen.models === null || seen.models.some((other) => sameModel(other, model));
  const doubt = isListed ? '' : `; it does not list ${model}, but: ${seen.models.slice(0, 10).join(', ') || 'nothing'}`;
  const crowd =
    seen.slots !== null && seen.slots < maxConcurrency
      ? `; it answers ${seen.slots} at once, max_concurrency is ${maxConcurrency}`
      : '';
  const unfit =
    callsNothing && roles.includes('executor') ? '; it calls no tools: let another model be the executor' : '';
  const less = contextWindow < wished ? ` of the ${wished} wanted, since the server gives no more` : '';
  const detail = `${seen.server}, ${contextWindow} tokens of context${less}${crowd}${unfit}${doubt}`;
  return { name, healthy: true, loaded: seen.loaded, latencyMs: Math.round(seen.latencyMs), contextWindow, detail };
}

export function reportMissing(config: ModelConfig, seen: Inspection): ModelReport {
  const missing = asLoomError(config, { kind: 'missing_model', because: 'not in its list of models' }, seen.models);
  return { ...unhealthy(config, missing), loaded: false, latencyMs: Math.round(seen.latencyMs) };
}

export const reportTrouble = (config: ModelConfig, trouble: Trouble): ModelReport =>
  unhealthy(config, asLoomError(config, trouble, null));

function unhealthy({ name }: ModelConfig, { message, remedy }: Error & { readonly remedy?: string }): ModelReport {
  const detail = remedy === undefined ? message : `${message}. ${remedy}`;
  return { name, healthy: false, loaded: null, latencyMs: null, contextWindow: null, detail };
}
