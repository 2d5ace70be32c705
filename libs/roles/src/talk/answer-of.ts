import type { ModelReply } from '../ports/model-client.js';

/**
 * The text of an answer. A server may file all of it under reasoning: what stands there again, asked once more, and is
 * one JSON value without a word beside it, is no thought. The first time it may be a draft. Pure.
 */
export function answerOf({ text, thinking, toolCalls, finish }: ModelReply, isAskedAgain: boolean): string {
  if (!isAskedAgain || text.trim() !== '' || toolCalls.length > 0 || finish !== 'stop') return text;
  try {
    const value: unknown = JSON.parse(thinking);
    return typeof value === 'object' && value !== null ? thinking : text;
  } catch {
    return text;
  }
}
