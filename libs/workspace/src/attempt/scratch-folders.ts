import { readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { UpkeepWish } from '#conductor';
import { makeFolder } from '../make-folder.js';
import { Trash } from './trash.js';

const TASKS = 'tasks';
const TASK_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where removals go on. */
export const goneScratchOf = (scratchDir: string): string => join(scratchDir, `${TASKS}.gone`);

/** Where a task's attempts on this machine share what is no part of the work. */
export const scratchOf = (scratchDir: string, taskId: string): string => join(scratchDir, TASKS, taskId);

/** For an attempt that begins: its time says when that was. */
export async function takenScratch(scratchDir: string, taskId: string): Promise<string> {
  const folder = scratchOf(scratchDir, taskId);
  makeFolder(folder);
  const now = new Date();
  await utimes(folder, now, now);
  return folder;
}

/** Where nobody tells what has become of a task: removes the folders that no attempt was given for so long. */
export async function tidyUnusedScratch(scratchDir: string, idleMs: number): Promise<void> {
  const takenAt = (taskId: string): Promise<number> =>
    stat(scratchOf(scratchDir, taskId)).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
  await tidyScratch(scratchDir, { isExpired: async (taskId) => (await takenAt(taskId)) < Date.now() - idleMs });
}

/** Removes the folders of tasks that ended as long ago as their attempts are kept. */
export async function tidyScratch(scratchDir: string, { isExpired }: Pick<UpkeepWish, 'isExpired'>): Promise<void> {
  const removing: Promise<void>[] = [];
  const trash = new Trash(goneScratchOf(scratchDir), (work) => void removing.push(work));
  for (const taskId of await readdir(join(scratchDir, TASKS)).catch(() => [])) {
    if (!TASK_ID.test(taskId) || !(await isExpired(taskId, 'attempt'))) continue;
    // What cannot be removed now is found again.
    await trash.remove(scratchOf(scratchDir, taskId)).catch(() => undefined);
  }
  await trash.empty();
  await Promise.all(removing);
}
