import { mkdir, readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { WorkspaceFailure } from '../errors.js';
import { goneScratchOf } from '../attempt/scratch-folders.js';
import { Git } from '../git/git.js';
import { Turns } from '../lock.js';
import { isInside } from '../usable-folder.js';
import { copyTree } from './copy-tree.js';

/** A folder that is taken in for the first time may keep its store for minutes. */
const PATIENCE_MS = 900_000;
const CHECK_MS = 3_600_000;

export interface SavedWorkspace {
  readonly id: string;
  /** The user's folder. */
  readonly path: string;
  /** It lies in Loom's scratch folder, and is saved itself. */
  readonly inScratch: boolean;
}

/** Somebody's half-done work, or a lock. */
const isUnfinished = (name: string): boolean => /^(?:tmp_|\.tmp-|incoming-)|\.lock$/.test(name);

/**
 * Copies the tree stores while Loom works, around the moment at which the database is copied. Journals are from before
 * it: none is of a landing that the database has not heard of, and would answer for a later one of that name. Objects,
 * their names and the folders that Loom made are from after it: everything that the database speaks of is there.
 */
export class TreeBackup {
  private readonly turns = new Turns(PATIENCE_MS);

  constructor(
    private readonly dataDir: string,
    private readonly scratchDir: string,
    /** Folder of the backup. */
    private readonly target: string,
  ) {}

  /** Before the database is copied. Most of the bytes go now, while nobody has to wait for it. */
  async before(): Promise<void> {
    for (const id of await storesIn(this.dataDir)) {
      await mkdir(this.there(id), { recursive: true, mode: 0o700 });
      await this.copyObjects(id);
      await this.inTurn(id, () => this.copy(id, 'landings'));
    }
  }

  async after(): Promise<readonly SavedWorkspace[]> {
    const found: SavedWorkspace[] = [];
    const scratchDir = await realpath(this.scratchDir).catch(() => this.scratchDir);
    const scratch = join(this.target, 'scratch');
    for (const id of await storesIn(this.dataDir)) {
      await mkdir(this.there(id), { recursive: true, mode: 0o700 });
      const path = await folderOf(join(this.dataDir, 'trees', id));
      const inScratch = path !== scratchDir && isInside(path, scratchDir);
      found.push({ id, path, inScratch });
      await this.inTurn(id, async () => {
        for (const name of ['folder.json', 'shown.json', 'generation']) await this.copy(id, name);
        for (const name of await readdir(join(this.here(id), 'repo.git')).catch((): string[] => []))
          if (name !== 'objects') await this.copy(id, join('repo.git', name));
        // After the names: whatever a name stands for was there before it.
        await this.copyObjects(id);
        if (inScratch) await copyTree(path, join(scratch, relative(scratchDir, path)));
      });
    }
    // The folders that have a store are saved with it; of the others those that are being removed are not wanted back.
    const left = new Set([...found.map(({ path }) => path), goneScratchOf(scratchDir)]);
    await copyTree(scratchDir, scratch, { leaves: (_name, path) => left.has(path.toString()) });
    for (const part of ['prompts', join('trees', 'id')])
      await copyTree(join(this.dataDir, part), join(this.target, part));
    return found;
  }

  /** @throws WorkspaceFailure where the copy of a store lacks something that it names. */
  async check(): Promise<void> {
    for (const id of await storesIn(this.target)) await checkStore(this.there(id), id);
  }

  private here = (id: string): string => join(this.dataDir, 'trees', id);
  private there = (id: string): string => join(this.target, 'trees', id);

  private copy(id: string, name: string): Promise<void> {
    return copyTree(join(this.here(id), name), join(this.there(id), name), { leaves: isUnfinished });
  }

  /** Objects and packs never change once they are complete. */
  private copyObjects(id: string): Promise<void> {
    const objects = join('repo.git', 'objects');
    return copyTree(join(this.here(id), objects), join(this.there(id), objects), {
      leaves: isUnfinished,
      keepsThere: true,
    });
  }

  private inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.turns.take(join(this.here(id), 'lock'), work);
  }
}

/** Ids of the stores in a data folder, or in a backup. */
export async function storesIn(folder: string): Promise<string[]> {
  const names: string[] = await readdir(join(folder, 'trees')).catch(() => []);
  return names.filter((name) => /^[0-9a-f]{8,64}$/.test(name));
}

/** Every object that a kept name leads to is there and of its kind. */
export async function checkStore(dir: string, id: string): Promise<void> {
  const git = new Git(join(dir, 'repo.git'));
  const args = ['fsck', '--connectivity-only', '--no-dangling', '--no-progress'];
  const accept = Array.from({ length: 128 }, (_, n) => n + 1);
  const { code, stderr } = await git.run(args, { accept, timeoutMs: CHECK_MS });
  if (code === 0) return;
  throw new WorkspaceFailure(`the copy of the tree store ${id} is not whole: ${stderr.trim().slice(0, 500)}`, {
    remedy: 'Make it again. Should that one be no better, the store itself is damaged: look at the disk.',
  });
}

async function folderOf(store: string): Promise<string> {
  return (JSON.parse(await readFile(join(store, 'folder.json'), 'utf8')) as { path: string }).path;
}
