import { join } from 'node:path';
import type { FileChange } from '#domain';
import { isLeftBehind, isLockFile, isTestFile, nameOf } from '../file-kinds.js';
import type { Step, Subject } from '../subject.js';
import { MOST_WALKED, sizeOf, textAt } from '../walk.js';
import { isFinding } from './finding.js';
import { isGuessed, isToGo, needsByName, plain, standsFor } from './guessed.js';
import { isMetBefore } from './met-before.js';
import { guessingOf, ofEarlierStep, wordsAbout } from './of-earlier-step.js';
import { namedBefore } from './under-other-name.js';

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
  if (isOfNoFolder(plain(output), step) && of.unmade.includes(plain(output)) && isGuessed(plain(output), of))
    return { path: null, detail: ofNoFolder(output) };
  const earlier = await ofEarlierStep(output, step, of, taken);
  if (earlier !== undefined && (isTestFile(plain(output)) || (await isMetBefore(step))))
    return { path: earlier, detail: asOfEarlier(output, earlier) };
  if (isLockFile(plain(output)) && of.unmade.includes(plain(output)) && isGuessed(plain(output), of))
    return { path: null, detail: ofTool(output) };
  const found = standsFor(output, of, taken);
  // Whether anything still wants what was to go is a question of its own.
  if (found?.operation === 'delete' && isToGo(output, subtask.description)) return inPlaceOf(output, found);
  if (found === undefined || (found.operation !== 'delete' && !((await sizeOf(tree.root, found.path)) ?? 0)))
    return undefined;
  return (await isNeeded(output, step)) ? undefined : inPlaceOf(output, found);
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

const asOfEarlier = (output: string, path: string): string =>
  `planned output ${output} was not made; ${path} was, by an earlier step: does ${path} do what the subtask asks?`;

const ofTool = (output: string): string =>
  `planned output ${output} was not made, which only the plan has thought of, and a package manager writes: is the rest what the subtask asks?`;

/** What only marks a folder, where there is no such folder. */
const isOfNoFolder = (output: string, { there }: Step): boolean =>
  /\/(?:__init__\.py|py\.typed|\.(?:git)?keep)$/.test(output) &&
  !there.some((path) => path.startsWith(output.slice(0, output.lastIndexOf('/') + 1)));

const ofNoFolder = (output: string): string =>
  `planned output ${output} was not made, and there is no folder that it would belong to: is the rest what the subtask asks?`;

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
