import { jsonrepair } from 'jsonrepair';

/**
 * Doubles each backslash that stands before nothing JSON has an escape for, as in a pattern (`\d`): whoever mends the
 * text would drop it, and it is part of what is meant. `\'` stays, the way an apostrophe is written elsewhere.
 */
export const keepBackslashes = (json: string): string =>
  json.replace(/\\(["'\\/bfnrtu]?)/g, (whole, next) => (next === '' ? '\\\\' : whole));

/** Characters of near-JSON that are mended: it may cost their square, which is some tenths of a second here. */
export const MOST_MENDED = 50_000;

/**
 * The value of a text that is nearly JSON: single quotes, trailing commas, comments, Python's words. Throws a SyntaxError
 * where nothing of the kind can be read, and where the text is too long to be mended.
 */
export function readNearJson(text: string): unknown {
  if (text.length > MOST_MENDED) throw new SyntaxError(`over ${MOST_MENDED} characters of what is not quite JSON`);
  return JSON.parse(jsonrepair(keepBackslashes(text)));
}
