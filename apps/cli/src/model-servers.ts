export type Provider = 'ollama' | 'openai_compatible';

/** Names of the models a server has. @throws what fetch throws; `HTTP <status>` for a refusal. */
export async function listModels(
  provider: Provider,
  baseUrl: string,
  apiKey: string | undefined,
  timeoutMs: number,
): Promise<string[]> {
  const { authorizationOf, normaliseBaseUrl } = await import('#models');
  const authorization = authorizationOf({ baseUrl, ...(apiKey === undefined ? {} : { apiKey }) });
  const response = await fetch(normaliseBaseUrl(baseUrl) + (provider === 'ollama' ? '/api/tags' : '/v1/models'), {
    headers: authorization === null ? {} : { authorization },
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`HTTP ${response.status}`);
  }
  const body = (await response.json()) as Record<string, unknown> | null;
  const rows = body?.[provider === 'ollama' ? 'models' : 'data'];
  if (!Array.isArray(rows)) throw new Error('the answer is not a list of models');
  return rows.flatMap((row: unknown) => {
    const { name, id } = (typeof row === 'object' && row !== null ? row : {}) as { name?: unknown; id?: unknown };
    const found = provider === 'ollama' ? name : id;
    return typeof found === 'string' ? [found] : [];
  });
}

export interface KnownServer {
  readonly title: string;
  readonly provider: Provider;
  readonly port: number;
  /** Option of `loom init` that says another port. */
  readonly option: string;
}

/** Where model servers usually listen. */
export const KNOWN_SERVERS: readonly KnownServer[] = [
  { title: 'Ollama', provider: 'ollama', port: 11434, option: 'ollamaPort' },
  { title: 'LM Studio', provider: 'openai_compatible', port: 1234, option: 'lmStudioPort' },
  { title: 'vLLM', provider: 'openai_compatible', port: 8000, option: 'vllmPort' },
  { title: 'llama.cpp', provider: 'openai_compatible', port: 8080, option: 'llamaCppPort' },
];

export interface FoundModel {
  readonly server: string;
  readonly provider: Provider;
  readonly baseUrl: string;
  readonly model: string;
  /** Requests its server answers at once, as far as it tells. */
  readonly atOnce: number;
}

/** vLLM answers many requests together, in hardly more time than one. */
const AT_ONCE_BY_VLLM = 4;

/** Models that cannot chat. */
const NO_CHAT = /embed|rerank|bge-|minilm|whisper|tts|clip/i;

export async function findModels(servers: readonly KnownServer[]): Promise<FoundModel[]> {
  const found = await Promise.all(
    servers.map(async ({ title, provider, port }) => {
      const baseUrl = `http://127.0.0.1:${port}`;
      const models = await listModels(provider, baseUrl, undefined, 2000).catch(() => []);
      const able = models.filter((model) => !NO_CHAT.test(model));
      if (able.length === 0) return [];
      const atOnce = title === 'vLLM' ? AT_ONCE_BY_VLLM : await slotsOf(baseUrl, provider);
      return able.map((model) => ({ server: title, provider, baseUrl, model, atOnce }));
    }),
  );
  return found.flat();
}

/** As llama.cpp tells it; 1 where nobody does. */
async function slotsOf(baseUrl: string, provider: Provider): Promise<number> {
  if (provider === 'ollama') return 1;
  try {
    const response = await fetch(`${baseUrl}/props`, { signal: AbortSignal.timeout(2000) });
    const { total_slots: slots } = (await response.json()) as { total_slots?: unknown };
    return typeof slots === 'number' && Number.isInteger(slots) && slots >= 1 && slots <= 64 ? slots : 1;
  } catch {
    return 1;
  }
}

/** Billions of parameters as far as the name says; null where it does not. */
export function sizeOf(model: string): number | null {
  const moe = /(\d+)x(\d+(?:\.\d+)?)b\b/i.exec(model);
  if (moe) return Number(moe[1]) * Number(moe[2]);
  const plain = /(?:^|[^\w.])(?:[a-z]+)?(\d+(?:\.\d+)?)b(?![a-z])/i.exec(model);
  return plain ? Number(plain[1]) : null;
}

/** Capability class by size: up to 12B, up to 40B, above. */
export function tierOf(model: string): 1 | 2 | 3 {
  const size = sizeOf(model);
  if (size === null || size <= 12) return 1;
  return size <= 40 ? 2 : 3;
}
