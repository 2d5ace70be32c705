import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface RealPipe {
  readonly reading: Socket;
  /** File descriptor for a child; closed here once the child has it. */
  readonly writing: number;
  closeWriting(): void;
}

/**
 * A pipe as the kernel knows it. What Node calls a pipe is a pair of sockets, and a socket cannot be opened again as
 * /dev/stdout or /dev/stderr, which scripts do all the time.
 */
export async function realPipe(): Promise<RealPipe> {
  const folder = await mkdtemp(join(tmpdir(), 'loom-pipe-'));
  try {
    const path = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', ['-m', '600', path]);
    // The reader first, without waiting for a writer; then a writer finds it there.
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const writing = openSync(path, constants.O_WRONLY);
    let isOpen = true;
    return {
      reading: new Socket({ fd: reader, readable: true, writable: false }),
      writing,
      closeWriting: () => {
        if (isOpen) closeSync(writing);
        isOpen = false;
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
