import { setTimeout as wait } from 'node:timers/promises';
import type { WireEvent } from '#contracts';
import { FAULTS, MOMENTS, type FaultName, type Moment } from './faults.js';
import type { Random } from './random.js';
import type { World } from './world.js';

/** Harm that is done once, shortly after one of a kind of event was seen in any of the tasks watched. */
export class Strike {
  private readonly nth: number;
  private readonly delayMs: number;
  private seen = 0;
  private harm: Promise<void> | null = null;
  /** Milliseconds since the epoch; NaN before. */
  struckAt = NaN;
  /** When nothing that was harmed asked anything more; NaN where that is not known. */
  hurtAt = NaN;
  /** Why the harm itself did not work. */
  trouble: string | null = null;

  constructor(
    private readonly world: World,
    readonly fault: FaultName,
    readonly moment: Moment,
    private readonly random: Random,
  ) {
    this.nth = 1 + random.below(MOMENTS[moment]);
    this.delayMs = random.below(60);
  }

  get mayRepeatQuestions(): boolean {
    return FAULTS[this.fault].interruptsQuestions;
  }

  notice(event: WireEvent): void {
    if (event.event_type === this.moment && ++this.seen === this.nth) this.harm = this.run();
  }

  /** Resolves once everything runs again; false when the moment never came. */
  async over(): Promise<boolean> {
    await this.harm;
    return this.harm !== null;
  }

  private async run(): Promise<void> {
    await wait(this.delayMs);
    this.struckAt = Date.now();
    try {
      await FAULTS[this.fault].strike(this.world, () => (this.hurtAt = Date.now()), this.random);
      await this.world.mend();
    } catch (error) {
      this.trouble = `the fault "${this.fault}" went wrong: ${String(error)}`;
    }
  }
}
