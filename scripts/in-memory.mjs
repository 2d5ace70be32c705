// Runs a command whose temporary files lie in memory where this system lets them: tests make and remove very many, and
// some file systems look through all that was removed within the last minute for each that is made. The file system is
// mounted where only the command sees it, and ends with its last process. LOOM_TEST_DISK=1 stays on the disk.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes; a whole run takes a small part of it. */
const ENOUGH = 8 * 2 ** 30;
const MOUNT = 'mount -t tmpfs -o mode=1777 tmpfs "$0" && TMPDIR="$0" exec "$@"';

/** The exit code. */
function run([program, ...words], stdio) {
  const child = spawn(program, words, { stdio });
  // A Ctrl-C reaches the child by itself, and it is waited for.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill());
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const command = process.argv.slice(2);
const mayMount = process.platform === 'linux' && process.getuid() === 0 && freemem() > ENOUGH;
const folder = mayMount && !process.env['LOOM_TEST_DISK'] ? mkdtempSync(join(tmpdir(), 'loom-memory-')) : null;
const inMemory = (words) => ['unshare', '--mount', 'sh', '-c', MOUNT, folder, ...words];
const isMountable = folder !== null && (await run(inMemory(['true']), 'ignore').catch(() => 1)) === 0;
try {
  process.exitCode = await run(isMountable ? inMemory(command) : command, 'inherit');
} finally {
  if (folder !== null) rmdirSync(folder);
}
