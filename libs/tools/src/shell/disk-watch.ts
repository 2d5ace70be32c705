import { statfs } from 'node:fs/promises';

const LOOK_MS = 200;
/** What a command leaves of a disk: so many bytes, or where it is small a part of it. */
const SPARE_BYTES = 2 ** 30;
const SPARE_PART = 1 / 20;

interface Room {
  readonly bytes: number;
  readonly files: number;
}

/**
 * Pure. Whether a command that found `before` has gone too far: where little was left already, half of that is its own.
 */
export function isTooFar(before: Room, now: Room, whole: Room): boolean {
  const bytes = Math.min(Math.min(SPARE_BYTES, whole.bytes * SPARE_PART), before.bytes / 2);
  const files = Math.min(whole.files * SPARE_PART, before.files / 2);
  return now.bytes < bytes || (whole.files > 0 && now.files < files);
}

/**
 * Looks at the disks of some folders while a command is at work there. One that fills a disk stops everything on the
 * machine, Loom included; no limit of a process bounds how much it writes to how many files.
 */
export class DiskWatch {
  private readonly before = new Map<string, Room>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly folders: readonly string[],
    private readonly onTooFar: () => void,
  ) {
    void this.look();
  }

  private async look(): Promise<void> {
    for (const folder of this.folders) {
      try {
        const { bsize, bavail, blocks, ffree, files } = await statfs(folder);
        const now = { bytes: bavail * bsize, files: ffree };
        const before = this.before.get(folder) ?? now;
        this.before.set(folder, before);
        if (!this.stopped && isTooFar(before, now, { bytes: blocks * bsize, files })) {
          this.stop();
          this.onTooFar();
        }
      } catch {
        // Gone, or of a kind that does not say: then its own errors have to do.
      }
    }
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), LOOK_MS).unref();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }
}
