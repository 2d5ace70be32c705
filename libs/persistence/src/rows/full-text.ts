/** Words that most goals hold and that say nothing about them. */
const COMMON = new Set(
  `the and for with from that this into are was were has have had not but you your our its all any can should must will
  when then than which what where who how use using make add new file files code write create please also each every
  some more only other over under about`.split(/\s+/),
);

const MOST_WORDS = 48;

export interface WordToFind {
  readonly text: string;
  /** Found where a word begins with it, too. */
  readonly isPrefix: boolean;
}

/** The letters and digits that both indexes keep; everything else separates words. */
export const wordsIn = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

const distinct = (text: string): readonly string[] => [...new Set(wordsIn(text))];

/** Words of a query: an entry is found that holds any of them, or words they begin; the more, the better. */
export const wordsToFind = (text: string): readonly WordToFind[] =>
  distinct(text)
    .slice(0, MOST_WORDS)
    .map((word) => ({ text: word, isPrefix: word.length >= 3 }));

/** The same for a long text of which only the telling words are wanted. */
export const tellingWords = (text: string): readonly WordToFind[] =>
  distinct(text)
    .filter((word) => word.length > 2 && !COMMON.has(word))
    .slice(0, MOST_WORDS)
    .map((word) => ({ text: word, isPrefix: false }));
