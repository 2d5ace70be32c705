import { timesOf } from '../times-of.js';

/* Whether a text stands in another one. Pure. */

/** A text as a pattern of itself, with any flags. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

export const linesOf = (text: string): string[] => text.split(/\r?\n/).map((line) => line.trim());

/** American typography puts the sentence's own full stop inside the quotation. */
export const variantsOf = (text: string): string[] => [
  ...new Set(
    [text, text.replace(/[.,]$/, ''), text.replaceAll('\\n', '\n')].filter((variant) => variant.trim() !== ''),
  ),
];

/** Where signs stand for themselves, and never as entities. */
const IS_PLAIN = /\.(?:txt|text|log|csv|tsv|ini|cfg|conf|toml|properties|sh)$/i;
const withoutEntities = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&#0?39;|&apos;|&rsquo;/g, "'")
    .replaceAll('&amp;', '&');
/** As the text would look in markup, in a string of code, and where it is broken into lines. */
const readings = (text: string, path: string): string[] => [
  text,
  ...(IS_PLAIN.test(path) ? [] : [withoutEntities(text)]),
  text.replaceAll(/\\(["'`\\])/g, '$1'),
];
/** Whatever its line breaks and the form of its quotation marks. */
const plain = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\u201c\u201d]/g, '"');

export const isHeld = (wanted: string, text: string, path = ''): boolean =>
  variantsOf(wanted).some((variant) =>
    readings(text, path).some(
      (reading) => reading.includes(variant) || (!variant.includes('\n') && plain(reading).includes(plain(variant))),
    ),
  );

/** Longer texts are compared as a whole. */
const MOST_COMPARED = 250_000;
const wordsOf = (line: string): string[] => line.match(/[\p{L}\p{N}_$]+/gu) ?? [];

/**
 * Lines that were there, and that no line holds any more: one that has grown, or has only other signs round its words,
 * is no loss. `joined`: one line may have become several.
 */
export function lostLines(before: string, now: string, joined: boolean): string[] {
  // A comma behind what was the last entry is no loss.
  const entry = (line: string): string => line.replace(/[,;]$/, '');
  const left = timesOf(linesOf(now).map(entry));
  const gone = linesOf(before).filter((line) => {
    const more = left.get(entry(line)) ?? 0;
    left.set(entry(line), more - 1);
    return more <= 0 && wordsOf(line).length > 0;
  });
  if (gone.length === 0) return [];
  const old = new Set(linesOf(before).map(entry));
  const fresh = linesOf(now).filter((line) => line !== '' && !old.has(entry(line)));
  const isSmall = gone.length * fresh.length <= MOST_COMPARED;
  const grown = joined || !isSmall ? [new Set(wordsOf(fresh.join(' ')))] : fresh.map((line) => new Set(wordsOf(line)));
  return gone.filter((line) => {
    const words = wordsOf(line);
    return !grown.some((one) => words.every((word) => one.has(word)));
  });
}
