import { shownAttempts, type TaskStore, type TreeStore } from '#conductor';
import { Logger } from '@nestjs/common';
import { CoalescedRuns } from './coalesced-runs.js';

/** Said wherever somebody starts something in this mode. */
export const IN_PLACE_NOTICE =
  'Works in place ([workspace] mode = "in_place"): each step is written to the folder at once, before anybody has verified it. Work that is rejected is taken back; nothing keeps other programs from reading it until then.';

const AGAIN_MS = 2000;

/** For `workspace.mode = "in_place"`: keeps the user's folder showing what the attempts are at. */
export class InPlace {
  private readonly logger = new Logger(InPlace.name);
  private readonly runs = new CoalescedRuns((taskId) => this.show(taskId));
  /** Tasks whose folder is not yet as it should be. */
  private readonly behind = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly store: TaskStore,
    private readonly trees: TreeStore,
    private readonly enabled: boolean,
  ) {}

  /** Takes back what a stopped process left shown, also of tasks that have ended since, and in any mode. */
  start(): void {
    this.timer = setInterval(() => {
      for (const taskId of this.behind) void this.runs.run(taskId);
    }, AGAIN_MS).unref();
    void this.trees
      .shownTasks()
      .then((tasks) => Promise.all(tasks.map((taskId) => this.runs.run(taskId))))
      .catch((error: unknown) => this.logger.warn({ did: 'shown_work_unknown', error: String(error) }));
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.runs.ended();
  }

  /** To be called after every change of a task; calls for one task follow each other, and two at once are one. */
  changed(taskId: string): Promise<void> {
    return this.enabled ? this.runs.run(taskId) : Promise.resolve();
  }

  /** Never throws: it is tried again. */
  private async show(taskId: string): Promise<void> {
    try {
      if (await this.once(taskId)) this.behind.delete(taskId);
      else this.behind.add(taskId);
    } catch (error) {
      this.behind.add(taskId);
      this.logger.warn({ did: 'work_in_place_waits', taskId, error: String(error) });
    }
  }

  private async once(taskId: string): Promise<boolean> {
    const [task, state] = await Promise.all([this.store.task(taskId), this.store.state(taskId)]);
    if (!task || !state) return true;
    const { workspaceId, workspacePath: path } = task;
    const tip = await this.store.workspaceTip(workspaceId);
    if (tip === null) return true;
    const attempts = this.enabled ? shownAttempts(state) : [];
    return this.trees.show({ workspaceId, path, tip: tip.commit, taskId, attempts, protected: task.protected });
  }
}
