import { valueOf } from './records.js';

/* Whether a tree of settings that took another form, with the same keys and values, has them. Pure. */

const MOST = 5000;
const TREES = /\.(json|ya?ml)$/i;

type Plain = string | number | boolean;

function valuesIn(path: string, text: string): Map<string, Plain> | null {
  const type = TREES.exec(path)?.[1]?.toLowerCase();
  const root = type === undefined ? undefined : valueOf(type, text);
  if (typeof root !== 'object' || root === null) return null;
  const found = new Map<string, Plain>();
  const open: { readonly of: object; readonly above: string }[] = [{ of: root, above: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [name, value] of Object.entries(next.of) as [string, unknown][]) {
      const place = `${next.above}${name}`;
      if (typeof value === 'object' && value !== null) open.push({ of: value, above: `${place}.` });
      else if (found.size >= MOST) return null;
      else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        found.set(place, value);
    }
  }
  return found;
}

/** A sentence about a key that both have, with values of one type that differ; null where there is none. */
export function otherValue(from: string, given: string, to: string, made: string): string | null {
  const [had, has] = [valuesIn(from, given), valuesIn(to, made)];
  if (had === null || has === null) return null;
  for (const [place, value] of had) {
    const now = has.get(place);
    // What is of another type there may be the same, written otherwise.
    if (now === undefined || typeof now !== typeof value) continue;
    const isSame = typeof now === 'string' ? now.trim() === String(value).trim() : now === value;
    if (!isSame)
      return `${to} has ${JSON.stringify(now).slice(0, 80)} for ${place.slice(0, 80)}, and ${from} has ${JSON.stringify(value).slice(0, 80)}`;
  }
  return null;
}
