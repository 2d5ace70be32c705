import { setTimeout as wait } from 'node:timers/promises';
import type { WireEvent } from '#contracts';
import { Blow } from './blow.js';
import { Handover } from './handover.js';
import type { Fault, Storm } from './fault.js';
import { FAULTS, type FaultName } from './faults.js';
import { MOMENTS, type Moment } from './moments.js';
import { within, type Random } from './random.js';
import { rage } from './storm.js';
import type { World } from './world.js';

const LONGEST_DELAY_MS = 60;

/**
 * Harm that is done shortly after one of a kind of moment in any of the tasks watched: one blow, or in a storm many.
 */
export class Strike {
  readonly blows: Blow[] = [];
  /** Why the harm itself did not work. */
  trouble: string | null = null;
  /** Of the only blow; null where others followed it. */
  handover: Handover | null = null;
  private readonly nth: number;
  private readonly delayMs: number;
  private readonly fault: Fault | Storm;
  private readonly tasksOver = new AbortController();
  private openTasks = 0;
  private seen = 0;
  private harm: Promise<void> | null = null;

  constructor(
    private readonly world: World,
    readonly name: FaultName,
    readonly moment: Moment,
    private readonly random: Random,
  ) {
    this.fault = FAULTS[name];
    this.nth = 1 + random.below(MOMENTS[moment]);
    this.delayMs = random.below(LONGEST_DELAY_MS);
  }

  get mayUseTries(): boolean {
    return 'usesTries' in this.fault && this.fault.usesTries === true;
  }

  /** A task is watched from now on, until what is answered is called. */
  begin(): () => void {
    let isOpen = true;
    this.openTasks++;
    return () => {
      if (isOpen && --this.openTasks === 0) this.tasksOver.abort();
      isOpen = false;
    };
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
      await this.strike(this.fault);
      await this.world.mend();
    } catch (error) {
      this.trouble = `the fault "${this.name}" went wrong: ${String(error)}`;
    }
  }

  private async strike(fault: Fault | Storm): Promise<void> {
    const { world, random, tasksOver } = this;
    const blow = (...of: ConstructorParameters<typeof Blow>): Blow => {
      const next = new Blow(...of);
      this.blows.push(next);
      return next;
    };
    if ('kills' in fault)
      return rage(world, random, { kills: within(random, fault.kills), blow, until: tasksOver.signal });
    this.handover = await Handover.of(world.database);
    void this.handover.watch();
    await fault.strike(world, blow(this.name, fault.interruptsQuestions), random);
  }
}
