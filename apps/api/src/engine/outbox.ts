import type { Dispatcher, TaskStore } from '#conductor';
import { CoalescedRuns } from './coalesced-runs.js';

const BATCH = 200;

/** Sends what decisions have saved for the workers. One flush at a time; a flush asked for meanwhile follows it. */
export class Outbox {
  private readonly runs = new CoalescedRuns<'flush'>(() => this.drainOrTell());

  constructor(
    private readonly store: TaskStore,
    private readonly dispatcher: Dispatcher,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  /** Never throws: what could not be sent stays saved, and the sweeper flushes again. */
  flush(): Promise<void> {
    return this.runs.run('flush');
  }

  private async drainOrTell(): Promise<void> {
    try {
      await this.drain();
    } catch (error) {
      this.onTrouble(error);
    }
  }

  private async drain(): Promise<void> {
    for (;;) {
      const due = await this.store.unsent(BATCH);
      if (due.length === 0) return;
      await this.dispatcher.send(due.map((row) => row.job));
      await this.store.markSent(due.map((row) => row.id));
      if (due.length < BATCH) return;
    }
  }
}
