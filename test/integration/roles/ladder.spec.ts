import { afterEach, describe, expect, it } from 'vitest';
import { loadTemplates } from '#prompts';
import { ExecuteSubtask } from '#roles';
import { rungOf } from '#domain';
import { finish, byTurn, call, textOf } from '#testing';
import { executeWork, journalOf, MemoryLink, startBench, type Bench } from './support.js';

let bench: Bench;
afterEach(() => bench.close());

const NOTES = Array.from({ length: 9 }, (_, n) => ({
  ...{ id: `m${n}`, type: 'decision' as const, subtaskId: null, detail: '', verified: true, summary: `note ${n}` },
}));

/** First request of a try at a subtask of tier 1. */
async function tryOf(n: number) {
  const models = [
    { name: 'small', model: 'small', tier: 1 as const },
    { name: 'middle', model: 'middle', tier: 2 as const },
    { name: 'large', model: 'large', tier: 3 as const },
  ].map((model) => ({ ...model, provider: 'openai_compatible' as const, contextWindow: 32_768, maxTokens: 1000 }));
  bench = await startBench(byTurn([call('write_file', { path: 'a.txt', content: 'done\n' }), finish('done')]), models);
  const base = await bench.trees.seed({ 'b.txt': 'b\n' });
  const feedback = Array.from({ length: n - 1 }, (_, at) => ({
    ...{ attempt: at + 1, source: 'verifier' as const, code: 'rejected', suggestion: '' },
    issues: [`fault of try ${at + 1}`],
  }));
  const work = executeWork(base, { attempt: n, rung: rungOf(n, 1), memory: NOTES, feedback });
  const { journal, signal } = journalOf(new MemoryLink(), work);
  const { models: client, trees, tools, clock } = bench;
  await new ExecuteSubtask(client, trees, tools, loadTemplates(), clock).run(work, journal, signal);
  const [first] = bench.server.requests;
  const text = first === undefined ? '' : textOf(first);
  await bench.close();
  return {
    model: first?.model,
    think: (first?.body['chat_template_kwargs'] as { enable_thinking?: boolean } | undefined)?.enable_thinking,
    most: first?.body['max_tokens'],
    notes: text.match(/note \d/g)?.length,
    opening: first?.system ?? '',
    faults: [...new Set(text.match(/fault of try \d/g))],
  };
}

describe('the retry ladder', () => {
  it('gives each try its rung: the verdict, then the next tier afresh, then the top tier with thought and room', async () => {
    const [first, second, third, fourth] = [await tryOf(1), await tryOf(2), await tryOf(3), await tryOf(4)];
    expect(first).toMatchObject({ model: 'small', most: 1000, notes: 9, faults: [] });
    expect(second).toMatchObject({ model: 'small', most: 1000, notes: 9, faults: ['fault of try 1'] });
    expect(second.opening).toBe(first.opening);
    expect(third).toMatchObject({
      model: 'middle',
      most: 1000,
      notes: 5,
      faults: ['fault of try 1', 'fault of try 2'],
    });
    expect(third.opening).not.toBe(first.opening);
    expect(fourth).toMatchObject({ model: 'large', think: true, most: 2000, notes: 5 });
    expect(fourth.faults).toHaveLength(3);
    for (const one of [first, second, third]) expect(one.think).not.toBe(true);
  });
});
