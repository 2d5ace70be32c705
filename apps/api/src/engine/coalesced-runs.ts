interface Run {
  done: Promise<void>;
  again: boolean;
}

/**
 * One run a key at a time: who asks while one is under way gets one more behind it, together with all others who do.
 */
export class CoalescedRuns<Key = string> {
  private readonly underWay = new Map<Key, Run>();

  constructor(private readonly work: (key: Key) => Promise<void>) {}

  /** Ends when a run has ended that began after this call. Rejects as the work does; then nothing more is run. */
  run(key: Key): Promise<void> {
    const running = this.underWay.get(key);
    if (running !== undefined) {
      running.again = true;
      return running.done;
    }
    const run: Run = { done: Promise.resolve(), again: false };
    this.underWay.set(key, run);
    run.done = this.rounds(key, run);
    return run.done;
  }

  /** Waits for what is under way, however it ends. */
  async ended(): Promise<void> {
    await Promise.allSettled([...this.underWay.values()].map(({ done }) => done));
  }

  private async rounds(key: Key, run: Run): Promise<void> {
    try {
      do {
        run.again = false;
        await this.work(key);
      } while (run.again);
    } finally {
      // In the same turn as the last look at `again`, or a run asked for in between would be nobody's.
      this.underWay.delete(key);
    }
  }
}
