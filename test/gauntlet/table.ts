import type { End, Result } from './play.js';

const ENDS: readonly End[] = ['survived', 'clear', 'unclear', 'silently wrong', 'stuck'];
/** Least share of runs that finish right or stop with the true reason. */
const GOOD_ENOUGH = 0.95;

export interface Totals {
  readonly counts: Readonly<Record<End, number>>;
  readonly runs: number;
  readonly good: boolean;
}

export function totalsOf(results: readonly Result[]): Totals {
  const counts = Object.fromEntries(
    ENDS.map((end) => [end, results.filter((result) => result.end === end).length]),
  ) as Record<End, number>;
  const right = counts.survived + counts.clear;
  const good = counts['silently wrong'] === 0 && counts.stuck === 0 && right >= results.length * GOOD_ENOUGH;
  return { counts, runs: results.length, good };
}

/** One line a mode, with the runs that ended in each way, then what went wrong, then the totals. */
export function tableOf(results: readonly Result[]): string {
  const modes = [...new Set(results.map((result) => result.mode))];
  const head = ['mode'.padEnd(7), ...ENDS.map((end) => end.padStart(14)), '  title'].join('');
  const rows = modes.map((mode) => {
    const own = results.filter((result) => result.mode === mode);
    const cells = ENDS.map((end) => String(own.filter((r) => r.end === end).length || '.').padStart(14));
    return `${mode.id.padEnd(7)}${cells.join('')}  ${mode.title}`;
  });
  const faults = results
    .filter(({ end }) => end !== 'survived' && end !== 'clear')
    .map((r) => `${r.mode.id} ${r.protocol} ${String(r.chunking)}: ${r.end}: ${r.because.slice(0, 400)}`);
  const { counts, runs } = totalsOf(results);
  const totals = `${'all'.padEnd(7)}${ENDS.map((end) => String(counts[end]).padStart(14)).join('')}  ${modes.length} modes, ${runs} runs`;
  return [head, ...rows, totals, '', ...faults].join('\n').trimEnd();
}
