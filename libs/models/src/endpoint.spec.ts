import { afterEach, describe, expect, it } from 'vitest';
import type { ToolSchema } from '#domain';
import { ContextOverflow, ModelRefused } from '#roles';
import { answer, modelConfig, ScriptedModelServer, type ScriptedAnswer, type SeenRequest } from '#testing';
import { createModelClient, LocalEndpointSlots } from './index.js';
import { bed, closeBeds, closeLater, OPENAI, USER } from './endpoint.fixture.js';

/* What endpoints differ in. */

afterEach(closeBeds);

const refusal = (status: number, error: unknown): ScriptedAnswer => ({ status, errorBody: { error } });
const body = (server: ScriptedModelServer, n: number): SeenRequest['body'] => server.requests[n - 1]?.body ?? {};
const LIST: ToolSchema = {
  name: 'list_directory',
  description: 'List.',
  parameters: { type: 'object', properties: {} },
};
const SCHEMA = { type: 'object', properties: { passed: { type: 'boolean', title: 'x' } }, required: ['passed'] };

describe('Ollama endpoint', () => {
  it('asks every time for the same context, never to be cut silently', async () => {
    const models = [{ name: 'scripted', trainedContext: 6000, contextWindow: 2048, loaded: true }];
    const { server, client, ask } = await bed({ answer: () => answer('ok'), models });
    await ask();
    await ask({ tools: [LIST], maxTokens: 100, think: true });
    expect((await client.choose({ role: 'planner', tier: 3 })).contextWindow).toBe(6000);
    for (const n of [1, 2]) {
      expect(body(server, n)).toMatchObject({ truncate: false, shift: false, options: { num_ctx: 6000 } });
      expect(body(server, n)['keep_alive']).toBeDefined();
    }
    expect(body(server, 2)['options']).toMatchObject({ num_predict: 100 });
  });

  it('gives all sections of one model the same context', async () => {
    const server = await ScriptedModelServer.start(() => answer('ok'));
    closeLater(() => server.close());
    const configs = [
      modelConfig(server.url, { name: 'a', contextWindow: 4096, roles: ['planner'] }),
      modelConfig(`${server.url}/`, { name: 'b', roles: ['executor'] }),
    ];
    const client = createModelClient(configs, { slots: new LocalEndpointSlots() });
    closeLater(() => client.close());
    for (const role of ['planner', 'executor'] as const)
      expect((await client.choose({ role, tier: 1 })).contextWindow).toBe(4096);
  });

  it('falls back to 8192 tokens, and leaves half of the window to the prompt', async () => {
    const { client } = await bed({ answer: () => answer('ok') }, { maxTokens: 100_000 });
    expect(await client.choose({ role: 'executor', tier: 1 })).toMatchObject({ contextWindow: 8192, maxTokens: 4096 });
  });

  it('leaves thinking out for a model that has none, and remembers it', async () => {
    const { server, ask } = await bed([refusal(400, '"scripted" does not support thinking'), answer('a'), answer('b')]);
    const first = await ask({ think: true });
    expect(first.text).toBe('a');
    expect(first.notes).toHaveLength(1);
    expect((await ask({ think: true })).notes).toEqual([]);
    expect([1, 2, 3].map((n) => 'think' in body(server, n))).toEqual([true, false, false]);
  });

  it('tells tools in words to a model that takes none, and reads its written calls', async () => {
    const written = '<tool_call>\n{"name": "list_directory", "arguments": {}}\n</tool_call>';
    const { server, ask } = await bed([
      refusal(400, 'registry/m does not support tools'),
      answer(written),
      answer('ok'),
    ]);
    const first = await ask({ tools: [LIST] });
    expect(first.toolCalls).toMatchObject([{ name: 'list_directory', arguments: {} }]);
    expect(server.requests[1]?.system).toContain('list_directory');
    const toolCalls = first.toolCalls;
    const id = toolCalls[0]?.id ?? '';
    await ask({
      tools: [LIST],
      messages: [
        ...USER,
        { role: 'assistant', content: '', toolCalls },
        { role: 'tool', toolCallId: id, toolName: 'list_directory', content: 'a.ts' },
      ],
    });
    expect(server.requests[2]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect('tools' in body(server, 3)).toBe(false);
  });

  it('asks once more when the complaint is about what was not sent, and believes it then', async () => {
    const complaint = refusal(400, 'registry/m does not support tools');
    const { ask } = await bed([complaint, answer('ok'), complaint, answer('well'), complaint, complaint]);
    const tools = [LIST];
    await ask({ tools });
    const again = await ask({ tools });
    expect([again.text, again.notes]).toEqual(['well', [expect.stringMatching(/not sent: asked once more/)]]);
    await expect(ask({ tools })).rejects.toThrow(/does not support tools/);
  });

  it('goes down the ladder of forms too, and tells the schema in words at its end', async () => {
    const { server, ask } = await bed([
      refusal(400, 'invalid format: unsupported keyword'),
      refusal(500, 'failed to parse grammar'),
      refusal(400, 'invalid format: "json"'),
      answer('{"passed":true}'),
    ]);
    expect((await ask({ jsonSchema: SCHEMA })).notes).toHaveLength(3);
    const plain = { ...SCHEMA, properties: { passed: { type: 'boolean' } } };
    expect([1, 2, 3, 4].map((n) => body(server, n)['format'])).toEqual([SCHEMA, plain, 'json', undefined]);
    expect(JSON.stringify(body(server, 4)['messages'])).toContain('JSON Schema');
  });

  it('sends the schema as format', async () => {
    const { server, ask } = await bed([answer('{"passed":true}')]);
    await ask({ jsonSchema: SCHEMA });
    expect(body(server, 1)['format']).toEqual(SCHEMA);
  });

  it('reports a prompt that was cut without a word as an overflow', async () => {
    const usage = { promptTokens: 2051, completionTokens: 5 };
    const { ask } = await bed([{ text: 'who are you?', usage }], { contextWindow: 4096 });
    const messages = [{ role: 'user' as const, content: 'word '.repeat(20_000) }];
    await expect(ask({ messages })).rejects.toBeInstanceOf(ContextOverflow);
  });

  it('names the models that exist when the wanted one does not', async () => {
    const models = [{ name: 'qwen3:8b' }, { name: 'gemma3:latest' }];
    const { ask } = await bed({ answer: () => answer('ok'), models }, { model: 'qwen3:80b' });
    const failed = (await ask().catch((error: unknown) => error)) as ModelRefused;
    expect(failed).toBeInstanceOf(ModelRefused);
    expect(failed.message).toContain('there are: qwen3:8b, gemma3:latest');
    expect(failed.remedy).toContain('ollama pull qwen3:80b');
    const { ask: tagless } = await bed(
      { answer: () => answer('ok'), models: [{ name: 'gemma3' }] },
      { model: 'gemma3' },
    );
    expect((await tagless()).text).toBe('ok');
  });

  it('does not repeat a request that needs more memory than there is', async () => {
    const oom = refusal(500, 'model requires more system memory (11.3 GiB) than is available (8.1 GiB)');
    const { server, ask } = await bed(() => oom);
    const failed = (await ask().catch((error: unknown) => error)) as ModelRefused;
    expect(failed.message).toContain('11.3 GiB');
    expect(failed.remedy).toContain('context_window');
    expect(server.requests).toHaveLength(1);
  });
});

describe('OpenAI-compatible endpoint', () => {
  it('learns its context from vLLM, LM Studio and llama.cpp', async () => {
    for (const flavour of ['vllm', 'lmstudio', 'llamacpp'] as const) {
      const models = [{ name: 'scripted', contextWindow: 5120, trainedContext: 131_072, loaded: true }];
      const { client } = await bed({ answer: () => answer('ok'), models, flavour }, OPENAI);
      const [report] = await client.probeEndpoints();
      expect([flavour, report?.contextWindow, report?.loaded]).toEqual([flavour, 5120, true]);
      expect((await client.choose({ role: 'executor', tier: 1 })).contextWindow).toBe(5120);
    }
  });

  it('looks again once LM Studio has loaded the model, for the context it really got', async () => {
    let asked = false;
    const entry = (): object => ({
      ...{ id: 'scripted', max_context_length: 131_072, state: asked ? 'loaded' : 'not-loaded' },
      ...(asked ? { loaded_context_length: 4096 } : {}),
    });
    const { client, ask } = await bed(
      {
        answer: () => {
          asked = true;
          return answer('ok');
        },
        flavour: 'lmstudio',
        probe: (path) =>
          path === '/api/v0/models' ? { chunks: [JSON.stringify({ object: 'list', data: [entry()] })] } : undefined,
      },
      { ...OPENAI, contextWindow: 32_768 },
    );
    expect((await client.choose({ role: 'executor', tier: 1 })).contextWindow).toBe(32_768);
    await ask();
    expect((await client.choose({ role: 'executor', tier: 1 })).contextWindow).toBe(4096);
  });

  it('goes down the ladder of schemas and remembers the rung', async () => {
    const { server, ask } = await bed(
      [
        refusal(400, { message: 'failed to parse grammar' }),
        refusal(400, 'response_format: unsupported keyword'),
        refusal(400, "'response_format.type' must be 'json_schema' or 'text'"),
        answer('{"passed":true}'),
        answer('{"passed":true}'),
      ],
      OPENAI,
    );
    const first = await ask({ jsonSchema: SCHEMA });
    expect(first.notes).toHaveLength(3);
    expect((await ask({ jsonSchema: SCHEMA })).notes).toEqual([]);
    const kinds = [1, 2, 3, 4, 5].map(
      (n) => (body(server, n)['response_format'] as { type?: string } | undefined)?.type,
    );
    expect(kinds).toEqual(['json_schema', 'json_schema', 'json_object', undefined, undefined]);
    expect(server.requests[1]?.jsonSchema).not.toEqual(SCHEMA);
    expect(JSON.stringify(body(server, 4)['messages'])).toContain('JSON Schema');
  });

  it('makes room by a shorter answer before it gives up on the prompt', async () => {
    const message =
      "This model's maximum context length is 6048 tokens. However, you requested 8616 tokens (568 in the messages, 8048 in the completion).";
    const { server, ask } = await bed(
      [{ status: 400, errorBody: { object: 'error', message, code: 400 } }, answer('ok')],
      {
        ...OPENAI,
        maxTokens: 8048,
      },
    );
    expect((await ask()).text).toBe('ok');
    expect(body(server, 2)['max_tokens']).toBe(6048 - 568 - 16);
  });

  it('gives way to a model without system or tool messages, or with strict turns', async () => {
    const { server, ask } = await bed(
      [refusal(400, 'Only user and assistant roles are supported!'), answer('ok')],
      OPENAI,
    );
    await ask();
    expect(server.requests[1]?.messages).toMatchObject([{ role: 'user', content: 'S\n\nGo.' }]);
  });

  it('leaves out stream_options where they are refused and estimates the tokens', async () => {
    const { server, ask } = await bed(
      [refusal(400, 'Unrecognized request argument: stream_options'), answer('ok')],
      OPENAI,
    );
    expect((await ask()).usage.estimated).toBe(true);
    expect('stream_options' in body(server, 2)).toBe(false);
  });

  it('reads a whole document where a stream was asked for', async () => {
    const message = {
      role: 'assistant',
      content: 'whole',
      tool_calls: [{ id: 'x', function: { name: 'list_directory', arguments: '{}' } }],
    };
    const json = JSON.stringify({
      choices: [{ index: 0, message, finish_reason: 'tool_calls' }],
      usage: { prompt_tokens: 3, completion_tokens: 4 },
    });
    const { ask } = await bed([{ chunks: [json], headers: { 'content-type': 'application/json' } }], OPENAI);
    expect(await ask({ tools: [LIST] })).toMatchObject({
      text: 'whole',
      toolCalls: [{ name: 'list_directory' }],
      usage: { promptTokens: 3, estimated: false },
    });
  });

  it('takes a web page with status 200 for a fault of the road', async () => {
    const page = { chunks: ['<html>502 Bad Gateway</html>'], headers: { 'content-type': 'text/html' } };
    const { ask } = await bed([page, answer('ok')], OPENAI);
    expect((await ask()).text).toBe('ok');
  });

  it('asks for another sample when the server cannot read what the model wrote', async () => {
    const { server, ask } = await bed(
      () => refusal(500, { message: 'Failed to parse input at pos 60: <tool_call>' }),
      OPENAI,
    );
    await expect(ask()).rejects.toThrow(/Failed to parse input/);
    expect(server.requests).toHaveLength(3);
  });
});
