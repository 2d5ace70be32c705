/** Words that most goals hold and that say nothing about them. */
const COMMON = new Set(
  `the and for with from that this into are was were has have had not but you your our its all any can should must will
  when then than which what where who how use using make add new file files code write create please also each every
  some more only other over under about`.split(/\s+/),
);

const MOST_WORDS = 48;

function wordsOf(text: string): string[] {
  // The letters and digits that the index's tokenizer keeps; everything else separates words, there as here.
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words)];
}

/**
 * A full-text query that finds entries holding any of the words, or words they begin; the more, the better. Each word is
 * quoted, so that no text of a user or a model is read as the query language. Null when there is no word in it.
 */
export function matchAnyPrefix(text: string): string | null {
  const words = wordsOf(text).slice(0, MOST_WORDS);
  return words.length === 0 ? null : words.map((word) => (word.length < 3 ? `"${word}"` : `"${word}" *`)).join(' OR ');
}

/** The same for a long text of which only the telling words are wanted. */
export function matchTelling(text: string): string | null {
  const words = wordsOf(text)
    .filter((word) => word.length > 2 && !COMMON.has(word))
    .slice(0, MOST_WORDS);
  return words.length === 0 ? null : words.map((word) => `"${word}"`).join(' OR ');
}
