import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dispatcher } from '#conductor';
import { openDatabase, SqlTaskStore } from '#persistence';
import { commitOf, newTask } from '#testing';
import type { Conductor } from './conductor.service.js';
import type { HeadWork } from './head-work.js';
import type { Outbox } from './outbox.js';
import { Sweeper } from './sweeper.js';
import type { Unmanned } from './unmanned.js';
import type { Webhooks } from './webhooks.js';
import { EngineCounts } from './metrics/engine-counts.js';

/* What the sweeper decides by itself; the parts it calls are listeners here. */

let folder: string;
let store: SqlTaskStore;
let clock: number;
const advanced: string[] = [];
let broken: string | null = null;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loom-sweeper-'));
  clock = Date.parse('2026-01-02T03:04:05.000Z');
  store = new SqlTaskStore(await openDatabase({ path: join(folder, 'loom.db') }), { now: () => clock });
  advanced.length = 0;
  broken = null;
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function sweeper(): Sweeper {
  const nothing = async (): Promise<void> => undefined;
  const conductor: Pick<Conductor, 'advance' | 'catchUp'> = {
    catchUp: nothing,
    advance: async (taskId) => {
      if (taskId === broken) throw new Error('cannot be decided on');
      advanced.push(taskId);
    },
  };
  return new Sweeper(
    store,
    { mayHaveLost: async () => false } as Dispatcher,
    conductor as Conductor,
    { poke: () => undefined } as unknown as HeadWork,
    { flush: nothing } as unknown as Outbox,
    { sendDue: nothing } as unknown as Webhooks,
    { look: nothing } as unknown as Unmanned,
    { look: nothing },
    new EngineCounts({ models: [], tools: [] }),
    () => clock,
  );
}

async function task(): Promise<string> {
  const made = newTask();
  await store.createTask(made, [{ type: 'task_created' }]);
  return made.id;
}

/** An attempt in the hands of a worker whose lease ends in 6 s. */
async function held(): Promise<{ taskId: string; state: () => Promise<string | undefined> }> {
  const taskId = await task();
  const rung = { tier: 2, fresh: false, think: false, budget: 1 } as const;
  await store.commit(
    taskId,
    (await store.state(taskId))?.revision ?? -1,
    commitOf({
      task: { status: 'planning' },
      newAttempts: [
        { stage: 'plan', subtaskId: null, number: 1, planVersion: 0, delayMs: 0, input: { version: 1, rung } },
      ],
    }),
  );
  const attemptId = `plan.${taskId}._.1`;
  await store.claim({ attemptId, epoch: 1 }, 'box-1-abc', 'token', 6000);
  return { taskId, state: async () => (await store.attempt(attemptId))?.attempt.state };
}

describe('the sweeper', () => {
  it('goes on with the other tasks when one cannot be decided on', async () => {
    const tasks = [await task(), await task(), await task()].sort();
    broken = tasks[0] ?? null;
    const net = sweeper();
    await net.sweep();
    await net.stop();
    expect([...advanced].sort()).toEqual(tasks.slice(1));
  });

  it('lets workers renew first when the API was away, and takes back what nobody renewed', async () => {
    const { state } = await held();
    clock += 60_000;
    const net = sweeper();
    net.start();
    await net.stop();
    await net.sweep();
    expect(await state()).toBe('running');
    clock += 3000;
    await net.sweep();
    expect(await state()).toBe('queued');
  });

  it('lets workers renew first when the database kept it waiting', async () => {
    const { state } = await held();
    clock += 60_000;
    const net = sweeper();
    const begin = async (): Promise<void> => {
      net.start();
      // Its first round begins with the timers that are due.
      await new Promise((resolve) => setTimeout(resolve, 0));
      await net.stop();
      clock += 3000;
    };
    await begin();
    const other = new SqliteDriver(join(folder, 'loom.db'));
    other.exec('BEGIN IMMEDIATE');
    const sweeping = net.sweep();
    clock += 900;
    other.close();
    await sweeping;
    await net.sweep();
    expect(await state()).toBe('running');
    await begin();
    await net.sweep();
    expect(await state()).toBe('queued');
  });
});
