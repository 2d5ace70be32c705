export type Provider = 'ollama' | 'openai_compatible';

/** Names of the models a server has. @throws what fetch throws; `HTTP <status>` for a refusal. */
export async function listModels(
  provider: Provider,
  baseUrl: string,
  apiKey: string | undefined,
  timeoutMs: number,
): Promise<string[]> {
  const root = baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '');
  const response = await fetch(root + (provider === 'ollama' ? '/api/tags' : '/v1/models'), {
    headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
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
}

/** Models that cannot chat. */
const NO_CHAT = /embed|rerank|bge-|minilm|whisper|tts|clip/i;

export async function findModels(servers: readonly KnownServer[]): Promise<FoundModel[]> {
  const found = await Promise.all(
    servers.map(async ({ title, provider, port }) => {
      const baseUrl = `http://127.0.0.1:${port}`;
      const models = await listModels(provider, baseUrl, undefined, 2000).catch(() => []);
      return models
        .filter((model) => !NO_CHAT.test(model))
        .map((model) => ({ server: title, provider, baseUrl, model }));
    }),
  );
  return found.flat();
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
