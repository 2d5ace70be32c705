import { setTimeout as wait } from 'node:timers/promises';
import type { WireEvent } from '#contracts';
import { Handover } from './handover.js';
import { FAULTS, type Fault, type FaultName } from './faults.js';
import { MOMENTS, type Moment } from './moments.js';
import type { Random } from './random.js';
import type { World } from './world.js';

const LONGEST_DELAY_MS = 60;

/** Harm that is done once, shortly after one of a kind of moment in any of the tasks watched. */
export class Strike {
  private readonly nth: number;
  private readonly delayMs: number;
  private seen = 0;
  private harm: Promise<void> | null = null;
  /** Milliseconds since the epoch; NaN before. */
  struckAt = NaN;
  /** When nothing that was harmed asked anything more; NaN where that is not known. */
  hurtAt = NaN;
  /** When what stood still went on; NaN where nothing did. */
  wokeAt = NaN;
  /** Why the harm itself did not work. */
  trouble: string | null = null;
  handover: Handover | null = null;

  constructor(
    private readonly world: World,
    readonly name: FaultName,
    readonly moment: Moment,
    private readonly random: Random,
  ) {
    this.nth = 1 + random.below(MOMENTS[moment]);
    this.delayMs = random.below(LONGEST_DELAY_MS);
  }

  get fault(): Fault {
    return FAULTS[this.name];
  }

  notice(event: WireEvent): void {
    if (event.event_type === this.moment) this.reach(this.moment);
  }

  reach(moment: Moment): void {
    if (moment === this.moment && ++this.seen === this.nth) this.harm = this.run();
  }

  /** Resolves once everything runs again; false when the moment never came. */
  async over(): Promise<boolean> {
    await this.harm;
    return this.harm !== null;
  }

  private async run(): Promise<void> {
    await wait(this.delayMs);
    try {
      this.handover = await Handover.of(this.world.database);
      this.struckAt = Date.now();
      void this.handover.watch();
      const marks = { hurt: () => void (this.hurtAt = Date.now()), woke: () => void (this.wokeAt = Date.now()) };
      await this.fault.strike(this.world, marks, this.random);
      await this.world.mend();
    } catch (error) {
      this.trouble = `the fault "${this.name}" went wrong: ${String(error)}`;
    }
  }
}
