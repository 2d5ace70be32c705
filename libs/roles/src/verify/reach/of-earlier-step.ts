import { extname, join } from 'node:path';
import { isCode, isTestFile } from '../file-kinds.js';
import type { DiffLines } from '../diff-lines.js';
import type { Step, Subject } from '../subject.js';
import { textAt } from '../walk.js';
import { plain, standsFor, type Guessing } from './guessed.js';

/* Files of earlier steps that stand for what a step, which has changed nothing, was planned to make. */

/** Null where it is not known what the plan's other steps say. */
export function wordsAbout({ work, spoken, there }: Subject): Pick<Guessing, 'user' | 'others' | 'there'> | null {
  const { others, task } = work;
  if (others === undefined) return null;
  return { user: [task.goal, spoken, JSON.stringify(task.context)].join('\n'), others, there };
}

export function guessingOf(step: Step): Guessing | null {
  const words = wordsAbout(step);
  const { changes, subtask, work, scope } = step;
  return words === null ? null : { ...words, changes, step: subtask, unmade: work.unmade ?? [], lines: scope.lines };
}

/** One that is new since the task started; tests may stand in what they test. */
export async function ofEarlierStep(
  output: string,
  { changes, landed, work, there, tree }: Step,
  of: Guessing,
  taken: ReadonlySet<string>,
): Promise<string | undefined> {
  if (changes.length > 0 || work.unchangedBecause !== undefined) return undefined;
  const isTest = isTestFile(plain(output));
  if (isTest && of.others.some(({ expectedOutputs }) => expectedOutputs.some(isTestFile))) return undefined;
  const made = landed.filter(({ path, operation }) => operation === 'create' && there.includes(path));
  const lines = new Map<string, DiffLines>();
  for (const { path } of isTest ? made : []) {
    if (isTestFile(path) || !isCode(path) || extname(path) !== extname(plain(output))) continue;
    const added = (await textAt(join(tree.root, path)))?.split('\n') ?? [];
    lines.set(path, { added, removed: [] });
  }
  const free = made.filter(({ path }) => isTestFile(path) === isTest || lines.has(path));
  return standsFor(output, { ...of, changes: free, lines }, taken)?.path;
}

/** Whether there is one for each of the outputs. */
export async function areOfEarlierSteps(outputs: readonly string[], step: Step): Promise<boolean> {
  const of = guessingOf(step);
  const taken = new Set(outputs.map(plain));
  if (of === null || outputs.length === 0) return false;
  for (const output of outputs) {
    const path = await ofEarlierStep(output, step, of, taken);
    if (path === undefined) return false;
    taken.add(path);
  }
  return true;
}

/** Whether all that a step was to write are tests that an earlier one has written along. */
export const isTestedBefore = async (step: Step): Promise<boolean> =>
  step.subtask.expectedOutputs.every((output) => isTestFile(plain(output))) &&
  (await areOfEarlierSteps(step.subtask.expectedOutputs, step));
