import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 10 * 1024 * 1024;
const KEPT = 5;

/**
 * `<folder>/<name>.jsonl`, and its four predecessors; 50 MiB in all. A disk that is full costs lines, not the process.
 */
export class LogFile {
  private readonly path: string;
  private bytes: number;

  constructor(folder: string, name: string) {
    this.path = join(folder, `${name}.jsonl`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      this.bytes = statSync(this.path).size;
    } catch {
      this.bytes = 0;
    }
  }

  append(line: string): void {
    const bytes = Buffer.byteLength(line) + 1;
    try {
      if (this.bytes > 0 && this.bytes + bytes > MAX_BYTES) this.turnOver();
      appendFileSync(this.path, `${line}\n`, { mode: 0o600 });
      this.bytes += bytes;
    } catch {
      // Stderr has the line as well.
    }
  }

  private turnOver(): void {
    const numbered = (n: number): string => (n === 0 ? this.path : `${this.path}.${n}`);
    rmSync(numbered(KEPT - 1), { force: true });
    for (let n = KEPT - 2; n >= 0; n--) {
      try {
        renameSync(numbered(n), numbered(n + 1));
      } catch {
        // Not that many yet.
      }
    }
    this.bytes = 0;
  }
}
