import type { StoreReport, TaskStore, TreeStore } from '#conductor';
import { isTaskEnded } from '#domain';
import { Logger } from '@nestjs/common';

const DAY_MS = 86_400_000;
/** After a task's end: as long as its landings can be undone, and as long as what never landed can be looked at. */
const KEPT_MS = { landing: 30 * DAY_MS, attempt: 7 * DAY_MS } as const;
const EVERY_MS = 3_600_000;

/** Keeps the stores of the workspaces small: once an hour, and when asked. */
export class Upkeep {
  private readonly logger = new Logger(Upkeep.name);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: TaskStore,
    private readonly trees: TreeStore,
    private readonly now: () => number,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.tidy(false).catch((error: unknown) => this.logger.warn({ did: 'upkeep_failed', error: String(error) }));
    }, EVERY_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running.catch(() => undefined);
  }

  /** Two at once follow each other. */
  tidy(dryRun: boolean): Promise<readonly StoreReport[]> {
    const run = this.running.catch(() => undefined).then(() => this.once(dryRun));
    this.running = run;
    return run;
  }

  private once(dryRun: boolean): Promise<readonly StoreReport[]> {
    return this.trees.upkeep({
      dryRun,
      isExpired: async (taskId, of) => {
        const task = await this.store.task(taskId);
        // What the database does not know may be another's.
        if (task === null || !isTaskEnded(task.status)) return false;
        return this.now() - Date.parse(task.completedAt ?? task.updatedAt) > KEPT_MS[of];
      },
      standing: async (workspaceId) => {
        const tip = await this.store.workspaceTip(workspaceId);
        const open = await Promise.all((await this.store.openTasks()).map((id) => this.store.task(id)));
        return { tip, isIdle: open.every((task) => task?.workspaceId !== workspaceId) };
      },
    });
  }
}
