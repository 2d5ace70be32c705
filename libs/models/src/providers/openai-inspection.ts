import { isObject } from '../reply/read-arguments.js';
import { Exchange } from '../transport/exchange.js';
import { TryFailed } from '../transport/trouble.js';
import { fingerprintOf, type Inspection, type ProviderSettings } from './provider.js';

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
  /** A page that failed tells nothing; one that does not exist tells what the server is not. */
  let isSure = true;
  const optional = (path: string): Promise<Json | null> =>
    getJson(settings, path, signal, timeoutMs).catch((error: unknown) => {
      if (!(error instanceof TryFailed)) throw error;
      if (error.trouble.kind !== 'refused' && error.trouble.kind !== 'missing_model') isSure = false;
      return null;
    });
  const [lmStudio, llamaCpp, version] = await Promise.all(['/api/v0/models', '/props', '/version'].map(optional));
  const seenAs = (...parts: readonly unknown[]): string => (isSure ? fingerprintOf(...parts) : '');
  const entries = entriesOf(list);
  const own = entries.find((entry) => entry['id'] === settings.model);
  const models = entries.map((entry) => String(entry['id']));
  const common = { preferred: null, models, othersLoaded: false, slots: null, latencyMs };
  const all = lmStudio ? entriesOf(lmStudio) : [];
  const inLmStudio = all.find((entry) => entry['id'] === settings.model);
  if (inLmStudio) {
    return {
      ...common,
      loaded: inLmStudio['state'] === 'loaded',
      allocated: countOf(inLmStudio['loaded_context_length']),
      trained: countOf(inLmStudio['max_context_length']),
      othersLoaded: all.some((entry) => entry !== inLmStudio && entry['state'] === 'loaded'),
      fingerprint: seenAs('LM Studio', ...some(inLmStudio, ['arch', 'compatibility_type', 'quantization'])),
      server: 'LM Studio',
    };
  }
  const defaults = llamaCpp?.['default_generation_settings'];
  const perSlot = countOf(isObject(defaults) ? defaults['n_ctx'] : undefined) ?? countOf(llamaCpp?.['n_ctx']);
  if (llamaCpp && perSlot !== null)
    return {
      ...common,
      loaded: true,
      allocated: perSlot,
      trained: null,
      slots: countOf(llamaCpp['total_slots']),
      fingerprint: seenAs('llama.cpp', ...some(llamaCpp, ['build_info', 'model_path', 'chat_template'])),
      server: 'llama.cpp',
    };
  const maxModelLen = countOf(own?.['max_model_len']);
  return {
    ...common,
    loaded: maxModelLen === null ? null : true,
    allocated: maxModelLen ?? countOf(own?.['context_length']) ?? countOf(own?.['context_window']),
    trained: null,
    fingerprint: seenAs(maxModelLen === null ? '' : 'vLLM', own?.['root'], version?.['version']),
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
  if (settings.authorization !== null) headers['authorization'] = settings.authorization;
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

const some = (of: Json, keys: readonly string[]): unknown[] => keys.map((key) => of[key]);

function entriesOf(list: Json): Json[] {
  const data = list['data'];
  return Array.isArray(data) ? data.filter(isObject) : [];
}

const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
