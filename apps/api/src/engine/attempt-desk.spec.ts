import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Redis } from 'ioredis';
import { InProcessEventBus } from '#events';
import type { TreeStore } from '#conductor';
import { AttemptDesk } from './attempt-desk.js';
import type { Conductor } from './conductor.service.js';
import type { InPlace } from './in-place.js';
import { Outages } from './outages.js';
import type { Outbox } from './outbox.js';
import { Roster } from './roster.js';
import { EngineStore } from './store.fixture.js';
import { WorkAssembler } from './work-assembler.js';
import { EngineCounts } from './metrics/engine-counts.js';

let engine: EngineStore;
const advanced: string[] = [];
beforeEach(async () => {
  engine = await EngineStore.open();
  advanced.length = 0;
});
afterEach(() => engine.close());

const noTrees: Pick<TreeStore, 'treeId'> = {
  treeId: async () => {
    throw new Error('there is no tree');
  },
};

/** The desk over a real store; what follows is noted, not done. */
function desk(work = new WorkAssembler(engine.store, noTrees, 20)): AttemptDesk {
  const conductor: Pick<Conductor, 'advance'> = { advance: async (taskId) => void advanced.push(taskId) };
  const outbox: Pick<Outbox, 'flush'> = { flush: async () => undefined };
  const roster = new Roster({} as Redis, 'test', () => engine.clock.now);
  return new AttemptDesk(
    engine.store,
    work,
    conductor as Conductor,
    new InProcessEventBus(),
    outbox as Outbox,
    roster,
    {} as InPlace,
    new Outages(() => engine.clock.now),
    new EngineCounts({ models: [], tools: [] }),
  );
}

const job = (taskId: string) => ({ stage: 'plan' as const, taskId, attempt: 1, epoch: 1 });

it('ends an attempt that cannot be put together instead of handing it out for ever, and goes on with the task', async () => {
  const { taskId, attemptId } = await engine.planning();
  const answer = await desk().claim(job(taskId), 'worker-1');
  expect(answer).toEqual({ kind: 'gone', because: `the attempt ${attemptId} has no tree to start from` });
  expect((await engine.store.attempt(attemptId))?.attempt.state).toBe('ended');
  const [ended] = (await engine.store.state(taskId))?.attempts ?? [];
  expect(ended).toMatchObject({ outcome: { kind: 'failed', failure: { code: 'internal_error', retryable: false } } });
  expect(advanced).toEqual([taskId]);
  expect(await desk().claim(job(taskId), 'worker-2')).toMatchObject({ kind: 'gone' });
});

it('gives the attempt back when putting it together failed for another reason, for the next epoch', async () => {
  const { taskId, attemptId } = await engine.planning();
  const broken = new WorkAssembler(engine.store, noTrees, 20);
  broken.assemble = async () => {
    throw new Error('the disk is away');
  };
  await expect(desk(broken).claim(job(taskId), 'worker-1')).rejects.toThrow('the disk is away');
  expect((await engine.store.attempt(attemptId))?.attempt).toMatchObject({ state: 'queued', epoch: 2 });
  expect((await engine.store.unsent(10)).map(({ job: { epoch } }) => epoch)).toEqual([2]);
  expect(advanced).toEqual([]);
});

it('keeps an attempt that met a full disk where it is, says so once, and hands it out again after growing pauses', async () => {
  const { taskId, attemptId } = await engine.executing();
  const waits = desk();
  const due = async (): Promise<number[]> => (await engine.store.unsent(10)).map(({ job: { epoch } }) => epoch);
  for (const [n, pauseMs] of [1000, 2000, 4000].entries()) {
    const claimed = await engine.store.claim({ attemptId, epoch: n + 1 }, 'box-1', `token-${n}`, 6000);
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
    const lease = { attemptId, epoch: claimed.epoch, token: `token-${n}`, ttlMs: 6000 };
    await waits.release(lease, 'disk_full');
    expect((await engine.store.attempt(attemptId))?.attempt).toMatchObject({ state: 'queued', epoch: n + 2 });
    engine.clock.now += pauseMs - 1;
    expect(await due()).toEqual([]);
    engine.clock.now += 1;
    expect(await due()).toEqual([n + 2]);
  }
  const told = (await engine.store.eventsAfter(taskId, 0, 100)).filter(({ type }) => type === 'worker_waiting');
  expect(told).toMatchObject([
    {
      subtaskId: 'parse',
      data: { role: 'executor', code: 'disk_full', because: expect.stringContaining('box-1') as string },
    },
  ]);
});
