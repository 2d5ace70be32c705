import { afterEach, describe, expect, it } from 'vitest';
import {
  accept,
  answer,
  byTurn,
  call,
  finish,
  firstMatching,
  gate,
  inOrder,
  plan,
  scriptByRole,
  ScriptedModelServer,
  type ScriptedServerOptions,
} from './index.js';

const servers: ScriptedModelServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function start(options: ScriptedServerOptions | ScriptedServerOptions['answer']): Promise<ScriptedModelServer> {
  const server = await ScriptedModelServer.start(options);
  servers.push(server);
  return server;
}
const post = (url: string, body: unknown, signal?: AbortSignal): Promise<Response> =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), ...(signal ? { signal } : {}) });
const user = (content: string): object => ({ role: 'user', content });
const system = (role: string): object => ({ role: 'system', content: `You are the ${role} of Loom.` });

interface Wire {
  readonly message: { content: string; thinking?: string; tool_calls: { function: unknown }[] };
  readonly choices: { delta: { content?: string | null }; finish_reason: string | null }[];
  readonly usage: { prompt_tokens: number };
  readonly error: string;
}
const parse = (text: string): Wire => JSON.parse(text) as Wire;
const jsonOf = async (response: Response | Promise<Response>): Promise<Wire> => (await (await response).json()) as Wire;

describe('ScriptedModelServer', () => {
  it('says one reply in the stream of either protocol, whatever the chunking', async () => {
    for (const chunking of ['whole', 'line', 'byte', 7] as const) {
      const reply = {
        thinking: 'hm',
        text: 'Grüße 🔥 and more words',
        toolCalls: [{ name: 'f', arguments: { a: 1 } }],
      };
      const server = await start({ answer: () => reply, chunking });
      const ollama = await (await post(`${server.url}/api/chat`, { model: 'm', messages: [user('x')] })).text();
      const lines = ollama.trim().split('\n').map(parse);
      expect(lines.map((line) => line.message.content).join('')).toBe(reply.text);
      expect(lines.map((line) => line.message.thinking ?? '').join('')).toBe('hm');
      expect(lines.at(-2)?.message.tool_calls[0]?.function).toEqual({ index: 0, name: 'f', arguments: { a: 1 } });
      expect(lines.at(-1)).toMatchObject({ done: true, done_reason: 'stop' });
      const body = { model: 'm', messages: [user('x')], stream: true, stream_options: { include_usage: true } };
      const sse = await (await post(`${server.url}/v1/chat/completions`, body)).text();
      const events = sse.split('\n\n').filter(Boolean);
      expect(events.at(-1)).toBe('data: [DONE]');
      const chunks = events.slice(0, -1).map((event) => parse(event.slice('data: '.length)));
      expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(reply.text);
      expect(chunks.at(-1)?.usage.prompt_tokens).toBeGreaterThan(0);
      expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('tool_calls');
    }
  });

  it('answers whole when no stream is asked for', async () => {
    const server = await start(() => ({ text: 'hi', toolCalls: [{ name: 'f', arguments: {} }] }));
    const body = { model: 'm', stream: false, messages: [user('x')] };
    expect(await (await post(`${server.url}/api/chat`, body)).json()).toMatchObject({
      done: true,
      message: { content: 'hi', tool_calls: [{ function: { name: 'f', arguments: {} } }] },
    });
    expect(await (await post(`${server.url}/v1/chat/completions`, body)).json()).toMatchObject({
      choices: [{ message: { content: 'hi', tool_calls: [{ function: { arguments: '{}' } }] } }],
    });
  });

  it('shows a request in words of neither protocol', async () => {
    const server = await start(() => answer('ok'));
    const schema = { type: 'object' };
    const fn = { type: 'function', function: { name: 'f', description: 'd', parameters: { type: 'object' } } };
    const asked = { model: 'm', messages: [system('planner'), user('x')], tools: [fn] };
    await post(`${server.url}/api/chat`, { ...asked, format: schema });
    const format = { type: 'json_schema', json_schema: { name: 'n', schema } };
    await post(`${server.url}/v1/chat/completions`, { ...asked, response_format: format });
    for (const request of server.requests) {
      expect(request).toMatchObject({ model: 'm', role: 'planner', jsonSchema: schema });
      expect(request.messages[1]).toEqual({ role: 'user', content: 'x', toolCalls: [] });
      expect(request.tools[0]?.name).toBe('f');
    }
  });

  it('gives each role its own answers and fails loudly on a request nobody scripted', async () => {
    const server = await start(scriptByRole({ planner: [plan(['a'])], verifier: [accept()] }));
    const ask = (role: string): Promise<Response> =>
      post(`${server.url}/api/chat`, { model: 'm', stream: false, messages: [system(role)] });
    expect((await jsonOf(ask('verifier'))).message.content).toContain('"passed":true');
    expect((await jsonOf(ask('planner'))).message.content).toContain('"id":"a"');
    const again = await ask('planner');
    expect(again.status).toBe(500);
    expect((await jsonOf(again)).error).toContain('asked once more');
    expect((await ask('executor')).status).toBe(500);
    expect(server.unscripted).toHaveLength(2);
  });

  it('tells parallel conversations apart by their text and goes by the turn', async () => {
    const turns = byTurn([call('write_file', { path: 'a' }), finish('wrote a')]);
    const server = await start(
      firstMatching([
        ['subtask: a', turns],
        [/subtask: b/, [finish('b')]],
      ]),
    );
    const ask = async (...messages: object[]): Promise<string> =>
      (await post(`${server.url}/api/chat`, { model: 'm', messages })).text();
    expect(await ask(user('subtask: b'))).toContain('finish');
    expect(await ask(user('subtask: a'))).toContain('write_file');
    expect(await ask(user('subtask: a'), { role: 'assistant', content: '' })).toContain('wrote a');
    expect(await ask(user('subtask: a'))).toContain('write_file');
  });

  it('holds an answer until released and reports that the client left', async () => {
    const held = gate();
    const server = await start(() => ({ text: 'late', hold: held.promise }));
    const first = post(`${server.url}/api/chat`, { model: 'm', messages: [user('x')] });
    await server.seen(1);
    held.open();
    expect(await (await first).text()).toContain('late');
    const never = await start(() => ({ text: 'never', hold: gate().promise, holdAt: 'middle' }));
    const leaving = new AbortController();
    const second = expect(
      post(`${never.url}/api/chat`, { model: 'm', messages: [user('x')] }, leaving.signal).then((r) => r.text()),
    ).rejects.toThrow();
    const request = await never.seen(1);
    leaving.abort();
    await request.aborted;
    await second;
  });

  it('drops, cuts and breaks an answer as told', async () => {
    const server = await start(
      inOrder([
        { text: 'x'.repeat(100), dropAfterBytes: 50 },
        { text: 'half', omitEnd: true },
        { text: 'half', errorInStream: 'the runner died' },
        { status: 503, headers: { 'retry-after': '2' }, errorBody: { error: 'busy' } },
        { chunks: ['raw ', 'bytes'], status: 418 },
        { chunks: ['raw'], endHow: 'reset' },
      ]),
    );
    const ask = (): Promise<Response> => post(`${server.url}/api/chat`, { model: 'm', messages: [user('x')] });
    await expect(ask().then((response) => response.text())).rejects.toThrow();
    expect(await (await ask()).text()).not.toContain('"done":true');
    expect((await (await ask()).text()).trim().split('\n').at(-1)).toBe('{"error":"the runner died"}');
    const busy = await ask();
    expect([busy.status, busy.headers.get('retry-after'), await busy.json()]).toEqual([503, '2', { error: 'busy' }]);
    const raw = await ask();
    expect([raw.status, await raw.text()]).toEqual([418, 'raw bytes']);
    await expect(ask().then((response) => response.text())).rejects.toThrow();
  });

  it('advertises its models and refuses others and strangers', async () => {
    const models = [{ name: 'qwen', contextWindow: 4096, trainedContext: 40_960, loaded: true }];
    const server = await start({ answer: () => answer('ok'), models, apiKey: 'secret' });
    const headers = { authorization: 'Bearer secret' };
    const get = async (path: string): Promise<unknown> => (await fetch(server.url + path, { headers })).json();
    expect(await get('/api/tags')).toMatchObject({ models: [{ name: 'qwen' }] });
    expect(await get('/api/ps')).toMatchObject({ models: [{ context_length: 4096 }] });
    expect(await get('/v1/models')).toMatchObject({ data: [{ id: 'qwen', max_model_len: 4096 }] });
    expect((await fetch(`${server.url}/v1/models`)).status).toBe(401);
    const body = JSON.stringify({ model: 'other', messages: [] });
    expect((await fetch(`${server.url}/api/chat`, { method: 'POST', headers, body })).status).toBe(404);
  });
});
