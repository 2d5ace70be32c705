import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { WorkspaceFailure } from '../errors.js';
import { makeFolder } from '../make-folder.js';
import { namesOnDisk } from '../whole-on-disk.js';
import { writeWhole } from '../write-whole.js';
import type { Intent } from './intent.js';

/** What is known of one landing on disk. */
export type Progress = 'none' | 'applying' | 'rolling_back' | 'done';

/** Folder of one landing: what it intends, how far it is, what it displaced. Each file appears whole or not at all. */
export class Journal {
  constructor(readonly dir: string) {}

  get progress(): Progress {
    if (existsSync(join(this.dir, 'done.json'))) return 'done';
    if (!existsSync(join(this.dir, 'intent.json'))) return 'none';
    return existsSync(join(this.dir, 'rolling_back')) ? 'rolling_back' : 'applying';
  }

  async begin(intent: Intent): Promise<void> {
    makeFolder(this.dir);
    await namesOnDisk(dirname(this.dir));
    const text = JSON.stringify(intent);
    await noted(() => writeFile(this.room, Buffer.alloc(ROOM_BYTES + text.length)));
    await note(join(this.dir, 'intent.json'), text);
  }

  /** Before the end of a landing is noted: a disk that has become full meanwhile does not leave it half done. */
  async makeRoom(): Promise<void> {
    await rm(this.room, { force: true });
  }

  private get room(): string {
    return join(this.dir, 'room');
  }

  async intent(): Promise<Intent> {
    return JSON.parse(await readFile(join(this.dir, 'intent.json'), 'utf8')) as Intent;
  }

  async markRollingBack(): Promise<void> {
    await note(join(this.dir, 'rolling_back'), '');
  }

  async finish(outcome: unknown): Promise<void> {
    await note(join(this.dir, 'done.json'), JSON.stringify(outcome));
  }

  async outcome(): Promise<unknown> {
    return JSON.parse(await readFile(join(this.dir, 'done.json'), 'utf8')) as unknown;
  }

  /** After a rollback: what was displaced and could not be given back is the user's, and is kept aside. */
  async discard(work: string): Promise<void> {
    const left = (await readdir(work).catch(() => [])).filter((name) => /^[br]\d+$/.test(name));
    if (left.length > 0) {
      const kept = `${this.dir}.kept-${randomBytes(4).toString('hex')}`;
      makeFolder(kept);
      for (const name of left) await rename(join(work, name), join(kept, name)).catch(() => undefined);
    }
    await rm(join(this.dir, 'intent.json'), { force: true });
    // Where moving failed (another file system) the folder with the displaced files stays where it is.
    const stuck = (await readdir(work).catch(() => [])).some((name) => /^[br]\d+$/.test(name));
    if (!stuck) await rm(work, { recursive: true, force: true });
    if (!stuck || !work.startsWith(`${this.dir}/`)) await rm(this.dir, { recursive: true, force: true });
  }
}

/** Beside what the intent takes, for the rest of what is noted at the end. */
const ROOM_BYTES = 65_536;

const note = (file: string, text: string): Promise<void> => noted(() => writeWhole(file, text, { onDisk: true }));

async function noted(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    throw new WorkspaceFailure('the journal of a landing could not be written', {
      cause,
      retryable: true,
      remedy: 'Free some disk space for the data folder.',
    });
  }
}
