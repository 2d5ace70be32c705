import { isDiskFull } from '#domain';
import { closeSync, constants, existsSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { link, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether files can be moved and linked between two folders; some file systems cannot. A full one does not tell. */
export async function canSwap(work: string, root: string): Promise<boolean> {
  try {
    if (lstatSync(work).dev !== lstatSync(root).dev || mountOf(work) !== mountOf(root)) return false;
    const probe = join(work, 'probe');
    const handle = await open(probe, constants.O_CREAT | constants.O_WRONLY, 0o600);
    await handle.close();
    await link(probe, `${probe}2`);
    await rm(`${probe}2`);
    await rm(probe);
    return true;
  } catch (error) {
    if (isDiskFull(error)) throw error;
    return false;
  }
}

/**
 * The mount a folder is seen through, on Linux: between two of one file system nothing can be moved or linked either.
 */
function mountOf(folder: string): string | null {
  const fd = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    const info = `/proc/self/fdinfo/${fd}`;
    return existsSync(info) ? (/^mnt_id:\s*(\d+)$/m.exec(readFileSync(info, 'utf8'))?.[1] ?? null) : null;
  } finally {
    closeSync(fd);
  }
}
