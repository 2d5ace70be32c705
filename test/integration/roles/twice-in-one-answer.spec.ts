import { afterEach, describe, expect, it } from 'vitest';
import { loadTemplates } from '#prompts';
import { ExecuteSubtask } from '#roles';
import { byTurn, call, calls, finish } from '#testing';
import { executeWork, journalOf, MemoryLink, startBench, subtaskOf, type Bench } from './support.js';

let bench: Bench;
afterEach(() => bench.close());

const subtask = subtaskOf({ description: 'Work on it.', expectedOutputs: [] });

/** What log.txt holds behind an answer of these commands. */
async function logAfter(...commands: string[]): Promise<string> {
  const answer = calls(...commands.map((command) => call('shell_execute', { command })));
  bench = await startBench(byTurn([answer, finish('done')]));
  const work = executeWork(await bench.trees.seed({ 'log.txt': '' }), { subtask });
  const { journal, signal } = journalOf(new MemoryLink(), work);
  const { models, trees, tools, clock } = bench;
  const outcome = await new ExecuteSubtask(models, trees, tools, loadTemplates(), clock).run(work, journal, signal);
  return trees.show(outcome.kind === 'claimed_done' ? outcome.head : '', 'log.txt');
}

describe('a change that stands twice in one answer', () => {
  const [A, B] = ['echo a >> log.txt', 'echo b >> log.txt'];

  it('is made once where it stands twice in a row, which the model is told', async () => {
    expect(await logAfter(A, A)).toBe('a\n');
    const told = bench.server.requests.at(-1)?.messages.filter(({ role }) => role === 'tool') ?? [];
    expect(told.map(({ content }) => content.includes('was run once'))).toEqual([false, true]);
  });

  it('is made twice behind another one', async () => {
    expect(await logAfter(A, B, A)).toBe('a\nb\na\n');
  });
});
