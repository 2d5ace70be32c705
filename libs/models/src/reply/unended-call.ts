import type { ToolSchema } from '#domain';
import { isIllustration } from './salvage/piece-readers.js';
import { toolInMarkup } from './salvage/written-call.js';

/*
 * A call in markup that is never closed: nobody knows whether its last value is whole, so it is not run. Pure, linear.
 */

const OPENED = /<function(?:=| name=)"?([\w.:-]{1,80})"?>\s{0,80}<parameter(?:=| name=)/g;

/** The tool that such a call names; null where there is none. */
export function unendedCall(text: string, tools: readonly ToolSchema[]): string | null {
  if (text.includes('</function>')) return null;
  for (const opened of text.matchAll(OPENED)) {
    const tool = toolInMarkup(opened[1] ?? '', tools);
    if (tool !== null && !isIllustration(text, opened.index)) return tool.name;
  }
  return null;
}
