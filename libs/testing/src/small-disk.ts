import { execFileSync } from 'node:child_process';
import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHUNK_BYTES = 8 * 1024 * 1024;

/** A disk of a few MiB of its own, which can be full. */
export class SmallDisk {
  private constructor(
    readonly dir: string,
    private readonly image: string | null = null,
  ) {}

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

  /** The same of ext4, where folders and names take room as well. */
  static ofExt4(mib: number): SmallDisk | null {
    const dir = realpathSync(mkdtempSync(join(tmpdir(), 'loom-small-')));
    const image = `${dir}.img`;
    try {
      writeFileSync(image, '');
      truncateSync(image, mib * 1024 * 1024);
      execFileSync('mkfs.ext4', ['-q', '-m', '0', image], { stdio: 'ignore' });
      execFileSync('mount', ['-o', 'loop', image, dir], { stdio: 'ignore' });
      return new SmallDisk(dir, image);
    } catch {
      rmSync(dir, { recursive: true, force: true });
      rmSync(image, { force: true });
      return null;
    }
  }

  static readonly trouble = 'mounting a disk needs root';

  /** Takes all the room there is but `leave` bytes, to the last one; may be called again when there is some. */
  fill(leave = 0): void {
    const file = openSync(this.filler, 'a');
    const chunk = Buffer.alloc(CHUNK_BYTES, 1);
    for (let size = chunk.length; size >= 1;) {
      try {
        // Asked again each time: what others have written takes its room when it gets to the disk.
        fsyncSync(file);
        if (leave > 0 && this.room - size < leave) throw new Error('enough');
        writeSync(file, chunk, 0, size);
      } catch {
        size = Math.floor(size / 2);
      }
    }
    closeSync(file);
  }

  private get room(): number {
    const { bavail, bsize } = statfsSync(this.dir);
    return bavail * bsize;
  }

  /** Gives back what `fill` took. */
  free(): void {
    rmSync(this.filler, { force: true });
  }

  drop(): void {
    execFileSync('umount', ['-l', this.dir], { stdio: 'ignore' });
    rmSync(this.dir, { recursive: true, force: true });
    if (this.image !== null) rmSync(this.image, { force: true });
  }

  private get filler(): string {
    return join(this.dir, 'filler');
  }
}
