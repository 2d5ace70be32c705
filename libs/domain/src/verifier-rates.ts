/** What a verifier was shown and how it judged. */
export interface Judged {
  readonly faults: number;
  readonly caughtByChecks: number;
  readonly falseAccepts: number;
  readonly sound: number;
  readonly falseRejects: number;
}

export interface VerifierRates {
  /** Of the faults that no check had caught, the share that was passed, 0..1; null where there were none. */
  readonly falseAccepts: number | null;
  /** Of the sound work, the share that was rejected. */
  readonly falseRejects: number | null;
  /** It passes too many faults to be trusted alone. */
  readonly isTooLenient: boolean;
}

/** One fault in five passed: three such verifiers in a vote still pass one fault in ten. */
const TOO_MANY = 0.2;
/** Fewer faults than this prove nothing. */
const ENOUGH_FAULTS = 5;

export function ratesOf({ faults, caughtByChecks, falseAccepts, sound, falseRejects }: Judged): VerifierRates {
  const asked = faults - caughtByChecks;
  const share = (wrong: number, of: number): number | null => (of <= 0 ? null : Math.round((1000 * wrong) / of) / 1000);
  return {
    falseAccepts: share(falseAccepts, asked),
    falseRejects: share(falseRejects, sound),
    isTooLenient: asked >= ENOUGH_FAULTS && falseAccepts / asked > TOO_MANY,
  };
}
