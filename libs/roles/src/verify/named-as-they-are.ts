import { join } from 'node:path';
import type { VerifyWork } from '#contracts';
import { cut } from '#prompts';
import type { AttemptTree } from '../ports/attempt-trees.js';
import { stated } from './stated/facts.js';
import { textAt } from './walk.js';

const MOST_FILES = 5;
/** Characters of each. */
const MOST_SHOWN = 4000;

/**
 * Texts of the files that a subtask names, or else of those that earlier steps have changed, by path: where nothing was
 * changed, they are all there is to judge.
 */
export async function namedAsTheyAre(
  { subtask, landed = [] }: VerifyWork,
  tree: AttemptTree,
  there: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (subtask === null) return new Map();
  const named = [
    ...subtask.expectedOutputs.map((path) => path.replace(/^\.\//, '')),
    ...stated(`${subtask.description}\n${subtask.acceptanceCriteria}`).files,
  ];
  const files = new Set(there);
  const own = [...new Set(named)].filter((path) => files.has(path));
  const texts = new Map<string, string>();
  for (const path of own.length > 0 ? own : new Set(landed.map(({ path }) => path))) {
    if (texts.size >= MOST_FILES) break;
    const text = files.has(path) ? await textAt(join(tree.root, path)) : null;
    if (text !== null && !text.includes('\0')) texts.set(path, cut(text, MOST_SHOWN));
  }
  return texts;
}
