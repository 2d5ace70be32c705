import { parseArgs } from 'node:util';
import { chaosRun, type ChaosRun } from './chaos-run.js';
import { FAULT_NAMES, FAULTS, MOMENT_NAMES, type FaultName, type Moment } from './faults.js';
import { Random } from './random.js';
import { summary, table } from './report.js';
import { Strike } from './strike.js';
import { World, type Shape } from './world.js';

const CALM = ['none', 'user-edits'] as const;
const USAGE = `npm run chaos -- [--seed N] [--times N] [--together N] [--faults a,b] [--moments a,b]
Runs a scripted goal on real processes and hurts them at every moment of the road.
--times     runs of each cell (1)
--together  tasks at once in each run (1)
faults:  ${[...CALM, ...FAULT_NAMES].join(' ')}
moments: ${MOMENT_NAMES.join(' ')}`;

interface Cell {
  readonly shape: Shape;
  readonly fault: FaultName | null;
  readonly moment: Moment | null;
  readonly userEdits: boolean;
}

function cellsOf(faults: readonly (FaultName | (typeof CALM)[number])[], moments: readonly Moment[]): Cell[] {
  return faults.flatMap((fault): Cell[] => {
    if (fault === 'none' || fault === 'user-edits')
      return [{ shape: 'alone', fault: null, moment: null, userEdits: fault === 'user-edits' }];
    return moments.map((moment) => ({ shape: FAULTS[fault].shape, fault, moment, userEdits: false }));
  });
}

function chosen<T extends string>(given: string | undefined, all: readonly T[], what: string): readonly T[] {
  if (given === undefined) return all;
  const names = given.split(',');
  const wrong = names.find((name) => !(all as readonly string[]).includes(name));
  if (wrong !== undefined) throw new Error(`there is no ${what} "${wrong}"\n${USAGE}`);
  return all.filter((name) => names.includes(name));
}

async function runCell(world: World, cell: Cell, seed: number, together: number): Promise<ChaosRun[]> {
  const random = new Random(seed);
  const { fault, moment, userEdits } = cell;
  const strike = fault === null || moment === null ? {} : { strike: new Strike(world, fault, moment, random) };
  return Promise.all(Array.from({ length: together }, () => chaosRun(world, random, { ...strike, userEdits })));
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { seed: text, times: text, together: text, faults: text, moments: text, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const cells = cellsOf(
    chosen(values.faults, [...CALM, ...FAULT_NAMES], 'fault'),
    chosen(values.moments, MOMENT_NAMES, 'moment'),
  );
  console.log(`seed ${seed}: the same faults again with --seed ${seed}`);
  const runs: ChaosRun[] = [];
  for (const shape of ['alone', 'apart'] as const) {
    const ofShape = [...cells.entries()].filter(([, cell]) => cell.shape === shape);
    if (ofShape.length === 0) continue;
    const world = await World.start(shape);
    try {
      for (const [n, cell] of ofShape) {
        for (let time = 0; time < Number(values.times ?? 1); time++) {
          for (const run of await runCell(world, cell, seed + 1000 * time + n, Number(values.together ?? 1))) {
            runs.push(run);
            const verdict = run.broken.length === 0 ? 'sound' : `BROKEN\n    ${run.broken.join('\n    ')}`;
            console.log(`${run.cell} #${time + 1} ${(run.tookMs / 1000).toFixed(1)} s: ${verdict}`);
          }
        }
      }
      for (const sentence of world.model.unscripted) console.log(`model: ${sentence}`);
    } finally {
      await world.close();
    }
  }
  console.log(`\n${table(runs)}\n\n${summary(runs)}`);
  return runs.every((run) => run.broken.length === 0) ? 0 : 1;
}

process.exitCode = await main();
