import type { TaskStore } from '#conductor';
import { Logger } from '@nestjs/common';

/** Longer than the sweeper takes to decide once more on every task. */
export const STALLED_MS = 30_000;

/** Says once of each task that stands still though it should go on: it takes a person, or a better Loom. */
export class Stalled {
  private readonly logger = new Logger(Stalled.name);
  private told: ReadonlySet<string> = new Set();

  constructor(private readonly store: TaskStore) {}

  async look(): Promise<void> {
    const stalled = await this.store.stalledTasks(STALLED_MS);
    for (const taskId of stalled) if (!this.told.has(taskId)) this.logger.error({ did: 'task_stalled', taskId });
    this.told = new Set(stalled);
  }
}
