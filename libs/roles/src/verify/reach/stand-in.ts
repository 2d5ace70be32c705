import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileChange } from '#domain';
import { isLeftBehind, isTestFile, nameOf } from '../file-kinds.js';
import type { Step, Subject } from '../subject.js';
import { MOST_WALKED, sizeOf } from '../walk.js';
import { isFinding } from './finding.js';
import { isGuessed, isToGo, needsByName, plain, standsFor, type Guessing } from './guessed.js';
import { namedBefore } from './under-other-name.js';

/** Larger files are not looked through for names. */
const LARGEST = 256 * 1024;

/** What a judge is asked about, where nothing is at an output whose name the plan alone has thought of. */
export interface InPlace {
  /** Null: no file stands for it. */
  readonly path: string | null;
  readonly detail: string;
}

export async function standInFor(output: string, step: Step, taken: ReadonlySet<string>): Promise<InPlace | undefined> {
  const { work, subtask, tree, there } = step;
  const of = guessingOf(step);
  if (of === null || there.length >= MOST_WALKED) return undefined;
  if (isFinding(step)) {
    if (!isGuessed(plain(output), of) || (await isNeeded(output, step))) return undefined;
    return { path: null, detail: inWords(output) };
  }
  const before = namedBefore(work).find((one) => plain(one.output) === plain(output) && there.includes(one.path));
  if (before !== undefined && isGuessed(plain(output), of))
    return { path: before.path, detail: asBefore(output, before.path) };
  const tests = testsOfBefore(output, step, of, taken);
  if (tests !== undefined) return { path: tests, detail: asTested(output, tests) };
  const found = standsFor(output, of, taken);
  // Whether anything still wants what was to go is a question of its own.
  if (found?.operation === 'delete' && isToGo(output, subtask.description)) return inPlaceOf(output, found);
  if (found === undefined || (found.operation !== 'delete' && !((await sizeOf(tree.root, found.path)) ?? 0)))
    return undefined;
  return (await isNeeded(output, step)) ? undefined : inPlaceOf(output, found);
}

/** Tests that an earlier step has written along, where only this one was to: it has nothing left to write. */
function testsOfBefore(
  output: string,
  { changes, landed, work, there }: Step,
  of: Guessing,
  taken: ReadonlySet<string>,
) {
  if (changes.length > 0 || work.unchangedBecause !== undefined || !isTestFile(plain(output))) return undefined;
  if (of.others.some(({ expectedOutputs }) => expectedOutputs.some(isTestFile))) return undefined;
  const free = landed.filter(
    ({ path, operation }) => operation === 'create' && isTestFile(path) && there.includes(path),
  );
  return standsFor(output, { ...of, changes: free }, taken)?.path;
}

/** Whether all that a step was to write are such tests. */
export function isTestedBefore(step: Step): boolean {
  const of = guessingOf(step);
  const { expectedOutputs } = step.subtask;
  const taken = new Set(expectedOutputs.map(plain));
  return (
    of !== null &&
    expectedOutputs.length > 0 &&
    expectedOutputs.every((output) => {
      const path = testsOfBefore(output, step, of, taken);
      if (path !== undefined) taken.add(path);
      return path !== undefined;
    })
  );
}

/** Null where it is not known what the plan's other steps say. */
function wordsAbout({ work, spoken, there }: Subject): Pick<Guessing, 'user' | 'others' | 'there'> | null {
  const { others, task } = work;
  if (others === undefined) return null;
  return { user: [task.goal, spoken, JSON.stringify(task.context)].join('\n'), others, there };
}

function guessingOf(step: Step): Guessing | null {
  const words = wordsAbout(step);
  const { changes, subtask, work, scope } = step;
  return words === null ? null : { ...words, changes, step: subtask, unmade: work.unmade ?? [], lines: scope.lines };
}

/** Files that only the words of the plan's step name. */
export function guessedIn(names: readonly string[], subject: Subject): string[] {
  const of = wordsAbout(subject);
  return of === null ? [] : names.filter((name) => isGuessed(plain(name), of));
}

function inPlaceOf(output: string, { path, operation }: FileChange): InPlace {
  if (operation === 'delete')
    return { path: null, detail: `planned output ${output} was deleted: does that do what the subtask asks?` };
  const done = operation === 'modify' ? 'changed' : 'made';
  return {
    path,
    detail: `planned output ${output} was not made, a name that only the plan has thought of; ${path} was ${done} instead: does ${path} do what the subtask asks?`,
  };
}

const asBefore = (output: string, path: string): string =>
  `planned output ${output} is called ${path} since an earlier step: does ${path} do what the subtask asks?`;

const asTested = (output: string, path: string): string =>
  `planned output ${output} was not made; ${path} was, by an earlier step: does ${path} do what the subtask asks?`;

const inWords = (output: string): string =>
  `planned output ${output} was not made, a name that only the plan has thought of, and the step is only to look: does the worker's summary tell what it was to find out?`;

async function isNeeded(given: string, { there, tree }: Step): Promise<boolean> {
  const output = plain(given);
  const hasNamesake = there.some((path) => path !== output && nameOf(path) === nameOf(output));
  for (const path of there) {
    const text = isLeftBehind(path) ? null : await textAt(join(tree.root, path));
    if (text !== null && needsByName(output, { path, text }, hasNamesake)) return true;
  }
  return false;
}

async function textAt(place: string): Promise<string | null> {
  const stat = await lstat(place).catch(() => null);
  if (stat?.isFile() !== true || stat.size > LARGEST) return null;
  return readFile(place, 'utf8').catch(() => null);
}
