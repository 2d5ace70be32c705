import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { UpkeepWish } from '#conductor';
import { Trash } from './trash.js';

const TASKS = 'tasks';
const TASK_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a task's attempts on this machine share what is no part of the work. */
export const scratchOf = (scratchDir: string, taskId: string): string => join(scratchDir, TASKS, taskId);

/** Removes the folders of tasks that ended as long ago as their attempts are kept. */
export async function tidyScratch(scratchDir: string, { isExpired }: Pick<UpkeepWish, 'isExpired'>): Promise<void> {
  const removing: Promise<void>[] = [];
  const trash = new Trash(join(scratchDir, `${TASKS}.gone`), (work) => void removing.push(work));
  for (const taskId of await readdir(join(scratchDir, TASKS)).catch(() => [])) {
    if (!TASK_ID.test(taskId) || !(await isExpired(taskId, 'attempt'))) continue;
    // What cannot be removed now is found again.
    await trash.remove(scratchOf(scratchDir, taskId)).catch(() => undefined);
  }
  await trash.empty();
  await Promise.all(removing);
}
