import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileChange } from '#domain';
import { isLeftBehind } from '../file-kinds.js';
import type { Step } from '../subject.js';
import { MOST_WALKED, sizeOf } from '../walk.js';
import { isToGo, needsByName, standsFor } from './guessed.js';

/** Larger files are not looked through for names. */
const LARGEST = 256 * 1024;

/** The change that a judge is to be asked about, where nothing is at an output whose name the plan alone has thought of. */
export async function standInFor(
  output: string,
  { work, subtask, spoken, changes, tree, there }: Step,
  taken: ReadonlySet<string>,
): Promise<FileChange | undefined> {
  const { others, unmade = [], task } = work;
  if (others === undefined || there.length >= MOST_WALKED) return undefined;
  const user = [task.goal, spoken, JSON.stringify(task.context)].join('\n');
  const found = standsFor(output, { changes, user, step: subtask, others, unmade }, taken);
  // Whether anything still wants what was to go is a question of its own.
  if (found?.operation === 'delete' && isToGo(output, subtask.description)) return found;
  if (found === undefined || (found.operation !== 'delete' && !((await sizeOf(tree.root, found.path)) ?? 0)))
    return undefined;
  for (const path of there) if (await isNeededBy(tree.root, path, output, found.path)) return undefined;
  return found;
}

async function isNeededBy(root: string, path: string, output: string, found: string): Promise<boolean> {
  if (isLeftBehind(path)) return false;
  const stat = await lstat(join(root, path)).catch(() => null);
  if (stat?.isFile() !== true || stat.size > LARGEST) return false;
  const text = await readFile(join(root, path), 'utf8').catch(() => '');
  return needsByName(output, { path, text }, found);
}
