/* The orders in which texts may be said to be sorted. Pure. */

export type Order = (a: string, b: string) => number;

const by =
  <T>(of: (text: string) => T, compare: (a: T, b: T) => number): Order =>
  (a, b) =>
    compare(of(a), of(b));
const points = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const LOCALE = new Intl.Collator('en');
const FOLDED = new Intl.Collator('en', { sensitivity: 'base' });
const NATURAL = new Intl.Collator('en', { numeric: true });
const WORDS = new Intl.Collator('en', { ignorePunctuation: true });
const lower = (text: string): string => text.toLowerCase();
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * With capitals before all else, or as if there were none; with numbers by their digits or by what they count; and
 * more.
 */
export const ALPHABETIC: readonly Order[] = [
  points,
  by(lower, points),
  (a, b) => LOCALE.compare(a, b),
  (a, b) => FOLDED.compare(a, b),
  (a, b) => NATURAL.compare(a, b),
  (a, b) => WORDS.compare(a, b),
  by(letters, points),
];

/** The number that a text is, or begins with; null where there is none. */
export function numberOf(text: string): number | null {
  const found = /[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?/.exec(text.replace(/^[^\d.+-]+/, ''))?.[0] ?? '';
  const value = found === '' ? NaN : Number(found.replaceAll(',', ''));
  return Number.isNaN(value) ? null : value;
}
export const NUMERIC: Order = (a, b) => (numberOf(a) ?? 0) - (numberOf(b) ?? 0);
export const BY_LENGTH: readonly Order[] = [
  by(
    (text) => text.length,
    (a, b) => a - b,
  ),
  by(
    (text) => [...text].length,
    (a, b) => a - b,
  ),
  by(
    (text) => text.trim().length,
    (a, b) => a - b,
  ),
];

const dated = (year: number, month: number, day: number): number => (year * 12 + month) * 31 + day;
const DATE = /(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})/;
function dateOf(text: string, dayFirst: boolean): number {
  const [, a = '', b = '', c = ''] = DATE.exec(text) ?? [];
  if (a === '') return Date.parse(text);
  if (a.length > 2) return dated(Number(a), Number(b), Number(c));
  return dayFirst ? dated(Number(c), Number(b), Number(a)) : dated(Number(c), Number(a), Number(b));
}
/** Days before or behind months. */
export const DATED: readonly Order[] = [true, false].map((dayFirst) =>
  by(
    (text: string) => dateOf(text, dayFirst),
    (a, b) => a - b,
  ),
);

export const isSortedBy = (lines: readonly string[], order: Order, down = false): boolean =>
  lines.every((line, at) => at === 0 || (down ? -1 : 1) * order(lines[at - 1] ?? '', line) <= 0);

/** Words that have an order of their own. */
const OWN_ORDER =
  /(?<!\p{L})(?:low|lowest|medium|mid|high|highest|critical|minor|major|urgent|normal|small|large|tiny|huge|[xs]?xs|xx?l|[sml]|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|first|second|third|fourth|one|two|three|four|five|easy|hard|difficult|[ap]m|spring|summer|autumn|fall|winter|todo|doing|done|open|closed|gold|silver|bronze|beginner|intermediate|advanced|[ivx]{2,4}|[kmg]b)(?!\p{L})/iu;
export const hasOwnOrder = (lines: readonly string[]): boolean => lines.some((line) => OWN_ORDER.test(line));
