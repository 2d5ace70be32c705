/** Milliseconds an endpoint is left alone after its first failure; doubles up to the longest. */
const FIRST_COOL_DOWN_MS = 5_000;
const LONGEST_COOL_DOWN_MS = 60_000;

/** Whether an endpoint has failed lately. Time comes in as an argument. */
export class Health {
  private failures = 0;
  private until = 0;

  isCoolingDown(now: number): boolean {
    return now < this.until;
  }

  /** True from a failure to the next success: what was known of the endpoint may have changed. */
  get isInDoubt(): boolean {
    return this.failures > 0;
  }

  succeeded(): void {
    this.failures = 0;
    this.until = 0;
  }

  failed(now: number): void {
    this.until = now + Math.min(LONGEST_COOL_DOWN_MS, FIRST_COOL_DOWN_MS * 2 ** this.failures);
    this.failures++;
  }
}
