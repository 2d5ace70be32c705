import { turnOf, type ScriptedReply } from '#testing';
import type { Step } from './mode.js';

type Turns = readonly [ScriptedReply, ...ScriptedReply[]];

/**
 * The bad turns once, from the executor's request number `from` on; then the good ones, whether the model is asked
 * again in the same conversation or in a new one.
 */
export const onceWrong =
  (bad: Turns, good: Turns, from = 0): Extract<Step, (...args: never[]) => unknown> =>
  (request, n) => {
    const at = n - from;
    const wrong = bad[at];
    if (wrong !== undefined) return wrong;
    const turn = turnOf(request);
    const right = turn === at ? turn - bad.length : turn;
    return good[Math.min(Math.max(right, 0), good.length - 1)] ?? good[0];
  };
