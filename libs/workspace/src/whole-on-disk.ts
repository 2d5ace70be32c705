import { execFile } from 'node:child_process';
import { closeSync, constants, fsyncSync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Returns once everything below the folder is on its disk: a name whose files are not all there yet would, after a power
 * cut, be taken for something whole. Where nothing can be told to do so the system does it within a minute.
 */
export async function wholeOnDisk(folder: string): Promise<void> {
  const options = { env: { PATH: '/usr/bin:/bin' }, cwd: '/' };
  await run('sync', ['-f', folder], options)
    .catch(() => run('sync', [], options))
    .catch(() => undefined);
}

/** Returns once the names in the folder are on its disk. Where a folder is away, or cannot be told, there is nothing to do. */
export function namesOnDisk(folder: string | Buffer): void {
  let fd: number | null = null;
  try {
    fd = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    fsyncSync(fd);
  } catch {
    // Some systems flush no folders.
  } finally {
    if (fd !== null) closeSync(fd);
  }
}
