import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, constants, openSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

const { O_RDONLY, O_WRONLY, O_NONBLOCK } = constants;

/**
 * A named pipe whose reading end a process keeps open. The kernel closes it when the process ends, however it ends;
 * others on the same kernel, in whatever container, see at once whether anybody holds it: to open the other end fails
 * if not.
 */
export class LifeLine {
  private constructor(
    private readonly path: string,
    readonly name: string,
    private readonly reader: number,
  ) {}

  /** Null where the system or the filesystem has no named pipes. */
  static open(dir: string): LifeLine | null {
    const name = `loom.alive.${randomUUID()}`;
    const path = join(dir, name);
    try {
      execFileSync('mkfifo', ['-m', '600', path], { stdio: 'ignore' });
      // Closed on exec: a child that outlives this process does not hold it.
      return new LifeLine(path, name, openSync(path, O_RDONLY | O_NONBLOCK));
    } catch {
      return null;
    }
  }

  /** Null when it cannot be told. */
  static isHeld(dir: string, name: string): boolean | null {
    if (!/^loom\.alive\.[0-9a-f-]{36}$/.test(name)) return null;
    const path = join(dir, name);
    try {
      closeSync(openSync(path, O_WRONLY | O_NONBLOCK));
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENXIO' ? false : null;
    }
  }

  /** Removes those that killed processes left. */
  static sweep(dir: string): void {
    for (const name of readdirSync(dir)) if (LifeLine.isHeld(dir, name) === false) unlink(join(dir, name));
  }

  close(): void {
    closeSync(this.reader);
    unlink(this.path);
  }
}

function unlink(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Somebody else has removed it.
  }
}
