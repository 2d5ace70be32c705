import { describe, expect, it } from 'vitest';
import { PROBE_MARK, type ModelFinding, type ModelProfile } from '#contracts';
import { ableModel, gate, modelConfig, type PlayedAbilities, type ScriptedServerOptions } from '#testing';
import { createModelClient, type HttpModelClient } from '../index.js';
import { bed, closeWhatIsOpen, open, PROVIDERS, running } from './probe.fixture.js';

/* A model is asked what it can do, over real HTTP in both protocols. */

closeWhatIsOpen();

describe.each(PROVIDERS)('a probe over %s', (provider) => {
  const best = {
    ...{ tools: 'native', schema: 'schema', parallelCalls: true, systemRole: true, toolRole: true, usage: true },
    ...{ thinking: 'none', unknown: [], failedProbes: 0 },
  };

  it('finds that a good model can do everything, with few and small questions', async () => {
    const { server, client, profile } = await bed(provider, {});
    expect((await client.probeDue(running())).map(({ model }) => model)).toEqual([profile().model]);
    // Found out, not told yet, and not to be told again and again.
    expect(client.findings().length).toBeGreaterThan(0);
    expect(await client.probeDue(running())).toEqual([]);
    expect(profile()).toMatchObject(best);
    expect(profile().refused).toEqual(provider === 'ollama' ? ['think'] : []);
    expect(profile().probedAt).toBe('2026-01-01T00:00:00.000Z');
    expect(server.checks.length).toBeLessThanOrEqual(7);
    expect(Math.max(...server.checks.map(({ body }) => JSON.stringify(body).length))).toBeLessThan(2000);
    for (const { messages } of server.checks) expect(messages.map((m) => m.content).join()).toContain(PROBE_MARK);
    expect([server.requests, server.unscripted]).toEqual([[], []]);
  });

  const silent = { toolRole: null };
  it.each<[PlayedAbilities, Partial<ModelProfile>]>([
    [{ tools: 'one' }, { parallelCalls: false }],
    [{ tools: 'glued' }, { parallelCalls: false }],
    [{ tools: 'written' }, { tools: 'text', ...silent }],
    [{ tools: 'words_only' }, { tools: 'text', ...silent }],
    [{ tools: 'refused' }, { tools: 'text', ...silent }],
    [{ tools: 'never' }, { tools: 'none', parallelCalls: null, ...silent }],
    [{ schema: 'ignored' }, { schema: 'none' }],
    [{ schema: 'json_only' }, { schema: 'json' }],
    [{ schema: 'refused' }, { schema: 'none' }],
    [{ thinking: 'switch' }, { thinking: 'switch' }],
    [{ thinking: 'always' }, { thinking: 'always' }],
    [{ thinking: 'unswitchable' }, { thinking: 'always' }],
    [{ system: 'dropped' }, { systemRole: false }],
    [{ system: 'refused' }, { systemRole: false }],
    [{ results: 'dropped' }, { toolRole: false }],
    [{ results: 'refused' }, { toolRole: false }],
    [{ results: 'one_call' }, { parallelCalls: false }],
    [{ usage: false }, { usage: false, tokensPerSecond: null }],
  ])('of a model of which is true %j finds %j', async (able, found) => {
    const { client, profile } = await bed(provider, able);
    await client.probeDue(running());
    expect(profile()).toMatchObject({ ...best, ...found });
  });

  it('does not condemn a model that calls again where it was to answer', async () => {
    const play = ableModel();
    const { client, profile } = await bed(provider, (request) =>
      request.messages.some(({ role }) => role === 'tool')
        ? { toolCalls: [{ name: 'number_of_city', arguments: { city: 'Paris' } }] }
        : play(request),
    );
    await client.probeDue(running());
    expect(profile()).toMatchObject({ tools: 'native', toolRole: null });
    expect(profile().unknown).toEqual([{ ability: 'toolRole', because: 'it called again instead of answering' }]);
  });

  it('does not take a model that was cut while it reasoned for one that calls nothing', async () => {
    const cut = { thinking: 'Let me think about it. '.repeat(9), finish: 'length' as const };
    const { client, profile } = await bed(provider, () => cut);
    await client.probeDue(running());
    expect(profile()).toMatchObject({ tools: null, schema: null, thinking: 'always', systemRole: null });
    expect(profile().unknown.map(({ ability }) => ability)).toEqual([
      'tools',
      'schema',
      'parallelCalls',
      'systemRole',
      'toolRole',
    ]);
  });

  it('says why something is not known, keeps the rest, and asks that alone again, later and later', async () => {
    let broken = true;
    const play = ableModel();
    const { server, client, profile, clock } = await bed(provider, (request) =>
      broken && request.jsonSchema !== null ? { status: 500, text: 'the runner died' } : play(request),
    );
    await client.probeDue(running());
    const { unknown, schema, tools, failedProbes } = profile();
    expect([schema, tools, failedProbes]).toEqual([null, 'native', 1]);
    expect(unknown).toEqual([{ ability: 'schema', because: 'status 500: the runner died' }]);

    const asked = server.checks.length;
    await client.probeDue(running());
    clock.at += 119_000;
    await client.probeDue(running());
    expect(server.checks.length).toBe(asked);
    clock.at += 1_000;
    await client.probeDue(running());
    expect(server.checks.slice(asked).map(({ jsonSchema }) => jsonSchema !== null)).toEqual([true]);
    expect(profile().failedProbes).toBe(2);
    clock.at += 239_000;
    await client.probeDue(running());
    expect(server.checks.length).toBe(asked + 1);
    broken = false;
    clock.at += 1_000;
    await client.probeDue(running());
    expect(profile()).toMatchObject({ schema: 'schema', unknown: [], failedProbes: 0 });
  });

  it('is not repeated while the profile is fresh, and is when it has grown old', async () => {
    const { server, client, clock } = await bed(provider, {});
    await client.probeDue(running());
    const asked = server.checks.length;
    clock.at += 6 * 86_400_000;
    await client.probeDue(running());
    expect(server.checks.length).toBe(asked);
    clock.at += 2 * 86_400_000;
    await client.probeDue(running());
    expect(server.checks.length).toBe(2 * asked);
  });

  it('has a bounded time', async () => {
    const held = gate();
    const play = ableModel();
    const { client, profile } = await bed(
      provider,
      async (request) => (request.jsonSchema === null ? play(request) : { text: '{}', hold: held.promise }),
      { config: { probeSeconds: 0.3 } },
    );
    await client.probeDue(running());
    expect(profile()).toMatchObject({ tools: 'native', schema: null, thinking: null });
    const late = 'there was no time left (probe_seconds is 0.3)';
    expect(profile().unknown.map(({ ability, because }) => [ability, because])).toEqual(
      ['schema', 'thinking', 'systemRole', 'tokensPerSecond'].map((ability) => [ability, late]),
    );
  });

  it('leaves at once when work wants the model, and the work does not wait for it', async () => {
    const { server, client, profile } = await bed(provider, async () => ({ text: 'x', hold: gate().promise }), {
      config: { maxConcurrency: 1 },
    });
    const probing = client.probeDue(running());
    const check = await server.checked(1);
    const choice = await client.choose({ role: 'executor', tier: 1 });
    const reply = await client.complete(choice, { messages: [{ role: 'user', content: 'work' }], signal: running() });
    expect(reply.text).toBe('ok');
    await check.aborted;
    await probing;
    expect(profile().probedAt).toBeNull();
  });

  it('does not come between the turns of work', async () => {
    const { server, client } = await bed(provider, {});
    const choice = await client.choose({ role: 'executor', tier: 1 });
    await client.complete(choice, { messages: [{ role: 'user', content: 'work' }], signal: running() });
    await client.probeDue(running());
    expect(server.checks).toEqual([]);
    expect(await client.probeNow('main', running())).toBe('probed');
  });

  it('is made by one of several workers', async () => {
    const { server, slots } = await bed(provider, {});
    const workers = [1, 2, 3].map(() => createModelClient([modelConfig(server.url, { provider })], { slots }));
    open.push(...workers.map((worker) => () => worker.close()));
    await Promise.all(workers.map((worker) => worker.probeDue(running())));
    expect(workers.filter((worker) => worker.findings().length > 0)).toHaveLength(1);
    expect(server.checks.length).toBeLessThanOrEqual(7);
  });

  it('waits until no task has been open for as long as is configured', async () => {
    const { server, client } = await bed(provider, {}, { config: { probeAfterSeconds: 60 } });
    await client.probeDue(running(), 59_999);
    expect(server.checks).toEqual([]);
    await client.probeDue(running(), 60_000);
    expect(client.profileOf('main')).toMatchObject({ tools: 'native' });
  });

  it('is not made where the configuration says so, unless a person asks for it', async () => {
    const { server, client } = await bed(provider, {}, { config: { probeSeconds: 0 } });
    await client.probeDue(running());
    expect(server.checks).toEqual([]);
    client.adopt([{ ...blank(client), wantedAt: '2026-01-01T00:00:00.000Z' }], []);
    await client.probeDue(running());
    expect(client.profileOf('main')).toMatchObject({ tools: 'native', wantedAt: null });
    const asked = server.checks.length;
    await client.probeDue(running());
    expect(server.checks.length).toBe(asked);
  });

  it('of a server that is away leaves no trace', async () => {
    const { server, client } = await bed(provider, {});
    await server.close();
    await client.probeDue(running());
    expect([client.findings(), client.profileOf('main')]).toEqual([[], null]);
  });
});

const blank = (client: HttpModelClient): ModelProfile => ({
  ...{ endpoint: client.endpointOf('main'), model: 'scripted', fingerprint: '', tools: null, schema: null },
  ...{ parallelCalls: null, thinking: null, systemRole: null, toolRole: null, usage: null, tokensPerSecond: null },
  ...{ contextWindow: null, since: {}, refused: [], unknown: [], probedAt: null, failedProbes: 0, wantedAt: null },
});

describe('a cold model', () => {
  const models = (...loaded: readonly string[]) =>
    ['scripted', 'other'].map((name) => ({ name, loaded: loaded.includes(name) }));

  it.each(['ollama', 'lmstudio'] as const)('is not loaded for a probe where %s holds another', async (flavour) => {
    const provider = flavour === 'ollama' ? 'ollama' : 'openai_compatible';
    const cold = await bed(provider, {}, { server: { flavour, models: models('other') } });
    await cold.client.probeDue(running());
    expect(cold.server.checks).toEqual([]);
    for (const loaded of [[], ['scripted', 'other']]) {
      const { server, client } = await bed(provider, {}, { server: { flavour, models: models(...loaded) } });
      await client.probeDue(running());
      expect(server.checks.length).toBeGreaterThan(0);
    }
  });
});

describe('what a probe finds', () => {
  it('is tied to the model and the server: another digest or version is asked anew', async () => {
    const digest = { value: 'aaa' };
    const probe: ScriptedServerOptions['probe'] = (path) =>
      path === '/api/tags'
        ? { chunks: [JSON.stringify({ models: [{ name: 'scripted', digest: digest.value }] })] }
        : undefined;
    const { server, client, profile } = await bed('ollama', {}, { server: { probe } });
    await client.probeDue(running());
    const first = profile();
    const asked = server.checks.length;
    digest.value = 'bbb';
    await client.probeEndpoints();
    expect(client.profileOf('main')).toBeNull();
    await client.probeDue(running());
    expect(server.checks.length).toBe(2 * asked);
    expect(profile().fingerprint).not.toBe(first.fingerprint);
  });

  it('holds against what was refused before, and takes it back', async () => {
    const { client, profile } = await bed('openai_compatible', {});
    await client.probeDue(running());
    const old: ModelProfile = {
      ...{ ...blank(client), fingerprint: profile().fingerprint, tools: 'text', schema: 'none', systemRole: false },
      ...{ refused: ['tools', 'schema', 'system_role', 'empty_content'], probedAt: '2025-01-01T00:00:00.000Z' },
    };
    client.adopt([old], client.findings());
    expect(profile().tools).toBe('text');
    await client.probeDue(running());
    expect(profile()).toMatchObject({
      tools: 'native',
      schema: 'schema',
      systemRole: true,
      refused: ['empty_content'],
    });
  });

  it('tells how much context Ollama gave where that is less than it was asked for', async () => {
    const models = [{ name: 'scripted', contextWindow: 4096, trainedContext: 32_768, loaded: true }];
    const { client, profile } = await bed('ollama', {}, { server: { models } });
    await client.probeDue(running());
    expect(profile().contextWindow).toBe(4096);
    const [report] = await client.probeEndpoints();
    expect(report?.contextWindow).toBe(4096);
  });

  it('is told on once it is asked for, until it was heard', async () => {
    const { client } = await bed('ollama', {});
    await client.probeDue(running());
    const [finding] = client.findings() as [ModelFinding];
    expect(finding).toMatchObject({ by: 'probe', model: 'scripted', gaveWay: false });
    expect(client.findings()).toEqual([finding]);
    const profile = client.profileOf('main') as ModelProfile;
    client.adopt([profile], [finding]);
    expect([client.findings(), client.profileOf('main')]).toEqual([[], profile]);
  });
});
