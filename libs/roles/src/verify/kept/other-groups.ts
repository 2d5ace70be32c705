import { basename } from 'node:path';
import { AS_IT_IS, DO_NOT_CHANGE, LEAVE } from './stays-words.js';

/* "Leave the other sections as they are": what is asked for is meant for one of several that look alike. Pure. */

const GROUP =
  '(?:sections?|groups?|tables?|blocks?|stanzas?|services?|environments?|profiles?|stages?|jobs?|entry|entries|occurrences?|places?|functions?|methods?|class(?:es)?)';
const OTHERS = `(?:(?:all|any|every|each|of|the)\\s+){0,3}(?:other|remaining)\\s+${GROUP}`;
const OTHERS_STAY = [
  `${LEAVE}\\s+${OTHERS}\\s+${AS_IT_IS}`,
  `\\b${OTHERS}\\s+(?:(?:must|should|shall|have\\s+to|has\\s+to|are\\s+to|is\\s+to)\\s+)?(?:stays?|remains?|(?:be|is|are)\\s+(?:left|kept))\\s+${AS_IT_IS}`,
  `${DO_NOT_CHANGE}\\s+${OTHERS}`,
].map((pattern) => new RegExp(pattern, 'gi'));

const withoutOthers = (asked: string): string => OTHERS_STAY.reduce((left, one) => left.replace(one, ' '), asked);
export const otherGroupsStay = (asked: string): boolean => withoutOthers(asked) !== asked;

/** What may go on from the one that is meant to others. */
const OF_SEVERAL = /\b(?:all|both|each|every\w*|any\w*|throughout|wherever|renam\w*)\b/i;

const FILE = /[\w/-]{0,200}\w\.[A-Za-z]\w{0,5}\b/g;
/** Files of the words that let others stay, and of the sentence before them. */
function filesOf(asked: string): string[] {
  const sentences = asked.split(/(?<=[.;!?])\s+|\n/);
  const about = sentences.filter((one, at) => [one, sentences[at + 1] ?? ''].some(otherGroupsStay));
  return about.flatMap((sentence) => sentence.match(FILE) ?? []);
}

/** Whether what is done to every place of a file would go beyond the one that was meant. */
export function isForOneGroup(asked: string, path: string): boolean {
  if (!otherGroupsStay(asked) || OF_SEVERAL.test(withoutOthers(asked))) return false;
  const files = filesOf(asked);
  return files.length === 0 || files.some((file) => basename(file) === basename(path));
}
