import { describe, expect, it } from 'vitest';
import { loadModes } from './catalogue.js';
import { quickTurns, runGauntlet, type Turn } from './run.js';
import { tableOf } from './table.js';

/** What the whole suite has time for; `npm run gauntlet -- --quick` plays every mode, without `--quick` in every form. */
const everySixteenth = (turns: readonly Turn[]): Turn[] => turns.filter((_, at) => at % 16 === 0);

describe('the gauntlet', () => {
  it('ends every sixteenth failure mode right or with the true reason', async () => {
    const results = await runGauntlet(everySixteenth(quickTurns(await loadModes())), { atOnce: 8 });
    const bad = results.filter(({ end }) => end !== 'survived' && end !== 'clear');
    expect(results.length).toBeGreaterThan(0);
    expect(
      bad.map((result) => result.mode.id),
      tableOf(bad),
    ).toEqual([]);
  }, 900_000);
});
