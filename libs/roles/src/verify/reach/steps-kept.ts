import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { listed, namesPath } from '../doubt.js';
import { isLeftBehind, stemOf } from '../file-kinds.js';
import { FilesView } from '../stated/files-view.js';
import { proseOf } from '../stated/masked-text.js';
import type { Step } from '../subject.js';
import { mayTake, saysNothing } from '../text/text-kept.js';
import { addedAgain } from './added-again.js';
import { figureLost } from './given-figures.js';
import { addsInTongues, takesInTongues } from './orders-in-tongues.js';
import { takesAway } from './scope.js';

/** A step does not delete what an earlier one has made and the goal wants, without a word of it in the plan. Pure. */
export function stepsKept(
  changes: readonly FileChange[],
  made: ReadonlySet<string>,
  wanted: readonly string[],
  asked: string,
): CheckResult[] {
  if (takesAway(asked)) return [];
  const successors = new Set(changes.flatMap(({ path, operation }) => (operation === 'create' ? [stemOf(path)] : [])));
  const paths = changes.flatMap(({ path, operation }) =>
    operation === 'delete' &&
    made.has(path) &&
    wanted.some((name) => path === name || path.endsWith(`/${name}`)) &&
    !isLeftBehind(path) &&
    !successors.has(stemOf(path)) &&
    !namesPath(asked, path)
      ? [path]
      : [],
  );
  if (paths.length === 0) return [];
  const detail = `deleted, though an earlier subtask has made it and nothing asks for its removal: ${listed(paths)}`;
  return [{ name: 'steps_kept', passed: false, detail }];
}

/** Orders that only add to a file that is there. */
const ADDS =
  /^(?:please\s+|then\s+|now\s+|also\s+)?(?:(?:add|append|insert|include|mention|link|name|credit|sign|label|state|attach|enter|register|declare)\b|(?:describe|document|list|explain|note|record|summari[sz]e)\b.{1,120}\b(?:in|into|to|under)\b|(?:write|put)\b.{0,80}\b(?:sections?|paragraphs?|chapters?|entr(?:y|ies)|lines?|rows?|parts?|headings?|rules?|items?|about|down)\b)|^(?:write|describe|document|put|note)\b.{0,80}\b(?:sections?|paragraphs?|chapters?|entr(?:y|ies)|lines?|rows?|parts?|headings?|rules?|items?|about)\b/i;
const SETS = /^(?:please\s+|then\s+|now\s+|also\s+)?(?:set|change|raise|lower|increase|decrease)\b/i;
const MENDS = /\b(?:fix|correct|repair|mend|improv|polish|updat|translat|format|sort|finali[sz])\w{0,4}\b/i;
const PUTS_BACK = /\b(?:back|revert\w*|restor\w*|undo\w*|again|original\w*|reset\w*|previous\w*|old)\b/i;
const MOST_FILES = 20;

interface Versions {
  /** Where the task started; null = it was not there. */
  readonly start: string | null;
  /** Before the step. */
  readonly before: string;
  readonly now: string;
}

/**
 * How a step undoes what earlier ones have written into a file; null where it does not. `asked`: what the plan says of
 * it; `isApart`: it waits for no other step, so that it cannot be about what others have written. Pure.
 */
export function undone({ start, before, now }: Versions, asked: string, isApart = false): string | null {
  const prose = proseOf(asked).trim();
  if (takesAway(asked) || takesInTongues(prose)) return null;
  const [were, had, are] = [start ?? '', before, now].map(linesOf) as [Set<string>, Set<string>, Set<string>];
  const brought = [...had].filter((line) => !were.has(line));
  const lost = brought.filter((line) => !are.has(line));
  const [first] = lost;
  if (first === undefined) return null;
  const again = [...were].find((line) => !had.has(line) && are.has(line));
  const adds = ADDS.test(prose) || addsInTongues(prose);
  // What an earlier step has broken may be mended.
  if (again !== undefined && (adds || SETS.test(prose)) && !PUTS_BACK.test(prose))
    return `"${shown(again)}" is back in the place of "${shown(first)}"`;
  const words = new Set(lost.flatMap(wordsOf));
  const held = new Set(wordsOf(now));
  const isGone =
    // What both begin with, as a title, says nothing.
    lost.length * 2 >= brought.length && [...words].filter((word) => !held.has(word)).length * 2 >= words.size;
  const mayGo = isApart ? SETS.test(prose) || MENDS.test(prose) : !adds || mayTake(prose);
  return isGone && words.size > 0 && !mayGo ? `"${shown(first)}" is gone` : null;
}

const shown = (line: string): string => line.slice(0, 80);
const linesOf = (text: string): Set<string> =>
  new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /[\p{L}\p{N}]/u.test(line) && line.length > 2 && !saysNothing(line)),
  );
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_]{2,}/gu) ?? [];

/**
 * A step does not write over what earlier ones have brought into a file, where it is to add something or to set another
 * value, nor put it there once more.
 */
export async function linesOfStepsKept(step: Step): Promise<CheckResult[]> {
  const { work, changes, landed, asked, told, files, scope, openStart, runner, signal, subtask } = step;
  const written = new Set(landed.flatMap(({ path, operation }) => (operation === 'delete' ? [] : [path])));
  const both = changes.filter(({ path, operation, binary }) => operation === 'modify' && !binary && written.has(path));
  if (both.length === 0 || openStart === null || takesAway(asked)) return [];
  const start: AttemptTree = await openStart();
  try {
    const then = new FilesView(start, work.base, [], [], runner, signal);
    const faults: string[] = [];
    for (const { path } of both.slice(0, MOST_FILES)) {
      const [was, before, now] = [await then.text(path), await files.before(path), await files.text(path)];
      if (typeof before !== 'string' || now === null) continue;
      const versions = { start: was, before, now };
      const isLess = (scope.lines.get(path)?.removed.length ?? 0) > 0;
      const less = isLess
        ? (undone(versions, asked, subtask.dependsOn.length === 0) ?? figureLost(versions, told, asked))
        : null;
      const again = addedAgain(path, versions, `${told}\n${asked}`, told);
      if (less !== null) faults.push(`${path}: ${less}`);
      if (again !== null) faults.push(`${path}: "${shown(again)}" stands there once more`);
    }
    if (faults.length === 0) return [];
    const detail = `undoes or repeats what an earlier subtask has done, which nothing asks for: ${faults.join('; ')}`;
    return [{ name: 'steps_kept', passed: false, detail }];
  } finally {
    await start.close();
  }
}
