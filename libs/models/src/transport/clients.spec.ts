import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ModelConfig } from '#config';
import { answer, modelConfig, ScriptedModelServer, type ScriptedServerOptions } from '#testing';
import { createModelClient, LocalEndpointSlots } from '../index.js';

/* What the client libraries and Node do beside what they are told: none of it may reach a request. */

const PROVIDERS = ['ollama', 'openai_compatible'] as const;
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of open.splice(0).reverse()) await close();
});
const signal = (): AbortSignal => new AbortController().signal;

async function bed(
  serve: ScriptedServerOptions,
  config: Partial<ModelConfig>,
  more: { readonly at?: (url: string) => string; readonly once?: boolean } = {},
): Promise<{ server: ScriptedModelServer; ask: () => Promise<string>; probe: () => Promise<unknown> }> {
  const server = await ScriptedModelServer.start(serve);
  const client = createModelClient([modelConfig(more.at?.(server.url) ?? server.url, config)], {
    slots: new LocalEndpointSlots(),
    timings: more.once === true ? { triesOfTransport: 1, longestBusyMs: 0, longestLoadingMs: 0 } : {},
  });
  open.push(
    () => server.close(),
    () => client.close(),
  );
  const ask = async (): Promise<string> => {
    const choice = await client.choose({ role: 'executor', tier: 1 });
    return (await client.complete(choice, { messages: [{ role: 'user', content: 'x' }], signal: signal() })).text;
  };
  return { server, ask, probe: () => client.probeNow('main', signal()) };
}

describe.each(PROVIDERS)('a request over %s', (provider) => {
  it('goes by the connections of the client alone, whatever Node would use', async () => {
    const { ask, probe } = await bed({ answer: () => answer('ok') }, { provider });
    const before = getGlobalDispatcher();
    const forbidden = new Agent();
    forbidden.dispatch = () => {
      throw new Error('the global dispatcher was used');
    };
    setGlobalDispatcher(forbidden);
    try {
      expect([await ask(), await probe()]).toEqual(['ok', 'probed']);
    } finally {
      setGlobalDispatcher(before);
    }
  });

  it('is tried again by nobody but the client, which counts and waits', async () => {
    for (const status of [408, 409, 429, 500, 503]) {
      const { server, ask } = await bed({ answer: () => ({ status, text: 'no' }) }, { provider }, { once: true });
      await expect(ask()).rejects.toThrow();
      expect([status, server.requests.length]).toEqual([status, 1]);
    }
  });

  it('carries nothing that stands in the environment for other servers', async () => {
    const { server, ask } = await bed({ answer: () => answer('ok') }, { provider });
    for (const [name, value] of Object.entries({
      OPENAI_API_KEY: 'sk-secret',
      OPENAI_ADMIN_KEY: 'secret-admin',
      OPENAI_ORG_ID: 'secret-org',
      OPENAI_PROJECT_ID: 'secret-project',
      OPENAI_CUSTOM_HEADERS: 'x-gateway: secret-gateway\nauthorization: Bearer secret-gate',
      OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
      OLLAMA_API_KEY: 'secret-ollama',
      OLLAMA_HOST: '127.0.0.1:1',
    }))
      vi.stubEnv(name, value);
    expect(await ask()).toBe('ok');
    expect(JSON.stringify(server.requests[0]?.headers)).not.toMatch(/secret/);
  });

  it('shows the name and the password of an address, and not in the address', async () => {
    const { server, ask } = await bed(
      { answer: () => answer('ok') },
      { provider },
      {
        at: (url) => url.replace('//', '//me:pass%20word@'),
        once: true,
      },
    );
    expect(await ask()).toBe('ok');
    expect(server.requests[0]?.headers['authorization']).toBe(`Basic ${btoa('me:pass word')}`);
    await server.close();
    const failure = (await ask().catch((error: unknown) => error)) as Error & { remedy: string };
    expect(failure.message + failure.remedy).not.toContain('word');
  });
});

describe.each(PROVIDERS)('a body over %s that libraries stumble over', (provider) => {
  const LINES = {
    ollama: [
      '{"message":{"role":"assistant","content":"NaN "},"done":false}',
      '{"message":{"role":"assistant","content":"ok"},"done":true,"done_reason":"stop"}',
    ],
    openai_compatible: [
      '{"choices":[{"index":0,"delta":{"content":"NaN "},"finish_reason":null}]}',
      '{"choices":[{"index":0,"delta":{"content":"ok"},"finish_reason":"stop"}]}',
    ],
  };
  const asked = async (turn: (line: string) => string): Promise<string> => {
    const lines = LINES[provider].map(turn);
    const body =
      provider === 'ollama'
        ? lines.map((line) => `${line}\n`)
        : [...lines, '[DONE]'].map((line) => `data: ${line}\n\n`);
    const type = provider === 'ollama' ? 'application/x-ndjson' : 'text/event-stream';
    const { ask } = await bed(
      { answer: () => ({ headers: { 'content-type': type }, chunks: [body.join('')] }) },
      { provider },
      { once: true },
    );
    return ask();
  };

  it('is read where an error is named and there is none', async () => {
    expect(await asked((line) => `{"error":null,${line.slice(1)}`)).toBe('NaN ok');
    expect(await asked((line) => `{"error":"",${line.slice(1)}`)).toBe('NaN ok');
  });

  it('is read where a figure is no number, and the texts in it stay', async () => {
    expect(await asked((line) => `{"rate":NaN,"left":-Infinity,${line.slice(1)}`)).toBe('NaN ok');
  });

  it('is refused where it is no JSON in another way', async () => {
    await expect(asked((line) => `{"rate":Nan,${line.slice(1)}`)).rejects.toThrow(/no JSON/);
  });
});
