import type { Basis, VerifyOutcome } from '#domain';
import type { Stated } from '../stated/fact.js';

type Passed = Pick<Extract<VerifyOutcome, { kind: 'passed' | 'rejected' }>, 'checks' | 'model'>;

/** What a pass of what was asked for rests on, by the strongest of it. Pure. */
export function basisOf({ checks, model }: Passed, asked: Stated | undefined): Basis {
  const held = checks.filter(({ passed, skipped }) => passed && skipped !== true);
  if (held.some(({ proves }) => proves === true)) return 'check';
  if (asked?.isWhole === true && held.some(({ name }) => name === 'as_stated')) return 'stated';
  return model === undefined ? 'none' : 'judgement';
}
