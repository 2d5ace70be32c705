import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { parseJob, type Instruction, type StageJob } from '#contracts';
import { loadTemplates } from '#prompts';
import { ExecuteSubtask, RunAttempt } from '#roles';
import { byTurn, call, finish, gate, textOf, type Script } from '#testing';
import { Away, executeWork, MemoryLink, startBench, type Bench } from './support.js';

let bench: Bench;
afterEach(() => bench.close());

const job: StageJob = parseJob({
  stage: 'execute',
  taskId: '6f1f3b1e-0000-4000-8000-000000000001',
  subtaskId: 'a',
  attempt: 1,
  epoch: 1,
});
const write = call('write_file', { path: 'a.txt', content: 'done\n' });

const said = (id: number, text: string) => ({ id, text, at: '2026-01-01T00:00:00Z' });

async function runner(script: Script, instructions: readonly Instruction[] = []) {
  bench = await startBench(script);
  const base = await bench.trees.seed({ 'b.txt': 'b\n' });
  const link = new MemoryLink(executeWork(base, { instructions }));
  return { link, run: runOver(link), base };
}

function runOver(link: MemoryLink): RunAttempt {
  const { models, trees, tools, clock } = bench;
  return new RunAttempt(
    link,
    { execute: new ExecuteSubtask(models, trees, tools, loadTemplates(), clock) },
    clock,
    'worker-1',
  );
}
const NEVER = new AbortController().signal;

function failSnapshots(fail: () => Promise<unknown>): void {
  const open = bench.trees.open.bind(bench.trees);
  bench.trees.open = async (wish) => {
    const tree = await open(wish);
    return Object.assign(tree, { snapshot: () => fail().then(() => Promise.reject(new Error('it worked'))) });
  };
}

describe('RunAttempt', () => {
  it('claims, works and hands the outcome back', async () => {
    const { link, run } = await runner(byTurn([write, finish('wrote it')]));
    expect(await run.run(job, NEVER)).toMatchObject({ kind: 'finished' });
    expect(link.outcomes).toMatchObject([{ kind: 'claimed_done', summary: 'wrote it' }]);
    expect(link.entries.map((e) => e.n)).toEqual(link.entries.map((_, i) => i + 1));
  });

  it('taken over, hears what the user said meanwhile, and nothing twice', async () => {
    const { link: first, run, base } = await runner(byTurn([write, finish('wrote it')]), [said(1, 'use tabs')]);
    first.instructions.push(said(1, 'use tabs'));
    await run.run(job, NEVER);
    const cut = first.entries.findIndex((e) => e.kind === 'result') + 1;
    const recorded = first.entries.slice(0, cut);
    const head = recorded.flatMap((e) => (e.kind === 'result' && e.commit !== null ? [e.commit] : [])).at(-1) ?? base;
    const both = [said(1, 'use tabs'), said(2, 'and no semicolons')];
    const second = new MemoryLink(executeWork(base, { instructions: both, recorded, head }));
    second.instructions.push(...both);
    await runOver(second).run(job, NEVER);
    expect(second.outcomes).toMatchObject([{ kind: 'claimed_done' }]);
    const text = textOf(bench.server.requests.at(-1)!);
    expect(text.match(/use tabs/g)).toHaveLength(1);
    expect(text.match(/and no semicolons/g)).toHaveLength(1);
  });

  it('drops a job that is gone', async () => {
    bench = await startBench(() => undefined);
    const run = new RunAttempt(new MemoryLink(null), {}, bench.clock, 'worker-1');
    expect(await run.run(job, NEVER)).toMatchObject({ kind: 'gone' });
  });

  it('renews the lease while a model thinks, and breaks its request off when the lease is lost', async () => {
    const { promise, open } = gate();
    const { link, run } = await runner(() => ({ ...write, hold: promise }));
    const running = run.run(job, NEVER);
    const request = await bench.server.seen(1);
    link.lost = 'superseded';
    await request.aborted;
    expect(await running).toEqual({ kind: 'lost', because: 'superseded' });
    expect(link.outcomes).toEqual([]);
    expect(link.released).toBe(0);
    open();
  });

  it('gives the attempt back when the worker shuts down', async () => {
    const { promise, open } = gate();
    const { link, run } = await runner(() => ({ ...write, hold: promise }));
    const shutdown = new AbortController();
    const running = run.run(job, shutdown.signal);
    await bench.server.seen(1);
    shutdown.abort(new Error('shutting down'));
    expect(await running).toEqual({ kind: 'released' });
    expect(link.released).toBe(1);
    expect(link.outcomes).toEqual([]);
    open();
  });

  it('keeps its outcome and its entries while the API is away', async () => {
    const { link, run } = await runner(byTurn([write, finish('wrote it')]));
    link.onEntry = (entry) => {
      if (entry.kind !== 'result') return;
      link.away = true;
      setTimeout(() => (link.away = false), 300);
    };
    expect(await run.run(job, NEVER)).toMatchObject({ kind: 'finished' });
    expect(link.outcomes).toHaveLength(1);
    expect(link.entries.filter((e) => e.kind === 'result')).toHaveLength(2);
  });

  it('gives the attempt back at its last entry when there is no room on the disk', async () => {
    const { link, run } = await runner(byTurn([write, finish('wrote it')]));
    // A device that is always full.
    failSnapshots(() => writeFile('/dev/full', 'x'));
    expect(await run.run(job, NEVER)).toEqual({ kind: 'released' });
    expect(link.outages).toEqual(['disk_full']);
    expect(link.outcomes).toEqual([]);
    expect(link.entries.map(({ kind }) => kind)).toEqual(['messages', 'reply', 'call']);
  });

  it('gives the attempt back when the API stays away, since that says nothing of the work', async () => {
    const { link, run } = await runner(byTurn([write, finish('wrote it')]));
    failSnapshots(() => Promise.reject(new Away('it did not take the files')));
    expect(await run.run(job, NEVER)).toEqual({ kind: 'released' });
    expect([link.released, link.outages]).toEqual([1, []]);
    expect(link.outcomes).toEqual([]);
  });

  it('turns what nobody foresaw into an outcome', async () => {
    const { link, run } = await runner(() => undefined);
    bench.trees.open = () => Promise.reject(new TypeError('disk on fire'));
    expect(await run.run(job, NEVER)).toMatchObject({ kind: 'finished' });
    expect(link.outcomes).toMatchObject([
      {
        kind: 'failed',
        failure: { code: 'internal_error', because: expect.stringContaining('disk on fire') as string },
      },
    ]);
  });
});
