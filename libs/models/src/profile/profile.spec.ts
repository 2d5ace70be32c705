import { describe, expect, it } from 'vitest';
import type { ModelConfig } from '#config';
import { type ModelProfile } from '#contracts';
import { answer, modelConfig, ScriptedModelServer } from '#testing';
import { createModelClient, LocalEndpointSlots } from '../index.js';

/* How what is known of a model steers what it is asked, and how work corrects what is known. */

import {
  bed,
  called,
  closeBeds,
  later,
  formIn,
  know,
  PROVIDERS,
  rolesIn,
  SCHEMA,
  switchIn,
  TOOL,
  written,
} from './profile.fixture.js';

closeBeds();

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
    later(
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
