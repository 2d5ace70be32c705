import { afterEach, describe, expect, it } from 'vitest';
import type { ModelConfig } from '#config';
import { blankProfile, type ModelProfile } from '#contracts';
import type { ChatMessage, ToolSchema } from '#domain';
import type { ModelReply, ModelRequest } from '#roles';
import {
  answer,
  call,
  calls,
  modelConfig,
  RecordedClock,
  ScriptedModelServer,
  type ScriptedAnswer,
  type SeenRequest,
} from '#testing';
import { createModelClient, LocalEndpointSlots, type HttpModelClient } from '../index.js';

/* How what is known of a model steers what it is asked, and how work corrects what is known. */

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const PROVIDERS = ['ollama', 'openai_compatible'] as const;
const TOOL: ToolSchema = {
  name: 'read_file',
  description: 'Read.',
  parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
};
const SCHEMA = { type: 'object', properties: { passed: { type: 'boolean' } }, required: ['passed'] };
const USER: readonly ChatMessage[] = [
  { role: 'system', content: 'S' },
  { role: 'user', content: 'Go.' },
];
const called = (...ids: readonly string[]): readonly ChatMessage[] => [
  ...USER,
  {
    role: 'assistant',
    content: 'I read.',
    toolCalls: ids.map((id) => ({ id: `${id}23456789`.slice(0, 9), name: 'read_file', arguments: { path: id } })),
  },
  ...ids.map((id): ChatMessage => ({
    ...{ role: 'tool', toolCallId: `${id}23456789`.slice(0, 9), toolName: 'read_file' },
    content: `bytes of ${id}`,
  })),
];
const written = (path: string): ScriptedAnswer => ({
  text: `<tool_call>\n${JSON.stringify({ name: 'read_file', arguments: { path } })}\n</tool_call>`,
});

interface Bed {
  readonly server: ScriptedModelServer;
  readonly client: HttpModelClient;
  readonly last: () => SeenRequest;
  readonly ask: (more?: Partial<ModelRequest>) => Promise<ModelReply>;
}
async function bed(
  provider: ModelConfig['provider'],
  known: Partial<ModelProfile> | null,
  say: (request: SeenRequest) => ScriptedAnswer = () => answer('ok'),
  config: Partial<ModelConfig> = {},
): Promise<Bed> {
  const server = await ScriptedModelServer.start(say);
  const client = createModelClient([modelConfig(server.url, { provider, ...config })], {
    slots: new LocalEndpointSlots(),
    random: () => 0,
    clock: new RecordedClock(),
  });
  open.push(
    () => server.close(),
    () => client.close(),
  );
  if (known !== null) await know(client, known);
  const ask = async (request: Partial<ModelRequest> = {}): Promise<ModelReply> =>
    client.complete(await client.choose({ role: 'executor', tier: 1 }), {
      messages: USER,
      signal: new AbortController().signal,
      ...request,
    });
  return { server, client, ask, last: () => server.requests.at(-1) as SeenRequest };
}

/** As the API tells it after a heartbeat. */
async function know(client: HttpModelClient, known: Partial<ModelProfile>): Promise<void> {
  await client.probeNow('main', new AbortController().signal);
  const { endpoint, model, fingerprint } = client.profileOf('main') as ModelProfile;
  client.adopt([{ ...blankProfile({ endpoint, model }, fingerprint), ...known }], client.findings());
}

const switchIn = ({ body, protocol }: SeenRequest): unknown =>
  protocol === 'ollama'
    ? body['think']
    : (body['chat_template_kwargs'] as { enable_thinking?: boolean } | undefined)?.enable_thinking;
const formIn = ({ body }: SeenRequest): unknown =>
  body['format'] ?? (body['response_format'] as { type?: string } | undefined)?.type;
const rolesIn = ({ messages }: SeenRequest): string => messages.map(({ role }) => role).join(' ');

describe.each(PROVIDERS)('a profile steers requests over %s:', (provider) => {
  it.each(['text', 'none'] as const)(
    'tools are told in words from the first turn on where they are called as %s',
    async (tools) => {
      const { ask, server, last } = await bed(provider, { tools }, () => written('a'));
      const first = await ask({ tools: [TOOL] });
      expect(first.toolCalls).toMatchObject([{ name: 'read_file', arguments: { path: 'a' } }]);
      expect(first.notes.join()).not.toContain('takes no tools');
      expect([last().tools, server.requests.length]).toEqual([[], 1]);
      expect(last().system).toContain('"name":"read_file"');
      await ask({ tools: [TOOL], messages: called('a') });
      expect(rolesIn(last())).toBe('system user assistant user');
      expect(last().messages[2]?.content).toContain('<tool_call>');
    },
  );

  it('a schema that is not obeyed is told in the prompt and nowhere else', async () => {
    const { ask, last } = await bed(provider, { schema: 'none' }, () => answer('{"passed":true}'));
    await ask({ jsonSchema: SCHEMA });
    expect(formIn(last())).toBeUndefined();
    expect(last().messages.at(-1)?.content).toContain(JSON.stringify(SCHEMA));
    const json = await bed(provider, { schema: 'json' }, () => answer('{"passed":true}'));
    await json.ask({ jsonSchema: SCHEMA });
    expect(formIn(json.last())).toBe(provider === 'ollama' ? 'json' : 'json_object');
    expect(json.last().messages.at(-1)?.content).toContain(JSON.stringify(SCHEMA));
  });

  it('the switch for thinking is sent only where it works', async () => {
    for (const [thinking, sent] of [
      [null, true],
      ['switch', true],
      ['none', false],
      ['always', false],
    ] as const) {
      const { ask, last } = await bed(provider, { thinking });
      for (const think of [true, false]) {
        await ask({ think });
        expect([thinking, think, switchIn(last())]).toEqual([thinking, think, sent ? think : undefined]);
      }
      await ask();
      expect(switchIn(last())).toBeUndefined();
    }
  });

  it('calls are asked for one at a time, and told one at a time, where several break', async () => {
    const { ask, last } = await bed(provider, { refused: ['parallel_calls'], parallelCalls: false });
    await ask({ tools: [TOOL], messages: called('a', 'b') });
    expect(rolesIn(last())).toBe('system user assistant tool assistant tool');
    expect(
      last()
        .messages.map(({ toolCalls, content }) => [toolCalls.length, content])
        .slice(2),
    ).toEqual([
      [1, 'I read.'],
      [0, 'bytes of a'],
      [1, ''],
      [0, 'bytes of b'],
    ]);
    expect(last().system).toContain('one tool call at a time');
    expect(last().body['parallel_tool_calls']).toBe(provider === 'ollama' ? undefined : false);
    await ask();
    expect(last().system).toBe('S');
    const free = await bed(provider, { parallelCalls: false });
    await free.ask({ tools: [TOOL], messages: called('a', 'b') });
    expect([rolesIn(free.last()), free.last().system]).toEqual(['system user assistant tool tool', 'S']);
  });

  it('a system message that never arrives rides in the first user message, and results as user text', async () => {
    const { ask, last } = await bed(provider, { systemRole: false, toolRole: false });
    await ask({ tools: [TOOL], messages: called('a') });
    expect(rolesIn(last())).toBe('user assistant user');
    expect(last().messages[0]?.content).toMatch(/^S\n\nYou can call these tools[\s\S]*Go\.$/);
  });

  it("the user's word goes before what was found out", async () => {
    const known: Partial<ModelProfile> = {
      ...{ tools: 'text', schema: 'none', thinking: 'none', systemRole: false, toolRole: false },
    };
    const said: Partial<ModelConfig> = {
      ...{ tools: 'native', structuredOutput: 'schema', thinkingSwitch: true, systemRole: true, toolRole: true },
    };
    const { ask, last } = await bed(provider, known, () => answer('{"passed":true}'), said);
    await ask({ tools: [TOOL], jsonSchema: SCHEMA, think: false, messages: called('a') });
    expect([last().tools.length, last().jsonSchema, switchIn(last())]).toEqual([1, SCHEMA, false]);
    expect(rolesIn(last())).toBe('system user assistant tool');
    const against: Partial<ModelConfig> = {
      ...{ tools: 'text', structuredOutput: 'none', thinkingSwitch: false, systemRole: false, parallelCalls: false },
    };
    const other = await bed(provider, null, () => answer('{"passed":true}'), against);
    await other.ask({ tools: [TOOL], jsonSchema: SCHEMA, think: false });
    expect([other.last().tools, formIn(other.last()), switchIn(other.last())]).toEqual([[], undefined, undefined]);
    expect(rolesIn(other.last())).toBe('user');
    expect(other.last().messages[0]?.content).toContain('one tool call at a time');
  });

  it('a model that calls nothing is the last to execute, and does what else it is for', async () => {
    const models = ['scripted', 'big'].map((name) => ({ name, loaded: true }));
    const server = await ScriptedModelServer.start({ answer: () => answer('ok'), models });
    const configs = [
      modelConfig(server.url, { name: 'main', provider }),
      modelConfig(server.url, { name: 'big', model: 'big', provider, tier: 3 }),
    ];
    const client = createModelClient(configs, { slots: new LocalEndpointSlots(), random: () => 0 });
    open.push(
      () => server.close(),
      () => client.close(),
    );
    await know(client, { tools: 'none' });
    expect((await client.choose({ role: 'executor', tier: 1 })).name).toBe('big');
    expect((await client.choose({ role: 'planner', tier: 1 })).name).toBe('main');
    const [report] = await client.probeEndpoints();
    expect(report?.detail).toContain('it calls no tools: let another model be the executor');
  });
});

describe.each(PROVIDERS)('work corrects a profile over %s:', (provider) => {
  const shown = (client: HttpModelClient): Partial<ModelProfile> => client.profileOf('main') ?? {};

  it('a model that was told tools in words, and calls natively, is offered them so', async () => {
    const { ask, client, last } = await bed(provider, { tools: 'text' }, () => call('read_file', { path: 'a' }));
    expect((await ask({ tools: [TOOL] })).toolCalls).toHaveLength(1);
    expect(shown(client).tools).toBe('native');
    await ask({ tools: [TOOL] });
    expect(last().tools).toHaveLength(1);
  });

  it('and goes back to words, for good, where it calls no more then', async () => {
    const { ask, client, server } = await bed(provider, { tools: 'text' }, (request) =>
      request.tools.length > 0 ? answer('I would read it.') : call('read_file', { path: 'a' }),
    );
    for (let turn = 0; turn < 6; turn++) await ask({ tools: [TOOL] });
    expect(server.requests.map(({ tools }) => tools.length)).toEqual([0, 1, 1, 0, 0, 0]);
    expect(shown(client).tools).toBe('text');
  });

  it('but not where the server has refused them', async () => {
    const { ask, client, server } = await bed(provider, null, (request) =>
      request.tools.length > 0
        ? { status: 400, errorBody: { error: 'scripted does not support tools' } }
        : call('read_file', { path: 'a' }),
    );
    for (let n = 0; n < 3; n++) expect((await ask({ tools: [TOOL] })).toolCalls).toHaveLength(1);
    expect(shown(client)).toMatchObject({ tools: 'text', refused: ['tools'] });
    expect(server.requests).toHaveLength(4);
  });

  it('a model that writes its calls as text three times in a row is told tools as text', async () => {
    let n = 0;
    const { ask, client, last } = await bed(provider, null, () =>
      ++n === 2 ? call('read_file', { path: 'n' }) : written('w'),
    );
    for (let turn = 0; turn < 4; turn++) await ask({ tools: [TOOL] });
    expect([shown(client).tools, last().tools.length]).toEqual(['native', 1]);
    await ask({ tools: [TOOL] });
    expect(shown(client).tools).toBe('text');
    await ask({ tools: [TOOL] });
    expect(last().tools).toEqual([]);
  });

  it('a schema that an answer has not obeyed is told in the prompt from then on', async () => {
    const { ask, client, last } = await bed(provider, null, () => answer('**Verdict:** passed'));
    await ask({ jsonSchema: SCHEMA });
    expect(formIn(last())).toBeDefined();
    expect(shown(client).schema).toBe('none');
    await ask({ jsonSchema: SCHEMA });
    expect(formIn(last())).toBeUndefined();
    expect(last().messages.at(-1)?.content).toContain('JSON Schema');
  });

  it.each<[string, ScriptedAnswer]>([
    ['obeyed', answer('{"passed": true}')],
    ['cut', { text: '{"passed": tr', finish: 'length' }],
    ['empty', answer('')],
  ])('an answer that is %s says nothing against a schema', async (_name, said) => {
    const { ask, client } = await bed(provider, null, () => said);
    for (let n = 0; n < 3; n++) await ask({ jsonSchema: SCHEMA });
    expect(shown(client).schema).toBeNull();
  });

  it('what a probe has seen obeyed takes two answers in a row to be doubted', async () => {
    const said = ['prose', '{"passed": true}', 'prose', '{"passes": true}'];
    const { ask, client } = await bed(provider, { schema: 'schema' }, () => answer(said.shift() ?? ''));
    for (let n = 0; n < 3; n++) await ask({ jsonSchema: SCHEMA });
    expect(shown(client).schema).toBe('schema');
    await ask({ jsonSchema: SCHEMA });
    // It is JSON all the same.
    expect(shown(client).schema).toBe('json');
  });

  it('a switch that does not keep a model from thinking is left out', async () => {
    const { ask, client, last } = await bed(provider, { thinking: 'switch' }, () => ({ thinking: 'Hm.', text: 'ok' }));
    await ask({ think: false });
    expect(shown(client).thinking).toBe('switch');
    await ask({ think: false });
    expect(shown(client).thinking).toBe('always');
    await ask({ think: false });
    expect(switchIn(last())).toBeUndefined();
    const quiet = await bed(provider, { thinking: 'none' }, () => ({ thinking: 'Hm.', text: 'ok' }));
    await quiet.ask();
    expect(shown(quiet.client).thinking).toBe('switch');
  });

  it('several calls in one answer show that they can be asked for; a history of them that is refused, that not', async () => {
    const two = calls(call('read_file', { path: 'a' }), call('read_file', { path: 'b' }));
    const { ask, client } = await bed(provider, { parallelCalls: false }, () => two);
    await ask({ tools: [TOOL] });
    expect(shown(client).parallelCalls).toBe(true);
    const glued = { toolCalls: [{ name: 'read_file', arguments: '{"path":"a"}{"path":"b"}' }] };
    const gluing = await bed(provider, null, () => glued);
    expect((await gluing.ask({ tools: [TOOL] })).toolCalls).toHaveLength(2);
    await gluing.ask({ tools: [TOOL] });
    expect(gluing.last().system).toContain('one tool call at a time');
    expect(shown(gluing.client)).toMatchObject({ parallelCalls: false, refused: ['parallel_calls'] });
    const strict = await bed(provider, null, (request) =>
      request.messages.some(({ toolCalls }) => toolCalls.length > 1)
        ? { status: 500, text: 'This model only supports single tool-calls at once!' }
        : answer('ok'),
    );
    const reply = await strict.ask({ tools: [TOOL], messages: called('a', 'b') });
    expect([reply.text, reply.notes.length]).toEqual(['ok', 1]);
    expect(shown(strict.client)).toMatchObject({ parallelCalls: false, refused: ['parallel_calls'] });
  });

  it('tells nothing that was known, and all news at once', async () => {
    const { ask, client } = await bed(provider, null);
    for (let n = 0; n < 3; n++) await ask({ think: false, tools: [TOOL] });
    expect(client.findings()).toMatchObject([{ by: 'practice', shown: { usage: true } }]);
    const findings = client.findings();
    const profile = client.profileOf('main') as ModelProfile;
    client.adopt([profile], findings);
    await ask();
    expect(client.findings()).toEqual([]);
  });

  it('is true of all sections for one model on one server', async () => {
    const server = await ScriptedModelServer.start(() => answer('prose'));
    const configs = ['main', 'twin'].map((name) =>
      modelConfig(server.url, { name, provider, roles: [name === 'main' ? 'planner' : 'verifier'] }),
    );
    const client = createModelClient(configs, { slots: new LocalEndpointSlots(), clock: new RecordedClock() });
    open.push(
      () => server.close(),
      () => client.close(),
    );
    const signal = new AbortController().signal;
    await client.complete(await client.choose({ role: 'planner', tier: 1 }), {
      messages: USER,
      jsonSchema: SCHEMA,
      signal,
    });
    await client.complete(await client.choose({ role: 'verifier', tier: 1 }), {
      messages: USER,
      jsonSchema: SCHEMA,
      signal,
    });
    expect(server.requests.map(formIn).map((form) => form !== undefined)).toEqual([true, false]);
    expect(client.findings()).toHaveLength(1);
  });
});

describe('what one worker has learnt of a window', () => {
  it('bounds the prompts of all, where the server says nothing of itself', async () => {
    const config = { provider: 'openai_compatible', contextWindow: 32_768 } as const;
    const server = await ScriptedModelServer.start({
      answer: () => answer('ok'),
      probe: () => ({ status: 404, chunks: ['{}'] }),
    });
    const client = createModelClient([modelConfig(server.url, config)], { slots: new LocalEndpointSlots() });
    open.push(
      () => server.close(),
      () => client.close(),
    );
    const key = { endpoint: client.endpointOf('main'), model: 'scripted' };
    client.adopt([{ ...blankProfile(key, ''), contextWindow: 4096 }], []);
    const { contextWindow } = await client.choose({ role: 'executor', tier: 1 });
    expect(contextWindow).toBe(4096);
  });
});
