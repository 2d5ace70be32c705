import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Redis } from 'ioredis';
import { BullDispatcher } from '#queues';
import { TestRedis } from '#testing';
import type { Conductor } from './conductor.service.js';
import type { HeadWork } from './head-work.js';
import { Outbox } from './outbox.js';
import { EngineStore } from './store.fixture.js';
import { Sweeper } from './sweeper.js';
import type { Unmanned } from './unmanned.js';
import type { Webhooks } from './webhooks.js';
import { EngineCounts } from './metrics/engine-counts.js';

/* Redis holds nothing that is not in the database too: whatever it loses, a few rounds of the sweeper bring back. */

let server: TestRedis;
let engine: EngineStore;
let dispatcher: BullDispatcher;
let sweeper: Sweeper;
beforeEach(async () => {
  server = await new TestRedis().start();
  engine = await EngineStore.open();
  dispatcher = new BullDispatcher({ url: server.url, prefix: 'test' });
  await dispatcher.ready();
  const nothing = async (): Promise<void> => undefined;
  sweeper = new Sweeper(
    engine.store,
    dispatcher,
    { advance: nothing, catchUp: nothing } as unknown as Conductor,
    { poke: () => undefined } as unknown as HeadWork,
    new Outbox(engine.store, dispatcher, () => undefined),
    { sendDue: nothing } as unknown as Webhooks,
    { look: nothing } as unknown as Unmanned,
    { look: nothing },
    new EngineCounts({ models: [], tools: [] }),
    () => engine.clock.now,
  );
});
afterEach(async () => {
  await dispatcher.close();
  await engine.close();
  await server.end();
});

/** So many seconds of the clock, a round each. */
async function swept(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    engine.clock.now += 1_000;
    await sweeper.sweep();
  }
}

const LOSSES: readonly (readonly [string, () => Promise<void>])[] = [
  [
    'it was flushed',
    async () => {
      const redis = new Redis({ path: server.socket });
      await redis.flushall();
      redis.disconnect();
    },
  ],
  [
    'a fresh one has taken its place',
    async () => {
      await server.kill();
      await server.start();
      await dispatcher.ready(30_000);
    },
  ],
];

describe.each(LOSSES)('when Redis has lost everything because %s', (_how, lose) => {
  it('brings back in the next round every job that waited, each once', async () => {
    for (const wait of ['planning', 'executing', 'executing'] as const) await engine[wait]();
    await sweeper.sweep();
    const counts = async () =>
      Object.fromEntries(Object.entries(await dispatcher.counts()).map(([s, c]) => [s, c.waiting]));
    expect(await counts()).toMatchObject({ plan: 1, execute: 2 });
    await lose();
    expect(await counts()).toMatchObject({ plan: 0, execute: 0 });
    await swept(1);
    expect(await counts()).toMatchObject({ plan: 1, execute: 2 });

    await swept(15);
    expect(await counts()).toMatchObject({ plan: 1, execute: 2 });
  });
});

it('finds a single job that vanished among others that wait', async () => {
  for (let n = 0; n < 3; n++) await engine.planning();
  await engine.executing();
  await sweeper.sweep();
  const redis = new Redis({ path: server.socket });
  for (const key of await redis.keys('test:loom-execute:*')) await redis.del(key);
  redis.disconnect();
  expect((await dispatcher.counts()).execute.waiting).toBe(0);
  await swept(6);
  expect((await dispatcher.counts()).execute.waiting).toBe(1);
});

it('sends what was decided while Redis was away as soon as it is back', async () => {
  await server.kill();
  await engine.executing();
  await sweeper.sweep().catch(() => undefined);
  expect(await engine.store.unsent(10)).toHaveLength(1);
  await server.start();
  expect(await dispatcher.ready(30_000)).toBe(true);
  await sweeper.sweep();
  expect(await engine.store.unsent(10)).toEqual([]);
  expect((await dispatcher.counts()).execute.waiting).toBe(1);
});
