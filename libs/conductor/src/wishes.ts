import { isTaskEnded } from '#domain';
import type { TaskState } from './state.js';

export type Wish = TaskState['wish'];

/**
 * What comes of a wish: `taken`, now or before; or it is refused, since the task has `ended` or is `cancelling`; or it
 * is too early: an earlier pause or resume is `unsettled` and has to be acted upon first, or nobody would hear of it.
 */
export type WishAnswer = 'taken' | 'ended' | 'cancelling' | 'unsettled' | 'unknown';

/** Two people may wish at once: only a cancel goes before what was wished, and nothing goes after a cancel. */
export function answerTo(wish: Wish, { status, wish: before }: Pick<TaskState, 'status' | 'wish'>): WishAnswer {
  if (isTaskEnded(status)) return 'ended';
  if (before === wish || wish === 'cancel') return 'taken';
  if (before === 'cancel') return 'cancelling';
  return (before === 'pause') === (status === 'paused') ? 'taken' : 'unsettled';
}
