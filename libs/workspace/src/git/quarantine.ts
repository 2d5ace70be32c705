import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.js';

/**
 * Object folder beside a store's own: what git writes there becomes part of the store when all of it is there, and goes
 * with the folder when anything fails. What a kill leaves is swept by its name.
 */
export class Quarantine {
  private constructor(
    private readonly gitDir: string,
    readonly dir: string,
  ) {}

  static async open(gitDir: string): Promise<Quarantine> {
    const dir = await mkdtemp(join(gitDir, 'incoming-'));
    await mkdir(join(dir, 'pack'));
    return new Quarantine(gitDir, dir);
  }

  /** A repeat after a failure in between goes on where it stopped. */
  async release(): Promise<void> {
    const objects = join(this.gitDir, 'objects');
    for (const name of (await readdir(join(this.dir, 'pack'))).sort(indexLast)) {
      await rename(join(this.dir, 'pack', name), join(objects, 'pack', name));
    }
    for (const folder of await readdir(this.dir)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      makeFolder(join(objects, folder), 0o777);
      for (const name of await readdir(join(this.dir, folder))) {
        await rename(join(this.dir, folder, name), join(objects, folder, name));
      }
    }
  }

  async drop(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** git takes a pack for complete as soon as it sees the index of it. */
const indexLast = (a: string, b: string): number => Number(a.endsWith('.idx')) - Number(b.endsWith('.idx'));
