import type { Problem } from '../problem.js';
import type { Change } from './step.js';

/* Whether numbers were rounded or scaled as they were to. Pure, linear. */

const NUMBER = /(?<![\d.,]-?)(?:(?<![\p{L}\p{N})])-)?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?/gu;
export const masked = (line: string): string => line.replace(NUMBER, '#').trim();

/** What may be no number that counts: a part of a date, a version, a name. */
const isPartOfMore = (line: string, at: number, end: number): boolean =>
  /[\p{L}\p{N}_.:/#-]/u.test(line[at - 1] ?? ' ') || /[\p{L}_:/-]|\.\d|[.)](?=\s)/u.test(line.slice(end, end + 2));

/** Whether a number may be so afterwards. `written`: as they stand there. */
export function fits(change: Change, before: string, after: string): boolean {
  const [was, now] = [before, after].map((written) => Number(written.replaceAll(',', ''))) as [number, number];
  if (change.by === 'rounding') {
    const unit = 10 ** -change.digits;
    const isRound = Math.abs(now / unit - Math.round(now / unit)) < 1e-6;
    return isRound && Math.abs(now - was) <= unit / 2 + Math.abs(was) * 1e-9 + 1e-12;
  }
  const exact = was * change.factor + change.summand;
  const [had, has] = [digitsOf(before), digitsOf(after)];
  // Who writes prices rounds them to cents; what counts whole things, to whole ones.
  const slack = has === 0 && had === 0 ? 0.999999 : has >= Math.min(2, had) && has <= 6 ? 0.500001 * 10 ** -has : 0;
  return Math.abs(now - exact) <= Math.max(Math.abs(exact) * 1e-9, Number.isInteger(exact) ? 1e-9 : slack);
}
const digitsOf = (written: string): number => /\.(\d+)/.exec(written)?.[1]?.length ?? 0;

export function figuresProblem(
  change: Change,
  path: string,
  before: readonly string[],
  after: readonly string[],
): Problem {
  if (before.some((line) => /\d,\d{1,2}(?!\d)/.test(line))) return undefined;
  let isSeen = false;
  for (const [n, line] of before.entries()) {
    const now = [...(after[n] ?? '').matchAll(NUMBER)].map(([written]) => written);
    const was = [...line.matchAll(NUMBER)];
    if (was.length !== now.length) return undefined;
    for (const [at, match] of was.entries()) {
      const [old, written] = [match[0], now[at] ?? ''];
      const isOpen = isPartOfMore(line, match.index, match.index + old.length);
      if (isOpen && old === written) continue;
      isSeen = true;
      if (!fits(change, old, written))
        return `${path} holds ${written} where ${old} was, which is not as it was to be changed`;
    }
  }
  return isSeen ? null : undefined;
}
