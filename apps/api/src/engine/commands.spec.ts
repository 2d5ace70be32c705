import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresServer } from '#testing';
import { Heads, type Head } from './commands.fixture.js';
import { ASKS, done, ofType, Play, said, WELL } from './play.fixture.js';

/*
 * What people say to a task and what its workers do, at once and in any order, through two API processes on one
 * database. LOOM_COMMAND_RUNS makes a campaign of it.
 */
const RUNS = Number(process.env['LOOM_COMMAND_RUNS'] ?? 60);

let opened: Awaited<ReturnType<typeof Heads.open>>;
beforeAll(async () => {
  opened = await Heads.open(2);
});
afterAll(() => opened.close());

const step = fc.record({
  by: fc.nat({ max: 1 }),
  /** Sent so many times at once, as a client that got no answer does. */
  times: fc.constantFrom(1, 1, 1, 2),
  action: fc.oneof({ weight: 2, arbitrary: said }, { weight: 3, arbitrary: done }),
});
const atOnce = fc.array(step, { minLength: 1, maxLength: 4 });

it(
  'every word of a person is an event and taken once, and no state is without a way on, in any order',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.constantFrom('auto' as const, 'manual' as const),
        fc.array(fc.constantFrom(WELL, WELL, ASKS), { maxLength: 10 }),
        fc.array(atOnce, { minLength: 3, maxLength: 25 }),
        async (scheduler, mode, begun, groups) => {
          const world = opened.over(scheduler);
          const play = new Play(world, await world.task(mode));
          const inTurn = <T>(work: Promise<T>): Promise<T> => scheduler.waitFor(work);
          await inTurn(play.begin(world.heads[0] as Head, begun));
          for (const group of groups) {
            const isSaid = await play.said();
            const acts = group.flatMap(({ by, times, action }) =>
              Array.from({ length: times }, () => play.act(world.heads[by] as Head, action)),
            );
            await inTurn(Promise.all(acts));
            await inTurn(world.settle(play.taskId));
            await isSaid(group);
            await play.check();
          }
          await inTurn(play.toTheEnd(world.heads[0] as Head));
          await play.check();
        },
      ),
      { numRuns: RUNS },
    );
  },
  60_000 + RUNS * 1_000,
);

describe.each(['SQLite', 'Postgres'])('on %s', (database) => {
  it.skipIf(database === 'Postgres' && PostgresServer.missing !== null)(
    'an answer in the very moment in which time runs out counts alone, or not at all',
    async () => {
      const server = database === 'Postgres' ? await PostgresServer.shared() : null;
      const url = await server?.database();
      const both = await Heads.open(2, url);
      const won = new Set<unknown>();
      const moment = fc.asyncProperty(
        fc.scheduler(),
        fc.boolean(),
        fc.nat({ max: 1 }),
        async (scheduler, approved, at) => {
          const world = both.over(scheduler);
          const play = new Play(world, await world.task('manual'));
          const [here, there] = (at === 0 ? world.heads : [...world.heads].reverse()) as [Head, Head];
          const inTurn = <T>(work: Promise<T>): Promise<T> => scheduler.waitFor(work);
          await inTurn(play.begin(here, [WELL, WELL, ASKS]));
          const [asks] = await play.waiting();
          expect(asks).toBeDefined();
          await inTurn(world.silence());
          const answer = { do: 'answer', approved, hash: 'shown' } as const;
          await inTurn(Promise.all([play.act(here, { do: 'look' }), play.act(there, answer), play.act(here, answer)]));
          await inTurn(world.settle(play.taskId));
          await play.check();
          const received = ofType(await world.events(play.taskId), 'approval_received');
          expect(received.map(({ data }) => data?.['by'])).toEqual([play.taken.answer === 1 ? 'person' : 'time']);
          won.add(received[0]?.data?.['by']);
        },
      );
      await fc.assert(moment, { numRuns: RUNS / 3, seed: 7 });
      // The database has its own part in who is first.
      for (let seed = 8; won.size < 2 && seed < 60; seed++) await fc.assert(moment, { numRuns: 1, seed });
      // Either was first at times.
      expect([...won].sort()).toEqual(['person', 'time']);
      await both.close();
      if (server && url !== undefined) await server.drop(url);
    },
    60_000 + RUNS * 1_000,
  );
});
