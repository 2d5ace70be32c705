import { Queue, type JobsOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Dispatcher, QueueUnavailable, type StageCounts } from '#conductor';
import { jobId, queueName, type StageJob } from '#contracts';
import { STAGES, type Stage } from '#domain';
import { producerConnection } from './redis-connection.js';
import { within } from './redis-health.js';

export interface BullDispatcherOptions {
  /** `redis://`, `rediss://` or `unix://`. */
  readonly url: string;
  /** `[redis] prefix`. */
  readonly prefix: string;
  /** A line over which an answer is missing for so long is dead. */
  readonly silenceMs?: number;
  /** Told once when Redis goes away and once when it is back. */
  readonly onReachable?: (reachable: boolean) => void;
}

/** States in which a job still runs by itself, now or later. */
const ALIVE: ReadonlySet<string> = new Set(['waiting', 'prioritized', 'delayed', 'active', 'waiting-children']);
/** Commands in one go; keeps a large sweep from blocking Redis. */
const BATCH = 500;

/** 0..9 with 9 first becomes BullMQ's 1..10 with 1 first; 0 would overtake all of them. */
export const bullPriority = (priority: number | undefined): number => 10 - Math.min(9, Math.max(0, priority ?? 5));

/** Options of every job. Finished ids are kept a while, so that a repeated send of the same job adds nothing. */
export function jobOptions(job: StageJob): JobsOptions {
  return {
    jobId: jobId(job),
    priority: bullPriority(job.priority),
    attempts: 5,
    backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
    removeOnComplete: { age: 3_600, count: 5_000 },
    removeOnFail: { age: 24 * 3_600, count: 5_000 },
    stackTraceLimit: 3,
  };
}

/**
 * Jobs in BullMQ, one queue a stage, all over one connection that fails at once while Redis is away.
 * Invariant: a job's id is derived from it, so any number of sends adds one job.
 */
export class BullDispatcher extends Dispatcher {
  private readonly redis: Redis;
  private readonly queues: Readonly<Record<Stage, Queue>>;
  private reachable: boolean | null = null;
  private cameBack = true;

  constructor(private readonly options: BullDispatcherOptions) {
    super();
    this.redis = new Redis(producerConnection(options.url, options.silenceMs));
    this.redis.on('ready', () => this.note(true));
    this.redis.on('close', () => this.note(false));
    // Reconnecting is ioredis' work and `note` tells of it; without a listener it would end the process.
    this.redis.on('error', () => undefined);
    this.queues = Object.fromEntries(STAGES.map((stage) => [stage, this.openQueue(stage)])) as Record<Stage, Queue>;
  }

  /** Waits for the first connection. False when there is none after `timeoutMs`; it is tried for on. */
  async ready(timeoutMs = 5_000): Promise<boolean> {
    // Asked, not looked up: the status of a connection that was just cut still says "ready".
    if (await this.isReachable(timeoutMs)) return true;
    let connected = (): void => undefined;
    try {
      await within(timeoutMs, new Promise<void>((resolve) => this.redis.once('ready', (connected = resolve))));
      return true;
    } catch {
      this.redis.off('ready', connected);
      return false;
    }
  }

  async send(jobs: readonly StageJob[]): Promise<void> {
    await this.eachBatch(jobs, async (queue, batch) => {
      await queue.addBulk(batch.map((job) => ({ name: job.stage, data: job, opts: jobOptions(job) })));
    });
  }

  async resend(jobs: readonly StageJob[]): Promise<void> {
    await this.eachBatch(jobs, async (queue, batch) => {
      const states = await Promise.all(batch.map((job) => queue.getJobState(jobId(job))));
      const finished = batch.filter((_, i) => states[i] === 'completed' || states[i] === 'failed');
      await Promise.all(finished.map((job) => queue.remove(jobId(job))));
    });
    await this.send(jobs);
  }

  async remove(jobs: readonly StageJob[]): Promise<number> {
    let removed = 0;
    await this.eachBatch(jobs, async (queue, batch) => {
      const states = await Promise.all(batch.map((job) => queue.getJobState(jobId(job))));
      const waiting = batch.filter((_, i) => ALIVE.has(states[i] ?? '') && states[i] !== 'active');
      const results = await Promise.all(waiting.map((job) => queue.remove(jobId(job))));
      removed += results.filter((result) => result === 1).length;
    });
    return removed;
  }

  async missing(jobs: readonly StageJob[]): Promise<StageJob[]> {
    const missing: StageJob[] = [];
    await this.eachBatch(jobs, async (queue, batch) => {
      const states = await Promise.all(batch.map((job) => queue.getJobState(jobId(job))));
      missing.push(...batch.filter((_, i) => !ALIVE.has(states[i] ?? '')));
    });
    return missing;
  }

  async mayHaveLost(): Promise<boolean> {
    // Gone with everything else when Redis forgets; of several who ask, one hears of it.
    const mark = `${this.options.prefix}:jobs-known`;
    const isEmpty = (await this.asking(() => this.redis.set(mark, '1', 'NX'))) !== null;
    const wasAway = this.cameBack;
    this.cameBack = false;
    return isEmpty || wasAway;
  }

  async counts(): Promise<Readonly<Record<Stage, StageCounts>>> {
    const counted = await this.asking(() =>
      Promise.all(
        STAGES.map(async (stage): Promise<[Stage, StageCounts]> => {
          const by = await this.queues[stage].getJobCounts('wait', 'prioritized', 'delayed', 'active', 'failed');
          const waiting = (by['wait'] ?? 0) + (by['prioritized'] ?? 0) + (by['delayed'] ?? 0);
          return [stage, { waiting, active: by['active'] ?? 0, failed: by['failed'] ?? 0 }];
        }),
      ),
    );
    return Object.fromEntries(counted) as Record<Stage, StageCounts>;
  }

  async isReachable(timeoutMs = 1_000): Promise<boolean> {
    try {
      await within(timeoutMs, this.redis.ping());
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await Promise.all(STAGES.map((stage) => this.queues[stage].close().catch(() => undefined)));
    this.redis.disconnect();
  }

  private openQueue(stage: Stage): Queue {
    const queue = new Queue(queueName(stage), {
      connection: this.redis,
      prefix: this.options.prefix,
      skipWaitingForReady: true,
      // Asking for the version at construction would leave the queue broken for good when Redis is away just then.
      skipVersionCheck: true,
      skipMetasUpdate: true,
    });
    queue.on('error', () => undefined);
    return queue;
  }

  private note(reachable: boolean): void {
    if (this.reachable === reachable) return;
    this.reachable = reachable;
    this.cameBack ||= reachable;
    this.options.onReachable?.(reachable);
  }

  private async eachBatch(
    jobs: readonly StageJob[],
    work: (queue: Queue, batch: readonly StageJob[]) => Promise<void>,
  ): Promise<void> {
    for (const stage of STAGES) {
      const ofStage = jobs.filter((job) => job.stage === stage);
      for (let from = 0; from < ofStage.length; from += BATCH) {
        const batch = ofStage.slice(from, from + BATCH);
        await this.asking(() => work(this.queues[stage], batch));
      }
    }
  }

  private async asking<T>(ask: () => Promise<T>): Promise<T> {
    if (this.redis.status !== 'ready') throw new QueueUnavailable();
    try {
      return await ask();
    } catch (cause) {
      throw new QueueUnavailable({ cause });
    }
  }
}
