import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built } from '../e2e/support/built.js';
import { chaosRun } from './chaos-run.js';
import type { FaultName, Moment } from './faults.js';
import { Random } from './random.js';
import { Strike } from './strike.js';
import { World } from './world.js';

/* The quick form of `npm run chaos`: the built `loom serve` in a process of its own, hurt while it works on several tasks. */

const TOGETHER = 4;
const SEED = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
const PATIENCE_MS = 240_000;

describe(`a Loom that is hurt (CHAOS_SEED=${SEED})`, () => {
  let world: World;
  beforeAll(async () => {
    await built();
    world = await World.start('alone');
  }, PATIENCE_MS);
  afterAll(() => world.close(), PATIENCE_MS);

  const cells: readonly (readonly [FaultName, Moment])[] = [
    ['serve-kill', 'tool_call_started'],
    ['serve-kill', 'subtask_landed'],
    ['redis-kill', 'model_invocation'],
    ['clock-back', 'subtask_started'],
    ['redis-fresh', 'tool_call_completed'],
    ['model-resets', 'task_plan_ready'],
  ];
  it.each(cells)(
    `finishes ${TOGETHER} tasks with the exact files after %s at %s`,
    async (fault, moment) => {
      const random = new Random(SEED);
      const strike = new Strike(world, fault, moment, random);
      const runs = await Promise.all(Array.from({ length: TOGETHER }, () => chaosRun(world, random, { strike })));
      expect(runs.flatMap((run) => run.broken)).toEqual([]);
      expect(world.model.unscripted).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'keeps every line the user writes into the folder while work lands in it',
    async () => {
      const run = await chaosRun(world, new Random(SEED), { userEdits: true });
      expect(run.broken).toEqual([]);
    },
    PATIENCE_MS,
  );
});
