import type { Sentence } from './sentence.js';

const LISTS_FILES = /^(?:please\s+)?(?:create|make|write|generate|add|set\s+up|scaffold|build)\b[^⟦\n]{0,120}:\s*$/i;
/** "Write tests for these files:" lists what is there. */
const OF_WHAT_IS_THERE = /\b(?:for|to|of|in|into|from|on|about|using|by)\b(?:\s+[\w-]+){0,5}\s*:\s*$/i;
/** Whether the lines above a file are files, too, up to an order to make them. */
export function isListedToBeMade(token: string, { masked }: Sentence): boolean {
  const lines = masked.text.split('\n').filter((line) => line.trim() !== '');
  let at = lines.findIndex((line) => line.includes(token));
  while (at > 0 && /^\s*(?:[-*•]|\d{1,3}[.)])?\s*⟦F\d+⟧/.test(lines[at] ?? '')) at--;
  const order = lines[at]?.trim() ?? '';
  return LISTS_FILES.test(order) && !OF_WHAT_IS_THERE.test(order);
}
