import { Agent } from 'undici';
import { afterAll, describe, expect, it } from 'vitest';
import { ScriptedModelServer, type RawReply } from '#testing';
import type { RawAnswer } from '../reply/raw-answer.js';
import { troubleOf } from '../transport/trouble.js';
import { OllamaProvider } from './ollama-provider.js';
import { OpenAiProvider } from './openai-provider.js';
import { mannerOf } from '../profile/manner.js';
import type { Provider, WireRequest } from './provider.js';

/* Healthy answers byte for byte as servers give them: each is cut into writes at every offset, and broken off there. */

const OLLAMA_THINKING = [
  '{"model":"qwen3:8b","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"","thinking":"Need the filé 🔥."},"done":false}',
  '{"model":"qwen3:8b","created_at":"2026-01-01T00:00:01Z","message":{"role":"assistant","content":"","tool_calls":[{"id":"call_i9r62nxq","function":{"index":0,"name":"read_file","arguments":{"path":"a.py"}}}]},"done":false}',
  '{"model":"qwen3:8b","created_at":"2026-01-01T00:00:01Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":9000000,"prompt_eval_count":312,"eval_count":55}',
  '',
].join('\n');
const OLLAMA_CALL_AT_END =
  '{"model":"m","created_at":"2026-01-01T00:00:01Z","message":{"role":"assistant","content":"","tool_calls":[{"function":{"index":0,"name":"list_directory","arguments":{}}}]},"done":true,"done_reason":"stop","prompt_eval_count":40,"eval_count":9}\n';
const OPENAI_FRAGMENTS = [
  ': ',
  'data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}]}',
  'data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"abcDEF123","type":"function","function":{"name":"read_file","arguments":""}}]},"finish_reason":null}]}',
  'data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"path\\":\\"a🔥.py\\"}"}}]},"finish_reason":null}]}',
  'data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}',
  'data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":312,"completion_tokens":20,"total_tokens":332}}',
  'data: [DONE]',
  '',
].join('\n\n');

const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
const servers: ScriptedModelServer[] = [];
afterAll(async () => {
  await agent.destroy();
  await Promise.all(servers.map((server) => server.close()));
});

const REQUEST: WireRequest = {
  messages: [{ role: 'user', content: 'x' }],
  tools: [],
  jsonSchema: null,
  think: null,
  maxTokens: 100,
  temperature: 0,
  seed: null,
  contextWindow: 4096,
  manner: mannerOf(null, {}),
};

interface Wire {
  serve: RawReply;
  readonly provider: Provider;
}
async function wire(kind: 'ollama' | 'openai'): Promise<Wire> {
  const box: { serve: RawReply } = { serve: { chunks: [] } };
  const server = await ScriptedModelServer.start(() => box.serve);
  servers.push(server);
  const settings = { name: 'm', model: 'm', baseUrl: server.url, authorization: null, dispatcher: agent };
  return Object.assign(box, {
    provider: kind === 'ollama' ? new OllamaProvider(settings) : new OpenAiProvider(settings),
  });
}

async function ask({ provider }: Wire): Promise<RawAnswer | string> {
  const clocks = { firstByteMs: 5000, idleMs: 5000, totalMs: 5000 };
  const exchange = provider.openExchange(new AbortController().signal, clocks);
  try {
    return await provider.ask(REQUEST, exchange, () => undefined);
  } catch (error) {
    return troubleOf(error)?.kind ?? String(error);
  } finally {
    await exchange.close();
  }
}

describe.each([
  ['Ollama, thinking and a call', 'ollama', OLLAMA_THINKING, 'application/x-ndjson'],
  ['Ollama, a call on the last line', 'ollama', OLLAMA_CALL_AT_END, 'application/x-ndjson'],
  ['OpenAI, a call in fragments', 'openai', OPENAI_FRAGMENTS, 'text/event-stream'],
] as const)('%s', { timeout: 240_000 }, (_name, kind, text, type) => {
  const bytes = Buffer.from(text);
  const headers = { 'content-type': type };

  it('reads the same wherever the bytes are split', async () => {
    const at = await wire(kind);
    at.serve = { headers, chunks: [bytes] };
    const whole = await ask(at);
    expect(whole).toMatchObject({
      finish: 'stop',
      calls: [{ name: expect.any(String) }],
      usage: { promptTokens: expect.any(Number) },
    });
    for (let cut = 1; cut < bytes.length; cut++) {
      at.serve = { headers, chunks: [bytes.subarray(0, cut), bytes.subarray(cut)] };
      expect(await ask(at), `split at ${cut}`).toEqual(whole);
    }
  });

  it.each(['\r', '\r\n'])('reads the same with lines that end with %j', async (end) => {
    const at = await wire(kind);
    at.serve = { headers, chunks: [bytes] };
    const whole = await ask(at);
    const other = Buffer.from(text.replaceAll('\n', end));
    // Each piece ends right behind a carriage return.
    const pieces = other.toString('latin1').split(/(?<=\r)/);
    at.serve = { headers, chunks: pieces.map((piece) => Buffer.from(piece, 'latin1')) };
    expect(await ask(at)).toEqual(whole);
  });

  it('reads the same at once where the connection stays open behind the end', async () => {
    const at = await wire(kind);
    at.serve = { headers, chunks: [bytes] };
    const whole = await ask(at);
    at.serve = { headers, chunks: [bytes], endHow: 'hang' };
    const startedAt = performance.now();
    expect(await ask(at)).toEqual(whole);
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });

  it('reads the same or reports a broken stream wherever it ends', async () => {
    const at = await wire(kind);
    at.serve = { headers, chunks: [bytes] };
    const whole = (await ask(at)) as RawAnswer;
    let broken = 0;
    for (let cut = 0; cut < bytes.length; cut++) {
      at.serve = { headers, chunks: [bytes.subarray(0, cut)], endHow: cut % 2 ? 'reset' : 'clean' };
      const got = await ask(at);
      if (typeof got === 'string') {
        broken++;
        expect(got, `cut at ${cut}`).toBe('interrupted');
      } else expect({ ...got, usage: null, notes: [] }, `cut at ${cut}`).toEqual({ ...whole, usage: null, notes: [] });
    }
    expect(broken).toBeGreaterThan(bytes.length / 2);
  });
});
