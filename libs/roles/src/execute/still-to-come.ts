import type { ExecuteWork } from '#contracts';
import type { AttemptTree } from '../ports/attempt-trees.js';
import { plannedFile } from '../verify/reach/planned-file.js';
import { filesWanted } from './file-in-answer.js';

/** Files that a subtask is to make and that are not there yet at `head`, under no name that may be meant. */
export async function stillToCome(
  { task, subtask, base }: Pick<ExecuteWork, 'task' | 'subtask' | 'base'>,
  tree: Pick<AttemptTree, 'changes'>,
  head: string,
  there: readonly string[],
): Promise<string[]> {
  const isThere = (path: string): boolean =>
    there.some((one) => one === path || one.startsWith(`${path.replace(/\/$/, '')}/`));
  const lacking = filesWanted(subtask).filter((path) => !isThere(path));
  if (lacking.length === 0) return [];
  const changes = await tree.changes(base, head);
  const asked = `${task.goal}\n${subtask.description}`;
  const taken = new Set(subtask.expectedOutputs);
  return lacking.filter((path) => plannedFile(path, { changes, there, asked }, taken) === undefined);
}
