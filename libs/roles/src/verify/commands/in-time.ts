import type { CheckResult } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';
import { MENDS } from './commands-said.js';
import { notHere, type Ran } from './run-checks.js';

/*
 * A check that is out of time says nothing of the work by itself: the machine may be slow, or busy. It is heard without
 * the work, where it ends or does not.
 */

/** Words of a work that an end which does not come may be about. */
const OF_AN_END =
  /\b(?:hang(?:s|ing)?|hung|fr[eo]ez\w*|frozen|stuck|endless\w*|infinite\w*|forever|for ever|never\s+(?:ends?|returns?|stops?|finish\w*|terminat\w*|comes?)|loops?|deadlock\w*|time[sd]?[ -]?outs?|timing out|slow\w*|fast\w*|quick\w*|speed\w*|perform\w*|optimi[sz]\w*|recurs\w*|terminat\w*|block(?:s|ed|ing)?)\b/i;

export interface Timed {
  readonly runner: CheckRunner;
  /** Opens the tree that the attempt started from. */
  readonly openBase: () => Promise<AttemptTree>;
  /** All that was asked for. */
  readonly asked: string;
  readonly signal: AbortSignal;
}

/**
 * Puts a note in the place of a check that is out of time whatever the work is, and says of the others what they did.
 */
export async function heardInTime(ran: readonly Ran[], of: Timed): Promise<Ran[]> {
  if (!ran.some(({ result }) => result.outOfTime === true)) return [...ran];
  const heard: Ran[] = [];
  // What an attempt brings may be what does not end: its tests are not put there.
  const base = await of.openBase();
  try {
    for (const one of ran) {
      if (one.result.outOfTime !== true) {
        heard.push(one);
        continue;
      }
      of.signal.throwIfAborted();
      const before = await of.runner.run(base, one.command, of.signal);
      of.signal.throwIfAborted();
      const says = saysOfTime(before, of.asked);
      heard.push(
        says === null
          ? { ...one, isHere: false, result: notHere(one.result, `it was out of time without the work as well`) }
          : { ...one, result: { ...one.result, detail: `${says}: ${one.result.detail}` } },
      );
    }
  } finally {
    await base.close();
  }
  return heard;
}

/** What a check that is out of time says of the work, by how it ended without it; null = nothing. Pure. */
function saysOfTime(before: CheckResult, asked: string): string | null {
  if (before.passed) return 'it passes in time without this work, and does not end with it';
  if (before.outOfTime !== true) return 'it does not end with this work';
  return MENDS.test(asked) || OF_AN_END.test(asked) ? 'it does not end, as before this work' : null;
}
