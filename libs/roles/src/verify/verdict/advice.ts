/* Tells advice from what a criterion asks for. Pure. */

const OFFERS =
  /\b(?:could|might|may (?:want|wish)|consider|would be (?:nice|nicer|better|good|helpful|cleaner)|nice to have|optional(?:ly)?|recommend(?:ed)?|suggest(?:ion|ed)?|prefer(?:ably|red)?|nit(?:pick)?s?|minor|stylistic|cosmetic|style|for readability|best practi[cs]es?|ideally)\b/i;
/** Words that speak of a fault, whatever is suggested beside it. */
const FAULT =
  /\b(?:missing|wrong|incorrect|fail(?:s|ed|ing|ure)?|error|bug|broken|crash\w*|does(?: not|n't)|do(?: not|n't)|is(?: not|n't)|are(?: not|n't)|was(?: not|n't)|not (?:met|there|found|done|implemented|created|satisfied)|cannot|can't|never|lacks?|empty|unsafe|vulnerab\w+|leak\w*|violat\w+|invalid|instead of|should (?:not|be|have)|must)\b/i;
const COMMON = new Set(
  'could might consider would better adding added optional minor style file files code more some with that this have from into which when where line lines text function'.split(
    ' ',
  ),
);

/** Whether an issue only offers something that the criteria do not speak of. */
export function isAdvice(issue: string, asked: string): boolean {
  if (!OFFERS.test(issue) || FAULT.test(issue)) return false;
  const wanted = stemsOf(asked);
  return ![...stemsOf(issue)].some((stem) => wanted.has(stem));
}

/** Words by their first letters, so that "documented" meets "documentation". */
function stemsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  return new Set(words.filter((word) => !COMMON.has(word)).map((word) => word.slice(0, 6)));
}

const TELLS_OF =
  /\b(?:exists?|contains?|holds?|has|have|matches|works|passes|passed|met|satisfied|present|created|written|added|updated|correct(?:ly)?|successfully|as (?:requested|expected|required|asked))\b|[✓✔✅]/giu;
const REVERSES =
  /\b(?:but|however|although|only|not?|none|nor|without|too|still|should|extra|unexpected\w*|different\w*|old|other|twice|duplicat\w*|todo)\b/i;
const SMALL = /^(?:the|and|with|are|was|has|its|all|been|file|files|for|from|exactly|that|this|text|there)$/;

/** Whether an issue of a result that passes only repeats what was asked for, as met. */
export function isMet(issue: string, asked: string): boolean {
  const rest = issue.replace(TELLS_OF, ' ');
  if (rest === issue || REVERSES.test(issue) || FAULT.test(issue)) return false;
  const said = asked.toLowerCase();
  const words = rest.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_./-]*/gu) ?? [];
  const own = words.map((word) => word.replace(/[./-]+$/, '')).filter((word) => word.length >= 3 && !SMALL.test(word));
  return own.length > 0 && own.every((word) => said.includes(word));
}
