import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anyLetter } from '#testing';
import type { NewMemory } from '#conductor';
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
      fc.asyncProperty(fc.string({ unit: anyLetter, maxLength: 80 }), async (text) => {
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
