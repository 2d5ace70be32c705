/* Files that a text says are to be made, or were made: only where the grammar leaves no doubt. Pure. */

export const FILE_TYPES =
  'txt|md|markdown|rst|csv|tsv|json|jsonl|ya?ml|toml|ini|cfg|conf|env|xml|html?|css|scss|svg|js|mjs|cjs|jsx|ts|mts|tsx|vue|py|pyi|ipynb|rb|go|rs|java|kt|scala|swift|c|h|cc|cpp|hpp|cs|php|pl|lua|r|jl|sh|bash|zsh|ps1|bat|sql|proto|graphql|tf|dockerfile|gradle|lock|log|tex|diff|patch';
const FILE = `[\`'"]?((?:[\\w@.-]{1,80}/){0,12}[\\w@-][\\w.-]{0,100}\\.(?:${FILE_TYPES}))\\b[\`'"]?`;
/** Words that may stand between the verb and the names. */
const FILLERS =
  '(?:(?:a|an|the|new|empty|simple|small|single|text|json|csv|python|javascript|typescript|markdown|html|shell|script|module|package|test|tests|config|configuration|source|output|file|files|named|called|both|all|two|three|four|five|six|following|these)(?::|\\b)\\s{0,3}){0,6}';
const LIST = `(${FILE}(?:\\s{0,3}(?:,\\s{0,3}and|,|and|&)\\s{0,3}${FILE}){0,30})`;

const TO_MAKE = new RegExp(`\\b(?:create|write|generate|produce|save)\\s{1,3}${FILLERS}${LIST}`, 'gi');
const MADE = new RegExp(`\\b(?:created|wrote|generated|produced|saved)\\s{1,3}${FILLERS}${LIST}`, 'gi');
/** Behind files to be made and what one of them is to hold: "… with the line x and b.txt with …". */
const AND_ALSO = new RegExp(
  `[^.;\\n]{0,200}?\\band\\s{1,3}${FILLERS}${FILE}(?=\\s+(?:with|containing|that|which|holding)\\b)`,
  'iy',
);
const TO_COPY = new RegExp(
  `\\b(?:copy|rename|move|save|write)\\b[^.;\\n]{0,60}?\\b(?:to|into|as)\\s{1,3}${FILLERS}${LIST}`,
  'gi',
);
const ONE = new RegExp(FILE, 'gi');

const NEGATED =
  /(?:\bnot|n't|\bnever|\bwithout|\binstead of|\bavoid|\bif|\bunless|\bwould|\bcould|\bhaving)\W+(?:\w+\W+)?$/i;
/** Names that are products, not files. */
const PRODUCT =
  /^(?:[A-Z]\w*|node|next|vue|react|express|nuxt|d3|three|chart|nest|ember|backbone|p5|discord|alpine|moment|require)\.js$/;
/** Longer texts are looked at from their beginning. */
const LONGEST = 20_000;

/** Files that a description asks to be made. */
export const filesToMake = (text: string): string[] => [
  ...new Set([...namesIn(text, TO_MAKE), ...namesIn(text, TO_COPY)]),
];

/** Files that a summary says were made; none where it also speaks of having cleaned up. */
export const filesClaimed = (summary: string): string[] =>
  /\b(?:remov|delet|clean|temporar|scratch)/i.test(summary) ? [] : namesIn(summary, MADE);

function namesIn(text: string, phrase: RegExp): string[] {
  const names: string[] = [];
  const looked = text.slice(0, LONGEST);
  for (const found of looked.matchAll(phrase)) {
    if (NEGATED.test(looked.slice(Math.max(0, found.index - 40), found.index))) continue;
    for (const [, name] of (found[1] ?? '').matchAll(ONE))
      if (name !== undefined && !PRODUCT.test(name)) names.push(name.replace(/^\.\//, ''));
    AND_ALSO.lastIndex = found.index + found[0].length;
    for (let more = AND_ALSO.exec(looked); more !== null; more = AND_ALSO.exec(looked))
      if (more[1] !== undefined && !PRODUCT.test(more[1])) names.push(more[1].replace(/^\.\//, ''));
  }
  return [...new Set(names)].slice(0, 50);
}

/** What a text quotes as what a file is to hold. */
export interface Quoted {
  readonly path: string;
  readonly text: string;
}

const HOLDING =
  '(?:with|containing|(?:that|which|to|must|should|will)?\\s{0,3}(?:contains?|holds?|has|have|read|reads)|holding)';
const WHAT =
  '(?:(?:the|a|an|only|just|exactly|single|one|following|literal|text|string|word|words|line|content|contents|sentence|message|of)(?::|\\b)\\s{0,3}){0,8}';
const QUOTE = '(?:"([^"\\n]{1,500})"|“([^”\\n]{1,500})”)';
const TO_HOLD = new RegExp(`${FILE}\\s{1,3}${HOLDING}\\s{1,3}${WHAT}${QUOTE}`, 'gi');
const TO_REPLACE = new RegExp(
  `\\breplace\\s{1,3}the (?:line|text|content|contents)\\s{1,3}(?:in|of)\\s{1,3}${FILE}\\s{1,3}(?:by|with)\\s{1,3}${WHAT}${QUOTE}`,
  'gi',
);

/** Only what stands in double quotes directly behind the file and a word for holding: there is no other reading. */
export function quotedContents(text: string): Quoted[] {
  const looked = text.slice(0, LONGEST);
  const found: Quoted[] = [];
  for (const phrase of [TO_HOLD, TO_REPLACE])
    for (const match of looked.matchAll(phrase)) {
      const [, path = '', plain, curly] = match;
      if (NEGATED.test(looked.slice(Math.max(0, match.index - 40), match.index))) continue;
      found.push({ path: path.replace(/^\.\//, ''), text: (plain ?? curly ?? '').replaceAll('\\n', '\n') });
    }
  return found.slice(0, 50);
}
