import { afterEach, describe, expect, it } from 'vitest';
import type { ExtractWork, PlanWork } from '#contracts';
import { loadTemplates } from '#prompts';
import { ExtractMemory, PlanTask } from '#roles';
import { answer, inOrder, json, memory, plan, textOf, type ScriptedAnswer } from '#testing';
import { executeWork, journalOf, MemoryLink, planWork, startBench, subtaskOf, type Bench } from './support.js';

let bench: Bench;
afterEach(() => bench.close());

async function planned(answers: readonly ScriptedAnswer[], given: Partial<PlanWork> = {}) {
  bench = await startBench(inOrder(answers));
  const base = await bench.trees.seed({ 'src/index.ts': 'x\n', 'README.md': 'y\n' });
  const work = planWork(base, given);
  const { journal, signal } = journalOf(new MemoryLink(), work);
  return new PlanTask(bench.models, bench.trees, loadTemplates()).run(work, journal, signal);
}
const lastWords = (n: number) => bench.server.requests[n]?.messages.at(-1)?.content ?? '';

describe('PlanTask', () => {
  it('shows the goal and the workspace, and takes a sound plan at once', async () => {
    const outcome = await planned([plan(['a', { id: 'b', depends_on: ['a'] }])]);
    expect(outcome).toMatchObject({
      kind: 'planned',
      repairs: [],
      model: { name: 'm1' },
      subtasks: [{ id: 'a' }, { id: 'b' }],
    });
    const [request] = bench.server.requests;
    expect(request?.system).toMatch(/^You are the planner of Loom/);
    expect(request?.jsonSchema).not.toBeNull();
    for (const shown of ['Make {braces} and $& survive.', 'src/index.ts', 'README.md'])
      expect(textOf(request!)).toContain(shown);
  });

  it('asks once more and names each fault', async () => {
    const circle = plan([
      { id: 'a', depends_on: ['b'] },
      { id: 'b', depends_on: ['a', 'zz'] },
    ]);
    const outcome = await planned([circle, plan(['a'])]);
    expect(outcome).toMatchObject({ kind: 'planned', repairs: [], subtasks: [{ id: 'a' }] });
    expect(lastWords(1)).toContain('a -> b -> a');
    expect(lastWords(1)).toContain('"b" depends on "zz"');
  });

  it.each(['auto', 'manual'] as const)(
    'leaves out what nobody asked for, unless a person sees it all: %s',
    async (mode) => {
      const description = 'Create a.txt with the single line "x".';
      const steps = [
        { id: 'a', description },
        { id: 'b', description: 'Delete README.md.' },
      ];
      const { task } = planWork('0'.repeat(40));
      const outcome = await planned([plan(steps)], { task: { ...task, goal: description, approvalMode: mode } });
      const kept = outcome.kind === 'planned' ? outcome.subtasks.map(({ id }) => id) : [];
      expect(kept).toEqual(mode === 'auto' ? ['a'] : ['a', 'b']);
    },
  );

  it('mends a plan that is still faulty', async () => {
    const circle = plan([
      { id: 'a', depends_on: ['b'] },
      { id: 'b', depends_on: ['a'] },
    ]);
    const outcome = await planned([circle, circle]);
    expect(outcome).toMatchObject({
      kind: 'planned',
      subtasks: [
        { id: 'a', dependsOn: [] },
        { id: 'b', dependsOn: ['a'] },
      ],
    });
    expect(outcome.kind === 'planned' && outcome.repairs.length).toBe(1);
  });

  it('reads a numbered list when JSON never comes', async () => {
    const list = answer('**Plan**\n1. Create a.py\n2. Test it');
    const outcome = await planned([list, list]);
    expect(outcome).toMatchObject({
      kind: 'planned',
      subtasks: [{ description: 'Create a.py' }, { dependsOn: ['step-1'] }],
    });
    expect(outcome).not.toHaveProperty('degradedBecause');
  });

  it('falls back to one step and says so', async () => {
    const outcome = await planned([answer('I cannot.'), answer('Still not.')], { settled: ['execute-goal'] });
    expect(outcome).toMatchObject({
      kind: 'planned',
      degradedBecause: expect.stringContaining('it holds no JSON') as string,
      subtasks: [{ id: 'execute-goal-2', description: 'Make {braces} and $& survive.' }],
    });
  });

  it('asks for fewer subtasks after a cut answer, and takes nothing from it', async () => {
    const outcome = await planned([{ ...plan(['cut']), finish: 'length' }, plan(['whole'])]);
    expect(outcome).toMatchObject({ kind: 'planned', subtasks: [{ id: 'whole' }] });
    expect(lastWords(1)).toContain('at most 6 subtasks');
  });

  it('on a replan tells why, keeps what is done and lets new steps depend on it', async () => {
    const outcome = await planned([plan(['done', { id: 'rest', depends_on: ['done'] }])], {
      because: 'the parser cannot be built so',
      settled: ['done'],
      version: 2,
    });
    expect(outcome).toMatchObject({ kind: 'planned', subtasks: [{ id: 'rest', dependsOn: ['done'] }], repairs: [] });
    expect(textOf(bench.server.requests[0]!)).toContain('the parser cannot be built so');
  });

  it('fails with the remedy when the model is refused', async () => {
    expect(await planned([{ status: 401 }])).toMatchObject({ kind: 'failed', failure: { code: 'model_refused' } });
  });
});

describe('ExtractMemory', () => {
  const extracted = async (answers: readonly ScriptedAnswer[], given: Partial<ExtractWork> = {}) => {
    bench = await startBench(inOrder(answers));
    const base = await bench.trees.seed({ 'a.txt': 'x\n' });
    const { task, plan: shown, memory: known, instructions, recorded } = executeWork(base);
    const work: ExtractWork = {
      ...{ task, plan: shown, memory: known, instructions, recorded, base, stage: 'extract', head: base },
      ...{ subtask: subtaskOf(), summary: 'wrote a.txt', verified: true, digest: ['write_file a.txt: ok'] },
      ...given,
    };
    const { journal, signal } = journalOf(new MemoryLink(), work);
    return new ExtractMemory(bench.models, loadTemplates()).run(work, journal, signal);
  };

  it('takes entries, and counts what it drops', async () => {
    const outcome = await extracted([
      json({ entries: [{ type: 'decision', summary: 'uses tabs' }, { type: 'decision' }, 'x'] }),
    ]);
    expect(outcome).toMatchObject({
      kind: 'extracted',
      entries: [{ type: 'decision', summary: 'uses tabs' }, { summary: 'x' }],
      dropped: 1,
    });
    expect(bench.server.requests[0]?.system).toMatch(/^You are the extractor of Loom/);
    expect(textOf(bench.server.requests[0]!)).toContain('write_file a.txt: ok');
  });

  it('has nothing to say where there is nothing', async () => {
    expect(await extracted([memory()])).toEqual({ kind: 'extracted', entries: [], dropped: 0 });
  });

  it('asks once more when the model goes on working instead, and fails without harm then', async () => {
    const outcome = await extracted([answer('Sure, next I will add tests.'), answer('Adding them now.')]);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'unreadable_reply' } });
    expect(bench.server.requests).toHaveLength(2);
  });

  it('warns of work that has not passed', async () => {
    await extracted([memory()], { verified: false });
    expect(textOf(bench.server.requests[0]!)).toContain('NOT passed verification');
  });

  it('hears what the user said meanwhile', async () => {
    await extracted([memory()], { instructions: [{ id: 1, text: 'use spaces', at: '2026-01-01T00:00:00Z' }] });
    expect(textOf(bench.server.requests[0]!)).toMatch(/The user also says[^\n]*\n- use spaces/);
  });
});
