import { isObject, pick, type JsonObject } from '../../talk/read-json.js';

/* Where a verdict says whether it passes, and in which words. Pure. */

const PASSED = [
  'passed',
  'pass',
  'is_passed',
  'approved',
  'accepted',
  'is_accepted',
  'bestanden',
  '通过',
  '是否通过',
  '通過',
];
/** Keys whose value may be a word for the verdict; other words are no verdict. */
const WORDED = ['verdict', 'result', 'status', 'decision', 'outcome', 'judgement', 'judgment'];

/** What an object says of passing: its value, or a word that can mean nothing else. */
export function saidIn(object: JsonObject): unknown {
  const plain = pick(object, PASSED);
  if (plain !== undefined) return plain;
  const word = pick(object, WORDED);
  return typeof word === 'string' &&
    /^(?:pass|passed|fail|failed|approved?|reject|rejected|accept|accepted)[.!]?$/i.test(word.trim())
    ? /^(?:pass|accept|approve)/i.test(word.trim())
    : undefined;
}

/** Words by which something is missing yet. */
export const isPartly = (said: unknown): boolean =>
  typeof said === 'string' &&
  /^\W*(?:partial(?:ly)?|partly|in part|mostly|almost|nearly|incomplete(?:ly)?|not (?:yet|fully|entirely|quite|completely)\b.{0,40})\W*$/i.test(
    said.slice(0, 100),
  );

/** The verdict within a wrapper that has no say of its own. */
export function unwrapped(object: JsonObject): JsonObject {
  if (saidIn(object) !== undefined) return object;
  const inner = Object.values(object).filter(isObject);
  const [only, ...others] = inner.filter((value) => saidIn(value) !== undefined);
  return only !== undefined && others.length === 0 ? only : object;
}
