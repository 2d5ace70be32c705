import { parseArgs } from 'node:util';
import { brokenRun, chaosRun, type ChaosRun } from './chaos-run.js';
import { DATABASES, troubleWithDatabase, type DatabaseName } from './database.js';
import type { Fault, Storm } from './fault.js';
import { crowdOf, FAULT_NAMES, FAULTS, type FaultName } from './faults.js';
import { MOMENT_NAMES, type Moment } from './moments.js';
import { Random, seedOf } from './random.js';
import { seconds, table } from './report.js';
import { Strike } from './strike.js';
import { SHAPES, troubleWith, type Shape } from './shapes.js';
import { World } from './world.js';

const CALM = ['none', 'user-edits'] as const;
const USAGE = `npm run chaos -- [--seed N] [--times N] [--from N] [--minutes N] [--together N] [--faults a,b] [--moments a,b] [--database a,b] [--keep]
Runs a scripted goal on real processes and hurts them at every moment of the road. A run's chances follow from the seed,
its cell and its number alone, so a broken one comes again by the line that is printed with it. Most faults strike once;
a storm kills one part after the other while the tasks recover from the kills before.
--times     runs of each cell (1)
--from      number of the first run (1)
--minutes   starts no run after so long
--together  tasks at once in each run (1)
--keep      leaves the folder of each world, with logs, where it was, and names it
--database  sqlite (the default), postgres, or sqlite,postgres; some faults are for one of them alone
faults:  ${[...CALM, ...FAULT_NAMES].join(' ')}
moments: ${MOMENT_NAMES.join(' ')}`;

/** A silence that is worth a word. */
const SLOW_MS = 8_000;

interface Cell {
  readonly database: DatabaseName;
  readonly shape: Shape;
  readonly fault: FaultName | null;
  readonly moment: Moment | null;
  readonly userEdits: boolean;
}

function cellsOf(
  database: DatabaseName,
  faults: readonly (FaultName | (typeof CALM)[number])[],
  moments: readonly Moment[],
): Cell[] {
  return faults.flatMap((name): Cell[] => {
    if (name === 'none' || name === 'user-edits')
      return [{ database, shape: 'alone', fault: null, moment: null, userEdits: name === 'user-edits' }];
    const fault: Fault | Storm = FAULTS[name];
    if ((fault.database ?? database) !== database) return [];
    return moments.map((moment) => ({ database, shape: fault.shape, fault: name, moment, userEdits: false }));
  });
}

class WrongWord extends Error {}

function chosen<T extends string>(given: string | undefined, all: readonly T[], what: string): readonly T[] {
  if (given === undefined) return all;
  const names = given.split(',');
  const wrong = names.find((name) => !(all as readonly string[]).includes(name));
  if (wrong !== undefined) throw new WrongWord(`there is no ${what} "${wrong}"`);
  return all.filter((name) => names.includes(name));
}

interface Struck {
  readonly runs: readonly ChaosRun[];
  /** What was struck, once a blow. */
  readonly blows: readonly string[];
}

async function runCell(world: World, cell: Cell, seed: number, together: number): Promise<Struck> {
  const random = new Random(seed);
  const { fault, moment, userEdits } = cell;
  const strike = fault === null || moment === null ? undefined : new Strike(world, fault, moment, random);
  const crowd = fault === null ? undefined : crowdOf(fault);
  const beside = crowd === undefined ? {} : { beside: `crowd-${random.word(8)}` };
  const runs = await Promise.all(
    Array.from({ length: crowd ?? together }, () =>
      chaosRun(world, random, { ...(strike === undefined ? {} : { strike }), userEdits, ...beside }).catch(
        (error: unknown) => brokenRun(nameOf(cell), `the run itself failed: ${String(error)}`),
      ),
    ),
  );
  return { runs, blows: strike?.blows.map(({ on }) => on) ?? [] };
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      seed: text,
      times: text,
      from: text,
      minutes: text,
      together: text,
      faults: text,
      moments: text,
      database: text,
      keep: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const faults = chosen(values.faults, [...CALM, ...FAULT_NAMES], 'fault');
  const moments = chosen(values.moments, MOMENT_NAMES, 'moment');
  const databases = chosen(values.database ?? 'sqlite', DATABASES, 'database');
  console.log(`seed ${seed}: the same faults again with --seed ${seed}`);
  const first = Number(values.from ?? 1);
  const together = Number(values.together ?? 1);
  const runs: ChaosRun[] = [];
  const blows: string[] = [];
  // Once: what runs comes to its end, and all is put away.
  let isOver = false;
  process.once('SIGINT', () => (isOver = true)).once('SIGTERM', () => (isOver = true));
  const until = Date.now() + Number(values.minutes ?? Infinity) * 60_000;
  const worlds = databases.flatMap((database) => SHAPES.map((shape) => ({ database, shape })));
  for (const { database, shape } of worlds) {
    const cells = cellsOf(database, faults, moments).filter((cell) => cell.shape === shape);
    if (cells.length === 0 || isOver) continue;
    const trouble = troubleWithDatabase(database) ?? troubleWith(shape);
    if (trouble !== null) {
      console.log(`left out, ${cells.length} cells: ${trouble}`);
      continue;
    }
    const world = await World.start(shape, database);
    try {
      rounds: for (let number = first; number < first + Number(values.times ?? 1); number++) {
        for (const cell of cells) {
          if (isOver || Date.now() > until) break rounds;
          const name = nameOf(cell);
          const struck = await runCell(world, cell, seedOf(seed, name, number), together);
          blows.push(...struck.blows);
          for (const run of struck.runs) {
            runs.push({ ...run, cell: name });
            console.log(`${name} #${number} ${seconds(run.tookMs)} s: ${verdictOf(run, cell, seed, number)}`);
          }
        }
      }
      for (const sentence of world.model.unscripted) console.log(`model: ${sentence}`);
    } finally {
      await world.close(values.keep === true);
      if (values.keep === true) console.log(`kept: ${world.folder}`);
    }
  }
  console.log(`\n${table(runs)}\n\n${blows.length} strikes in ${runs.length} tasks, seed ${seed}: ${counted(blows)}`);
  return runs.every((run) => run.broken.length === 0) ? 0 : 1;
}

function nameOf({ database, fault, moment, userEdits }: Cell): string {
  const name = fault === null ? (userEdits ? 'user-edits' : 'none') : `${fault} @ ${moment ?? ''}`;
  return database === 'sqlite' ? name : `${name} on ${database}`;
}

/** `serve 3, redis 1`. */
function counted(names: readonly string[]): string {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times].map(([name, n]) => `${name} ${n}`).join(', ');
}

function slownessOf(run: ChaosRun): string[] {
  const { silenceMs, silence, handoverMs, takenMs, claimedMs, handed } = run;
  return [
    ...(silenceMs > SLOW_MS ? [`${seconds(silenceMs)} s between ${silence}`] : []),
    ...(handoverMs > SLOW_MS
      ? [`${handed} taken after ${seconds(takenMs)} s, claimed ${seconds(claimedMs)} s, on ${seconds(handoverMs)} s`]
      : []),
  ];
}

function verdictOf(run: ChaosRun, { database, fault, moment, userEdits }: Cell, seed: number, number: number): string {
  if (run.broken.length === 0) return ['sound', ...slownessOf(run)].join(', ');
  const on = database === 'sqlite' ? '' : ` --database ${database}`;
  const cell =
    fault === null ? `--faults ${userEdits ? 'user-edits' : 'none'}` : `--faults ${fault} --moments ${moment ?? ''}`;
  const again = `again: npm run chaos -- --seed ${seed} --from ${number} ${cell}${on}`;
  return `BROKEN\n    ${[...run.broken, again].join('\n    ')}`;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage =
    error instanceof WrongWord || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
  if (!isUsage) throw error;
  process.stderr.write(`chaos: ${(error as Error).message}. See npm run chaos -- --help.\n`);
  process.exitCode = 2;
}
