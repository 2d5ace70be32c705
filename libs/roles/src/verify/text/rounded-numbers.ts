/* Long numbers that a program has read as floating-point ones and written anew. Pure, linear. */

const SPEAKS_OF_ROUNDING = /\b(?:round\w*|precision|truncat\w*|approximat\w*|float\w*|anonymi\w*)\b/i;
const LONG = /(?<![\w.])-?\d{16,40}(?![\w.])/g;
const SHORTER = /(?<![\w.])-?\d(?:\.\d{1,20})?e\+?\d{2}(?![\w.])/gi;
const DATA = /\.(?:jsonl?|ndjson|geojson|ya?ml|[ct]sv|xml|toml|sql|py|[cm]?[jt]s)$/i;
const MOST = 2_000;
const zerosOf = (number: string): number => /(?<!0)0+$/.exec(number)?.[0].length ?? 0;

export const mayHoldLong = (path: string, text: string): boolean => DATA.test(path) && /\d{14}|\de\+?\d\d/.test(text);

/** A number that is gone and stands there rounded; null where there is none. */
export function roundedNumber(_path: string, text: string, before: string | null, asked: string): string | null {
  if (before === null || SPEAKS_OF_ROUNDING.test(asked)) return null;
  const [were, are] = [
    new Set(before.match(LONG)),
    new Set([...(text.match(LONG) ?? []), ...(text.match(SHORTER) ?? [])]),
  ];
  const lost = [...were].filter((number) => !are.has(number)).slice(0, MOST);
  const made = [...are].filter((number) => !were.has(number) && !asked.includes(number)).slice(0, MOST);
  if (lost.length === 0 || made.length === 0) return null;
  const byValue = new Map(made.map((number) => [Number(number).toPrecision(14), number]));
  for (const number of lost) {
    const now = byValue.get(Number(number).toPrecision(14));
    if (now !== undefined && (/e/i.test(now) || zerosOf(now) > zerosOf(number) + 1))
      return `the number ${number} is rounded to ${now}`;
  }
  return null;
}
