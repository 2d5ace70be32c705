import type { ChaosRun } from './chaos-run.js';

const most = (numbers: readonly number[]): string => {
  const known = numbers.filter((n) => !Number.isNaN(n));
  return known.length === 0 ? '-' : `${(Math.max(...known) / 1000).toFixed(1)}`;
};

const percentile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.filter((n) => !Number.isNaN(n)).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
};

/** One line a cell, the worst of its runs in each column. */
export function table(runs: readonly ChaosRun[]): string {
  const cells = new Map<string, ChaosRun[]>();
  for (const run of runs) cells.set(run.cell, [...(cells.get(run.cell) ?? []), run]);
  const head = ['cell', 'sound', 'asked again', 'interrupted', 'retries', 'next event s', 'silence s', 'took s'];
  const lines = [...cells].map(([cell, of]) => [
    cell,
    `${of.filter((r) => r.broken.length === 0).length}/${of.length}`,
    String(Math.max(...of.map((r) => r.askedAgain))),
    String(Math.max(...of.map((r) => r.interrupted))),
    String(Math.max(...of.map((r) => r.retries))),
    most(of.map((r) => r.progressMs)),
    most(of.map((r) => r.silenceMs)),
    most(of.map((r) => r.tookMs)),
  ]);
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all.map((line) => line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

export function summary(runs: readonly ChaosRun[]): string {
  const sound = runs.filter((run) => run.broken.length === 0).length;
  const progress = runs.map((run) => run.progressMs);
  const seconds = (ms: number): string => (Number.isNaN(ms) ? '-' : (ms / 1000).toFixed(1));
  return [
    `${sound} of ${runs.length} runs are sound`,
    `next event after the fault: p50 ${seconds(percentile(progress, 0.5))} s, p95 ${seconds(percentile(progress, 0.95))} s, worst ${seconds(percentile(progress, 1))} s`,
    `longest silence: p95 ${seconds(
      percentile(
        runs.map((run) => run.silenceMs),
        0.95,
      ),
    )} s`,
  ].join('; ');
}
