import { expect, it } from 'vitest';
import { chaosRun } from './chaos-run.js';
import { hurting, SEED } from './quick.js';
import { Random } from './random.js';

hurting(
  { shape: 'alone', database: 'sqlite', together: 3 },
  [
    ['crowd', 'tool_call_completed'],
    ['clock-back', 'subtask_started'],
    ['redis-fresh', 'tool_call_completed'],
    ['model-resets', 'task_plan_ready'],
  ],
  (world) => {
    it('keeps every line the user writes into the folder while work lands in it', async () => {
      const run = await chaosRun(world(), new Random(SEED), { userEdits: true });
      expect(run.broken).toEqual([]);
    }, 240_000);
  },
);
