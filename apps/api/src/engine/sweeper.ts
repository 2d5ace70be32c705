import { KEPT_WAITING_MS, type Dispatcher, type TaskStore } from '#conductor';
import { LoomError } from '#domain';
import { Logger } from '@nestjs/common';
import { type Conductor } from './conductor.service.js';
import { type HeadWork } from './head-work.js';
import { type Outbox } from './outbox.js';
import type { EngineCounts } from './metrics/engine-counts.js';
import type { Stalled } from './stalled.js';
import type { Unmanned } from './unmanned.js';
import { type Webhooks } from './webhooks.js';

const EVERY_MS = 1000;
/** A sent job that nobody has claimed for so long may have been lost with Redis. */
const UNCLAIMED_MS = 5000;
const JOBS_A_LOOK = 500;
/** All open tasks are looked at again after so many times what it took, within these bounds. */
const ALL_TASKS_REST = 50;
const ALL_TASKS_MS = { least: EVERY_MS, most: 10_000 } as const;
const STALLED_EVERY_MS = 10_000;
/** After the API or its database could not be reached, workers are given so long to renew their leases. */
const RENEWAL_MS = 3000;
/** A round that comes so late shows that the process stood still, and could not be reached. */
const LATE_MS = 3000;

/**
 * The net under everything: what a crash, a lost message or a flushed Redis left undone is found in the database and
 * done. Runs all the time, not only at start.
 */
export class Sweeper {
  private readonly logger = new Logger(Sweeper.name);
  private timer: NodeJS.Timeout | null = null;
  private sweeping: Promise<void> = Promise.resolve();
  private allTasksAt = -Infinity;
  private advancing: Promise<void> | null = null;
  private stalledAt = -Infinity;
  private troubled = false;
  private databaseFailed = false;
  /** Whether the queue may have lost jobs, and up to which id of the outbox they have been looked for. */
  private distrusts = false;
  private lookedUpTo = 0;
  /** Before it, in milliseconds of `now`, no lease is taken to have run out. */
  private trustingUntil = 0;
  private dueAt = 0;

  constructor(
    private readonly store: TaskStore,
    private readonly dispatcher: Dispatcher,
    private readonly conductor: Conductor,
    private readonly headWork: HeadWork,
    private readonly outbox: Outbox,
    private readonly webhooks: Webhooks,
    private readonly unmanned: Unmanned,
    private readonly stalled: Pick<Stalled, 'look'>,
    private readonly counts: Pick<EngineCounts, 'swept' | 'sentAgain' | 'takenBack'>,
    /** Milliseconds that pass evenly, whatever is done to the clock on the wall. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  start(): void {
    this.trustingUntil = this.now() + RENEWAL_MS;
    this.dueAt = this.now();
    const tick = (): void => {
      const began = performance.now();
      this.sweeping = this.sweep().then(
        () => {
          this.counts.swept('done', performance.now() - began);
          this.troubled = false;
          this.databaseFailed = false;
        },
        (error: unknown) => {
          this.counts.swept('failed', performance.now() - began);
          // Once per trouble, not once a second.
          if (!this.troubled) this.logger.warn({ did: 'sweep_failed', error: String(error) });
          this.troubled = true;
          this.databaseFailed = error instanceof LoomError && error.code === 'database_failed';
        },
      );
      void this.sweeping.then(() => {
        this.dueAt = this.now() + EVERY_MS;
        if (this.timer !== null) this.timer = setTimeout(tick, EVERY_MS);
      });
    };
    this.timer = setTimeout(tick, 0);
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    await this.sweeping;
    await this.advancing;
  }

  async sweep(): Promise<void> {
    const advance = (taskId: string): Promise<void> => this.conductor.advance(taskId);
    await this.takeBack();
    this.headWork.poke(undefined, advance);
    await this.conductor.catchUp();
    this.lookAtAll();
    // Receivers may be slow; nothing here waits for them.
    void this.webhooks.sendDue().catch((error: unknown) => {
      this.logger.warn({ did: 'webhooks_wait', error: String(error) });
    });
    await this.outbox.flush();
    await this.unmanned.look();
    await this.findLostJobs();
  }

  /** All at once when the queue gives reason for it, else some each round. */
  private async findLostJobs(): Promise<void> {
    this.distrusts ||= await this.dispatcher.mayHaveLost();
    if (this.distrusts) this.lookedUpTo = 0;
    do {
      const jobs = await this.store.unclaimed(this.distrusts ? 0 : UNCLAIMED_MS, JOBS_A_LOOK, this.lookedUpTo);
      this.lookedUpTo = jobs.length < JOBS_A_LOOK ? 0 : (jobs.at(-1)?.id ?? 0);
      const missing = jobs.length === 0 ? [] : await this.dispatcher.missing(jobs.map(({ job }) => job));
      if (missing.length > 0) {
        this.logger.warn({ did: 'jobs_sent_again', count: missing.length });
        await this.dispatcher.resend(missing);
        this.counts.sentAgain(missing.length);
      }
    } while (this.distrusts && this.lookedUpTo > 0);
    this.distrusts = false;
  }

  private async takeBack(): Promise<void> {
    const now = this.now();
    // Neither a process that stood still nor a database that failed could take a renewal.
    if (now - this.dueAt > LATE_MS || this.databaseFailed) this.trustingUntil = now + RENEWAL_MS;
    if (now < this.trustingUntil) return;
    const expired = await this.store.expireLeases();
    if (this.now() - now > KEPT_WAITING_MS) this.trustingUntil = this.now() + RENEWAL_MS;
    this.counts.takenBack(expired.length);
    for (const { taskId, attemptId, epoch } of expired)
      this.logger.warn({ did: 'attempt_taken_back', taskId, attempt: attemptId, epoch });
  }

  /** Time limits, and whatever a crash of this or another head left undecided. Nothing here waits for it. */
  private lookAtAll(): void {
    if (this.advancing !== null || this.now() < this.allTasksAt) return;
    const work = async (): Promise<void> => {
      await this.advanceAll();
      if (this.now() < this.stalledAt) return;
      this.stalledAt = this.now() + STALLED_EVERY_MS;
      await this.stalled.look();
    };
    this.advancing = work()
      .catch((error: unknown) => this.logger.warn({ did: 'look_at_all_failed', error: String(error) }))
      .finally(() => (this.advancing = null));
  }

  /** A task that cannot be decided on holds up no other. */
  private async advanceAll(): Promise<void> {
    const began = this.now();
    for (const taskId of await this.store.openTasks())
      await this.conductor
        .advance(taskId)
        .catch((error: unknown) => this.logger.error({ did: 'advance_failed', taskId, error: String(error) }));
    const rest = ALL_TASKS_REST * (this.now() - began);
    this.allTasksAt = this.now() + Math.min(ALL_TASKS_MS.most, Math.max(ALL_TASKS_MS.least, rest));
  }
}
