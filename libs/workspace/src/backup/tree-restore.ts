import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../errors.js';
import { copyTree } from './copy-tree.js';
import { checkStore, storesIn } from './tree-backup.js';

/** Copies a backup's tree stores, checked, into a folder that becomes `trees` of a data folder. */
export async function restoreTrees(backup: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 });
  await copyTree(join(backup, 'trees'), target);
  for (const id of await storesIn(backup)) await checkStore(join(target, id), id);
}

/** What is in the scratch folder already stays as it is. */
export async function restoreScratch(backup: string, scratchDir: string): Promise<void> {
  await mkdir(scratchDir, { recursive: true, mode: 0o700 });
  await copyTree(join(backup, 'scratch'), scratchDir, { keepsThere: true });
}

export async function restorePrompts(backup: string, dataDir: string): Promise<void> {
  await copyTree(join(backup, 'prompts'), join(dataDir, 'prompts'), { keepsThere: true });
}

/** Whether there is nothing in it that could be lost; a folder that is not there is blank, too. */
export async function isBlank(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return true;
    throw error;
  }
}
