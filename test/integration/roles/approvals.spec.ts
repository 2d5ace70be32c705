import { afterEach, describe, expect, it } from 'vitest';
import { hashOfCommand, type AttemptEntry, type ExecuteWork } from '#contracts';
import type { ApprovalMode } from '#domain';
import { loadTemplates } from '#prompts';
import { ExecuteSubtask } from '#roles';
import { byTurn, call, calls, finish, type Script } from '#testing';
import { executeWork, journalOf, MemoryLink, startBench, type Bench } from './support.js';

const bench: { now: Bench | null } = { now: null };
afterEach(() => bench.now?.close());

const shell = (command: string) => call('shell_execute', { command });
const MAKE = call('write_file', { path: 'a.txt', content: 'a\n' });

async function begin(mode: ApprovalMode, script: Script): Promise<ExecuteWork> {
  bench.now = await startBench(script);
  const work = executeWork(await bench.now.trees.seed({ 'b.txt': 'b\n' }));
  return { ...work, task: { ...work.task, approvalMode: mode } };
}

/** One owner's part of the attempt: from what is recorded until it ends or asks. */
async function play(work: ExecuteWork) {
  const { models, trees, tools, clock } = bench.now as Bench;
  const link = new MemoryLink(work);
  const { journal, signal } = journalOf(link, work);
  const outcome = await new ExecuteSubtask(models, trees, tools, loadTemplates(), clock).run(work, journal, signal);
  const recorded = [...work.recorded, ...link.entries];
  const head = recorded.reduce((at, e) => (e.kind === 'result' ? (e.commit ?? at) : at), work.base);
  return { outcome, work: { ...work, recorded, head }, attemptId: journal.attemptId };
}

/** The work with a person's answer to what the attempt asks, as another worker gets it. */
function answered(played: Awaited<ReturnType<typeof play>>, approved: boolean, reason = ''): ExecuteWork {
  const { outcome, work, attemptId } = played;
  if (outcome.kind !== 'asks') throw new Error(`it asks nothing: ${JSON.stringify(outcome)}`);
  const hash = hashOfCommand({ ...outcome, attemptId });
  const n = work.recorded.length + 1;
  const answer: AttemptEntry = {
    n,
    at: '2026-01-01T00:00:00Z',
    kind: 'approval',
    callId: outcome.callId,
    hash,
    approved,
    reason,
  };
  return { ...work, recorded: [...work.recorded, answer] };
}

const resultsOf = ({ recorded }: ExecuteWork) => recorded.flatMap((e) => (e.kind === 'result' ? [e] : []));
const ranShells = ({ recorded }: ExecuteWork) =>
  recorded.filter((e) => e.kind === 'call' && e.tool === 'shell_execute');

describe('a destructive command', () => {
  it('is asked about before it runs, and runs once when a person has said yes', async () => {
    const script = byTurn([calls(MAKE, shell('rm b.txt')), finish('done')]);
    const first = await play(await begin('manual', script));
    expect(first.outcome).toMatchObject({ kind: 'asks', command: 'rm b.txt', risk: 'medium' });
    expect(ranShells(first.work)).toEqual([]);
    expect(await bench.now?.trees.show(first.work.head, 'b.txt')).toBe('b\n');
    const second = await play(answered(first, true));
    expect(second.outcome).toMatchObject({ kind: 'claimed_done', destructive: true, toolCalls: 3 });
    expect(ranShells(second.work)).toHaveLength(1);
    expect(resultsOf(second.work).map((r) => r.success)).toEqual([true, true, true]);
    expect(resultsOf(second.work)[1]?.filesChanged).toMatchObject([{ path: 'b.txt', operation: 'delete' }]);
  });

  it('goes back to the model with the reason when a person has said no, and is not asked about again', async () => {
    const script = byTurn([shell('rm b.txt'), shell('rm b.txt'), MAKE, finish('done without it')]);
    const first = await play(await begin('confidence_threshold', script));
    const second = await play(answered(first, false, 'the tests need it'));
    expect(second.outcome).toMatchObject({ kind: 'claimed_done', summary: 'done without it', destructive: false });
    expect(ranShells(second.work)).toEqual([]);
    for (const result of resultsOf(second.work).slice(0, 2)) {
      expect(result.success).toBe(false);
      expect(result.message.content).toContain('the tests need it');
    }
  });

  it('is asked about anew each time it was approved, and what was approved was that one call', async () => {
    const script = byTurn([shell('rm b.txt'), shell('rm b.txt; true'), MAKE, finish('done')]);
    const first = await play(await begin('manual', script));
    const second = await play(answered(first, true));
    expect(second.outcome).toMatchObject({ kind: 'asks', command: 'rm b.txt; true' });
    // An answer to another call, or to other words, is none.
    const other = answered(second, true);
    const forged = other.recorded.map((e) => (e.kind === 'approval' ? { ...e, hash: 'f'.repeat(64) } : e));
    expect((await play({ ...other, recorded: forged })).outcome).toMatchObject({ kind: 'asks' });
    expect((await play(other)).outcome).toMatchObject({ kind: 'claimed_done' });
  });

  it('that had begun when its worker died is not run again on the same approval', async () => {
    const script = byTurn([shell('rm b.txt'), finish('done')]);
    const first = await play(await begin('manual', script));
    const approved = answered(first, true);
    const asked = first.outcome.kind === 'asks' ? first.outcome : null;
    const begun: AttemptEntry = {
      ...{ n: approved.recorded.length + 1, at: '2026-01-01T00:00:00Z', kind: 'call', tool: 'shell_execute' },
      ...{ callId: asked?.callId ?? '', arguments: { command: 'rm b.txt' } },
    };
    const second = await play({ ...approved, recorded: [...approved.recorded, begun] });
    expect(resultsOf(second.work)[0]?.message.content).toContain('interrupted, outcome unknown');
    expect(await bench.now?.trees.show(second.work.head, 'b.txt')).toBe('b\n');
  });

  it('of more than the task can be about is answered in auto, and asked about where somebody is there', async () => {
    const script = byTurn([shell('git reset --hard'), finish('done')]);
    const alone = await play(await begin('auto', script));
    expect(resultsOf(alone.work)[0]?.message.content).toContain('not run: git reset --hard');
    await bench.now?.close();
    const first = await play(await begin('manual', script));
    expect(first.outcome).toMatchObject({ kind: 'asks', risk: 'high' });
    const second = await play(answered(first, true));
    expect(resultsOf(second.work)[0]?.message.content).not.toContain('not run');
  });

  it('runs unasked in auto while it stays in the copy, and not when it reaches out of it', async () => {
    const script = byTurn([shell('rm b.txt'), shell('echo "DROP TABLE users" | psql shop'), finish('done')]);
    const first = await play(await begin('auto', script));
    expect(first.outcome).toMatchObject({ kind: 'asks', command: 'echo "DROP TABLE users" | psql shop', risk: 'high' });
    expect(ranShells(first.work)).toHaveLength(1);
  });
});
