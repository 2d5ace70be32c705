const LONGEST_STEP_MS = 1_000;
const STEPS = 4;

/**
 * Goes off once this process has run for so long. The time in which it stood still, stopped or with its whole machine,
 * is not counted: what arrived meanwhile has yet to be read.
 */
export class RunningTimer {
  private readonly stepMs: number;
  private ranMs = 0;
  private lookedAt = performance.now();
  private timer: NodeJS.Timeout;

  constructor(
    private readonly ms: number,
    private readonly onEnd: () => void,
  ) {
    this.stepMs = Math.min(LONGEST_STEP_MS, Math.ceil(ms / STEPS));
    this.timer = this.next();
  }

  /** Counts from now on. */
  refresh(): void {
    this.ranMs = 0;
    this.lookedAt = performance.now();
  }

  clear(): void {
    clearTimeout(this.timer);
  }

  private next(): NodeJS.Timeout {
    return setTimeout(
      () => {
        const now = performance.now();
        // Late by more than a step, it stood still.
        this.ranMs += Math.min(now - this.lookedAt, 2 * this.stepMs);
        this.lookedAt = now;
        if (this.ranMs >= this.ms) this.onEnd();
        else this.timer = this.next();
      },
      Math.min(this.stepMs, this.ms - this.ranMs),
    );
  }
}
