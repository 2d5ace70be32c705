import { FILE, mask, sentencesOf, standingFor } from '../stated/masked-text.js';

/* "Write … of a.txt into b.txt", and the other words in which goals want something of one file in another. Pure. */

const SAVE = '(?:write|put|save|store|output|record|print|note|list)(?:\\s+down)?\\s+';
const ONLY = '(?:(?:only|just|exactly)\\s+)?';
const THE_FILE = '(?:(?:an?|the)\\s+)?(?:new\\s+)?(?:text\\s+)?(?:file\\s+)?(?:called\\s+|named\\s+)?';
const TO = `(?:to|into|in)\\s+${THE_FILE}(?<to>${FILE})`;
const HOLDING = '(?:with|containing|holding|listing|(?:that|which)\\s+(?:contains|holds|has|lists|gives))';
const IT =
  '(?:(?:just|only)\\s+)?(?:(?:the|this|that|its|their)\\s+)?(?:number|result|count|total|answer|value|words?|list|it|them|(?:word|line|character|letter|row)\\s+count)';
const SOURCES = [
  `(?:(?:that|which)\\s+(?:are|is|occur|appear)\\s+)?(?:in|of|from|within|inside)\\s+${THE_FILE}(?<from>${FILE})`,
  `(?:that\\s+)?${THE_FILE}(?<from>${FILE})\\s+(?:has|holds|contains)`,
  `(?:does|do|has)\\s+${THE_FILE}(?<from>${FILE})(?:\\s+(?:have|contain|hold))?`,
];
/** In which order, and on which lines. */
const HOW =
  '(?<how>(?:,?\\s+(?:in\\s+(?:descending\\s+|ascending\\s+|alphabetical\\s+|their\\s+)?order(?:\\s+of\\s+(?:their\\s+)?(?:length|frequency|appearance))?|(?:sorted|ordered)\\s+by\\s+(?:their\\s+)?(?:length|frequency|count)|(?:the\\s+)?(?:longest|most\\s+frequent)\\s+first|one\\s+per\\s+line|(?:and|(?:together\\s+|along\\s+)?with)\\s+(?:their|the)\\s+(?:counts?|frequenc(?:y|ies)|number\\s+of\\s+occurrences|lengths?)),?){0,2})';
/** The file that the thing is in was named before. */
const IN_IT =
  '(?:\\s+(?:(?:that|which)\\s+are\\s+)?(?:in|of|from)\\s+(?:it|there|this\\s+file|that\\s+file|the\\s+file))?';
const PLEASE = '^(?:please\\s+)?';
const TAIL = '(?<tail>[^]*)$';

/** `named`: what is wanted, as a noun; `found`: with the verb by which it is looked for before it is written down. */
export interface Wanted {
  readonly named: readonly string[];
  readonly found: readonly string[];
}

export function savedForms({ named, found }: Wanted): RegExp[] {
  const read = `(?:read|open|load|take|look\\s+at)\\s+${THE_FILE}(?<from>${FILE})\\s*,?\\s*(?:(?:and|then)\\s+){0,2}`;
  const inTwo = [
    ...named.map((thing) => `${read}${SAVE}${ONLY}${thing}${IN_IT}${HOW}\\s+${TO}`),
    ...found.map(
      (thing) =>
        `${read}${thing}${IN_IT}${HOW}\\s*[.,;]{0,2}\\s*(?:(?:and|then)\\s+){0,2}${SAVE}${IT}\\s+(?:down\\s+)?${TO}`,
    ),
  ];
  const inOne = SOURCES.flatMap((source) => [
    ...named.flatMap((thing) => [
      `${SAVE}${ONLY}${thing}\\s+${source}${HOW}\\s+${TO}`,
      `${SAVE}${TO}\\s+${ONLY}${thing}\\s+${source}`,
      `in\\s+${THE_FILE}(?<to>${FILE})\\s*,?\\s*${SAVE}${ONLY}${thing}\\s+${source}`,
      `(?:create|write|make|generate|add)\\s+${THE_FILE}(?<to>${FILE})\\s+${HOLDING}\\s+${ONLY}${thing}\\s+${source}`,
      `${THE_FILE}(?<to>${FILE})\\s+(?:should|must|shall|is\\s+to|has\\s+to)\\s+(?:contain|hold|have|list)\\s+${ONLY}${thing}\\s+${source}`,
    ]),
    ...found.map(
      (thing) =>
        `${thing}\\s+${source}${HOW}\\s*[?.,;]{0,2}\\s*(?:(?:and|then)\\s+){0,2}${SAVE}${IT}\\s+(?:down\\s+)?${TO}`,
    ),
  ]);
  return [...inOne, ...inTwo].map((form) => new RegExp(`${PLEASE}${form}${TAIL}`, 'iu'));
}

export interface Saved {
  readonly from: string;
  readonly to: string;
  /** What the form of the thing has named. */
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** What stands behind the order. */
  readonly tail: string;
  /** That, and what stands in other sentences. */
  readonly beside: string;
}

/** Orders in one sentence, or in two. */
export function savedIn(told: string, forms: readonly RegExp[]): Saved[] {
  const masked = mask(told);
  const sentences = sentencesOf(masked);
  return sentences.flatMap((sentence, at): Saved[] => {
    for (const [said, length] of [
      [sentence, 1],
      [`${sentence} ${sentences[at + 1] ?? ''}`, 2],
    ] as const)
      for (const form of forms) {
        const groups = form.exec(said)?.groups;
        if (groups === undefined) continue;
        const [from] = standingFor(groups['from'] ?? '', masked, 'F');
        const [to] = standingFor(groups['to'] ?? '', masked, 'F');
        if (from === undefined || to === undefined || from === to) continue;
        const tail = `${groups['how'] ?? ''} ${groups['tail'] ?? ''}`;
        const beside = [tail, ...sentences.slice(0, at), ...sentences.slice(at + length)].join(' ');
        return [{ from, to, groups, tail, beside }];
      }
    return [];
  });
}
