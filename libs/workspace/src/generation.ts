import { readFile } from 'node:fs/promises';
import { writeWhole } from './write-whole.js';

/**
 * Counts what Loom does to a user's folder, so that of two of its states everybody can tell the later one, whenever they
 * hear of it. Used in the workspace's turn.
 */
export class Generation {
  constructor(private readonly file: string) {}

  /** `known`: what the database has heard of; a store that was put back from a copy may know less. */
  async current(known = 0): Promise<number> {
    const text = await readFile(this.file, 'utf8').catch(() => '0');
    return Math.max(known, Number(text) || 0);
  }

  /** Of a change that is about to be made; one that is not made leaves a gap. */
  async next(known = 0): Promise<number> {
    const next = (await this.current(known)) + 1;
    await writeWhole(this.file, String(next));
    return next;
  }
}
