import { describe, expect, it } from 'vitest';
import { loadModes } from './catalogue.js';
import { quickTurns, runGauntlet } from './run.js';
import { tableOf } from './table.js';

describe('the gauntlet', () => {
  it('ends every failure mode right or with the true reason', async () => {
    const results = await runGauntlet(quickTurns(await loadModes()), { atOnce: 8 });
    const bad = results.filter(({ end }) => end !== 'survived' && end !== 'clear');
    expect(results.length).toBeGreaterThan(0);
    expect(
      bad.map((result) => result.mode.id),
      tableOf(bad),
    ).toEqual([]);
  }, 900_000);
});
