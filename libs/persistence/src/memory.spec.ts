import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelUse, NewMemory } from '#conductor';
import type { ModelFinding, VerifierTrial } from '#contracts';
import { rounds, StoreFixture } from './store.fixture.js';

let fixture: StoreFixture;
let taskId: string;
beforeEach(async () => {
  fixture = await StoreFixture.open();
  taskId = await fixture.task();
});
afterEach(() => fixture.close());

const entry = (summary: string, over: Partial<NewMemory> = {}): NewMemory => ({
  type: 'discovery',
  summary,
  detail: '',
  tags: [],
  relevanceTo: [],
  subtaskId: null,
  verified: true,
  commit: null,
  ...over,
});
const remember = (...memory: NewMemory[]) => fixture.commit(taskId, { memory });
const found = async (query: string, over: object = {}) =>
  (await fixture.store.searchMemory({ query, limit: 10, ...over })).map((view) => view.summary);

describe('search', () => {
  it('finds best first, higher scores better', async () => {
    await remember(
      entry('the build runs on Node'),
      entry('parser of quoted CSV fields', { detail: 'the CSV parser keeps quotes' }),
      entry('CSV files are large'),
    );
    expect(await found('csv parser')).toEqual(['parser of quoted CSV fields', 'CSV files are large']);
    const scores = (await fixture.store.searchMemory({ query: 'csv parser', limit: 10 })).map(
      (view) => view.score ?? 0,
    );
    expect(scores[0]).toBeGreaterThan(scores[1] ?? Infinity);
  });

  it('filters by task and type', async () => {
    await remember(entry('csv one'), entry('csv two', { type: 'error' }));
    const other = await fixture.task();
    await fixture.store.addMemory(other, [{ ...entry('csv three') }]);
    expect(new Set(await found('csv'))).toEqual(new Set(['csv one', 'csv two', 'csv three']));
    expect(await found('csv', { taskId, type: 'error' })).toEqual(['csv two']);
    expect(await found('csv', { taskId: other })).toEqual(['csv three']);
  });

  it('finds by the beginning of a word, other forms of it, accents aside and in any script', async () => {
    await remember(entry('Zeichenkodierung geprüft'), entry('parsing dates'), entry('配置文件 says port 80'));
    expect(await found('GEPRUFT')).toEqual(['Zeichenkodierung geprüft']);
    expect(await found('parse')).toEqual(['parsing dates']);
    expect(await found('配置')).toEqual([]);
    expect(await found('配置文')).toEqual(['配置文件 says port 80']);
  });

  it('reads no text as query language', async () => {
    await remember(entry('plain words NEAR here'), entry('c++ and node.js'));
    for (const text of [
      '"',
      '""',
      "'",
      '*',
      'a*',
      'AND',
      'x AND',
      'NOT',
      'NEAR(',
      'summary:x',
      '(',
      '^a',
      '-',
      '{}',
      '\0',
      ';--',
    ])
      await expect(found(text)).resolves.toBeInstanceOf(Array);
    expect(await found('node.js')).toEqual(['c++ and node.js']);
    expect(await found('NEAR')).toEqual(['plain words NEAR here']);
    expect(await found('')).toEqual([]);
    expect(await found('  ')).toEqual([]);
  });

  it('answers any text at all', async () => {
    await remember(entry('something'));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (text) => {
        await fixture.store.searchMemory({ query: text, limit: 3 });
        await fixture.store.lessons(text, taskId, 3);
        await fixture.store.memory({ taskId, query: text, limit: 3 });
      }),
      { numRuns: rounds(200) },
    );
  });
});

describe('what a model sends', () => {
  it('is kept and found though it holds NUL, half a surrogate pair or a word without end', async () => {
    const odd = 'a\0b \ud800 end';
    await remember(entry(odd, { detail: odd, tags: [odd, 'plain'], relevanceTo: [odd] }), entry('x'.repeat(300_000)));
    await remember(entry('many', { detail: Array.from({ length: 60_000 }, (_, n) => `w${n}`).join(' ') }));
    expect(await fixture.store.recollect(taskId, 'parse', 10)).toHaveLength(3);
    expect(await found('end')).toEqual(['a\ufffdb \ufffd end']);
    expect(await found('w7')).toEqual(['many']);
    expect((await fixture.store.memory({ taskId, tag: 'plain', limit: 10 })).map((m) => m.tags)).toEqual([
      ['a\ufffdb \ufffd end', 'plain'],
    ]);
  });
});

describe('reading', () => {
  it('lists newest first and filters by type, subtask, tag and words', async () => {
    await remember(
      entry('first', { tags: ['api', '100%'], subtaskId: 'parse' }),
      entry('second', { tags: ['apis'], relevanceTo: ['parse'] }),
      entry('third', { type: 'error' }),
    );
    const list = async (over: object) =>
      (await fixture.store.memory({ taskId, limit: 10, ...over })).map((m) => m.summary);
    expect(await list({})).toEqual(['third', 'second', 'first']);
    expect(await list({ limit: 1 })).toEqual(['third']);
    expect(await list({ tag: 'api' })).toEqual(['first']);
    expect(await list({ tag: '100%' })).toEqual(['first']);
    expect(await list({ tag: '%' })).toEqual([]);
    expect(await list({ subtaskId: 'parse' })).toEqual(['second', 'first']);
    expect(await list({ type: 'error' })).toEqual(['third']);
    expect(await list({ query: 'second first', tag: 'apis' })).toEqual(['second']);
  });

  it('recollects a subtask’s own, what is relevant to it exactly, decisions, errors and discoveries', async () => {
    await remember(
      entry('own', { type: 'context', subtaskId: 'parse' }),
      entry('relevant', { type: 'artifact', relevanceTo: ['parse'] }),
      entry('of a namesake', { type: 'artifact', relevanceTo: ['parse-2'] }),
      entry('foreign', { type: 'context', subtaskId: 'parse-2' }),
      entry('decision', { type: 'decision', subtaskId: 'other', verified: false }),
    );
    const recollections = await fixture.store.recollect(taskId, 'parse', 10);
    expect(recollections.map((r) => r.summary)).toEqual(['decision', 'relevant', 'own']);
    expect(recollections[0]?.verified).toBe(false);
    expect(await fixture.store.recollect(taskId, 'parse', 1)).toHaveLength(1);
  });

  it('draws lessons from verified entries of other tasks that have ended', async () => {
    await remember(entry('convert CSV by streaming'), entry('convert CSV by guessing', { verified: false }));
    const lessons = (goal: string, except = 'none') => fixture.store.lessons(goal, except, 10);
    expect(await lessons('a CSV converter')).toEqual([]);
    await fixture.commit(taskId, { task: { status: 'failed' } });
    expect((await lessons('write and test a CSV converter for the team')).map((l) => l.summary)).toEqual([
      'convert CSV by streaming',
    ]);
    expect(await lessons('a CSV converter', taskId)).toEqual([]);
    expect(await lessons('make the new one with this')).toEqual([]);
  });

  it('refuses memory of a task that does not exist', async () => {
    await expect(fixture.store.addMemory('nobody', [entry('x')])).rejects.toMatchObject({ code: 'unknown_task' });
  });
});

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
