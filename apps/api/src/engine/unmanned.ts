import type { TaskStore } from '#conductor';
import { attemptId, type StageJob } from '#contracts';
import { ROLE_OF_STAGE } from '#domain';
import type { EventBus } from '#events';
import type { Roster } from './roster.js';

/** A job that has waited for so long without anybody to do it is worth a word. */
const WORTH_A_WORD_MS = 10_000;

/** Says in a task's log, once per attempt, that no worker is there for what it waits for. */
export class Unmanned {
  /** So that the log need not be looked through again. */
  private told = new Set<string>();

  constructor(
    private readonly store: TaskStore,
    private readonly roster: Roster,
    private readonly events: EventBus,
  ) {}

  async look(): Promise<void> {
    const waiting = (await this.store.unclaimed(WORTH_A_WORD_MS, 100)).map(({ job }) => job);
    // Keeps only what still waits: the set is as large as the trouble.
    const ids = new Set(waiting.map(attemptId));
    this.told = new Set([...this.told].filter((id) => ids.has(id)));
    if (waiting.length === 0) return;
    const present = new Set((await this.roster.present()).flatMap((worker) => worker.roles));
    for (const job of waiting) {
      const id = attemptId(job);
      if (this.told.has(id) || present.has(ROLE_OF_STAGE[job.stage])) continue;
      this.told.add(id);
      await this.tell(job, id);
    }
  }

  private async tell(job: StageJob, id: string): Promise<void> {
    const role = ROLE_OF_STAGE[job.stage];
    const events = await this.store.appendOnce(job.taskId, {
      type: 'worker_waiting',
      correlationId: id,
      ...(job.subtaskId === undefined ? {} : { subtaskId: job.subtaskId }),
      // The epoch tells a job that waits again from one that waits still.
      data: { role, tier: job.tier ?? null, epoch: job.epoch, because: `no worker plays the role "${role}"` },
    });
    this.events.publish(events);
  }
}
