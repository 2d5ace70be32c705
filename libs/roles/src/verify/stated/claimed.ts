import { mask, sentencesOf, standingFor } from './masked-text.js';
import { FILES, FILLERS, isNegated } from './sentence.js';

const MADE = new RegExp(`\\b(?:created|wrote|generated|produced|saved)\\s{1,3}${FILLERS}(${FILES})`, 'giu');

/** Files that a summary says were made; none where it also speaks of having cleaned up. Pure. */
export function filesClaimed(summary: string): string[] {
  if (/\b(?:remov|delet|clean|temporar|scratch)/i.test(summary)) return [];
  const masked = mask(summary);
  const names = sentencesOf(masked).flatMap((sentence) =>
    [...sentence.matchAll(MADE)]
      .filter((match) => !isNegated(sentence.slice(0, match.index)))
      .flatMap((match) => standingFor(match[1] ?? '', masked, 'F')),
  );
  return [...new Set(names)].slice(0, 50);
}
