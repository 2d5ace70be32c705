import { FILES, type Sentence } from './sentence.js';

/* "Create a.txt and no other file." */

const MAKES = '^(?:please\\s+)?(?:create|write|make|add|generate|save)\\b';
/** What may be said to go no further than to the files that are named. */
const OF_FILES =
  '\\b(?:list|nam|contain|hold|print|show|read|import|load|open|pack|cop|keep|includ|delet|us)(?:e[sd]?|ing|ies|y|s)?\\b';
const UNTIL_THEN = `(?:(?!\\b(?:that|which|whose|where|when|so|to|by|for|from|returns?)\\b|${OF_FILES})[^.;:!?\\n]){1,300}`;
const THEN = `(?:(?!⟦F|\\b(?:files?|folders?|director\\w+)\\b|${OF_FILES})[^.;:!?\\n]){0,300}`;
const NO_MORE = '(?:and|but)\\s+(?:please\\s+)?no\\s+(?:other|further|additional|extra)\\s+files?';
const NO_OTHER = new RegExp(
  `(?:\\b${NO_MORE}(?<=${MAKES}${UNTIL_THEN})|,(?=\\s+${NO_MORE})(?<=${MAKES}[^⟦.;:!?\\n]{0,60}${FILES}${THEN})\\s+${NO_MORE})(?=\\s*(?:[.,;!)]|$))`,
  'iu',
);
/** Whether an order to make files lets no other one be made. Pure. */
export const makesNoOther = ({ text }: Sentence): boolean => NO_OTHER.test(text);
