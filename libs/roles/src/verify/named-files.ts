/* Files that a text says are to be made, or were made: only where the grammar leaves no doubt. Pure. */

const TYPES =
  'txt|md|markdown|rst|csv|tsv|json|jsonl|ya?ml|toml|ini|cfg|conf|env|xml|html?|css|scss|svg|js|mjs|cjs|jsx|ts|mts|tsx|vue|py|pyi|ipynb|rb|go|rs|java|kt|scala|swift|c|h|cc|cpp|hpp|cs|php|pl|lua|r|jl|sh|bash|zsh|ps1|bat|sql|proto|graphql|tf|dockerfile|gradle|lock|log|tex|diff|patch';
const FILE = `[\`'"]?((?:[\\w@.-]{1,80}/){0,12}[\\w@-][\\w.-]{0,100}\\.(?:${TYPES}))\\b[\`'"]?`;
/** Words that may stand between the verb and the names. */
const FILLERS =
  '(?:(?:a|an|the|new|empty|simple|small|single|text|json|csv|python|javascript|typescript|markdown|html|shell|script|module|package|test|tests|config|configuration|source|output|file|files|named|called|both|all|two|three|four|five|six|following|these)(?::|\\b)\\s{0,3}){0,6}';
const LIST = `(${FILE}(?:\\s{0,3}(?:,\\s{0,3}and|,|and|&)\\s{0,3}${FILE}){0,30})`;

const TO_MAKE = new RegExp(`\\b(?:create|write|generate|produce|save)\\s{1,3}${FILLERS}${LIST}`, 'gi');
const MADE = new RegExp(`\\b(?:created|wrote|generated|produced|saved)\\s{1,3}${FILLERS}${LIST}`, 'gi');
const ONE = new RegExp(FILE, 'gi');

const NEGATED =
  /(?:\bnot|n't|\bnever|\bwithout|\binstead of|\bavoid|\bif|\bunless|\bwould|\bcould|\bhaving)\W+(?:\w+\W+)?$/i;
/** Names that are products, not files. */
const PRODUCT =
  /^(?:[A-Z]\w*|node|next|vue|react|express|nuxt|d3|three|chart|nest|ember|backbone|p5|discord|alpine|moment|require)\.js$/;
/** Longer texts are looked at from their beginning. */
const LONGEST = 20_000;

/** Files that a description asks to be made. */
export const filesToMake = (text: string): string[] => namesIn(text, TO_MAKE);

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
  }
  return [...new Set(names)].slice(0, 50);
}
