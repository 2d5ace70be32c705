import { Worker, type Job, type WorkerOptions } from 'bullmq';
import { queueName } from '#contracts';
import type { Stage } from '#domain';
import { SILENCE_MS, workerConnection } from './redis-connection.js';
import { within } from './redis-health.js';
import { runStageJob, TryLater, WorkerClosing, type StageHandler } from './run-stage-job.js';

export interface StageWorkerNotice {
  readonly did: 'redis_lost' | 'redis_back' | 'job_failed' | 'job_stalled' | 'worker_error';
  readonly stage: Stage;
  readonly jobId?: string;
  readonly because?: string;
}

export interface StageWorkerOptions {
  readonly stage: Stage;
  /** URL of Redis. */
  readonly url: string;
  readonly prefix: string;
  readonly concurrency: number;
  readonly handle: StageHandler;
  readonly onNotice?: (notice: StageWorkerNotice) => void;
  /** A line over which nothing came for so long is dead. */
  readonly silenceMs?: number;
}

/**
 * Options of a BullMQ worker, for `@Processor(queueName(stage), …)` too. A killed worker's job is offered elsewhere
 * after at most lockDuration + stalledInterval; a lock that ran out under a living one costs no more than such an
 * offer.
 */
export function stageWorkerOptions(of: {
  url: string;
  prefix: string;
  concurrency: number;
  silenceMs?: number;
}): WorkerOptions {
  const silenceMs = of.silenceMs ?? SILENCE_MS;
  return {
    connection: workerConnection(of.url, silenceMs),
    // Seconds that a read waits for a job. A wake-up that went to a worker whose network is dead is made good by the
    // next look.
    drainDelay: silenceMs / 3_000,
    prefix: of.prefix,
    concurrency: of.concurrency,
    lockDuration: 3_000,
    stalledInterval: 1_000,
    // Counts kills of the worker, redeployments included, over the life of one job; the engine has limits of its own.
    maxStalledCount: 10,
    metrics: { maxDataPoints: 1_440 },
  };
}

/**
 * Waits no longer for a job that is due later than for a new one: a line over which nothing comes is taken for dead.
 */
class AttentiveWorker extends Worker {
  override get maximumBlockTimeout(): number {
    return this.opts.drainDelay ?? super.maximumBlockTimeout;
  }
}

/** Milliseconds an aborted handler gets to return before the connection is cut under it. */
const ABORT_MS = 2_000;
/** Milliseconds until a job that is still running here is offered again. */
const STILL_RUNNING_MS = 2_000;

/** Takes jobs of one stage, up to `concurrency` at a time. */
export class StageWorker {
  private readonly worker: Worker;
  private readonly running = new Map<string, AbortController>();
  private redisLost = false;
  private closing: Promise<void> | null = null;

  constructor(private readonly options: StageWorkerOptions) {
    this.worker = new AttentiveWorker(
      queueName(options.stage),
      (job, token) => this.process(job, token),
      stageWorkerOptions(options),
    );
    this.worker.on('error', (error) => this.noteError(error));
    this.worker.backend.on('ready', () => this.noteReady());
    this.worker.on('failed', (job, error) =>
      this.notice({ did: 'job_failed', jobId: job?.id, because: error.message }),
    );
    this.worker.on('stalled', (jobId) => this.notice({ did: 'job_stalled', jobId }));
  }

  /** Jobs that run here now. */
  get active(): number {
    return this.running.size;
  }

  get concurrency(): number {
    return this.worker.concurrency;
  }

  set concurrency(value: number) {
    this.worker.concurrency = value;
  }

  /** Resolves once jobs can arrive; stays pending while Redis is away. */
  async ready(): Promise<void> {
    await this.worker.waitUntilReady();
  }

  /**
   * Takes no more jobs, lets the running ones end for `graceMs`, then aborts them (they go back to waiting).
   * Ends within `graceMs` and a few seconds, whether Redis answers or not.
   */
  close(graceMs = 10_000): Promise<void> {
    this.closing ??= this.shutDown(graceMs);
    return this.closing;
  }

  private async shutDown(graceMs: number): Promise<void> {
    const paused = this.worker.pause();
    const ended = await settles(graceMs, paused);
    if (!ended) {
      for (const controller of this.running.values()) controller.abort(new WorkerClosing());
      await settles(ABORT_MS, paused);
    }
    const closed = this.worker.close(this.running.size > 0 || this.redisLost);
    if (!(await settles(ABORT_MS, closed))) await settles(ABORT_MS, this.worker.disconnect());
  }

  private async process(job: Job, token: string | undefined): Promise<void> {
    const id = job.id ?? '';
    // After Redis was away the lock is lost and the job comes again, while its first run here still goes on.
    const handle: StageHandler = this.running.has(id)
      ? () => Promise.reject(new TryLater(STILL_RUNNING_MS))
      : this.options.handle;
    if (handle !== this.options.handle) {
      return runStageJob(job, token, new AbortController().signal, this.options.stage, handle);
    }
    const controller = new AbortController();
    this.running.set(id, controller);
    try {
      await runStageJob(job, token, controller.signal, this.options.stage, handle);
    } finally {
      this.running.delete(id);
    }
  }

  private noteError(error: Error): void {
    if (isConnectionError(error)) {
      if (this.redisLost || this.closing !== null) return;
      this.redisLost = true;
      this.notice({ did: 'redis_lost', because: error.message });
    } else if (this.closing === null) {
      this.notice({ did: 'worker_error', because: error.message });
    }
  }

  private noteReady(): void {
    if (!this.redisLost) return;
    this.redisLost = false;
    this.notice({ did: 'redis_back' });
  }

  private notice(notice: Omit<StageWorkerNotice, 'stage'>): void {
    this.options.onNotice?.({ ...notice, stage: this.options.stage });
  }
}

export const createStageWorker = (options: StageWorkerOptions): StageWorker => new StageWorker(options);

const CONNECTION_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function isConnectionError(error: Error): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  // ioredis gives a closed connection no code.
  return (
    (code !== undefined && CONNECTION_CODES.has(code)) || /connection is closed|socket timeout/i.test(error.message)
  );
}

/** Whether `work` is over within the time, well or not. */
async function settles(timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  const over = work.then(
    () => true,
    () => true,
  );
  return within(timeoutMs, over).catch(() => false);
}
