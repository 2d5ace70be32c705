import { afterEach, describe, expect, it } from 'vitest';
import type { ToolSchema } from '#domain';
import { ContextOverflow, ModelRefused, ModelUnreachable, NoModel } from '#roles';
import { answer, call, gate, inOrder, modelConfig as config } from '#testing';
import { asking, clientFor, closeBeds, serve } from './endpoint.fixture.js';

const PROVIDERS = ['ollama', 'openai_compatible'] as const;
afterEach(closeBeds);

const executor = { role: 'executor', tier: 1 } as const;
const READ_FILE: ToolSchema = {
  name: 'read_file',
  description: 'Read a file.',
  parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
};

describe.each(PROVIDERS)('HttpModelClient over %s', (provider) => {
  it('reads text, thinking, calls and usage whatever the chunking', async () => {
    for (const chunking of ['whole', 'line', 'byte', 13] as const) {
      const reply = {
        thinking: 'I need the file 🔥.',
        text: 'Ich lese ä 🔥',
        toolCalls: [
          { name: 'read_file', arguments: { path: 'a.ts' } },
          { name: 'read_file', arguments: { path: 'b 🔥.ts' } },
        ],
        usage: { promptTokens: 312, completionTokens: 20 },
      };
      const server = await serve({ answer: () => reply, chunking });
      const { client } = clientFor([config(server.url, { provider })]);
      const pieces: string[] = [];
      const choice = await client.choose(executor);
      const got = await client.complete(
        choice,
        asking({ tools: [READ_FILE], onPiece: (kind, text) => pieces.push(`${kind}:${text}`) }),
      );
      expect(got).toMatchObject({
        text: reply.text,
        thinking: reply.thinking,
        finish: 'stop',
        brokenCalls: [],
        usage: { promptTokens: 312, completionTokens: 20, estimated: false },
        notes: [],
      });
      expect(got.toolCalls.map(({ name, arguments: args }) => [name, args])).toEqual([
        ['read_file', { path: 'a.ts' }],
        ['read_file', { path: 'b 🔥.ts' }],
      ]);
      for (const { id } of got.toolCalls) expect(id).toMatch(/^[A-Za-z0-9]{9}$/);
      expect(
        pieces
          .filter((piece) => piece.startsWith('text:'))
          .map((piece) => piece.slice(5))
          .join(''),
      ).toBe(reply.text);
    }
  });

  it('takes a base_url with or without /v1', async () => {
    const server = await serve(() => answer('ok'));
    for (const tail of ['', '/', '/v1', '/v1/']) {
      const { client } = clientFor([config(server.url + tail, { provider })]);
      expect((await client.complete(await client.choose(executor), asking())).text).toBe('ok');
    }
  });

  it('sends a history back in the form the protocol wants', async () => {
    const server = await serve(() => answer('ok'));
    const { client } = clientFor([config(server.url, { provider })]);
    await client.complete(
      await client.choose(executor),
      asking({
        messages: [
          { role: 'system', content: 'S' },
          { role: 'user', content: 'U' },
          {
            role: 'assistant',
            content: '',
            toolCalls: [{ id: 'abcDEF123', name: 'read_file', arguments: { path: 'a\ud83d' } }],
          },
          { role: 'tool', toolCallId: 'abcDEF123', toolName: 'read_file', content: 'bytes' },
        ],
      }),
    );
    const messages = server.requests[0]?.body['messages'] as Record<string, unknown>[];
    const args = { path: 'a\ufffd' };
    const called = { name: 'read_file', arguments: provider === 'ollama' ? args : JSON.stringify(args) };
    expect(messages[2]).toMatchObject({
      role: 'assistant',
      content: '',
      tool_calls: [{ id: 'abcDEF123', function: called }],
    });
    expect(messages[3]).toMatchObject({ role: 'tool', tool_call_id: 'abcDEF123', content: 'bytes' });
    if (provider === 'ollama') expect(messages[3]).toMatchObject({ tool_name: 'read_file' });
  });

  it('never takes a stream without its end for an answer', async () => {
    const server = await serve(
      inOrder([
        { text: 'half an answer', toolCalls: [{ name: 'read_file', arguments: { path: 'x' } }], omitEnd: true },
        { text: 'x'.repeat(200), dropAfterBytes: 400 },
        { text: 'half', errorInStream: 'an error was encountered while running the model' },
        answer('whole'),
      ]),
    );
    const { client, waits } = clientFor([config(server.url, { provider })]);
    const got = await client.complete(await client.choose(executor), asking({ tools: [READ_FILE] }));
    expect([got.text, got.toolCalls]).toEqual(['whole', []]);
    expect(got.notes).toHaveLength(3);
    expect(waits.length).toBe(3);
    expect(server.requests).toHaveLength(4);
  });

  it('waits as told when the server is busy, and longer than for a broken one', async () => {
    const busy = {
      status: 503,
      headers: { 'retry-after': '7' },
      errorBody: { error: 'server busy, please try again.' },
    };
    const loading = { status: 503, errorBody: { error: { code: 503, message: 'Loading model' } } };
    const server = await serve(inOrder([busy, ...Array.from({ length: 9 }, () => loading), answer('at last')]));
    const { client, waits } = clientFor([config(server.url, { provider })]);
    expect((await client.complete(await client.choose(executor), asking())).text).toBe('at last');
    expect(waits[0]).toBe(7000);
    expect(waits.length).toBe(10);
  });

  it('gives up a server that stays busy after half a minute in all', async () => {
    const server = await serve(() => ({ status: 503, errorBody: { error: 'overloaded' } }));
    const { client, waits } = clientFor([config(server.url, { provider })]);
    const failed = client.complete(await client.choose(executor), asking());
    await expect(failed).rejects.toThrow(/stayed busy/);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(30_000);
  });

  it('gives up a server that stays broken after six tries', async () => {
    const server = await serve(() => ({ status: 500, errorBody: { error: 'the runner died' } }));
    const { client } = clientFor([config(server.url, { provider })]);
    const failed = client.complete(await client.choose(executor), asking());
    await expect(failed).rejects.toBeInstanceOf(ModelUnreachable);
    await expect(failed).rejects.toThrow(/the runner died/);
    expect(server.requests).toHaveLength(6);
  });

  it('names the address and the likely command when nothing listens there', async () => {
    const server = await serve(() => answer('ok'));
    const { client } = clientFor([config(server.url, { provider })]);
    const choice = await client.choose(executor);
    const { url } = server;
    await server.close();
    const failed = await client.complete(choice, asking()).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ModelUnreachable);
    expect((failed as ModelUnreachable).message).toContain(`cannot reach ${url}`);
    expect((failed as ModelUnreachable).remedy).toMatch(
      provider === 'ollama' ? /ollama serve/ : /Start the model server/,
    );
  });

  it('explains a wrong key and tries only once', async () => {
    const server = await serve({ answer: () => answer('ok'), apiKey: 'right' });
    const { client } = clientFor([config(server.url, { provider, apiKey: 'wrong' })]);
    const failed = await client.choose(executor).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ModelRefused);
    expect((failed as ModelRefused).remedy).toContain('api_key');
    const { client: good } = clientFor([config(server.url, { provider, apiKey: 'right' })]);
    expect((await good.complete(await good.choose(executor), asking())).text).toBe('ok');
  });

  it('closes the connection within moments of an abort and throws its reason', async () => {
    for (const holdAt of ['start', 'middle'] as const) {
      const server = await serve(() => ({ text: 'never said in full', hold: gate().promise, holdAt }));
      const { client } = clientFor([config(server.url, { provider })]);
      const leaving = new AbortController();
      const failed = client
        .complete(await client.choose(executor), asking({ signal: leaving.signal }))
        .catch((error: unknown) => error);
      const request = await server.seen(1);
      const reason = new Error('cancelled by the user');
      const startedAt = performance.now();
      leaving.abort(reason);
      expect(await failed).toBe(reason);
      await request.aborted;
      expect(performance.now() - startedAt).toBeLessThan(1000);
    }
  });

  it('frees its slot after an answer, a failure and an abort', async () => {
    const held = gate();
    const server = await serve(
      inOrder([{ status: 400, errorBody: { error: 'no' } }, { text: 'never', hold: held.promise }, answer('ok')]),
    );
    const { client } = clientFor([config(server.url, { provider, maxConcurrency: 1 })]);
    const choice = await client.choose(executor);
    await expect(client.complete(choice, asking())).rejects.toBeInstanceOf(ModelRefused);
    const leaving = new AbortController();
    const second = client.complete(choice, asking({ signal: leaving.signal })).catch((error: unknown) => error);
    await server.seen(2);
    const third = client.complete(choice, asking());
    leaving.abort();
    await second;
    expect((await third).text).toBe('ok');
  });

  it('asks no more at once than the endpoint takes', async () => {
    const server = await serve(() => ({ text: 'ok', delayMs: 5 }));
    const { client } = clientFor([config(server.url, { provider, maxConcurrency: 2 })]);
    const choice = await client.choose(executor);
    await Promise.all(Array.from({ length: 10 }, () => client.complete(choice, asking())));
    expect(server.mostAtOnce).toBe(2);
  });

  it('gives up a server that stands still, by its own clocks', async () => {
    const server = await serve(() => ({ text: 'first piece and more', hold: gate().promise, holdAt: 'middle' }));
    const { client } = clientFor([config(server.url, { provider })], { timings: { idleMs: 30, triesOfStall: 2 } });
    const failed = client.complete(await client.choose(executor), asking());
    await expect(failed).rejects.toThrow(/stood still/);
    expect(server.requests).toHaveLength(2);
    await server.requests[0]?.aborted;
  });

  it('bounds the whole answer by timeout_seconds and does not repeat it', async () => {
    const server = await serve(() => ({ text: 'x', hold: gate().promise }));
    const { client } = clientFor([config(server.url, { provider, timeoutSeconds: 0.05 })]);
    await expect(client.complete(await client.choose(executor), asking())).rejects.toBeInstanceOf(ModelUnreachable);
    await server.requests[0]?.aborted;
  });

  it('marks an answer that was cut, and runs nothing of it', async () => {
    const server = await serve(() => ({ ...call('read_file', { path: 'a' }), text: 'x', finish: 'length' }));
    const { client } = clientFor([config(server.url, { provider })]);
    const got = await client.complete(await client.choose(executor), asking({ tools: [READ_FILE] }));
    expect(got).toMatchObject({ finish: 'length', toolCalls: [], brokenCalls: [{ name: 'read_file' }] });
  });

  it('says that the prompt does not fit in one kind of error, with the limit', async () => {
    const bodies = [
      { error: { message: "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens." } },
      {
        error: {
          type: 'exceed_context_size_error',
          message: 'request (9000 tokens) exceeds the available context size (4096 tokens)',
          n_prompt_tokens: 9000,
          n_ctx: 4096,
        },
      },
      {
        error:
          'Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens',
      },
      {
        error:
          'The number of tokens to keep from the initial prompt is greater than the context length (n_keep: 10247 >= n_ctx: 4096).',
      },
    ];
    for (const errorBody of bodies) {
      const server = await serve(() => ({ status: 400, errorBody }));
      const { client } = clientFor([config(server.url, { provider })]);
      const failed = await client.complete(await client.choose(executor), asking()).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(ContextOverflow);
      expect((failed as ContextOverflow).limit).toBe(4096);
      expect(server.requests).toHaveLength(1);
    }
  });

  it('gives no model for a role that none plays', async () => {
    const { client } = clientFor([config('http://127.0.0.1:1', { provider, roles: ['planner'] })]);
    await expect(client.choose(executor)).rejects.toBeInstanceOf(NoModel);
  });
});
