import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Blow } from './blow.js';
import { OwnPostgres } from './database.js';
import type { Part } from './processes.js';
import { within, type Random, type Range } from './random.js';
import { HEADS, type World } from './world.js';

/* Kill upon kill: parts die while others, or they themselves, still come back from the kills before. */

/** Between two kills; short ones are likelier. */
const GAP_MS = { least: 200, most: 5_000 } as const;
/** So long what was killed stays away. */
const AWAY_MS: Range = [0, 3_000];
/** Whatever is down though it should not be is started so often, as its supervisor would. */
const LOOK_MS = 200;
/** What could not be handed in is offered again at least so often, see `worker-link`. */
const OFFERED_AGAIN_MS = 5_000;

interface Victim {
  readonly name: string;
  /** Whether questions to models die with it. */
  readonly asks: boolean;
  /** Whether others hand in their answers to it. */
  readonly hears: boolean;
  kill(): Promise<unknown>;
}

interface Sky {
  /** At most. */
  readonly kills: number;
  blow(on: string, interrupts: boolean, unheardSince?: number): Blow;
  /** Aborted when nothing is left to be disturbed. */
  readonly until: AbortSignal;
}

/** Resolves once nothing is left to be disturbed: until then somebody has to look after what was killed. */
export async function rage(world: World, random: Random, { kills, blow, until }: Sky): Promise<void> {
  const down = new Set<string>();
  const hearing = new Hearing(world);
  const keeper = setInterval(() => {
    keep(world, down);
    void hearing.look();
  }, LOOK_MS);
  try {
    for (let left = kills; left > 0 && !until.aborted;) {
      const there = await victims(world, down);
      const victim = there[random.below(there.length)];
      if (victim === undefined) {
        await wait(LOOK_MS);
        continue;
      }
      left--;
      const harm = blow(victim.name, victim.asks, hearing.goneSince);
      if (victim.hears) hearing.goes();
      down.add(victim.name);
      await victim.kill();
      harm.hurt();
      setTimeout(() => down.delete(victim.name), within(random, AWAY_MS));
      const gapMs = GAP_MS.least + (GAP_MS.most - GAP_MS.least) * random.next() ** 3;
      await wait(gapMs, undefined, { signal: until }).catch(() => undefined);
    }
    if (!until.aborted) await once(until, 'abort');
  } finally {
    clearInterval(keeper);
  }
}

/** What runs now; of workers of one role, one that is at work if there is one. */
async function victims(world: World, down: ReadonlySet<string>): Promise<Victim[]> {
  const { database, shape } = world;
  const postgres = database instanceof OwnPostgres ? database : null;
  const workersAreApart = shape === 'apart';
  const heads = HEADS.flatMap((name) => world.parts.get(name) ?? []);
  // Who is at work cannot be known while the database is away.
  const busy =
    workersAreApart && postgres?.runs !== false ? [await world.holder('execute'), await world.holder('verify')] : [];
  const workers = workersAreApart ? [world.part('planner0'), ...busy, world.part('extractor5')] : [];
  const kill = (part: Part): Promise<unknown> => part.end('SIGKILL');
  const parts = [
    ...heads.map((part) => ({ part, asks: !workersAreApart, hears: workersAreApart })),
    ...workers.map((part) => ({ part, asks: true, hears: false })),
  ].filter(({ part }) => part.runs);
  const redis = redisPid(world);
  return [
    ...parts.map(({ part, asks, hears }) => ({ name: part.name, asks, hears, kill: () => kill(part) })),
    ...(redis === undefined ? [] : [{ name: 'redis', asks: false, hears: false, kill: async () => killPid(redis) }]),
    ...(postgres?.runs === true
      ? [{ name: 'postgres', asks: false, hears: true, kill: async () => postgres.kill() }]
      : []),
  ].filter(({ name }) => !down.has(name));
}

/** A private one is looked after by its head, and may be between two lives. */
function redisPid(world: World): number | undefined {
  try {
    const pid = world.redisPid();
    if (pid !== undefined) process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

function killPid(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

function keep({ parts, database }: World, down: ReadonlySet<string>): void {
  for (const part of parts.values()) if (!down.has(part.name)) part.start();
  if (database instanceof OwnPostgres && !database.runs && !down.has('postgres'))
    void database.start().catch(() => undefined);
}

/** Whether those who write down the answers of workers are there. */
class Hearing {
  /** Milliseconds since the epoch. */
  private goneAt: number | null = null;
  private backAt: number | null = null;
  private times = 0;
  private isAsking = false;

  constructor(private readonly world: World) {}

  /** Since when answers may still be on their way; undefined = they arrive. */
  get goneSince(): number | undefined {
    const isBack = this.backAt !== null && Date.now() - this.backAt > OFFERED_AGAIN_MS;
    return isBack ? undefined : (this.goneAt ?? undefined);
  }

  goes(): void {
    this.goneAt = this.goneSince ?? Date.now();
    this.backAt = null;
    this.times++;
  }

  async look(): Promise<void> {
    if (this.goneAt === null || this.backAt !== null || this.isAsking) return;
    this.isAsking = true;
    const { times } = this;
    const answer = await this.world.api.get('/tasks?limit=1').catch(() => null);
    if (answer !== null && times === this.times) this.backAt = Date.now();
    this.isAsking = false;
  }
}
