import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, realpathSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHUNK_BYTES = 8 * 1024 * 1024;

/** A disk of a few MiB of its own, which can be full. */
export class SmallDisk {
  private constructor(readonly dir: string) {}

  /** Null where this process may not mount one; say SmallDisk.trouble then. */
  static make(mib: number): SmallDisk | null {
    const dir = realpathSync(mkdtempSync(join(tmpdir(), 'loom-small-')));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', dir], { stdio: 'ignore' });
      return new SmallDisk(dir);
    } catch {
      rmSync(dir, { recursive: true, force: true });
      return null;
    }
  }

  static readonly trouble = 'mounting a tmpfs needs root';

  /** Takes all the room there is, to the last byte; may be called again when there is some. */
  fill(): void {
    const file = openSync(this.filler, 'a');
    const { bavail, bsize } = statfsSync(this.dir);
    const chunk = Buffer.alloc(Math.min(bsize * bavail, CHUNK_BYTES), 1);
    for (let size = chunk.length; size >= 1;) {
      try {
        writeSync(file, chunk, 0, size);
      } catch {
        size = Math.floor(size / 2);
      }
    }
    closeSync(file);
  }

  /** Gives back what `fill` took. */
  free(): void {
    rmSync(this.filler, { force: true });
  }

  drop(): void {
    execFileSync('umount', ['-l', this.dir], { stdio: 'ignore' });
    rmSync(this.dir, { recursive: true, force: true });
  }

  private get filler(): string {
    return join(this.dir, 'filler');
  }
}
