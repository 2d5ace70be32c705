const UNSENDABLE = /\0|\p{Surrogate}/gu;
/** The API reads arguments no deeper than this; no tool takes any that are. */
const MAX_DEPTH = 28;

/**
 * A value as the API takes it: text well-formed and without NUL (U+FFFD stands for what was not), no `__proto__` keys,
 * nesting bounded. What models write may hold anything, and one odd character must not cost the attempt.
 */
export function wireSafe(value: unknown, depth = MAX_DEPTH): unknown {
  if (typeof value === 'string') return value.replace(UNSENDABLE, '\ufffd');
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.map((item) => wireSafe(item, depth - 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, item]) => [key.replace(UNSENDABLE, '\ufffd'), wireSafe(item, depth - 1)]),
  );
}
