import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chaosRun } from './chaos-run.js';
import type { DatabaseName } from './database.js';
import { crowdOf, type FaultName } from './faults.js';
import type { Moment } from './moments.js';
import { Random } from './random.js';
import { Strike } from './strike.js';
import type { Shape } from './shapes.js';
import { World } from './world.js';

export const SEED = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
const PATIENCE_MS = 240_000;

export type QuickCell = readonly [FaultName, Moment];

/** The quick form of `npm run chaos`: the built `loom serve` in processes, hurt while it works on several tasks. */
export function hurting(
  { shape, database, together }: { shape: Shape; database: DatabaseName; together: number },
  cells: readonly QuickCell[],
  more: (world: () => World) => void = () => undefined,
): void {
  describe(`a Loom on ${database} that is hurt (CHAOS_SEED=${SEED})`, () => {
    let world: World;
    beforeAll(async () => {
      world = await World.start(shape, database);
    }, PATIENCE_MS);
    afterAll(() => world.close(), PATIENCE_MS);

    it.each(cells)(
      'finishes its tasks with the exact files after %s at %s',
      async (fault, moment) => {
        const random = new Random(SEED);
        const strike = new Strike(world, fault, moment, random);
        const how = { strike, ...(crowdOf(fault) === undefined ? {} : { beside: `crowd-${fault}` }) };
        const runs = await Promise.all(Array.from({ length: together }, () => chaosRun(world, random, how)));
        expect(runs.flatMap((run) => run.broken)).toEqual([]);
        expect(world.model.unscripted).toEqual([]);
      },
      PATIENCE_MS,
    );
    more(() => world);
  });
}
