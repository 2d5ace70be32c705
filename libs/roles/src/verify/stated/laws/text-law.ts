import { show, type Problem } from '../problem.js';
import { ENCODING_LAW, ENDINGS_LAW } from './byte-laws.js';
import { AFFIX_LAW, CASE_LAW, EDGES_LAW, FIGURES_LAW, NUMBERS_LAW } from './form-laws.js';
import { BLANK_LAW, MATCHING_LAW, PART_LAW, REVERSED_LAW, SHUFFLED_LAW, SORTED_LAW, UNIQUE_LAW } from './list-laws.js';
import { DROPPED_LAW, INSERTED_LAW, MOVED_LAW, STRIDE_LAW, SWAPPED_LAW } from './place-laws.js';
import { WRAPS, type Arrangement, type Law, type Seen, type Step, type StepOf } from './step.js';
import { timesOf } from '../../times-of.js';

/* Whether the lines of a file are what some steps make of what they were. Pure; sorting apart, linear. */

type Laws = { readonly [K in Step['of']]: Law<StepOf<K>> };
/** Their forms are looked through in this order. */
export const LAWS: Laws = {
  case: CASE_LAW,
  blank: BLANK_LAW,
  edges: EDGES_LAW,
  numbers: NUMBERS_LAW,
  affix: AFFIX_LAW,
  unique: UNIQUE_LAW,
  sorted: SORTED_LAW,
  reversed: REVERSED_LAW,
  shuffled: SHUFFLED_LAW,
  part: PART_LAW,
  matching: MATCHING_LAW,
  stride: STRIDE_LAW,
  dropped: DROPPED_LAW,
  swapped: SWAPPED_LAW,
  inserted: INSERTED_LAW,
  moved: MOVED_LAW,
  figures: FIGURES_LAW,
  endings: ENDINGS_LAW,
  encoding: ENCODING_LAW,
};
const lawOf = (step: Step): Law<Step> => LAWS[step.of] as unknown as Law<Step>;

const PLACES = ['stride', 'dropped', 'swapped', 'inserted', 'moved'] as const;
const ORDERS: ReadonlySet<Step['of']> = new Set([
  'sorted',
  'reversed',
  'shuffled',
  'unique',
  'part',
  ...PLACES,
] as const);
/**
 * Whether the steps may be looked at one by one: which of two comes first may change what is left, or where it stands.
 */
export function compose(steps: readonly Step[]): boolean {
  const kinds = steps.map(({ of }) => of);
  if (new Set(kinds).size < kinds.length) return false;
  const orders = kinds.filter((of) => ORDERS.has(of));
  const isPlain =
    orders.length < 2 ||
    (orders.length === 2 && orders.every((of) => of === 'sorted' || of === 'unique' || of === 'shuffled'));
  return isPlain && !(kinds.includes('figures') && (orders.length > 0 || kinds.includes('numbers')));
}

const STRENGTH: readonly Arrangement[] = ['as it was', 'any', 'once'];

const linesIn = (text: string): string[] => text.replace(/(?:\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/);
/** Without those behind the last that says something. */
const withoutTail = (lines: readonly string[]): string[] =>
  lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);

/** `before`: null = nobody knows what was. */
export function textLaw(steps: readonly Step[], path: string, before: string | null, text: string): Problem {
  const was = before === null ? null : withoutTail(linesIn(before));
  const now = withoutTail(linesIn(text));
  const kept = before === null ? null : conserved(steps, path, linesIn(before), now);
  if (kept !== null) return kept;
  let isSeen = true;
  for (const step of steps) {
    // What other steps put round the lines is none of this one's.
    const wraps = steps.filter((other) => other !== step && WRAPS.has(other.of));
    const after = now.map((line) => wraps.reduce((left, wrap) => lawOf(wrap).key?.(wrap, left, 'after') ?? left, line));
    const others = new Set(steps.flatMap((other) => (other === step ? [] : [other.of])));
    const seen: Seen = { path, before: was, after, text, others };
    const problem = lawOf(step).effect(step, seen);
    if (typeof problem === 'string') return problem;
    isSeen &&= problem === null;
  }
  return isSeen ? null : undefined;
}

/** Null where the lines are all there, and no others; undefined where nobody can tell which were to be. */
function conserved(steps: readonly Step[], path: string, was: readonly string[], now: readonly string[]): Problem {
  const key = (line: string, side: 'before' | 'after'): string =>
    steps.reduce((left, step) => lawOf(step).key?.(step, left, side) ?? left, line).trimEnd();
  const arrangement =
    STRENGTH[Math.max(...steps.map((step) => STRENGTH.indexOf(lawOf(step).arrangement ?? 'as it was')))];
  const letsBlanksGo = steps.some((step) => lawOf(step).letsBlanksGo === true);
  const keysOf = (lines: readonly string[], side: 'before' | 'after'): string[] => {
    const keys = lines.map((line) => key(line, side));
    return withoutTail(letsBlanksGo ? keys.filter((one) => one !== '') : keys);
  };
  let readings: readonly (readonly string[])[] = [withoutTail(was), was];
  for (const step of steps)
    readings = readings.flatMap((lines) => lawOf(step).left?.(step, lines, path) ?? [lines]).slice(0, MOST_READINGS);
  const is = keysOf(now, 'after');
  let problem: Problem = undefined;
  for (const reading of readings) {
    const found = difference(keysOf(reading, 'before'), is, arrangement ?? 'as it was', path);
    if (found === null) return null;
    problem ??= found;
  }
  return problem;
}
const MOST_READINGS = 24;

function difference(
  was: readonly string[],
  now: readonly string[],
  arrangement: Arrangement,
  path: string,
): string | null {
  const left = timesOf(was);
  const all = new Set(now);
  for (const line of now) {
    const more = left.get(line) ?? 0;
    if (more === 0) {
      const isThere = all.has(line) && was.includes(line);
      if (isThere && arrangement === 'once') return `${path} still holds ${show(line)} more than once`;
      return `${path} holds ${show(line)}, which it was not to hold${isThere ? ' so often' : ''}`;
    }
    left.set(line, more - 1);
  }
  const lost = [...left].find(([line, more]) => more > 0 && (arrangement !== 'once' || !all.has(line)));
  if (lost !== undefined) return `${path} has lost ${show(lost[0])}`;
  if (arrangement !== 'as it was' || was.every((line, at) => now[at] === line)) return null;
  return `the lines of ${path} stand in another order than they are to`;
}
