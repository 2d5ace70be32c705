import { AS_IT_IS } from './file-phrases.js';
import { FILE, QUOTE } from './masked-text.js';
import { FILES } from './sentence.js';

/* Words that let no other file be changed or made than those that are named. Pure. */

/** Where an order to the reader begins. */
const CLAUSE = '(?:^|[.;:,(–—-]\\s*|\\b(?:and|but|please|then|you|you\\s+(?:may|must|should|can|are\\s+to))\\s+)';
const NOT = `(?:\\bwithout|${CLAUSE}(?:do\\s+not|don['’]t|never|must\\s+not|avoid))\\s+`;
const ENDS = '(?=\\s*(?:[.,;!)]|$))';
const ANYWHERE =
  '(?:\\s+in\\s+(?:the|this|my|our)\\s+(?:project|workspace|folder|directory|repo(?:sitory)?|code(?:base)?|file))?';
const CHANGES = '(?:change|changing|touch|touching|modify|modifying|edit|editing|alter|altering|update|updating)';
const ALL_OTHERS = '(?:all(?:\\s+of)?(?:\\s+the)?|every|any|the)\\s+(?:other|remaining)\\s+files?';
/** What has been named before. */
const THESE = `(?:it|this|that|these|those|them|the|${FILES})(?:\\s+(?:\\w+\\s+)?(?:files?|ones?|two|three|four))?`;
const BUT = '(?:other\\s+than|besides?|apart\\s+from|except(?:\\s+for)?|but)';
const CHANGE_TOO = `(?:may|should|must|can|shall|is\\s+to|are\\s+to)\\s+(?:change|be\\s+(?:changed|touched|modified|edited|altered|updated))(?=\\s*(?:[.,;:!)]|$))`;
const SOME_FILES = '(?:this|that|these|those|the)\\s+(?:\\w+\\s+)?files?';
/** What is done in files, and leaves them where they are. */
const WORKS_ON = '(?:bump|fix|mend|raise|rename|replace|set|update)';
const WORKS_IN = `(?:${WORKS_ON}|add|put|remove|use)`;
const NO_MORE_FILES = `(?:[,(]\\s*|\\b(?:and|but)\\s+)(?:only\\s+${SOME_FILES}|${SOME_FILES}\\s+only|(?:in\\s+)?no\\s+other\\s+files?)${ENDS}`;
/** Words that let no other file be changed. */
const ONLY = [
  `${CLAUSE}(?:(?:you|we)\\s+(?:may|should|must|can)\\s+)?(?:(?:only|just)\\s+${CHANGES}|${CHANGES}\\s+only)\\s+(?:(?:the\\s+)?(?:file\\s+)?${FILE}|${SOME_FILES}${ENDS})`,
  `${CLAUSE}(?:only|just|at\\s+most)\\s+(?:${SOME_FILES}|${FILES})\\s+${CHANGE_TOO}`,
  // To look back from each place costs more than all that is looked for ahead.
  `(?=${NO_MORE_FILES})(?<=^(?:please\\s+)?(?:${CHANGES}|${WORKS_ON})\\b[^.;:!?\\n]{0,300})${NO_MORE_FILES}`,
  `(?:^|[,;(]\\s*|${QUOTE}\\s+)(?:but\\s+)?(?:only|just)\\s+(?:in|within)\\s+${FILES}${ENDS}`,
  `^(?:please\\s+)?(?:(?:${CHANGES}|fix)\\b[^,;⟦]{0,80}|${WORKS_IN}\\b[^,;⟦]{0,80}\\b(?:in|to|from)\\s+)${FILES}\\s+only${ENDS}`,
  `${NOT}(?:${CHANGES}|create|creating|delete|deleting|add|adding)\\s+(?:any\\s+|the\\s+)?other\\s+files?\\b`,
  `${NOT}${CHANGES}\\s+anything\\s+else${ANYWHERE}${ENDS}`,
  `${NOT}${CHANGES}\\s+(?:any\\s+files?|anything|a\\s+file)\\s+${BUT}\\s+${THESE}${ENDS}`,
  `${CLAUSE}(?:change|touch|modify|edit|create|do)\\s+(?:nothing\\s+else|no\\s+other\\s+files?)${ANYWHERE}${ENDS}`,
  `${CLAUSE}nothing\\s+(?:else|${BUT}\\s+${THESE}|outside(?:\\s+of)?\\s+${THESE})\\s+(?:may|should|must|can|is\\s+to)\\s+(?:change|be\\s+changed|be\\s+touched)\\b`,
  `${CLAUSE}nothing\\s+else\\s+(?:changes|is\\s+(?:changed|touched))${ENDS}`,
  `${CLAUSE}(?:make\\s+|please,?\\s+)?no\\s+other\\s+changes?(?:\\s+please)?${ENDS}`,
  `${CLAUSE}no\\s+files?\\s+${BUT}\\s+${THESE}\\s+${CHANGE_TOO}`,
  `${CLAUSE}(?:leave|keep)\\s+${ALL_OTHERS}\\s+${AS_IT_IS}`,
  `${CLAUSE}${ALL_OTHERS}\\s+(?:(?:must|should|have\\s+to|are\\s+to|shall)\\s+)?(?:stay|remain|be\\s+left|be\\s+kept)\\s+${AS_IT_IS}`,
  `${CLAUSE}(?:${ALL_OTHERS}\\s+(?:are|is)\\s+off[-\\s]limits|hands\\s+off\\s+${ALL_OTHERS})${ENDS}`,
  `${CLAUSE}(?:(?:limit|restrict|confine|keep)\\s+(?:all\\s+|the\\s+|your\\s+){0,2}(?:changes?|edits?|modifications?)|(?:all\\s+|the\\s+|your\\s+){0,2}(?:changes?|edits?|modifications?)\\s+(?:should|must|are\\s+to|is\\s+to)\\s+be\\s+(?:limited|restricted|confined|kept))\\s+to\\s+(?:${FILES}|${SOME_FILES})(?=\\s*(?:[.,;:!)]|$))`,
  // What may not stay is no file that may not change.
  `\\bno\\s+other\\s+files?\\s+(?:may|should|must|need|needs|is\\s+to|are\\s+to|shall)\\b(?!\\s+(?:stay|remain|be\\s+(?:left|there)|exist))`,
].map((pattern) => new RegExp(pattern, 'giu'));
/** A sentence without the words by which only its files may change. */
export const withoutOnly = (text: string): string => ONLY.reduce((left, pattern) => left.replace(pattern, ' '), text);

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
/** Whether a sentence lets no other file be made beside those that it orders. */
export const makesNoOther = (text: string): boolean => NO_OTHER.test(text);
