/** One stroke of harm, and what it may have cost. Milliseconds since the epoch. */
export class Blow {
  readonly at = Date.now();
  /** When nothing that was harmed asked anything more; NaN: the harmed hear of it in their own time. */
  hurtAt = NaN;
  /** When what stood still went on, as if no time had passed; NaN where nothing stood still. */
  wokeAt = NaN;

  constructor(
    /** The fault, or the part that was killed. */
    readonly on: string,
    /** Whether questions that were under way may be asked again. */
    readonly interrupts: boolean,
    /** An answer that was out later may not have been written down: those who write were away. */
    readonly unheardSince = Date.now(),
  ) {}

  hurt(): void {
    this.hurtAt = Date.now();
  }

  woke(): void {
    this.wokeAt = Date.now();
  }
}
