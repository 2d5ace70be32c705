import type { Recollection } from '#contracts';
import type { MemoryDraft } from '#domain';

/** A text as it counts for being said again: its words, without signs and case. */
export const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? '';

/** Entries that tell more than the task remembers. What was only claimed is said again by work that passed. */
export function notKnownBefore(
  entries: readonly MemoryDraft[],
  known: readonly Recollection[],
  isVerified: boolean,
): MemoryDraft[] {
  const told = new Map<string, string[]>();
  for (const { type, summary, detail, verified } of known) {
    if (isVerified && !verified) continue;
    const key = keyOf(type, summary);
    told.set(key, [...(told.get(key) ?? []), ` ${wordsOf(`${summary} ${detail}`)} `]);
  }
  return entries.filter(
    ({ type, summary, detail }) =>
      !(told.get(keyOf(type, summary)) ?? []).some((text) => text.includes(` ${wordsOf(detail)} `)),
  );
}

const keyOf = (type: string, summary: string): string => `${type} ${wordsOf(summary)}`;
