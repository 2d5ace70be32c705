import { afterEach, describe, expect, it } from 'vitest';
import type { ModelExperience } from '#contracts';
import type { Tier } from '#domain';
import { ModelUnreachable, type ModelWish } from '#roles';
import { answer, modelConfig, RecordedClock, ScriptedModelServer } from '#testing';
import { createModelClient, LocalEndpointSlots } from '../index.js';
import { rank, type Candidate } from './rank.js';
import { TokenRatio } from './token-ratio.js';

const candidate = (name: string, tier: Tier, more: Partial<Candidate> = {}): Candidate => ({
  name,
  tier,
  endpoint: `${name}:1`,
  model: name,
  roles: ['executor'],
  coolingDown: false,
  callsNothing: false,
  load: 0,
  ...more,
});
const names = (candidates: readonly Candidate[], wish: Partial<ModelWish>): string[] =>
  rank(candidates, { role: 'executor', tier: 1, ...wish }).map(({ name }) => name);

describe('ranking of models', () => {
  const three = [candidate('big', 3), candidate('small', 1), candidate('middle', 2)];

  it('takes the lowest tier from the wanted one up, then the best there is', () => {
    expect(names(three, { tier: 1 })).toEqual(['small', 'middle', 'big']);
    expect(names(three, { tier: 2 })).toEqual(['middle', 'big', 'small']);
    expect(names(three.slice(1), { tier: 3 })).toEqual(['middle', 'small']);
  });

  it('stays away from what is to be avoided where another can do it', () => {
    expect(names(three, { tier: 3, avoid: ['big'] })[0]).toBe('middle');
    expect(names([candidate('only', 1)], { avoid: ['only'] })).toEqual(['only']);
  });

  it('stays with the endpoint of the conversation while it is healthy', () => {
    expect(names(three, { prefer: 'big' })[0]).toBe('big');
    expect(names([candidate('big', 3, { coolingDown: true }), candidate('small', 1)], { prefer: 'big' })[0]).toBe(
      'small',
    );
  });

  it('puts a model that cools down behind all others, and the least loaded before its equals', () => {
    expect(names([candidate('a', 1, { coolingDown: true }), candidate('b', 3)], {})).toEqual(['b', 'a']);
    expect(names([candidate('a', 1, { load: 1 }), candidate('b', 1, { load: 0.5 })], {})).toEqual(['b', 'a']);
  });

  it('leaves out who does not play the role', () => {
    expect(names([candidate('a', 1, { roles: ['planner'] })], {})).toEqual([]);
  });
});

describe('ranking by experience', () => {
  const had = (name: string, successes: number, failures: number, tries = successes + failures): ModelExperience => ({
    ...{ endpoint: `${name}:1`, model: name, successes, failures, tries },
  });
  const two = [candidate('a', 1), candidate('b', 1)];

  it('takes the one that did better among equals', () => {
    expect(names(two, { experience: [had('a', 4, 6), had('b', 9, 1)] })).toEqual(['b', 'a']);
    expect(names(two, { experience: [had('a', 9, 1), had('b', 4, 6)] })).toEqual(['a', 'b']);
  });

  it('lets the load decide where the difference is small, and takes a free slot before a better model', () => {
    const loaded = [candidate('a', 1, { load: 0.9 }), candidate('b', 1, { load: 0.1 })];
    expect(names(loaded, { experience: [had('a', 10, 0), had('b', 9, 1)] })[0]).toBe('b');
    const full = [candidate('a', 1, { load: 1 }), candidate('b', 1)];
    expect(names(full, { experience: [had('a', 10, 0), had('b', 3, 7)] })[0]).toBe('b');
  });

  it('passes a model that mostly fails by for the next tier, but not after one failure', () => {
    const tiers = [candidate('small', 1), candidate('middle', 2), candidate('big', 3)];
    expect(names(tiers, { experience: [had('small', 1, 9)] })).toEqual(['middle', 'small', 'big']);
    expect(names(tiers, { experience: [had('small', 0, 1)] })[0]).toBe('small');
  });

  it('tells the same model on another server apart', () => {
    const same = [candidate('a', 1, { model: 'q' }), candidate('b', 1, { model: 'q' })];
    const experience = [
      { ...had('a', 0, 10), model: 'q' },
      { ...had('b', 10, 0), model: 'q' },
    ];
    expect(names(same, { experience })[0]).toBe('b');
  });

  it('holds experience below health, what is to be avoided and the conversation', () => {
    const experience = [had('a', 20, 1), had('b', 2, 18)];
    expect(names([candidate('a', 1, { coolingDown: true }), candidate('b', 1)], { experience })[0]).toBe('b');
    expect(names(two, { experience, avoid: ['a'] })[0]).toBe('b');
    expect(names(two, { experience, prefer: 'b' })[0]).toBe('b');
  });

  it('never starves a model, takes the same one for the same numbers, and notices that one got better', () => {
    const play = (good: (name: string, n: number) => boolean): string[] => {
      const tally = new Map(two.map(({ name }) => [name, { successes: 0, failures: 0, tries: 0 }]));
      return Array.from({ length: 600 }, (_, n) => {
        const experience = [...tally].map(([name, { successes, failures, tries }]) =>
          had(name, successes, failures, tries),
        );
        const [taken] = names(two, { experience });
        expect(names(two, { experience })[0]).toBe(taken);
        const row = tally.get(taken ?? '') ?? { successes: 0, failures: 0, tries: 0 };
        const passed = good(taken ?? '', n);
        const sum = row.successes + row.failures;
        const fade = sum >= 40 ? 0.5 : 1;
        tally.set(taken ?? '', {
          successes: Math.floor(row.successes * fade) + (passed ? 1 : 0),
          failures: Math.floor(row.failures * fade) + (passed ? 0 : 1),
          tries: row.tries + 1,
        });
        return taken ?? '';
      });
    };
    const share = (taken: readonly string[], name: string): number =>
      taken.filter((one) => one === name).length / taken.length;
    const steady = play((name) => name === 'b');
    expect(share(steady, 'a')).toBeGreaterThan(0.03);
    expect(share(steady, 'a')).toBeLessThan(0.15);
    const turned = play((name, n) => (n < 200 ? name === 'b' : name === 'a'));
    expect(share(turned.slice(400), 'a')).toBeGreaterThan(0.8);
  });
});

describe('health', () => {
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });
  const wish = { role: 'executor', tier: 1 } as const;
  const ask = { messages: [{ role: 'user' as const, content: 'x' }], signal: new AbortController().signal };

  it('sends work elsewhere after a failure, and back when the endpoint has recovered', async () => {
    let broken = true;
    const first = await ScriptedModelServer.start(() => (broken ? { status: 500, text: 'no' } : answer('mended')));
    const second = await ScriptedModelServer.start(() => answer('ok'));
    const clock = new RecordedClock();
    const client = createModelClient(
      [modelConfig(first.url, { name: 'first' }), modelConfig(second.url, { name: 'second', tier: 2 })],
      { slots: new LocalEndpointSlots(), clock, random: () => 0 },
    );
    open.push(
      () => first.close(),
      () => second.close(),
      () => client.close(),
    );
    const choice = await client.choose(wish);
    expect(choice.name).toBe('first');
    await expect(client.complete(choice, ask)).rejects.toBeInstanceOf(ModelUnreachable);
    expect((await client.choose(wish)).name).toBe('second');
    broken = false;
    clock.advance(120_000);
    const again = await client.choose(wish);
    expect([again.name, (await client.complete(again, ask)).text]).toEqual(['first', 'mended']);
  });

  it('passes over an endpoint that is away, and reports it only when all are', async () => {
    const away = await ScriptedModelServer.start(() => answer('ok'));
    const there = await ScriptedModelServer.start(() => answer('ok'));
    const client = createModelClient(
      [modelConfig(away.url, { name: 'away' }), modelConfig(there.url, { name: 'there', tier: 3 })],
      { slots: new LocalEndpointSlots(), clock: new RecordedClock(), random: () => 0 },
    );
    open.push(() => client.close());
    await away.close();
    expect((await client.choose(wish)).name).toBe('there');
    await there.close();
    // What is known of an endpoint holds until it fails; a worker that starts now knows nothing.
    const fresh = createModelClient([modelConfig(away.url), modelConfig(there.url, { name: 'there' })], {
      slots: new LocalEndpointSlots(),
    });
    open.push(() => fresh.close());
    await expect(fresh.choose(wish)).rejects.toBeInstanceOf(ModelUnreachable);
  });

  it('spreads work over equal endpoints by what they have to do', async () => {
    const slots = new LocalEndpointSlots();
    const servers = await Promise.all([0, 1].map(() => ScriptedModelServer.start(() => answer('ok'))));
    const client = createModelClient(
      servers.map((server, n) => modelConfig(server.url, { name: `m${n}` })),
      { slots, random: () => 0, machine: 'here' },
    );
    open.push(...servers.map((server) => () => server.close()), () => client.close());
    expect((await client.choose(wish)).name).toBe('m0');
    await slots.acquire(`here:${servers[0]?.port}`, 1, ask.signal);
    expect((await client.choose(wish)).name).toBe('m1');
  });
});

describe('the ratio of tokens to characters', () => {
  it('follows the counts and ignores prompts that are mostly template', () => {
    const ratio = new TokenRatio();
    ratio.learn(100, 90);
    expect(ratio.perChar).toBe(0.3);
    ratio.learn(1000, 250);
    expect(ratio.perChar).toBe(0.25);
    ratio.learn(1000, 350);
    expect(ratio.perChar).toBeCloseTo(0.28);
  });

  it('shows a truncation only where no other reading of the count is left', () => {
    const ratio = new TokenRatio();
    expect(ratio.showsTruncation(100_000, 2051, 4096)).toBe(true);
    expect(ratio.showsTruncation(30_000, 3900, 4096)).toBe(false);
    ratio.learn(1000, 250);
    expect(ratio.showsTruncation(30_000, 3900, 4096)).toBe(true);
    expect(ratio.showsTruncation(30_000, 7000, 8192)).toBe(false);
  });
});
