import type { Dispatcher, TaskStore } from '#conductor';
import { Logger } from '@nestjs/common';
import { type Conductor } from './conductor.service.js';
import { type HeadWork } from './head-work.js';
import { type Outbox } from './outbox.js';
import { type Webhooks } from './webhooks.js';

const EVERY_MS = 1000;
/** A sent job that nobody has claimed for so long may have been lost with Redis. */
const UNCLAIMED_MS = 5000;
const ALL_TASKS_EVERY = 10;

/**
 * The net under everything: what a crash, a lost message or a flushed Redis left undone is found in the database and
 * done. Runs all the time, not only at start.
 */
export class Sweeper {
  private readonly logger = new Logger(Sweeper.name);
  private timer: NodeJS.Timeout | null = null;
  private sweeping: Promise<void> = Promise.resolve();
  private round = 0;
  private troubled = false;

  constructor(
    private readonly store: TaskStore,
    private readonly dispatcher: Dispatcher,
    private readonly conductor: Conductor,
    private readonly headWork: HeadWork,
    private readonly outbox: Outbox,
    private readonly webhooks: Webhooks,
  ) {}

  start(): void {
    const tick = (): void => {
      this.sweeping = this.sweep().then(
        () => {
          this.troubled = false;
        },
        (error: unknown) => {
          // Once per trouble, not once a second.
          if (!this.troubled) this.logger.warn({ did: 'sweep_failed', error: String(error) });
          this.troubled = true;
        },
      );
      void this.sweeping.then(() => {
        if (this.timer !== null) this.timer = setTimeout(tick, EVERY_MS);
      });
    };
    this.timer = setTimeout(tick, 0);
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    await this.sweeping;
  }

  async sweep(): Promise<void> {
    const advance = (taskId: string): Promise<void> => this.conductor.advance(taskId);
    const lost = await this.store.expireLeases();
    for (const { taskId, attemptId, epoch } of lost)
      this.logger.warn({ did: 'attempt_taken_back', taskId, attempt: attemptId, epoch });
    this.headWork.poke(undefined, advance);
    // Time limits and whatever a crash left undecided; cheap when nothing follows.
    if (this.round++ % ALL_TASKS_EVERY === 0) for (const id of await this.store.openTasks()) await advance(id);
    await this.webhooks.sendDue();
    await this.outbox.flush();
    const unclaimed = await this.store.unclaimed(UNCLAIMED_MS, 500);
    if (unclaimed.length === 0) return;
    const missing = await this.dispatcher.missing(unclaimed);
    if (missing.length === 0) return;
    this.logger.warn({ did: 'jobs_sent_again', count: missing.length });
    await this.dispatcher.resend(missing);
  }
}
