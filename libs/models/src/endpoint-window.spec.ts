import { afterEach, describe, expect, it } from 'vitest';
import { blankProfile } from '#contracts';
import { ContextOverflow } from '#roles';
import { call } from '#testing';
import { bed, closeBeds, OPENAI } from './endpoint.fixture.js';

/* What is learnt of endpoints while they are used, and what is told of them. */

afterEach(closeBeds);

describe('learning from usage', () => {
  it('brings the estimate of tokens to what the server counts', async () => {
    const usage = { promptTokens: 500, completionTokens: 5 };
    const { client, ask } = await bed(() => ({ text: 'ok', usage }));
    const before = await client.choose({ role: 'executor', tier: 1 });
    await ask({ messages: [{ role: 'user', content: 'x'.repeat(1000) }] });
    const after = await client.choose({ role: 'executor', tier: 1 });
    expect([before.tokensPerChar, after.tokensPerChar]).toEqual([0.3, 0.5]);
  });

  it('shrinks the window to what an overflow has proved', async () => {
    const errorBody = {
      error: { message: 'x', n_ctx: 4096, n_prompt_tokens: 9000, type: 'exceed_context_size_error' },
    };
    const { client, ask } = await bed(() => ({ status: 400, errorBody }), OPENAI);
    await expect(ask()).rejects.toBeInstanceOf(ContextOverflow);
    expect((await client.choose({ role: 'executor', tier: 1 })).contextWindow).toBe(4096);
    expect((await client.probeEndpoints())[0]?.detail).toContain(
      '4096 tokens of context of the 8192 wanted, since the server gives no more',
    );
  });

  it('takes a window back that a probe, or the server itself, has shown to be larger again', async () => {
    const errorBody = {
      error: { message: 'x', n_ctx: 4096, n_prompt_tokens: 9000, type: 'exceed_context_size_error' },
    };
    let said = 4096;
    const { client, ask } = await bed(
      {
        answer: () => ({ status: 400, errorBody }),
        probe: (path) =>
          path === '/v1/models'
            ? { chunks: [JSON.stringify({ data: [{ id: 'scripted', max_model_len: said }] })] }
            : { status: 404, chunks: ['{}'] },
      },
      { ...OPENAI, contextWindow: 16_384 },
    );
    const window = async () => (await client.choose({ role: 'executor', tier: 1 })).contextWindow;
    const key = { endpoint: client.endpointOf('main'), model: 'scripted' };
    said = 16_384;
    expect(await window()).toBe(16_384);
    said = 4096;
    await expect(ask()).rejects.toBeInstanceOf(ContextOverflow);
    expect(await window()).toBe(4096);
    // A look that shows the same as then changes nothing.
    await client.probeEndpoints();
    expect(await window()).toBe(4096);
    said = 16_384;
    await client.probeEndpoints();
    expect(await window()).toBe(16_384);

    said = 4096;
    await expect(ask()).rejects.toBeInstanceOf(ContextOverflow);
    expect(await window()).toBe(4096);
    // Somebody else's probe saw no bound.
    client.adopt([{ ...blankProfile(key, ''), contextWindow: null }], client.findings());
    said = 16_384;
    expect(await window()).toBe(16_384);
  });

  it('holds a window that only an error named for hearsay, until a longer prompt is taken', async () => {
    const errorBody = { error: { message: "This model's maximum context length is 600 tokens." } };
    const silent = () => ({ status: 404, chunks: ['{}'] });
    const answers = [
      { status: 400, errorBody },
      { text: 'ok', usage: { promptTokens: 500, completionTokens: 5 } },
      { text: 'ok', usage: { promptTokens: 700, completionTokens: 5 } },
    ];
    const { client, ask } = await bed({ answer: () => answers.shift() ?? { text: 'ok' }, probe: silent }, OPENAI);
    const choice = async () => client.choose({ role: 'executor', tier: 1 });
    await expect(ask()).rejects.toBeInstanceOf(ContextOverflow);
    expect(await choice()).toMatchObject({ contextWindow: 600, isHearsay: true });
    await ask();
    expect(await choice()).toMatchObject({ contextWindow: 600, isHearsay: true });
    await ask();
    expect(await choice()).toMatchObject({ contextWindow: 8192 });
    expect(await choice()).not.toHaveProperty('isHearsay');
  });
});

describe('a report on endpoints', () => {
  it('says what each is, or what is wrong and how to mend it', async () => {
    const { server, client } = await bed({ answer: () => call('x'), models: [{ name: 'scripted', loaded: true }] });
    expect(await client.probeEndpoints()).toMatchObject([
      {
        name: 'main',
        healthy: true,
        loaded: true,
        contextWindow: 8192,
        detail: 'Ollama 0.12.0, 8192 tokens of context',
      },
    ]);
    await server.close();
    const [away] = await client.probeEndpoints();
    expect(away).toMatchObject({ healthy: false, loaded: null, latencyMs: null });
    expect(away?.detail).toMatch(/cannot reach http.*ollama serve/);
  });
});
