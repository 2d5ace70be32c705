import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Returns once everything below the folder is on its disk: a name whose files are not all there yet would, after a
 * power cut, be taken for something whole. Where nothing can be told to do so the system does it within a minute.
 */
export async function wholeOnDisk(folder: string): Promise<void> {
  const options = { env: { PATH: '/usr/bin:/bin' }, cwd: '/' };
  await run('sync', ['-f', folder], options)
    .catch(() => run('sync', [], options))
    .catch(() => undefined);
}

/**
 * Returns once the names in the folder are on its disk. Where a folder is away, or cannot be told, there is nothing to
 * do.
 */
export async function namesOnDisk(folder: string | Buffer): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    await handle.sync();
  } catch {
    // Some systems flush no folders.
  } finally {
    await handle?.close();
  }
}
