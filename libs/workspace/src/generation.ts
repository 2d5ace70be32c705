import { readFile } from 'node:fs/promises';
import { errnoOf } from './errors.js';
import { writeWhole } from './write-whole.js';

/**
 * Counts what Loom does to a user's folder, so that of two of its states everybody can tell the later one, whenever
 * they hear of it. Used in the workspace's turn.
 */
export class Generation {
  constructor(private readonly file: string) {}

  /** `known`: what the database has heard of; a store that was put back from a copy may know less. */
  async current(known = 0): Promise<number> {
    return Math.max(known, await this.noted());
  }

  /** Of a change that is about to be made; one that is not made leaves a gap. */
  async next(known = 0): Promise<number> {
    const next = (await this.current(known)) + 1;
    await writeWhole(this.file, String(next));
    return next;
  }

  /** Taking a file that cannot be read for none would give a number away twice. */
  private async noted(): Promise<number> {
    try {
      return Number(await readFile(this.file, 'utf8')) || 0;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return 0;
      throw error;
    }
  }
}
