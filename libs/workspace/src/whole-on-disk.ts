import { execFile } from 'node:child_process';
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
