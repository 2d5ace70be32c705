import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelUse } from '#conductor';
import type { ModelFinding, VerifierTrial } from '#contracts';
import { StoreFixture } from './store.fixture.js';

let fixture: StoreFixture;
let taskId: string;
beforeEach(async () => {
  fixture = await StoreFixture.open();
  taskId = await fixture.task();
});
afterEach(() => fixture.close());

describe('statistics, landings and health', () => {
  const use = (attemptId: string, over: Partial<ModelUse> = {}): ModelUse => ({
    attemptId,
    model: { name: 'small', model: 'q', tier: 1, endpoint: 'gpu:11434' },
    role: 'executor',
    success: true,
    retry: false,
    usage: { promptTokens: 5, completionTokens: 2, estimated: false },
    milliseconds: 10.4,
    ...over,
  });

  it('sums up what a model did on its server, each attempt once', async () => {
    const { store } = fixture;
    await store.recordModelUse(use('a.1'));
    await store.recordModelUse(use('a.1'));
    await store.recordModelUse(use('a.2', { success: false, retry: true }));
    await store.recordModelUse(use('a.3', { success: null }));
    await store.recordModelUse(use('a.1', { role: 'verifier' }));
    await store.recordModelUse(use('b.1', { model: { name: 'other', model: 'q', tier: 1, endpoint: 'cpu:11434' } }));
    const counted = { successes: 1, failures: 0, retries: 0, promptTokens: 5, completionTokens: 2, milliseconds: 10 };
    const once = { ...counted, model: 'q', tier: 1, recentSuccesses: 1, recentFailures: 0 };
    expect(await store.modelStats()).toEqual([
      { ...once, endpoint: 'cpu:11434', role: 'executor' },
      {
        ...{ endpoint: 'gpu:11434', model: 'q', role: 'executor', tier: 1, successes: 1, failures: 1, retries: 1 },
        ...{ promptTokens: 15, completionTokens: 6, milliseconds: 30, recentSuccesses: 1, recentFailures: 1 },
      },
      { ...once, endpoint: 'gpu:11434', role: 'verifier' },
    ]);
  });

  it('forgets old tries by and by, so that a model which got better is seen to be', async () => {
    const { store } = fixture;
    for (let n = 0; n < 60; n++) await store.recordModelUse(use(`bad.${n}`, { success: false }));
    for (let n = 0; n < 60; n++) await store.recordModelUse(use(`good.${n}`));
    const [row] = await store.modelStats();
    expect(row).toMatchObject({ successes: 60, failures: 60 });
    expect(row?.recentSuccesses).toBeGreaterThan(2 * (row?.recentFailures ?? Infinity));
  });

  it('keeps one profile of each model, made of all that was found out', async () => {
    const { store } = fixture;
    const finding = (at: string, shown: ModelFinding['shown'], endpoint = 'gpu:11434'): ModelFinding => ({
      ...{ endpoint, model: 'q', fingerprint: 'f', at, by: 'practice', shown },
      ...{ refused: [], taken: [], unknown: [], gaveWay: false },
    });
    const early = finding('2020-01-01T00:00:01Z', { tools: 'text', usage: true });
    const late = finding('2020-01-01T00:00:02Z', { tools: 'native' });
    await store.learnOfModels([late, early, finding('2020-01-01T00:00:01Z', { usage: false }, 'cpu:11434')]);
    await store.learnOfModels([early]);
    const all = await store.modelProfiles();
    expect(all.map(({ endpoint, tools, usage }) => [endpoint, tools, usage])).toEqual([
      ['cpu:11434', null, false],
      ['gpu:11434', 'native', true],
    ]);
    expect(await store.modelProfiles(['gpu:11434'])).toEqual(all.slice(1));
  });

  it('does not let a clock that goes before keep what was seen later from counting', async () => {
    const { store } = fixture;
    const key = { endpoint: 'gpu:11434', model: 'q', fingerprint: 'f' };
    const rest = { refused: [], taken: [], unknown: [], gaveWay: false };
    const ahead = { ...key, ...rest, at: '2999-01-01T00:00:00Z', by: 'practice', shown: { tools: 'text' } } as const;
    await store.learnOfModels([ahead]);
    expect(JSON.stringify(await store.modelProfiles())).not.toContain('2999');
    await store.learnOfModels([{ ...ahead, at: '2998-01-01T00:00:00Z', shown: { tools: 'native' } }]);
    expect(await store.modelProfiles()).toMatchObject([{ tools: 'native' }]);
    await store.learnOfModels([{ ...ahead, at: '2020-99-99T00:00:00Z', shown: { schema: 'none' } }]);
    expect(await store.modelProfiles()).toMatchObject([{ schema: 'none' }]);
  });

  it('loses nothing of findings that come at the same time', async () => {
    const { store } = fixture;
    const abilities = ['tools', 'schema', 'thinking', 'usage', 'systemRole', 'toolRole'] as const;
    await Promise.all(
      abilities.map((ability, n) =>
        store.learnOfModels([
          {
            ...{ endpoint: 'gpu:11434', model: 'q', fingerprint: 'f', at: '2020-01-01T00:00:00Z', by: 'practice' },
            shown: { [ability]: n < 3 ? 'none' : true },
            ...{ refused: [ability], taken: [], unknown: [], gaveWay: false },
          },
        ]),
      ),
    );
    const [profile] = await store.modelProfiles();
    expect(profile?.refused).toEqual([...abilities].sort());
    for (const ability of abilities) expect(profile?.[ability]).not.toBeNull();
  });

  it('remembers that a person wants a probe until it is made', async () => {
    const { store } = fixture;
    const key = { endpoint: 'gpu:11434', model: 'q' };
    const at = await store.wantProbes([key, { ...key, model: 'r' }]);
    expect((await store.modelProfiles()).map(({ model, wantedAt }) => [model, wantedAt])).toEqual([
      ['q', at],
      ['r', at],
    ]);
    const probe = { ...key, fingerprint: 'f', at: '2020-01-01T00:00:00Z', by: 'probe', shown: {} } as const;
    await store.learnOfModels([{ ...probe, refused: [], taken: [], unknown: [], gaveWay: false }]);
    expect((await store.modelProfiles()).map(({ wantedAt }) => wantedAt)).toEqual([null, at]);
  });

  it('keeps one trial of each pair, the latest', async () => {
    const { store } = fixture;
    const trial = (falseAccepts: number, model = 'v'): VerifierTrial => ({
      ...{ executor: { endpoint: 'gpu:11434', model: 'q' }, verifier: { endpoint: 'gpu:11434', model } },
      ...{ faults: 9, caughtByChecks: 2, falseAccepts, sound: 3, falseRejects: 0, inconclusive: 0, wrong: [] },
      ...{ milliseconds: 5, at: '2026-01-01T00:00:00Z' },
    });
    await store.keepVerifierTrials([trial(5), trial(1, 'w')]);
    await store.keepVerifierTrials([trial(2)]);
    expect(await store.verifierTrials()).toEqual([trial(2), trial(1, 'w')]);
  });

  it('shows what is landed and not taken back', async () => {
    const change = (path: string) => ({
      path,
      operation: 'create' as const,
      additions: 1,
      deletions: 0,
      binary: false,
    });
    const landing = (attemptId: string, kind: 'subtask' | 'undo' | 'redo', path: string, reverts: string[] = []) => ({
      attemptId,
      kind,
      subtaskId: kind === 'subtask' ? 's' : null,
      before: 'b',
      commit: 'c',
      generation: 1,
      changes: [change(path)],
      reverts,
    });
    await fixture.commit(taskId, { landings: [landing('land.1', 'subtask', 'a'), landing('land.2', 'subtask', 'b')] });
    await fixture.commit(taskId, { landings: [landing('revert.1', 'undo', 'a', ['land.1'])] });
    expect((await fixture.store.landedChanges(taskId)).map((c) => c.path)).toEqual(['b']);
    expect((await fixture.store.landings(taskId)).map((l) => [l.attemptId, l.revertedBy])).toEqual([
      ['land.1', 'revert.1'],
      ['land.2', null],
      ['revert.1', null],
    ]);
    await fixture.commit(taskId, { landings: [landing('revert.2', 'redo', 'a', ['revert.1'])] });
    expect((await fixture.store.landedChanges(taskId)).map((c) => c.path)).toEqual(['a', 'b']);
    await fixture.commit(taskId, { landings: [landing('revert.3', 'undo', 'a', ['land.1'])] });
    expect((await fixture.store.landings(taskId)).map((l) => l.revertedBy)).toEqual([
      'revert.3',
      null,
      'revert.2',
      null,
      null,
    ]);
    expect((await fixture.store.landedChanges(taskId)).map((c) => c.path)).toEqual(['b']);
  });

  it('answers a ping while it can write', async () => {
    await fixture.store.ping();
    await fixture.store.close();
    await expect(fixture.store.ping()).rejects.toThrow();
  });
});
