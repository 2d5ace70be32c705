import type { ToolSchema } from '#domain';
import { salvageCalls } from './salvage.js';
import type { WrittenCall } from './salvage/written-call.js';

/**
 * Calls that end the reasoning of an answer which never came to its words: perhaps a draft, perhaps all that was to be said.
 * What a model goes on to think about is none. Pure.
 */
export function draftedCalls(thinking: string, tools: readonly ToolSchema[]): readonly WrittenCall[] {
  const said = thinking.trim();
  const salvaged = said === '' ? null : salvageCalls(said, tools);
  return salvaged !== null && said.startsWith(salvaged.text.trim()) ? salvaged.calls : [];
}
