import type { StageJob } from '#contracts';
import { ROLE_OF_STAGE, type Role, type Stage } from '#domain';
import { createStageWorker, TryLater, type StageWorker } from '#queues';
import { RunAttempt, type UseCases } from '#roles';
import { Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { WorkerParts } from './worker-parts.js';

/** Attempts are given back at their last saved step, so a closing worker need not wait for them. */
const CLOSE_GRACE_MS = 300;

/** The doorway of one stage: takes its jobs while the app runs, and hands each to the role's use case. */
export abstract class StageProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(this.constructor.name);
  private readonly attempts: RunAttempt;
  private worker: StageWorker | null = null;

  constructor(
    readonly stage: Stage,
    private readonly parts: WorkerParts,
    useCases: UseCases,
  ) {
    this.attempts = new RunAttempt(parts.link, useCases, parts.clock, parts.id);
  }

  get role(): Role {
    return ROLE_OF_STAGE[this.stage];
  }

  /** Jobs at once. */
  get concurrency(): number {
    return this.parts.concurrencyOf(this.role);
  }

  /** Jobs that run now. */
  get active(): number {
    return this.worker?.active ?? 0;
  }

  onApplicationBootstrap(): void {
    this.worker = createStageWorker({
      stage: this.stage,
      url: this.parts.redisUrl,
      prefix: this.parts.config.redis.prefix,
      concurrency: this.concurrency,
      handle: (job, signal) => this.process(job, signal),
      onNotice: ({ did, ...about }) => this.logger.warn({ ...about, did }),
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker?.close(CLOSE_GRACE_MS);
  }

  private async process(job: StageJob, signal: AbortSignal): Promise<void> {
    const end = await this.attempts.run(job, signal);
    if (end.kind === 'busy') throw new TryLater(end.retryAfterMs);
    this.logger.debug({
      did: `job_${end.kind}`,
      stage: job.stage,
      taskId: job.taskId,
      subtaskId: job.subtaskId,
      attempt: job.attempt,
    });
  }
}
