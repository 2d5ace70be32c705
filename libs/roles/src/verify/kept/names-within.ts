import type { CheckResult } from '#domain';
import { linesByFile } from '../diff-lines.js';
import { listed } from '../doubt.js';
import { isCode } from '../file-kinds.js';
import type { Stated } from '../stated/fact.js';
import { timesOf } from '../times-of.js';

/*
 * A name of code that was renamed within longer words: "max" became "may" when x was to be y. A part that begins a
 * word, or stands behind a bound of one ("get_all", "userName"), may be meant. Pure, linear.
 */

const MOST = 8;

export function namesWithin(diff: string, goal: Stated): CheckResult[] {
  const pairs = goal.facts.flatMap((fact, at) => {
    if (fact.kind === 'renamed') return [{ from: fact.from, to: fact.to }];
    const next = goal.facts[at + 1];
    const to =
      fact.kind === 'undefined' && next?.kind === 'names' && next.path === fact.path ? next.names[0] : undefined;
    return fact.kind === 'undefined' && to !== undefined ? [{ from: fact.name, to }] : [];
  });
  if (pairs.length === 0) return [];
  const broken = [...linesByFile(diff)].flatMap(([path, { added, removed }]) => {
    if (!isCode(path)) return [];
    const [is, was] = [countsOf(added), countsOf(removed)];
    return pairs.flatMap(({ from, to }) =>
      [...was.keys()].flatMap((word) => {
        if (!isWithin(from, word) || (is.get(word) ?? 0) >= (was.get(word) ?? 0)) return [];
        const now = word.replaceAll(from, to);
        return (is.get(now) ?? 0) > (was.get(now) ?? 0) ? [`${word} became ${now} in ${path}`] : [];
      }),
    );
  });
  if (broken.length === 0) return [];
  const detail = `renamed within other words: ${listed([...new Set(broken)].slice(0, MOST))}`;
  return [{ name: 'names_within', passed: false, detail }];
}

/** Behind a letter, and with no bound of words before it. */
function isWithin(name: string, word: string): boolean {
  const at = word.indexOf(name);
  return at > 0 && /[a-z]/.test(word[at - 1] ?? '') && /^[a-z]/.test(name);
}

const countsOf = (lines: readonly string[]): Map<string, number> =>
  timesOf(lines.flatMap((line) => line.match(/[A-Za-z_$][\w$]*/g) ?? []));
