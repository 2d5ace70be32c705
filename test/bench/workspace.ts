import { cpus, totalmem } from 'node:os';
import { execFileSync } from 'node:child_process';
import type { Cost } from './cost.js';
import { measureWorkspace, type Row } from './workspace-cases.js';

/**
 * `npm run bench:workspace -- --sizes 100,5000,50000 --ignored-gib 1 --rounds 5`: what the workspace engine takes, with
 * plain git doing the nearest comparable thing in the same round. `--dir` says on which disk.
 */
const flags = new Map<string, string>();
for (let at = 2; at + 1 < process.argv.length; at += 2) flags.set(process.argv[at] ?? '', process.argv[at + 1] ?? '');
const numbers = (name: string, otherwise: string): number[] => (flags.get(name) ?? otherwise).split(',').map(Number);
const [rounds = 5] = numbers('--rounds', '5');
const [ignoredGib = 0] = numbers('--ignored-gib', '0');

const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const spread = (costs: readonly Cost[]): string => {
  if (costs.length === 0) return '-';
  const sorted = costs.map((cost) => cost.wallMs).sort((a, b) => a - b);
  const [least = NaN, median = NaN, most = NaN] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)];
  return sorted.length === 1 ? ms(median) : `${ms(median)} (${ms(least)}–${ms(most)})`;
};

process.stdout.write(
  `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${execFileSync('git', ['--version']).toString().trim()}, node ${process.version}\n`,
);
for (const files of numbers('--sizes', '100,5000')) {
  const rows: Row[] = await measureWorkspace({ files, ignoredGib, rounds, dir: flags.get('--dir') });
  process.stdout.write(`\n### ${files} files${ignoredGib > 0 ? `, ${ignoredGib} GiB ignored` : ''}\n\n`);
  process.stdout.write(
    'Milliseconds: median (least–most) on the clock, mean of processor time with that of children.\n\n',
  );
  process.stdout.write(
    '| operation | n | Loom | its CPU | plain git | its CPU | with |\n|---|---|---|---|---|---|---|\n',
  );
  for (const { name, loom, git, command } of rows) {
    const cells = [
      ...[name, loom.length, spread(loom), ms(mean(loom.map((cost) => cost.cpuMs)))],
      ...[spread(git), ms(mean(git.map((cost) => cost.cpuMs)))],
      command,
    ];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}
