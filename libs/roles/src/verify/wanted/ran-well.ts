import type { Deed } from '#contracts';
import type { CheckResult } from '#domain';
import { FILE, mask, QUOTE, sentencesOf, standingFor } from '../stated/masked-text.js';
import { RUN_BY } from './printed.js';

/* A program that the goal wants to be run for what it makes has ended well, the last time it ran. Pure. */

const ORDER = new RegExp(
  `^(?:please\\s+)?(?:run|execute)\\s+(?:the\\s+)?(?:(?:command|script|program)\\s+)?${RUN_BY}(${QUOTE}|${FILE})\\s*,?\\s+(?:which|that|so\\s+that\\s+it|and\\s+it|to)\\s+(?:writes?|creates?|generates?|produces?|builds?|makes?|fills?|imports?|exports?|converts?)\\b`,
  'iu',
);
/** What may end otherwise, and be well all the same. */
const MAY_FAIL = /\b(?:tests?|lint\w*|checks?|fail\w*|errors?|exit|even\s+if|ignore|crash\w*|try|expect\w*)\b/i;

/** The program; null where the goal does not begin with such an order, or it may fail. */
export function programToRun(told: string): string | null {
  const masked = mask(told);
  const [first = ''] = sentencesOf(masked);
  const token = ORDER.exec(first.replace(/^\[[^\]\n]{1,80}\]\s*/, ''))?.[1];
  if (token === undefined || MAY_FAIL.test(masked.text)) return null;
  return [...standingFor(token, masked, 'Q'), ...standingFor(token, masked, 'F')][0] ?? null;
}

/** `told`: the user's words. Only of a task of one step: a later one may have run it again. */
export function ranWell(told: string, deeds: readonly Deed[] | undefined): CheckResult[] {
  const program = programToRun(told);
  const last = program === null ? undefined : deeds?.findLast(({ command }) => command?.includes(program) === true);
  if (program === null || last?.exitCode === undefined) return [];
  return [
    { name: 'ran_well', passed: false, detail: `${program} was to be run, and ended with exit code ${last.exitCode}` },
  ];
}
