import type { Dispatcher, TaskStore } from '#conductor';

const BATCH = 200;

/** Sends what decisions have saved for the workers. One flush at a time; a flush asked for meanwhile follows it. */
export class Outbox {
  private running: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly store: TaskStore,
    private readonly dispatcher: Dispatcher,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  /** Never throws: what could not be sent stays saved, and the sweeper flushes again. */
  flush(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.run();
    return this.running;
  }

  private async run(): Promise<void> {
    try {
      do {
        this.again = false;
        await this.drain();
      } while (this.again);
    } catch (error) {
      this.onTrouble(error);
    } finally {
      // In the same turn as the last look at `again`, or a flush asked for in between would be nobody's.
      this.running = null;
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
