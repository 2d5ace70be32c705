import type { CheckResult } from '#domain';
import { COUNT, numberOf } from '../stated/code-phrases.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';
import { show } from '../stated/problem.js';

/* "Write the first 3 lines of log.txt to head.txt": those, as they are, and no other. */

const TAKES = new RegExp(
  `^(?:please\\s+)?(?:write|copy|save|put|extract|store)\\s+(?:only\\s+|just\\s+)?the\\s+(first|last)\\s+(?:${COUNT}\\s+)?lines?\\s+(?:of|from|in)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:to|into|in)\\s+(?:a\\s+|the\\s+)?(?:new\\s+)?(?:file\\s+)?(?:called\\s+|named\\s+)?(${FILE})[.!]?$`,
  'i',
);

export interface Taken {
  readonly end: 'first' | 'last';
  readonly count: number;
  readonly from: string;
  readonly to: string;
}

/** Only where it is all that is asked for. Pure. */
export function linesTaken(told: string): Taken | null {
  const masked = mask(told);
  const [, end = '', count, source = '', target = ''] = TAKES.exec(masked.text.trim()) ?? [];
  const [[from], [to]] = [standingFor(source, masked, 'F'), standingFor(target, masked, 'F')];
  if (from === undefined || to === undefined || from === to) return null;
  return { end: /first/i.test(end) ? 'first' : 'last', count: count === undefined ? 1 : numberOf(count), from, to };
}

const linesOf = (text: string): string[] =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.trimEnd());

/** Empty lines at the end may count or not. Pure, linear. */
export function takenProblem({ end, count, to }: Taken, source: string, result: string): string | null {
  const all = linesOf(source);
  const wanted = end === 'first' ? all.slice(0, count) : all.slice(-count);
  const is = linesOf(result);
  const missing = wanted.find((line, at) => line !== is[at]);
  if (missing !== undefined)
    return `${to} is to hold ${show(missing)} as one of the ${end} ${count} lines, in its place`;
  const more = is.slice(wanted.length).find((line) => line !== '');
  return more === undefined ? null : `${to} holds ${show(more)}, which is none of the ${end} ${count} lines`;
}

/** `told`: the user's words. */
export async function leadingLines(files: FilesView, told: string): Promise<CheckResult[]> {
  const taken = linesTaken(told);
  if (taken === null || taken.count < 1) return [];
  const [[from, ...others], [to, ...more]] = [files.meant(taken.from), files.meant(taken.to)];
  if (from === undefined || to === undefined || others.length + more.length > 0) return [];
  // What was there before goes on behind it, or is written over.
  if ((await files.before(to)) !== null) return [];
  const [source, result] = [await files.before(from), await files.text(to)];
  if (typeof source !== 'string' || typeof result !== 'string') return [];
  const problem = takenProblem(taken, source, result);
  return problem === null ? [] : [{ name: 'leading_lines', passed: false, detail: problem }];
}
