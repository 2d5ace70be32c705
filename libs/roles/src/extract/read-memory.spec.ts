import { describe, expect, it } from 'vitest';
import { readMemory } from './read-memory.js';

const read = (text: string) => readMemory(text, new Set(['a', 'b']));
const summaries = (text: string) => read(text)?.entries.map((e) => e.summary);

describe('readMemory', () => {
  it.each([
    ['a list', '[{"type":"decision","summary":"x"}]'],
    ['a wrapper', '{"memories":[{"type":"fact","summary":"x"}]}'],
    ['one entry', '{"type":"fact","summary":"x"}'],
    ['a numbered object', '{"0":{"summary":"x"}}'],
    ['a fenced list in prose', 'Here you are [1]:\n```json\n[{"type":"decision","summary":"x"}]\n```'],
    ['a numbered list', 'Here are the facts:\n1. **x**'],
  ])('reads %s', (_form, text) => {
    expect(summaries(text)).toEqual(['x']);
  });

  it('reads one object a line', () => {
    expect(summaries('{"type":"decision","summary":"x"}\n{"type":"error","summary":"y"}')).toEqual(['x', 'y']);
  });

  it('keeps the whole entries of a list that stops', () => {
    const text = '[{"type":"fact","summary":"x","tags":["a"]},{"type":"decision","summary":"y","tags":[]},{"type":"fa';
    expect(summaries(text)).toEqual(['x', 'y']);
    expect(summaries(`{"memories": ${text}`)).toEqual(['x', 'y']);
  });

  it('says how it read what is no whole list in JSON', () => {
    expect(read('1. the project uses pnpm')?.makeshift).toMatch(/lines of a list/);
    for (const text of ['[{"summary":"x"},{"summary":"y"},{"su', '[{"summary":"x"},{"su'])
      expect(read(text)?.makeshift, text).toMatch(/stops before its end/);
    for (const text of ['[{"summary":"x"}]', 'So:\n```json\n[{"summary":"x"}]\n```', '{"memories":[{"summary":"x"}]}'])
      expect(read(text)).not.toHaveProperty('makeshift');
  });

  it('reads a list that stands as text in an object', () => {
    expect(summaries(JSON.stringify({ memories: '[{"summary":"x"},{"summary":"y"}]' }))).toEqual(['x', 'y']);
  });

  it('keeps what is said again with other signs once', () => {
    expect(
      summaries('[{"summary":"a.txt is kept"},{"summary":"A.txt is kept."},{"summary":"`a.txt`  is kept"}]'),
    ).toEqual(['a.txt is kept']);
  });

  it('reads a list of sentences, and no list of names', () => {
    expect(summaries('["Notes are plain text.", "notes.txt was created by hand."]')).toEqual([
      'Notes are plain text.',
      'notes.txt was created by hand.',
    ]);
    for (const text of ['["a.py", "b.py"]', 'See ["src/a.ts"].', '[1, 2, 3]', '["done"]', '[["a b c"]]'])
      expect(read(text)?.entries ?? []).toEqual([]);
  });

  it('maps types, and lets nobody but the API speak for the user', () => {
    const types = ['decision', 'insight', 'bug', 'user_instruction', 'nonsense', 'Tool Result'];
    const text = JSON.stringify(types.map((type, i) => ({ type, summary: `s${i}` })));
    expect(read(text)?.entries.map((e) => e.type)).toEqual([
      'decision',
      'discovery',
      'error',
      'context',
      'context',
      'tool_result',
    ]);
  });

  it('drops a form that was not filled in', () => {
    const form = { type: 'decision|error', summary: '<one sentence>', detail: '<details>' };
    const kept = { summary: 'uses <b> for names', detail: '<details>' };
    const names = { summary: 'summary', detail: 'detail' };
    const found = read(JSON.stringify([form, names, { summary: '{summary}' }, kept]));
    expect(found?.entries.map(({ summary, detail }) => [summary, detail])).toEqual([
      ['uses <b> for names', 'uses <b> for names'],
    ]);
  });

  it('drops what cannot be used and counts it', () => {
    const text = JSON.stringify([{ type: 'decision', summary: null }, { summary: 'x' }, 7, { summary: '--' }]);
    expect(read(text)).toMatchObject({ entries: [{ summary: 'x', detail: 'x', tags: [] }], dropped: 3 });
  });

  it('keeps at most 12 entries, summaries of 150 whole characters, and ids of the plan', () => {
    const entries = Array.from({ length: 20 }, (_, i) => ({
      summary: `${i}${'🔥'.repeat(300)}`,
      tags: ['A', 'b'],
      relevance_to: ['a', 'zz'],
    }));
    const found = read(JSON.stringify(entries));
    expect(found?.entries).toHaveLength(12);
    expect(found?.dropped).toBe(8);
    expect(Array.from(found?.entries[0]?.summary ?? '')).toHaveLength(150);
    expect(found?.entries[0]).toMatchObject({ tags: ['a', 'b'], relevanceTo: ['a'] });
  });

  it('tells "nothing to note" from an answer that is no list', () => {
    expect(read('[]')).toEqual({ entries: [], dropped: 0 });
    expect(read('Sure, next I will add tests.')).toBeNull();
  });
});
