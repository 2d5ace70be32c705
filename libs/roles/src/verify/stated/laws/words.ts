/*
 * The canonical words of an order: one word for all that mean the same, none for those that say nothing. What is not
 * known stays as it is, so that no form fits it. Pure, linear.
 */

type Same = readonly [pattern: string, word: string];

const DIGITS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** In this order: a word of several comes before those it consists of. */
const SAME: readonly Same[] = [
  ['(?:please|in[- ]place|as\\s+well|too|also|now|for\\s+me|entirely|completely|simply)', ' '],
  ['(?:every|each)\\s+(?:second|2nd)(?=\\s+(?:one|line)s?\\b)', 'everysecond'],
  ['(?:every|each)\\s+other(?=\\s+(?:one|line)s?\\b)', 'everyother'],
  ['(?:keep|retain|leave)\\s+(?:only|just)|(?:only|just)\\s+(?:keep|retain|leave)', 'keep'],
  ['(?:make\\s+sure|ensure|see\\s+to\\s+it)(?:\\s+that)?', 'ensure'],
  ['(?:should|must|shall|ha(?:s|ve)\\s+to|needs?\\s+to|(?:is|are)\\s+to)\\s+(?:all\\s+)?be', 'be'],
  // How many there are: lines are numbered in other words.
  ['(?:the\\s+)?(?:total\\s+)?number\\s+of', 'count'],
  // How lines are put in order.
  [
    '(?:in\\s+|into\\s+)?(?:reverse|reversed|descending)\\s+alphabetical(?:\\s+order)?|(?:from\\s+)?z\\s*(?:to|-|–)\\s*a',
    'alphabetic down',
  ],
  [
    '(?:in\\s+|into\\s+)?(?:ascending\\s+)?(?:alphabetical|lexicographic(?:al)?|dictionary)(?:\\s+order)?|alphabetically|lexicographically|(?:from\\s+)?a\\s*(?:to|-|–)\\s*z',
    'alphabetic',
  ],
  [
    '(?:in\\s+|into\\s+)?(?:descending|decreasing)(?:\\s+order)?|(?:from\\s+)?(?:highest|largest|biggest|newest|latest|most\\s+recent|greatest)\\s+(?:to\\s+(?:lowest|smallest|oldest|earliest|least)|first)|(?:with\\s+)?(?:the\\s+)?(?:highest|largest|biggest|newest|latest|greatest)\\s+(?:one\\s+)?(?:first|at\\s+the\\s+top|on\\s+top)',
    'down',
  ],
  [
    '(?:in\\s+|into\\s+)?(?:ascending|increasing)(?:\\s+order)?|(?:from\\s+)?(?:lowest|smallest|oldest|earliest)\\s+(?:to\\s+(?:highest|largest|biggest|newest|latest|greatest)|first)',
    'up',
  ],
  ['(?:from\\s+)?(?:longest\\s+(?:to\\s+shortest|first))', 'by length down'],
  ['(?:from\\s+)?(?:shortest\\s+(?:to\\s+longest|first))', 'by length'],
  ['by\\s+(?:the\\s+|their\\s+)?(?:line\\s+)?length(?:\\s+of\\s+(?:the\\s+)?lines?)?', 'by length'],
  [
    'numerically|(?:in\\s+|into\\s+)?numeric(?:al)?(?:\\s+order)?|by\\s+(?:their\\s+)?(?:number|numeric\\s+value|value)',
    'numeric',
  ],
  ['ignoring\\s+(?:the\\s+|letter\\s+)?case|case[- ]insensitive(?:ly)?|regardless\\s+of\\s+case', 'folded'],
  ['(?:in\\s+|into\\s+)?(?:an?\\s+)?random\\s+order|randomly|at\\s+random', 'randomly'],
  ['(?:in\\s+|into\\s+)?(?:the\\s+)?(?:reverse|reversed|opposite)\\s+order|backwards|upside\\s+down', 'reversed'],
  // Letters.
  [
    '(?:all\\s+|to\\s+)?(?:upper|capital)[- ]?case(?:\\s+(?:letters?|characters?))?|uppercased?|(?:all\\s+)?capital\\s+letters|(?:all\\s+)?capitals|all[- ]caps|caps',
    'upper',
  ],
  ['(?:lower|small)[- ]?case(?:\\s+(?:letters?|characters?))?|lowercased?|small\\s+letters', 'lower'],
  ['title[- ]?cased?', 'title'],
  // What lines are of.
  ['(?:(?:blank|empty|whitespace[- ]only)\\s+|blank\\s+and\\s+empty\\s+|empty\\s+and\\s+blank\\s+)lines?', 'blankline'],
  ['line[- ]?(?:endings?|ends|breaks|terminators?)|newlines?|eols?', 'ending'],
  ['(?:windows|dos)(?:\\s*\\(?crlf\\)?)?(?:[- ]style)?|crlf', 'crlf'],
  ['(?:unix|linux)(?:\\s*\\(?lf\\)?)?(?:[- ]style)?|lf', 'lf'],
  ['utf-?8', 'utf8'],
  ['(?:iso[- _]?8859-?1(?:5)?|latin-?1|windows-?1252|cp-?1252|ansi)', 'latin1'],
  ['utf-?16(?:[- ]?[lb]e)?', 'utf16'],
  [
    'white[- ]?spaces?(?:\\s+characters?)?|(?:spaces|blanks|tabs)\\s+(?:and|or)\\s+(?:tabs|spaces|blanks)|(?:spaces?|blanks?)(?:\\s+characters?)?',
    'space',
  ],
  [
    '(?:duplicated?|repeated|repeating|redundant|identical)\\s+(?:lines?|entries|items|ones)|duplicates|(?:lines?|entries|items)\\s+(?:that|which)\\s+(?:are\\s+)?(?:duplicated?s?|repeated|occur\\s+(?:more\\s+than\\s+once|twice))',
    'double',
  ],
  ['(?:de-?duplicate|dedupe?)', 'dedup'],
  // What is done.
  ['alphabeti[sz]e', 'sort alphabetic'],
  ['randomi[sz]e|mix\\s+up', 'shuffle'],
  ['invert|flip', 'reverse'],
  [
    'delete|drop|strip(?:\\s+(?:off|out|away))?|eliminate|discard|erase|get\\s+rid|take\\s+(?:out|away)|cut\\s+(?:out|off|away)|throw\\s+(?:away|out)|filter\\s+out|purge|clear(?:\\s+out)?|clean(?:\\s+(?:out|up))?',
    'remove',
  ],
  ['convert|turn|transform|make|switch|rewrite|transcode|re-?encode|set|bring', 'change'],
  ['retain|leave', 'keep'],
  ['insert|put|place', 'add'],
  ['truncate|shorten|reduce|limit|cut(?:\\s+down)?', 'cut'],
  ['arrange', 'sort'],
  [
    'containing|contains?|that\\s+include|including|includes?|that\\s+(?:have|has)|which\\s+(?:have|has)|matching',
    'containing',
  ],
  ['(?:that|which)?\\s*(?:starts?|starting|begins?|beginning)\\s+with', 'starting'],
  ['(?:that|which)?\\s*(?:ends?|ending)\\s+(?:with|in)', 'closing'],
  ['lines?', 'line'],
  ['texts?|contents?|everything|letters?|characters?|wording', 'text'],
  ['words?', 'word'],
  ['names?', 'name'],
  ['entry|entries|items?', 'entry'],
  ['numbers?', 'number'],
  ['start|beginning|front|head', 'start'],
  ['ends?|tail', 'end'],
  [
    'decimals?(?:\\s+(?:places?|digits?|points?))?|digits?\\s+(?:after|behind)\\s+the\\s+(?:decimal\\s+)?(?:point|comma)|places',
    'decimal',
  ],
  ['integers?|whole\\s+numbers?|full\\s+numbers?', 'integer'],
  ['into|as', 'to'],
  ...DIGITS.map((word, at): Same => [word, String(at + 1)]),
  [
    '(?:the|all|every|each|any|of|from|in|on|at|for|its|their|it|them|they|my|our|your|this|that|these|those|which|is|are|whole|entire|complete|full|single|both|an?|existing|remaining|resulting|current|individual|file|document|so)',
    ' ',
  ],
];
const REPLACED = SAME.map(
  ([pattern, word]) => [new RegExp(`(?<![\\w-])(?:${pattern})(?![\\w-])`, 'giu'), word] as const,
);

/** Words before an order that are none of it. */
const POLITE =
  /^(?:please|now|then|next|first|finally|also|afterwards|kindly|lastly|second|third|(?:can|could|would)\s+you(?:\s+please)?|(?:i|we)\s+(?:want|need|would\s+like)\s+you\s+to|i['’]d\s+like\s+you\s+to|you\s+(?:should|must)|your\s+task\s+is\s+to|(?:the\s+)?(?:task|goal)\s*(?:is\s+to|:)|let['’]?s|let\s+us|go\s+ahead\s+and|just|simply)\s*,?\s+/i;
export function bare(order: string): string {
  let left = order.trim().replace(/[\s.!;,:]+$/, '');
  for (let again = 0; again < 4; again++) left = left.replace(POLITE, '');
  return left.replace(/[,\s]+(?:please|thanks|thank\s+you)$/i, '');
}

export function wordsOf(piece: string): string {
  let words = piece.replace(/\s*@\s*/g, ' ').replace(/^[\s,]+|[\s,]+$/g, '');
  for (const [pattern, word] of REPLACED) words = words.replace(pattern, word);
  return words
    .trim()
    .replace(/[\s,]+/g, ' ')
    .toLowerCase()
    .replace(/⟦[a-z]/g, (token) => token.toUpperCase());
}
