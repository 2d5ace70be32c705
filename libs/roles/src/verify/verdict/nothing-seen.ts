import { cut, oneLine } from '#prompts';

/* Who passes a result and says that it was not to be seen. Pure. */

const CANNOT =
  "(?:could\\s+not|couldn['’]t|cannot|can\\s+not|can['’]t|(?:was|am|were|are)\\s+(?:not\\s+able|unable)\\s+to|have\\s+no\\s+way\\s+to|did\\s+not|didn['’]t)";
/** What there is to look at. */
const WORK =
  '(?:(?:the|its|any|any\\s+of\\s+the|your)\\s+)?(?:(?:actual|changed|modified|new|resulting|final|file)\\s+)?(?:results?|work|changes?|diffs?|files?|contents?|implementation|code|output|evidence|it|this|anything)';
/** Beyond what was shown, much cannot be seen, and need not be. */
const ENDS = '(?=\\s*(?:[.;!)]|$|,?\\s*(?:because|since|as|due)\\b))';
const SHOWABLE = '(?:diff|changes?|files?|evidence|code|result)';
const SHOWN = '(?:shown|provided|given|included|attached|supplied|available)';
const NOT_SEEN = new RegExp(
  [
    `\\b(?:I|we)\\s+${CANNOT}\\s+(?:actually\\s+)?(?:verify|check|see|view|access|inspect|open|read|confirm|look\\s+at)\\s+${WORK}${ENDS}`,
    `\\b(?:result|work|changes?|diff)\\s+(?:could\\s+not|cannot|can[’']t|couldn[’']t)\\s+be\\s+(?:verified|checked|seen|viewed|inspected|confirmed)${ENDS}`,
    `\\b(?:no\\s+${SHOWABLE}\\s+(?:(?:was|were|has\\s+been|have\\s+been)\\s+)?${SHOWN}\\s+to\\s+me|the\\s+${SHOWABLE}\\s+(?:was|were|is|are|has|have)\\s+not\\s+(?:been\\s+)?${SHOWN}(?:\\s+to\\s+me)?)${ENDS}`,
    `\\bwithout\\s+(?:access\\s+to|seeing|having\\s+seen)\\s+${WORK}${ENDS}`,
  ].join('|'),
  'i',
);
/** It was seen in another way, or would only be of use. */
const OTHERWISE = /\b(?:but|however|though|although|still|instead|if|unless|when|consider|would)\b/i;

/** The sentence in which who judges says so; null where there is none. */
export function nothingSeen(said: string): string | null {
  const sentences = said.slice(0, 4000).split(/(?<=[.!?;])\s+|\n+/);
  const found = sentences.find((one) => NOT_SEEN.test(one) && !OTHERWISE.test(one));
  // What follows may tell of another way.
  return found === undefined || sentences.some((one) => /^\W*(?:but|however|still|instead)\b/i.test(one))
    ? null
    : cut(oneLine(found), 300);
}
