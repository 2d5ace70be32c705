/** What must be undone when Loom stops, in the order it was done. */
export class Closing {
  private readonly steps: (() => Promise<unknown> | void)[] = [];

  later(step: () => Promise<unknown> | void): void {
    this.steps.push(step);
  }

  /** Last opened, first closed; one that fails does not keep the others open. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
