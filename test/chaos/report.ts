import type { ChaosRun } from './chaos-run.js';

const percentile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.filter((n) => !Number.isNaN(n)).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
};

export const seconds = (ms: number): string => (Number.isNaN(ms) ? '-' : (ms / 1000).toFixed(1));

/** A line a cell, and one for all: sums, and how long it took until something happened after the fault. */
export function table(runs: readonly ChaosRun[]): string {
  const cells = new Map<string, ChaosRun[]>();
  for (const run of runs) cells.set(run.cell, [...(cells.get(run.cell) ?? []), run]);
  const head = [
    'cell',
    'runs',
    'sound',
    'finished',
    'doubled',
    'lost events',
    'wrong files',
    'asked again',
    'interrupted',
    'retries',
    'next event p50 s',
    'p95 s',
    'silence p95 s',
    'taken p95 s',
    'claimed p95 s',
    'handed over p50 s',
    'p95 s',
  ];
  const all = [head, ...[...cells].map(([cell, of]) => lineOf(cell, of)), lineOf('all', runs)];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all.map((line) => line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

function lineOf(cell: string, of: readonly ChaosRun[]): string[] {
  const sum = (number: (run: ChaosRun) => number): string => String(of.reduce((total, run) => total + number(run), 0));
  const progress = of.map((run) => run.progressMs);
  const handover = of.map((run) => run.handoverMs);
  return [
    cell,
    String(of.length),
    sum((run) => Number(run.broken.length === 0)),
    sum((run) => Number(run.finished)),
    sum((run) => run.doubled),
    sum((run) => run.lostEvents),
    sum((run) => run.wrongFiles),
    sum((run) => run.askedAgain),
    sum((run) => run.interrupted),
    sum((run) => run.retries),
    seconds(percentile(progress, 0.5)),
    seconds(percentile(progress, 0.95)),
    seconds(
      percentile(
        of.map((run) => run.silenceMs),
        0.95,
      ),
    ),
    ...[of.map((run) => run.takenMs), of.map((run) => run.claimedMs)].map((all) => seconds(percentile(all, 0.95))),
    seconds(percentile(handover, 0.5)),
    seconds(percentile(handover, 0.95)),
  ];
}
