import { afterEach, describe, expect, it } from 'vitest';
import { loadTemplates } from '#prompts';
import { ExecuteSubtask, PlanTask } from '#roles';
import { finish, byTurn, call, plan, textOf, type Script } from '#testing';
import { executeWork, journalOf, MemoryLink, planWork, startBench, subtaskOf, type Bench } from './support.js';

let bench: Bench;
afterEach(() => bench.close());

const LONG = Array.from({ length: 60 }, (_, n) => ({
  ...{ id: `m${n}`, type: 'decision' as const, subtaskId: null, detail: '', verified: true },
  summary: `note ${n} ${'that says much '.repeat(8)}`,
}));

async function executeIn(contextWindow: number) {
  const script: Script = byTurn([call('write_file', { path: 'a.txt', content: 'done\n' }), finish('done')]);
  bench = await startBench(script, [{ contextWindow }]);
  const base = await bench.trees.seed({ 'b.txt': 'b\n' });
  const work = executeWork(base, { memory: LONG, subtask: subtaskOf({ acceptanceCriteria: 'a.txt holds done.' }) });
  const link = new MemoryLink();
  const { journal, signal } = journalOf(link, work);
  const { models, trees, tools, clock } = bench;
  const outcome = await new ExecuteSubtask(models, trees, tools, loadTemplates(), clock).run(work, journal, signal);
  const notes = link.entries.flatMap((entry) => (entry.kind === 'reply' ? entry.notes : []));
  return { outcome, notes, first: bench.server.requests[0]!, all: tools.schemas() };
}

describe('a model with a small window', () => {
  it('is offered fewer tools and less memory, never less of the subtask, and the log says so', async () => {
    const small = await executeIn(4096);
    expect(small.outcome).toMatchObject({ kind: 'claimed_done' });
    const offered = small.first.tools.map(({ name }) => name);
    for (const name of ['read_file', 'write_file', 'edit_file', 'shell_execute', 'finish'])
      expect(offered).toContain(name);
    expect(offered.length).toBeLessThan(small.all.length);
    expect(small.notes.join('\n')).toMatch(/left out \d+ of 60 lines of memory[\s\S]*left out the tool memory_search/);
    for (const kept of ['a.txt holds done.', '# Rules', 'You are the executor of Loom'])
      expect(textOf(small.first)).toContain(kept);
    // The first turn leaves room for an answer.
    const { contextWindow, messages, tools } = { contextWindow: 4096, ...small.first };
    const chars = JSON.stringify(messages).length + JSON.stringify(tools).length;
    expect(chars / 4).toBeLessThan(contextWindow * (2 / 3));
    await bench.close();

    const large = await executeIn(65_536);
    expect(large.first.tools.map(({ name }) => name)).toEqual(large.all.map(({ name }) => name));
    expect(textOf(large.first)).toContain('note 59');
    expect(large.notes).toEqual([]);
  });

  it('gets a first question that fits, whatever the workspace and the lessons are', async () => {
    bench = await startBench(() => plan(['only']), [{ contextWindow: 4096 }]);
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, n) => [`folder/file-with-a-long-name-${n}.txt`, 'x\n']),
    );
    const base = await bench.trees.seed(files);
    const work = planWork(base, { lessons: LONG });
    const { journal, signal } = journalOf(new MemoryLink(), work);
    const outcome = await new PlanTask(bench.models, bench.trees, loadTemplates()).run(work, journal, signal);
    expect(outcome).toMatchObject({ kind: 'planned' });
    const [first] = bench.server.requests;
    expect(textOf(first!)).toContain('Make {braces} and $& survive.');
    expect(textOf(first!)).toMatch(/more lines do not fit/);
    expect(textOf(first!).length / 4).toBeLessThan(4096);
  });
});
