/**
 * Doubles each backslash that stands before nothing JSON has an escape for, as in a pattern (`\d`): whoever mends the
 * text would drop it, and it is part of what is meant. `\'` stays, the way an apostrophe is written elsewhere.
 */
export const keepBackslashes = (json: string): string =>
  json.replace(/\\(["'\\/bfnrtu]?)/g, (whole, next) => (next === '' ? '\\\\' : whole));
