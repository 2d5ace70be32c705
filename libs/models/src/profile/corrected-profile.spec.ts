import { describe, expect, it } from 'vitest';
import { blankProfile, type ModelProfile } from '#contracts';
import { answer, call, calls, modelConfig, RecordedClock, ScriptedModelServer, type ScriptedAnswer } from '#testing';
import { createModelClient, LocalEndpointSlots, type HttpModelClient } from '../index.js';

/* How what is known of a model steers what it is asked, and how work corrects what is known. */

import {
  bed,
  called,
  closeBeds,
  later,
  formIn,
  PROVIDERS,
  SCHEMA,
  switchIn,
  TOOL,
  USER,
  written,
} from './profile.fixture.js';

closeBeds();

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
    for (const once of ['{}{"path":"a"}', '{"path":"a"}{"path":"a"}']) {
      const said = { toolCalls: [{ name: 'read_file', arguments: once }] };
      const single = await bed(provider, null, () => said);
      expect((await single.ask({ tools: [TOOL] })).toolCalls).toHaveLength(1);
      expect(shown(single.client).parallelCalls, once).toBeNull();
    }
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
    later(
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
    later(
      () => server.close(),
      () => client.close(),
    );
    const key = { endpoint: client.endpointOf('main'), model: 'scripted' };
    client.adopt([{ ...blankProfile(key, ''), contextWindow: 4096 }], []);
    const { contextWindow } = await client.choose({ role: 'executor', tier: 1 });
    expect(contextWindow).toBe(4096);
  });
});
