import type { Failure } from '#domain';
import type { TaskState } from './state.js';

/**
 * Whether an attempt has ended at the task's own limit of calls or tokens, which is no fault and no try used up. What
 * only says so, with calls left, is a failure as any other. Pure.
 */
export const isOfLimit = ({ code }: Failure, { limits, tokens, modelCalls }: TaskState): boolean =>
  code === 'limit_reached' &&
  ((limits.tokens !== null && tokens >= limits.tokens) ||
    (limits.modelCalls !== null && modelCalls >= limits.modelCalls));
