import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TreeStore } from '#conductor';
import { InProcessEventBus } from '#events';
import { HeadWork } from './head-work.js';
import { Outages } from './outages.js';
import { EngineStore } from './store.fixture.js';
import { EngineCounts } from './metrics/engine-counts.js';

let engine: EngineStore;
let isFull: boolean;
let tries: number;
beforeEach(async () => {
  engine = await EngineStore.open();
  isFull = true;
  tries = 0;
});
afterEach(() => engine.close());

/** Trees on a device that is always full, until it is another one. */
const trees = {
  register: async () => ({ workspaceId: 'folder-1', path: '/nowhere' }),
  snapshot: async () => {
    tries++;
    if (isFull) await writeFile('/dev/full', 'x');
    return { commit: 'c0', skipped: [], fileCount: 0 };
  },
} as unknown as TreeStore;

/** A task whose folder is to be taken in, and somebody who does it; resolves after each try. */
async function snapshot() {
  const { taskId, attemptId } = await engine.snapshotting();
  const work = new HeadWork(
    engine.store,
    trees,
    new InProcessEventBus(),
    new Outages(() => engine.clock.now),
    new EngineCounts({ models: [], tools: [] }),
  );
  const attempt = async () => (await engine.store.attempt(attemptId))?.attempt;
  const poke = (): Promise<void> => new Promise((resolve) => work.poke(taskId, async () => resolve()));
  return { taskId, attempt, poke };
}

it('leaves work that met a full disk open, says so once, and does it when there is room', async () => {
  const { taskId, attempt, poke } = await snapshot();
  await poke();
  engine.clock.now += 1000;
  await poke();
  expect(await attempt()).toMatchObject({ state: 'queued', outcome: null });
  isFull = false;
  engine.clock.now += 2000;
  await poke();
  expect(tries).toBe(3);
  expect(await attempt()).toMatchObject({ state: 'ended', outcome: { kind: 'taken' } });
  const told = (await engine.store.eventsAfter(taskId, 0, 100)).filter(({ type }) => type === 'worker_waiting');
  expect(told).toMatchObject([{ data: { role: null, code: 'disk_full' } }]);
});

it('waits no longer for work of a task that is called off', async () => {
  const { taskId, attempt, poke } = await snapshot();
  await poke();
  await engine.store.wish(taskId, 'cancel');
  engine.clock.now += 1000;
  await poke();
  expect(await attempt()).toMatchObject({ state: 'ended', outcome: { kind: 'failed' } });
});
