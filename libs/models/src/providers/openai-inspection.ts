import { isObject } from '../reply/read-arguments.js';
import { Exchange } from '../transport/exchange.js';
import { TryFailed } from '../transport/trouble.js';
import type { Inspection, ProviderSettings } from './provider.js';

type Json = Readonly<Record<string, unknown>>;

/** Asks for the list of models and for the page on which each known server tells its context size. */
export async function inspectOpenAi(
  settings: ProviderSettings,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<Inspection> {
  const startedAt = performance.now();
  const list = await getJson(settings, '/v1/models', signal, timeoutMs);
  const latencyMs = performance.now() - startedAt;
  const optional = (path: string): Promise<Json | null> =>
    getJson(settings, path, signal, timeoutMs).catch((error: unknown) => {
      if (error instanceof TryFailed) return null;
      throw error;
    });
  const [lmStudio, llamaCpp] = await Promise.all([optional('/api/v0/models'), optional('/props')]);
  const entries = entriesOf(list);
  const own = entries.find((entry) => entry['id'] === settings.model);
  const common = { preferred: null, models: entries.map((entry) => String(entry['id'])), latencyMs };
  const inLmStudio = lmStudio === null ? null : entriesOf(lmStudio).find((entry) => entry['id'] === settings.model);
  if (inLmStudio) {
    return {
      ...common,
      loaded: inLmStudio['state'] === 'loaded',
      allocated: countOf(inLmStudio['loaded_context_length']),
      trained: countOf(inLmStudio['max_context_length']),
      server: 'LM Studio',
    };
  }
  const defaults = llamaCpp === null ? null : llamaCpp['default_generation_settings'];
  const perSlot = countOf(isObject(defaults) ? defaults['n_ctx'] : undefined) ?? countOf(llamaCpp?.['n_ctx']);
  if (perSlot !== null) return { ...common, loaded: true, allocated: perSlot, trained: null, server: 'llama.cpp' };
  const maxModelLen = countOf(own?.['max_model_len']);
  return {
    ...common,
    loaded: maxModelLen === null ? null : true,
    allocated: maxModelLen ?? countOf(own?.['context_length']) ?? countOf(own?.['context_window']),
    trained: null,
    server: maxModelLen === null ? 'OpenAI-compatible server' : 'vLLM',
  };
}

async function getJson(
  settings: ProviderSettings,
  path: string,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<Json> {
  const clocks = { firstByteMs: timeoutMs, idleMs: timeoutMs, totalMs: timeoutMs };
  const exchange = new Exchange(settings.dispatcher, signal, clocks, 'json');
  const headers: Record<string, string> = { accept: 'application/json' };
  if (settings.apiKey !== null) headers['authorization'] = `Bearer ${settings.apiKey}`;
  try {
    const response = await exchange.fetch(`${settings.baseUrl}${path}`, { headers });
    const value = await response.json();
    if (!isObject(value)) throw new TryFailed({ kind: 'server_error', because: `${path} answered no JSON object` });
    return value;
  } catch (error) {
    throw exchange.explain(error);
  } finally {
    await exchange.close();
  }
}

function entriesOf(list: Json): Json[] {
  const data = list['data'];
  return Array.isArray(data) ? data.filter(isObject) : [];
}

const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
