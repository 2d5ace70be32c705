import type { StoreReport, TaskStore, TreeStore } from '#conductor';
import type { WorkspaceConfig } from '#config';
import { isTaskEnded } from '#domain';
import type { EventBus } from '#events';
import { Logger } from '@nestjs/common';

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;
const LOOK_MS = 15_000;

/** Keeps the stores of the workspaces small: once an hour, and when asked. */
export class Upkeep {
  private readonly logger = new Logger(Upkeep.name);
  private timers: NodeJS.Timeout[] = [];
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: TaskStore,
    private readonly trees: TreeStore,
    private readonly events: EventBus,
    private readonly kept: Pick<WorkspaceConfig, 'keepDays' | 'keepFailedDays' | 'maxStoreGib'>,
    private readonly now: () => number,
  ) {}

  start(): void {
    const repeat = (everyMs: number, work: () => Promise<unknown>): void => {
      this.timers.push(setInterval(() => void work(), everyMs).unref());
    };
    repeat(EVERY_MS, () =>
      this.tidy(false).catch((error: unknown) => this.logger.warn({ did: 'upkeep_failed', error: String(error) })),
    );
    repeat(LOOK_MS, () =>
      this.lookForLateWrites().catch((error: unknown) =>
        this.logger.warn({ did: 'look_at_displaced_failed', error: String(error) }),
      ),
    );
  }

  async stop(): Promise<void> {
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    await this.running.catch(() => undefined);
  }

  tidy(dryRun: boolean): Promise<readonly StoreReport[]> {
    return this.inTurn(() => this.once(dryRun));
  }

  /**
   * A program wrote to a file that a landing had replaced: neither version is lost, and the log says where they are.
   */
  lookForLateWrites(): Promise<void> {
    return this.inTurn(() =>
      this.trees.lateWrites(async ({ landingId, path, keptAt }) => {
        this.logger.warn({ did: 'late_write_kept', landing: landingId, path, keptAt });
        const record = await this.store.attempt(landingId);
        if (record === null) return;
        const { subtaskId } = record.attempt;
        const because = `a program still had the old file open and wrote to it after the landing; what it wrote is in ${keptAt}`;
        const about = { correlationId: landingId, ...(subtaskId === null ? {} : { subtaskId }) };
        const data = { paths: [path], late: true, kept_at: keptAt, because };
        this.events.publish(await this.store.appendOnce(record.taskId, { ...about, type: 'landing_conflict', data }));
      }),
    );
  }

  /** Two at once follow each other. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.running.catch(() => undefined).then(work);
    this.running = run;
    return run;
  }

  private once(dryRun: boolean): Promise<readonly StoreReport[]> {
    const { keepDays, keepFailedDays, maxStoreGib } = this.kept;
    // After a task's end: as long as its landings can be undone, and as long as what never landed can be looked at.
    const keptMs = { landing: keepDays * DAY_MS, attempt: keepFailedDays * DAY_MS };
    return this.trees.upkeep({
      dryRun,
      statesSinceMs: this.now() - keptMs.landing,
      maxBytes: maxStoreGib * 2 ** 30,
      isExpired: async (taskId, of) => {
        const task = await this.store.task(taskId);
        // What the database does not know may be another's.
        if (task === null || !isTaskEnded(task.status)) return false;
        return this.now() - Date.parse(task.completedAt ?? task.updatedAt) > keptMs[of];
      },
      standing: async (workspaceId) => {
        const tip = (await this.store.workspaceTip(workspaceId))?.commit ?? null;
        const open = await Promise.all((await this.store.openTasks()).map((id) => this.store.task(id)));
        return { tip, isIdle: open.every((task) => task?.workspaceId !== workspaceId) };
      },
    });
  }
}
