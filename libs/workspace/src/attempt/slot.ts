import { randomBytes } from 'node:crypto';
import { chmodSync, lstatSync } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from '#domain';
import { ancestorsOf, joinBytes, MAX_ROOT_BYTES, type BytePath } from '../byte-path.js';
import { WorkspaceFailure } from '../errors.js';
import type { Repository } from '../git/repository.js';
import { isFolder } from '../git/trees.js';
import { IndexFiles } from '../index-files.js';
import { tryLock, type FileLock } from '../lock.js';
import { makeFolder } from '../make-folder.js';
import { advance } from './advance.js';
import { isAsLeft, noteStandby, readStandby, takeStandby } from './standby.js';
import { entriesOf } from '../entries.js';
import { Trash, unlinked } from './trash.js';

/** Of a checkout's path, below the folder of slots. */
const ROOT_BYTES = '/s1000/tree'.length;

/** One reusable checkout. Its index stays warm from one attempt to the next, so that only differences are written. */
export class Slot {
  readonly root: string;
  readonly indexes: IndexFiles;
  private readonly trash: Trash;

  private constructor(
    private readonly repo: Repository,
    readonly dir: string,
    private readonly lock: FileLock,
    behind: (work: Promise<void>) => void,
  ) {
    this.trash = new Trash(join(dir, 'trash'), behind);
    this.root = join(dir, 'tree');
    this.indexes = new IndexFiles(repo, join(dir, 'index'));
  }

  /**
   * A free slot of a workspace, preferably one that stands at `commit`. When all are taken: one of those that are just
   * being put back, which `freed` waits for (null = there is none), else a new one. `behind` is told of removals that
   * go on while nobody waits for them.
   */
  static async take(
    repo: Repository,
    slotsDir: string,
    commit: string,
    freed: () => Promise<unknown> | null = () => null,
    behind: (work: Promise<void>) => void = () => undefined,
  ): Promise<Slot> {
    if (Buffer.byteLength(slotsDir) + ROOT_BYTES > MAX_ROOT_BYTES) {
      throw new WorkspaceFailure(`the path of the data folder is too long: ${slotsDir}`, {
        remedy: 'Set memory.database_path to a file further up.',
      });
    }
    makeFolder(slotsDir);
    for (;;) {
      const names = (await readdir(slotsDir)).filter((name) => /^s\d+$/.test(name));
      const fit = await Promise.all(names.map(async (name) => fitness(join(slotsDir, name), commit)));
      const order = names.map((name, n) => ({ name, fit: fit[n] ?? 0 })).sort((a, b) => b.fit - a.fit);
      for (const { name } of order) {
        const slot = await Slot.open(repo, join(slotsDir, name), behind);
        if (slot !== null) return slot;
      }
      const soon = freed();
      if (soon !== null) {
        await soon;
        continue;
      }
      for (let n = names.length; n < names.length + 1000; n++) {
        const slot = await Slot.open(repo, join(slotsDir, `s${n}`), behind);
        if (slot !== null) return slot;
      }
      throw new WorkspaceFailure('no free slot for another attempt');
    }
  }

  private static async open(
    repo: Repository,
    dir: string,
    behind: (work: Promise<void>) => void,
  ): Promise<Slot | null> {
    makeFolder(dir);
    const lock = await tryLock(join(dir, 'lock'));
    return lock === null ? null : new Slot(repo, dir, lock, behind);
  }

  /** Makes the checkout equal to a commit, whatever was done to it; falls back to a fresh one. */
  async checkOut(commit: string): Promise<void> {
    await this.indexes.sweep();
    await this.trash.empty();
    if (await this.advanceTo(commit)) return;
    try {
      await this.switchTo(commit);
    } catch (error) {
      if (isDiskFull(error)) throw error;
      await this.trash.remove(this.root);
      await this.indexes.forget();
      await this.switchTo(commit);
    }
    await this.trash.empty();
  }

  /** From where it was left clean, when it was. */
  private async advanceTo(commit: string): Promise<boolean> {
    const left = await takeStandby(this.dir);
    if (left === null || !isAsLeft(this.root, left)) return false;
    try {
      if (!(await this.indexes.commits()).includes(left.commit)) return false;
      return await advance(this.root, this.repo, await this.repo.content(left.commit), await this.repo.content(commit));
    } catch {
      return false; // what is wrong with the checkout or the store, the other way finds out
    }
  }

  /** Cleans up after an attempt, so that the next one finds a checkout that is ready. */
  async putBack(commit: string): Promise<void> {
    await this.indexes.sweep();
    await this.switchTo(commit);
    const { files } = await this.repo.content(commit);
    await noteStandby(this.dir, this.root, this.repo.git.trees, { commit, files });
    await this.trash.empty();
  }

  private async switchTo(commit: string): Promise<void> {
    makeFolder(this.root);
    const content = await this.repo.content(commit);
    const { index } = await this.indexes.borrow(null);
    try {
      const place = { workTree: this.root, index };
      // At the same time: what the one removes has no name that the other writes.
      const linked: Buffer[] = [];
      await bothDone(
        this.repo.git.run(['read-tree', '-u', '--reset', content.files], place),
        this.purge(content.files, keptDirs(content.meta.dirs), linked),
      );
      for (const dir of content.meta.dirs) makeFolder(joinBytes(this.root, dir), 0o777);
      let changed = false;
      for (const [path, mode] of content.meta.modes) {
        const file = joinBytes(this.root, path);
        const stats = await lstat(file);
        if (stats.isSymbolicLink() || (stats.mode & 0o7777) === mode) continue;
        await chmod(file, mode);
        changed = true;
      }
      for (const file of linked) changed = (await unshared(file)) || changed;
      // Both make git look at the content once more: now, rather than at each step.
      if (changed) await this.repo.git.run(['update-index', '-q', '--refresh'], { ...place, accept: [1] });
      await this.indexes.giveBack(index, commit, { since: Date.now(), paths: [] });
    } finally {
      await this.indexes.drop(index);
    }
  }

  /**
   * Removes everything that is not of the commit: ignored files, nested repositories, `.git` folders. What stands at a
   * name of the commit is git's to replace; what git does not look at there is seen to here: rights of folders, and
   * files that are one under several names, which are added to `linked`.
   */
  private async purge(files: string, emptyDirs: ReadonlySet<BytePath>, linked: Buffer[]): Promise<void> {
    const queue: { dir: BytePath; tree: string | null }[] = [{ dir: '', tree: files }];
    let seen = 0;
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (++seen % 200 === 0) await new Promise(setImmediate);
      const folder = at.tree === null ? null : await this.repo.git.trees.read(at.tree);
      giveRights(joinBytes(this.root, at.dir), at.dir === '' ? 0o700 : 0o777 & ~process.umask());
      for (const entry of await entriesOf(joinBytes(this.root, at.dir))) {
        const name = entry.name.toString('latin1');
        const path = at.dir === '' ? name : `${at.dir}/${name}`;
        const kept = folder?.get(name);
        if (entry.isDirectory()) {
          if (isFolder(kept)) queue.push({ dir: path, tree: kept.id });
          else if (emptyDirs.has(path)) queue.push({ dir: path, tree: null });
          else if (kept === undefined) await this.trash.remove(joinBytes(this.root, path));
        } else if (kept === undefined) await unlinked(joinBytes(this.root, path));
        else if (entry.isFile()) {
          const file = joinBytes(this.root, path);
          if ((lstatSync(file, { throwIfNoEntry: false })?.nlink ?? 1) > 1) linked.push(file);
        }
      }
    }
  }

  /** Of this checkout alone. */
  get scratch(): string {
    return join(this.dir, 'scratch');
  }

  /** Of what tools have compiled or fetched; of this checkout alone. */
  get cache(): string {
    return join(this.dir, 'cache');
  }

  async emptyCache(): Promise<void> {
    await this.trash.remove(this.cache);
    await mkdir(this.cache, { mode: 0o700 });
    await this.trash.empty();
  }

  async emptyScratch(): Promise<void> {
    await this.trash.remove(this.scratch);
    await mkdir(this.scratch, { mode: 0o700 });
  }

  async release(spare: boolean): Promise<void> {
    await this.trash.remove(this.scratch);
    await this.trash.remove(this.cache);
    if (spare) {
      await this.trash.remove(this.root);
      await this.trash.empty();
      await rm(join(this.dir, 'index'), { recursive: true, force: true });
    }
    await this.lock.release();
  }
}

function giveRights(folder: Buffer, usual: number): void {
  const mode = lstatSync(folder, { throwIfNoEntry: false })?.mode ?? usual;
  if ((mode & 0o777) !== usual) chmodSync(folder, (mode & 0o7000) | usual);
}

/** Makes a file one of its own: what is written to it must not turn up under another name. */
async function unshared(file: Buffer): Promise<boolean> {
  const stats = await lstat(file);
  if (!stats.isFile() || stats.nlink === 1) return false;
  const aside = Buffer.concat([
    file.subarray(0, file.lastIndexOf('/') + 1),
    Buffer.from(`.loom-tmp-${randomBytes(6).toString('hex')}`),
  ]);
  await copyFile(file, aside);
  await rename(aside, file);
  return true;
}

/** Waits for both before it fails: nothing goes on in the background. */
async function bothDone(one: Promise<unknown>, other: Promise<unknown>): Promise<void> {
  const failed = (await Promise.allSettled([one, other])).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Empty folders and those above them. */
function keptDirs(emptyDirs: ReadonlySet<BytePath>): Set<BytePath> {
  const kept = new Set(emptyDirs);
  for (const dir of emptyDirs) for (const above of ancestorsOf(dir)) kept.add(above);
  return kept;
}

/** The less there is to do, the higher. */
async function fitness(dir: string, commit: string): Promise<number> {
  const left = await readStandby(dir);
  if (left !== null) return left.commit === commit ? 3 : 2;
  const names: string[] = await readdir(join(dir, 'index')).catch(() => []);
  return names.includes(`${commit}.index`) ? 1 : 0;
}
