import { describe, expect, it } from 'vitest';
import { loadModes } from './catalogue.js';
import { CHUNKINGS, PROTOCOLS, type Mode } from './mode.js';
import { allTurns, quickTurns, runGauntlet } from './run.js';
import { tableOf } from './table.js';

/**
 * What the whole suite has time for; `npm run gauntlet -- --quick` plays every mode, without `--quick` in every form.
 */
const everySixteenth = (modes: readonly Mode[]): Mode[] => modes.filter((_, at) => at % 16 === 0);

describe('the gauntlet', () => {
  it('has each mode on each of its protocols, each with three chunkings, and meets all of them in the quick form too', async () => {
    const modes = await loadModes();
    const formOf = ({ protocol, chunking }: { protocol: string; chunking: string | number }): string =>
      `${protocol} ${chunking}`;
    const forms = PROTOCOLS.flatMap((protocol) => CHUNKINGS.map((chunking) => formOf({ protocol, chunking }))).sort();
    const all = allTurns(modes);
    for (const mode of modes) {
      expect(mode.protocols.length, mode.id).toBeGreaterThan(0);
      const own = all.filter((turn) => turn.mode === mode).map(formOf);
      expect(own.sort(), mode.id).toEqual(forms.filter((form) => mode.protocols.some((name) => form.startsWith(name))));
    }
    const quick = quickTurns(everySixteenth(modes));
    expect([...new Set(quick.map(formOf))].sort()).toEqual(forms);
  });

  it('ends every sixteenth failure mode right or with the true reason', async () => {
    const results = await runGauntlet(quickTurns(everySixteenth(await loadModes())), { atOnce: 8 });
    const bad = results.filter(({ end }) => end !== 'survived' && end !== 'clear');
    expect(results.length).toBeGreaterThan(0);
    expect(
      bad.map((result) => result.mode.id),
      tableOf(bad),
    ).toEqual([]);
  }, 900_000);
});
