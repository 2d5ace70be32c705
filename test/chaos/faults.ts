import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, Storm } from './fault.js';
import { descendantsOf, type Part } from './processes.js';
import { within, type Random, type Range } from './random.js';
import { tearRedisFile } from './redis-file.js';
import type { Shape } from './shapes.js';
import { HEADS, type World } from './world.js';

/** Longer than a lease. */
const STOPPED_MS = 9_000;
const MODEL_TROUBLE_MS = 2_000;
const ORDERLY_MS = 5_000;
/** Longer than it takes a worker to hear of it. */
const PAUSED_MS = 2_500;
const AWAY_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Kills. */
const STORM: Range = [10, 40];
/** More results at once than fit before one another. */
const CROWD = 4;

/** From shorter than SQLite waits for another's lock to much longer. */
const LOCKED_MS: Range = [2_000, 14_000];
/** From shorter than a lease to longer than several tries. */
const FULL_MS: Range = [1_000, 20_000];
const DATABASE_AWAY_MS: Range = [200, 8_000];

const killWorker = (stage: 'execute' | 'verify'): Fault => ({
  shape: 'apart',
  interruptsQuestions: true,
  strike: async (world, blow) => {
    const worker = await world.holder(stage);
    await worker.end('SIGKILL');
    blow.hurt();
    // Whoever else there is takes over; this one comes back when that has long happened.
    await wait(STOPPED_MS);
    worker.start();
  },
});

/** Longer than its lease: it wakes up and writes on, as a laptop that was closed. */
const stopPart = (shape: Shape, which: (world: World, random: Random) => Promise<Part> | Part): Fault => ({
  shape,
  interruptsQuestions: true,
  strike: async (world, blow, random) => {
    const part = await which(world, random);
    part.signal('SIGSTOP');
    await wait(STOPPED_MS);
    part.signal('SIGCONT');
    blow.woke();
  },
});

const troubleModel = (kind: 'resets' | 'errors' | 'hangs'): Fault => ({
  shape: 'alone',
  usesTries: true,
  interruptsQuestions: false,
  strike: async (world) => {
    world.model.makeTrouble(kind, MODEL_TROUBLE_MS);
    await wait(MODEL_TROUBLE_MS);
  },
});

const killHead = (shape: Shape, awayMs = 0, which = (_random: Random): string => 'serve'): Fault => ({
  shape,
  // Workers apart keep what they found out.
  interruptsQuestions: shape !== 'apart',
  strike: async (world, blow, random) => {
    await world.part(which(random)).end('SIGKILL');
    blow.hurt();
    await wait(awayMs);
    await world.mend();
  },
});

const oneOfTwo = (random: Random): string => HEADS[random.below(HEADS.length)] ?? '';

/** Asked to stop, a process gives its work back and is gone in time. */
const stopOrderly = (shape: Shape, which: (world: World, random: Random) => Promise<Part> | Part): Fault => ({
  shape,
  interruptsQuestions: true,
  strike: async (world, blow, random) => {
    const part = await which(world, random);
    const began = Date.now();
    const code = await part.end('SIGTERM');
    blow.hurt();
    const tookMs = Date.now() - began;
    if (code !== 0) throw new Error(`${part.name} ended with ${String(code)}`);
    if (tookMs > ORDERLY_MS) throw new Error(`${part.name} took ${tookMs} ms to stop`);
    await wait(shape === 'alone' ? 0 : STOPPED_MS);
    await world.mend();
  },
});

const pauseAll: Fault = {
  shape: 'alone',
  interruptsQuestions: true,
  strike: async (world) => {
    const open = ['pending', 'planning', 'executing'].map((status) =>
      world.api.get<{ task_id: string }[]>(`/tasks?status=${status}`),
    );
    const tasks = (await Promise.all(open)).flatMap((page) => page ?? []);
    const ask = (what: string) =>
      Promise.all(tasks.map((task) => world.api.post(`/tasks/${task.task_id}/${what}`, {})));
    await ask('pause');
    await wait(PAUSED_MS);
    await ask('resume');
  },
};

/** `before`: what is done to it while it stands still. */
const killRedis = (shape: Shape, before: (world: World, random: Random) => void = () => undefined): Fault => ({
  shape,
  interruptsQuestions: false,
  strike: async (world, _blow, random) => {
    const pid = world.redisPid();
    if (pid === undefined) throw new Error('there is no Redis');
    process.kill(pid, 'SIGSTOP');
    before(world, random);
    process.kill(pid, 'SIGKILL');
    if (shape === 'alone') return;
    await wait(1_000);
    await world.mend();
  },
});

/** `harm` for a while; its answer ends it. */
const forAWhile = (
  of: Omit<Fault, 'strike'>,
  forMs: Range,
  harm: (world: World, random: Random) => Promise<() => unknown>,
): Fault => ({
  ...of,
  strike: async (world, blow, random) => {
    const end = await harm(world, random);
    await wait(within(random, forMs));
    await end();
    blow.hurt();
  },
});

const LONELY = { shape: 'alone', interruptsQuestions: true } as const;
const CUT = { shape: 'cut', interruptsQuestions: true } as const;
/** Whose database goes away keeps what it knows. */
const POSTGRES = { shape: 'alone', database: 'postgres', interruptsQuestions: false } as const;

const setClock = (shape: Shape, byMs: number): Fault => ({
  shape,
  interruptsQuestions: true,
  strike: async (world) => world.setClock(byMs),
});

/** The private Redis dies and the one that follows knows nothing. */
const freshRedis: Fault = {
  shape: 'alone',
  interruptsQuestions: false,
  strike: async (world) => {
    const pid = world.redisPid();
    await world.flushRedis();
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  },
};

/** A command's processes are killed under its worker, as for want of memory. */
const killSandbox: Fault = {
  shape: 'apart',
  usesTries: true,
  interruptsQuestions: false,
  strike: async (world) => {
    const worker = await world.holder('execute');
    for (const { pid, name } of descendantsOf(worker.pid ?? 0)) if (name === 'bwrap') process.kill(pid, 'SIGKILL');
  },
};

export const FAULTS = {
  'serve-kill': killHead('alone'),
  'redis-kill': killRedis('alone'),
  'redis-flush': { shape: 'alone', interruptsQuestions: false, strike: (world) => world.flushRedis() },
  'redis-fresh': freshRedis,
  'redis-torn': killRedis('alone', (world, random) => tearRedisFile(world.redisDir, 'end', random)),
  'redis-corrupt': killRedis('alone', (world, random) => tearRedisFile(world.redisDir, 'anywhere', random)),
  'redis-stop': forAWhile(LONELY, [STOPPED_MS, STOPPED_MS], async (world) => {
    const pid = world.redisPid() ?? 0;
    process.kill(pid, 'SIGSTOP');
    return () => process.kill(pid, 'SIGCONT');
  }),
  'database-lock': forAWhile({ shape: 'alone', interruptsQuestions: false }, LOCKED_MS, (world) =>
    world.database.lock(),
  ),
  'database-kill': forAWhile(POSTGRES, DATABASE_AWAY_MS, async ({ postgres }) => {
    postgres.kill();
    return () => postgres.start();
  }),
  'database-crash': forAWhile(POSTGRES, [0, 0], async ({ postgres }) => {
    postgres.crashSession();
    return () => undefined;
  }),
  'database-cut': forAWhile(POSTGRES, [0, 0], async ({ postgres }) => {
    await postgres.cutConnections();
    return () => undefined;
  }),
  'database-stop': forAWhile({ ...POSTGRES, interruptsQuestions: true }, [STOPPED_MS, STOPPED_MS], async (world) =>
    world.postgres.freeze(),
  ),
  'disk-full': forAWhile({ ...LONELY, shape: 'small' }, FULL_MS, async (world) => world.fillDisk()),
  'clock-forward': setClock('alone', HOUR_MS),
  'clock-back': setClock('alone', -HOUR_MS),
  'clocks-forward': setClock('apart', HOUR_MS),
  'clocks-back': setClock('apart', -HOUR_MS),
  'serve-term': stopOrderly('alone', (world) => world.part('serve')),
  'serve-stop': stopPart('alone', (world) => world.part('serve')),
  pause: pauseAll,
  'model-resets': troubleModel('resets'),
  'model-errors': troubleModel('errors'),
  'model-hangs': troubleModel('hangs'),
  'model-gone': forAWhile({ ...LONELY, usesTries: true }, [MODEL_TROUBLE_MS, MODEL_TROUBLE_MS], (world) =>
    world.model.leave(),
  ),
  'api-kill': killHead('apart'),
  'api-away': killHead('apart', AWAY_MS),
  'api-stop': { ...stopPart('apart', (world) => world.part('serve')), interruptsQuestions: false },
  'network-cut': forAWhile(CUT, [STOPPED_MS, STOPPED_MS], async (world) => world.cutOff(await world.holder('execute'))),
  'network-half': forAWhile(CUT, [STOPPED_MS, STOPPED_MS], async (world, random) =>
    world.cutOff(await world.holder('execute'), random.below(2) === 0 ? 'in' : 'out'),
  ),
  'shared-redis-kill': killRedis('apart'),
  'sandbox-kill': killSandbox,
  'executor-kill': killWorker('execute'),
  'verifier-kill': killWorker('verify'),
  'executor-term': stopOrderly('apart', (world) => world.holder('execute')),
  'executor-stop': stopPart('apart', (world) => world.holder('execute')),
  'verifier-stop': stopPart('apart', (world) => world.holder('verify')),
  'peer-kill': { ...killHead('pair', STOPPED_MS, oneOfTwo), database: 'postgres' },
  'peer-term': { ...stopOrderly('pair', (world, random) => world.part(oneOfTwo(random))), database: 'postgres' },
  'peer-stop': { ...stopPart('pair', (world, random) => world.part(oneOfTwo(random))), database: 'postgres' },
  'peers-redis-kill': { ...killRedis('pair'), database: 'postgres' },
  gust: { shape: 'alone', kills: [3, 4] },
  crowd: { shape: 'alone', kills: [3, 4], inOneFolder: CROWD },
  'crowd-pair': { shape: 'pair', kills: [3, 4], inOneFolder: CROWD, database: 'postgres' },
  storm: { shape: 'alone', kills: STORM },
  'storm-apart': { shape: 'apart', kills: STORM },
  'storm-pair': { shape: 'pair', kills: STORM, database: 'postgres' },
} as const satisfies Record<string, Fault | Storm>;
export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

/** How many tasks it wants at once in one folder; undefined: as many as are asked for, each in its own. */
export function crowdOf(name: FaultName): number | undefined {
  const fault: Fault | Storm = FAULTS[name];
  return 'kills' in fault ? fault.inOneFolder : undefined;
}
