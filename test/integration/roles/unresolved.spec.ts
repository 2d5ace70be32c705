import { afterEach, describe, expect, it } from 'vitest';
import { loadTemplates } from '#prompts';
import { ExecuteSubtask } from '#roles';
import { byTurn, call, finish, type ScriptedAnswer } from '#testing';
import { executeWork, journalOf, MemoryLink, startBench, type Bench } from './support.js';

let bench: Bench;
afterEach(() => bench.close());

async function attempt(...steps: ScriptedAnswer[]) {
  bench = await startBench(byTurn(steps));
  const base = await bench.trees.seed({ 'b.txt': 'b\n' });
  const work = executeWork(base);
  const { journal, signal } = journalOf(new MemoryLink(), work);
  const { models, trees, tools, clock } = bench;
  const outcome = await new ExecuteSubtask(models, trees, tools, loadTemplates(), clock).run(work, journal, signal);
  const heard = bench.server.requests.map(({ messages }) => messages.at(-1)?.content ?? '');
  return { outcome, heard };
}
const write = call('write_file', { path: 'a.txt', content: 'done\n' });
const edit = (old: string) => call('edit_file', { path: 'b.txt', old_str: old, new_str: 'c' });
const BLOCKED = 'finish was not accepted: the last call of';

describe('a failure that nothing was done about', () => {
  it.each<[string, ScriptedAnswer]>([
    ['an edit', edit('not there')],
    ['a command', call('shell_execute', { command: 'exit 3' })],
  ])('keeps %s from being finished, once', async (_, failing) => {
    const { outcome, heard } = await attempt(write, failing, finish('all is well'), finish('it does not matter'));
    expect(outcome).toMatchObject({ kind: 'claimed_done', summary: 'it does not matter', toolCalls: 4 });
    expect(heard.filter((text) => text.includes(BLOCKED))).toHaveLength(1);
    expect(heard[3]).toContain(BLOCKED);
  });

  it.each<[string, ScriptedAnswer[], string]>([
    ['a change behind it has worked', [edit('not there'), write, finish('mended')], 'mended'],
    ['it was only a look', [write, call('read_file', { path: 'none.txt' }), finish('written')], 'written'],
  ])('keeps nothing from being finished where %s', async (_, steps, summary) => {
    const { outcome, heard } = await attempt(...steps);
    expect(outcome).toMatchObject({ kind: 'claimed_done', summary, toolCalls: 3 });
    expect(heard.filter((text) => text.includes('finish was not accepted'))).toEqual([]);
  });

  it('keeps nobody from saying that the work is blocked', async () => {
    const { outcome } = await attempt(edit('not there'), finish('', 'blocked', 'b.txt is another file'));
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'blocked', because: 'b.txt is another file' } });
  });
});
