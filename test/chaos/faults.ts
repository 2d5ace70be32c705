import { setTimeout as wait } from 'node:timers/promises';
import type { EventType } from '#contracts';
import type { Part } from './processes.js';
import type { Random } from './random.js';
import type { Shape, World } from './world.js';

/** A way to hurt a Loom; resolves when the harm is over and everything runs again. */
export interface Fault {
  readonly shape: Shape;
  /** Whether questions may be asked again: those that were under way when it happened. */
  readonly interruptsQuestions: boolean;
  /**
   * Calls `hurt` when the harm is done: a question asked later than that cannot have been under way. Where it is not
   * called, the harmed hear of it in their own time.
   */
  readonly strike: (world: World, hurt: () => void, random: Random) => Promise<void>;
}

/** Longer than a lease. */
const STOPPED_MS = 9_000;
const MODEL_TROUBLE_MS = 2_000;
const ORDERLY_MS = 5_000;
/** Longer than it takes a worker to hear of it. */
const PAUSED_MS = 2_500;
/** Longer than SQLite waits for another's lock. */
const LOCKED_MS = 7_000;
/** From shorter than a lease to longer than several tries. */
const FULL_MS = [1_000, 20_000] as const;
const AWAY_MS = 60_000;
const HOUR_MS = 3_600_000;

const killWorker = (stage: 'execute' | 'verify'): Fault => ({
  shape: 'apart',
  interruptsQuestions: true,
  strike: async (world, hurt) => {
    const worker = world.holder(stage);
    await worker.end('SIGKILL');
    hurt();
    // Whoever else there is takes over; this one comes back when that has long happened.
    await wait(STOPPED_MS);
    worker.start();
  },
});

const stopWorker = (stage: 'execute' | 'verify'): Fault => ({
  shape: 'apart',
  interruptsQuestions: true,
  strike: async (world) => {
    const worker = world.holder(stage);
    worker.signal('SIGSTOP');
    await wait(STOPPED_MS);
    worker.signal('SIGCONT');
  },
});

const troubleModel = (kind: 'resets' | 'errors' | 'hangs'): Fault => ({
  shape: 'alone',
  interruptsQuestions: false,
  strike: async (world) => {
    world.model.makeTrouble(kind, MODEL_TROUBLE_MS);
    await wait(MODEL_TROUBLE_MS);
  },
});

const killServe = (shape: Shape): Fault => ({
  shape,
  interruptsQuestions: shape === 'alone',
  strike: async (world, hurt) => {
    await world.part('serve').end('SIGKILL');
    hurt();
    await world.mend();
  },
});

/** As a laptop that was closed for a while, or a Redis that hangs. */
const stopForAWhile = (which: (world: World) => number | undefined): Fault => ({
  shape: 'alone',
  interruptsQuestions: true,
  strike: async (world) => {
    const pid = which(world);
    if (pid === undefined) throw new Error('there is no such process');
    process.kill(pid, 'SIGSTOP');
    await wait(STOPPED_MS);
    process.kill(pid, 'SIGCONT');
  },
});

/** Asked to stop, a process gives its work back and is gone in time. */
const stopOrderly = (shape: Shape, which: (world: World) => Part): Fault => ({
  shape,
  interruptsQuestions: true,
  strike: async (world, hurt) => {
    const part = which(world);
    const began = Date.now();
    const code = await part.end('SIGTERM');
    hurt();
    const tookMs = Date.now() - began;
    if (code !== 0) throw new Error(`${part.name} ended with ${String(code)}`);
    if (tookMs > ORDERLY_MS) throw new Error(`${part.name} took ${tookMs} ms to stop`);
    await wait(shape === 'apart' ? STOPPED_MS : 0);
    await world.mend();
  },
});

const pauseAll: Fault = {
  shape: 'alone',
  interruptsQuestions: true,
  strike: async (world) => {
    const open = ['pending', 'planning', 'executing'].map((status) =>
      world.get<{ task_id: string }[]>(`/tasks?status=${status}`),
    );
    const tasks = (await Promise.all(open)).flatMap((page) => page ?? []);
    const ask = (what: string) => Promise.all(tasks.map((task) => world.post(`/tasks/${task.task_id}/${what}`, {})));
    await ask('pause');
    await wait(PAUSED_MS);
    await ask('resume');
  },
};

const killRedis = (shape: Shape): Fault => ({
  shape,
  interruptsQuestions: false,
  strike: async (world) => {
    const pid = world.redisPid();
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    if (shape === 'apart') {
      await wait(1_000);
      await world.mend();
    }
  },
});

type Range = readonly [least: number, most: number];

/** `harm` for a while; its answer ends it. */
const forAWhile = (shape: Shape, [least, most]: Range, harm: (world: World) => () => void): Fault => ({
  shape,
  interruptsQuestions: true,
  strike: async (world, hurt, random) => {
    const end = harm(world);
    await wait(least + random.below(most - least + 1));
    end();
    hurt();
  },
});

const setClock = (byMs: number): Fault => ({
  shape: 'alone',
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

/** The API is away for longer than any lease; what workers found out meanwhile is still worth something. */
const apiAway: Fault = {
  shape: 'apart',
  interruptsQuestions: false,
  strike: async (world) => {
    await world.part('serve').end('SIGKILL');
    await wait(AWAY_MS);
    await world.mend();
  },
};

export const FAULTS = {
  'serve-kill': killServe('alone'),
  'redis-kill': killRedis('alone'),
  'redis-flush': { shape: 'alone', interruptsQuestions: false, strike: (world) => world.flushRedis() },
  'redis-fresh': freshRedis,
  'database-lock': forAWhile('alone', [LOCKED_MS, LOCKED_MS], (world) => world.lockDatabase()),
  'disk-full': forAWhile('small', FULL_MS, (world) => world.fillDisk()),
  'clock-forward': setClock(HOUR_MS),
  'clock-back': setClock(-HOUR_MS),
  'serve-term': stopOrderly('alone', (world) => world.part('serve')),
  'serve-stop': stopForAWhile((world) => world.part('serve').pid),
  'redis-stop': stopForAWhile((world) => world.redisPid()),
  pause: pauseAll,
  'model-resets': troubleModel('resets'),
  'model-errors': troubleModel('errors'),
  'model-hangs': troubleModel('hangs'),
  'api-kill': killServe('apart'),
  'api-away': apiAway,
  'network-cut': forAWhile('cut', [STOPPED_MS, STOPPED_MS], (world) => world.cutOff(world.holder('execute'))),
  'shared-redis-kill': killRedis('apart'),
  'executor-kill': killWorker('execute'),
  'verifier-kill': killWorker('verify'),
  'executor-term': stopOrderly('apart', (world) => world.holder('execute')),
  'executor-stop': stopWorker('execute'),
  'verifier-stop': stopWorker('verify'),
} as const satisfies Record<string, Fault>;
export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

/** Events after which the harm is done, with how many of each a run holds at least. */
export const MOMENTS = {
  task_created: 1,
  task_planning: 1,
  task_plan_ready: 1,
  subtask_started: 3,
  model_invocation: 10,
  tool_call_started: 6,
  tool_call_completed: 6,
  verification_started: 3,
  verification_passed: 3,
  subtask_landed: 3,
  memory_entry_created: 3,
} as const satisfies Partial<Record<EventType, number>>;
export type Moment = keyof typeof MOMENTS;
export const MOMENT_NAMES = Object.keys(MOMENTS) as Moment[];
