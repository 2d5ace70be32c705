import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { modelConfig, ScriptedModelServer, TestRedis } from '#testing';
import {
  createModelClient,
  endpointKey,
  LocalEndpointSlots,
  RedisEndpointSlots,
  type EndpointSlots,
  type HttpModelClient,
  type RedisSlotTimings,
  type Slot,
} from '../index.js';

const never = (): AbortSignal => new AbortController().signal;
let redis: TestRedis;
const connections: Redis[] = [];

beforeAll(async () => {
  redis = await new TestRedis().start();
});
afterAll(async () => {
  for (const connection of connections.splice(0)) connection.disconnect();
  await redis.end();
});

function connect(): Redis {
  const connection = new Redis({ path: redis.socket, maxRetriesPerRequest: null, retryStrategy: () => 20 });
  connection.on('error', () => undefined);
  connections.push(connection);
  return connection;
}

let scope = 0;
const closing: EndpointSlots[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((slots) => slots.close()));
});
/** As many views of the same slots as there are machines. */
function machines(kind: 'local' | 'redis', count: number, timings: Partial<RedisSlotTimings> = {}): EndpointSlots[] {
  const prefix = `test${++scope}`;
  const local = new LocalEndpointSlots(timings);
  const made = Array.from({ length: count }, () =>
    kind === 'local' ? local : new RedisEndpointSlots(connect(), { prefix, timings }),
  );
  closing.push(...made);
  return made;
}

describe.each(['local', 'redis'] as const)('%s endpoint slots', (kind) => {
  it('are never held by more than the limit, whoever asks', async () => {
    const all = machines(kind, 3);
    let held = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        const slot = await (all[n % 3] as EndpointSlots).acquire('e', 2, never());
        most = Math.max(most, ++held);
        await new Promise((resolve) => setImmediate(resolve));
        held--;
        await slot.release();
      }),
    );
    expect(most).toBe(2);
    expect(await all[0]?.demand('e')).toBe(0);
  });

  it('are given in the order of asking', async () => {
    const [a, b] = machines(kind, 2) as [EndpointSlots, EndpointSlots];
    const first = await a.acquire('e', 1, never());
    const order: number[] = [];
    const waiting: Promise<void>[] = [];
    for (let n = 0; n < 6; n++) {
      waiting.push(
        (n % 2 ? a : b).acquire('e', 1, never()).then(async (slot) => {
          order.push(n);
          await slot.release();
        }),
      );
      while ((await a.demand('e')) < n + 2) await new Promise((resolve) => setImmediate(resolve));
    }
    await first.release();
    await Promise.all(waiting);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('leave the queue at an abort, with its reason, and let the next one through', async () => {
    const [slots] = machines(kind, 1) as [EndpointSlots];
    const first = await slots.acquire('e', 1, never());
    const leaving = new AbortController();
    const left = slots.acquire('e', 1, leaving.signal).catch((error: unknown) => error);
    while ((await slots.demand('e')) < 2) await new Promise((resolve) => setImmediate(resolve));
    const next = slots.acquire('e', 1, never());
    const reason = new Error('cancelled');
    leaving.abort(reason);
    expect(await left).toBe(reason);
    await first.release();
    await first.release();
    await (await next).release();
    expect(await slots.demand('e')).toBe(0);
  });

  /** Who gets the slots, when all of them ask while the first is held; each is named by its model. */
  async function orderOf(slots: EndpointSlots, first: string, asked: readonly string[]): Promise<string> {
    const held = await slots.acquire('e', 1, never(), first);
    const order: string[] = [];
    const waiting: Promise<void>[] = [];
    for (const model of asked) {
      waiting.push(
        slots.acquire('e', 1, never(), model).then(async (slot) => {
          order.push(model);
          await slot.release();
        }),
      );
      while ((await slots.demand('e')) < waiting.length + 1) await new Promise((resolve) => setImmediate(resolve));
    }
    await held.release();
    await Promise.all(waiting);
    return order.join(' ');
  }

  it('go to those first who want the model that is loaded, in their order', async () => {
    const [slots] = machines(kind, 1) as [EndpointSlots];
    expect(await orderOf(slots, 'a', ['b', 'a', 'c', 'a', 'b'])).toBe('a a b b c');
  });

  it('starve nobody who wants another model', async () => {
    const [slots] = machines(kind, 1, { warmMs: 0 }) as [EndpointSlots];
    expect(await orderOf(slots, 'a', ['b', 'a', 'c', 'a', 'b'])).toBe('b a c a b');
  });

  it('are lent while nobody works, to one at a time, and not counted as work', async () => {
    const [one, two] = machines(kind, 2) as [EndpointSlots, EndpointSlots];
    const lent = await one.acquireIdle('e', 'quiet');
    expect(lent).not.toBeNull();
    expect([await two.acquireIdle('e', 'idle'), await two.demand('e')]).toEqual([null, 0]);
    await lent?.release();
    const held = await two.acquire('e', 4, never());
    expect(await one.acquireIdle('e', 'idle')).toBeNull();
    await held.release();
    // A conversation may be between two of its turns.
    expect(await one.acquireIdle('e', 'quiet')).toBeNull();
    const hurried = await one.acquireIdle('e', 'idle');
    expect(hurried).not.toBeNull();
    await hurried?.release();
    expect(await one.demand('e')).toBe(0);
  });

  it('count as quiet again some time after work', async () => {
    const [slots] = machines(kind, 1, { quietMs: 1 }) as [EndpointSlots];
    await (await slots.acquire('e', 1, never())).release();
    let lent = null;
    while (lent === null) lent = await slots.acquireIdle('e', 'quiet');
    await lent.release();
  });

  it('that are lent are wanted back as soon as somebody works there, whether slots are free or not', async () => {
    for (const limit of [1, 4]) {
      const [one, two] = machines(kind, 2) as [EndpointSlots, EndpointSlots];
      const lent = await one.acquireIdle('e', 'quiet');
      const wanted = new Promise<void>((resolve) => lent?.wanted.addEventListener('abort', () => resolve()));
      const working = two.acquire('e', limit, never());
      await wanted;
      await lent?.release();
      await (await working).release();
      expect(await one.demand('e')).toBe(0);
    }
  });

  it('of different endpoints do not wait for each other', async () => {
    const [slots] = machines(kind, 1) as [EndpointSlots];
    const held = [await slots.acquire('a', 1, never()), await slots.acquire('b', 1, never())];
    await Promise.all(held.map((slot) => slot.release()));
  });
});

describe('Redis endpoint slots', () => {
  const quick = { leaseMs: 300, waiterMs: 300, pollMs: 40 };

  it('come free when their holder has died, and the place of a dead waiter too', async () => {
    const [living] = machines('redis', 1, quick) as [EndpointSlots];
    const dying = connect();
    const dead = new RedisEndpointSlots(dying, { prefix: `test${scope}`, timings: quick });
    await dead.acquire('e', 1, never());
    void dead.acquire('e', 1, never()).catch(() => undefined);
    while ((await living.demand('e')) < 2) await new Promise((resolve) => setImmediate(resolve));
    dying.disconnect();
    const slot = await living.acquire('e', 1, never());
    await slot.release();
    await dead.close();
  });

  it('are kept by renewing while they are held', async () => {
    const [a, b] = machines('redis', 2, quick) as [EndpointSlots, EndpointSlots];
    const held = await a.acquire('e', 1, never());
    let got: Slot | null = null;
    const waiting = b.acquire('e', 1, never()).then((slot) => (got = slot));
    const until = performance.now() + 3 * quick.leaseMs;
    while (performance.now() < until) await b.demand('e');
    expect(got).toBeNull();
    await held.release();
    await (await waiting).release();
  });

  it('that are lent come back although the word that they are wanted is lost', async () => {
    const [a, b] = machines('redis', 2, quick) as [EndpointSlots, EndpointSlots];
    const lent = await a.acquireIdle('e', 'idle');
    const wanted = new Promise<void>((resolve) => lent?.wanted.addEventListener('abort', () => resolve()));
    // The listener's connection breaks; it hears nothing until it is back.
    await (a as unknown as { listener: Redis }).listener.quit();
    const working = b.acquire('e', 1, never());
    await wanted;
    await lent?.release();
    await (await working).release();
  });

  it('that are lent come free when their holder has died', async () => {
    const [living] = machines('redis', 1, quick) as [EndpointSlots];
    const dying = connect();
    const dead = new RedisEndpointSlots(dying, { prefix: `test${scope}`, timings: quick });
    expect(await dead.acquireIdle('e', 'idle')).not.toBeNull();
    dying.disconnect();
    await (await living.acquire('e', 1, never())).release();
    let lent = null;
    while (lent === null) lent = await living.acquireIdle('e', 'idle');
    await lent.release();
    await dead.close();
  });

  it('are lent no more once Redis has forgotten it', async () => {
    const [a] = machines('redis', 1, quick) as [EndpointSlots];
    const lent = await a.acquireIdle('e', 'idle');
    const wanted = new Promise<void>((resolve) => lent?.wanted.addEventListener('abort', () => resolve()));
    await connect().flushall();
    await wanted;
    await lent?.release();
  });

  it('outlive a flushed Redis: the holder is written down again and the waiter asks again', async () => {
    const [a, b] = machines('redis', 2, quick) as [EndpointSlots, EndpointSlots];
    const held = await a.acquire('e', 1, never());
    await connect().flushall();
    while ((await a.demand('e')) < 1) await new Promise((resolve) => setImmediate(resolve));
    const waiting = b.acquire('e', 1, never());
    await held.release();
    await (await waiting).release();
  });
});

describe('one server', () => {
  it('is asked by all workers together no more at once than it takes, whatever the role', async () => {
    const [one, two] = machines('redis', 2) as [EndpointSlots, EndpointSlots];
    const server = await ScriptedModelServer.start(() => ({ text: 'ok', delayMs: 5 }));
    const clients = [one, two].map((slots, n) =>
      createModelClient([modelConfig(server.url, { maxConcurrency: 2, name: `w${n}` })], { slots, machine: 'box' }),
    );
    onTestFinished(async () => {
      await Promise.all(clients.map((client) => client.close()));
      await server.close();
    });
    const ask = async (n: number): Promise<void> => {
      const client = clients[n % 2] as HttpModelClient;
      const choice = await client.choose({
        role: (['planner', 'executor', 'verifier'] as const)[n % 3] ?? 'planner',
        tier: 1,
      });
      await client.complete(choice, { messages: [{ role: 'user', content: 'x' }], signal: never() });
    };
    await Promise.all(Array.from({ length: 12 }, (_, n) => ask(n)));
    expect([server.requests.length, server.mostAtOnce]).toEqual([12, 2]);
  });
});

describe('the name of an endpoint', () => {
  it('is one for all ways to write an address, and another on each machine for loopback', () => {
    expect(endpointKey('http://gpu:8000/v1/', 'm1')).toBe(endpointKey('http://gpu:8000', 'm2'));
    expect(endpointKey('http://127.0.0.1:11434', 'm1')).toBe(endpointKey('http://localhost:11434/', 'm1'));
    expect(endpointKey('http://localhost:11434', 'm1')).not.toBe(endpointKey('http://localhost:11434', 'm2'));
  });
});
