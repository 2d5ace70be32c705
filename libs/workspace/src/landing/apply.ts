import { existsSync, linkSync, lstatSync, renameSync, unlinkSync } from 'node:fs';
import { lstat, open, readlink, rename, symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ancestorsOf, joinBytes, parentOf, type BytePath } from '../byte-path.js';
import { errnoOf, WorkspaceFailure } from '../errors.js';
import type { Repository } from '../git/repository.js';
import { makeFolder } from '../make-folder.js';
import { namesOnDisk } from '../whole-on-disk.js';
import { writeWhole } from '../write-whole.js';
import { ensureFolder, GuardHit, inFolder, inspect, removeIfEmpty, type Found } from './folder.js';
import type { Intent, Operation, State } from './intent.js';
import type { Rights } from './folder-rights.js';
import { hadAnotherName, markOf, marksIn } from './staged-marks.js';
import { writing } from './unwritable.js';

/** Called after each step that a kill may fall behind; lets a test kill exactly there. */
export type Probe = (step: string) => void;

const same = (found: Found, state: State | null): boolean => {
  if (state === null) return found.kind === 'missing';
  if (state.link) return found.kind === 'link' && found.id === state.id;
  return found.kind === 'file' && found.id === state.id && found.mode === state.mode;
};

/**
 * Writes an intent's operations to the user's folder, and takes them back. Every step looks at what is there first, so
 * that both can be repeated from any point; what stands in the folder and is neither old nor new is the user's, and
 * stays.
 */
export class Materialiser {
  private readonly rights: Rights;

  constructor(
    private readonly repo: Repository,
    private readonly intent: Intent,
    private readonly probe: Probe,
  ) {
    this.rights = new Map(intent.rights);
  }

  private staged = (k: number): string => join(this.intent.work, `t${k}`);
  private displaced = (k: number): string => join(this.intent.work, `b${k}`);
  private withdrawn = (k: number): string => join(this.intent.work, `r${k}`);
  /** There once everything is staged: marks of all of it. */
  private readonly whole = join(this.intent.work, 'whole');
  private marks: ReturnType<typeof marksIn> = null;

  /**
   * What was staged for an operation is in the folder, or was: what stands there since, or does not, is the user's. A
   * kill may have left it staged as well; then the file itself tells that it had another name.
   */
  private isPut(k: number): boolean {
    this.marks ??= marksIn(this.whole);
    return this.marks !== null && hadAnotherName(this.staged(k), this.marks[k]);
  }

  /** Paths that are no longer what the intent starts from. */
  async strangers(): Promise<BytePath[]> {
    const paths: BytePath[] = [];
    for (const op of this.intent.operations) {
      try {
        const found = await inFolder(this.intent.path, op.path, null, (file) => inspect(file));
        if (!same(found ?? { kind: 'missing' }, op.from)) paths.push(op.path);
      } catch (error) {
        if (!(error instanceof GuardHit)) throw error;
        // A folder of the path is a file or a link now: fine only where this landing itself clears the way.
        if (op.from !== null || !this.clearsWayTo(op.path)) paths.push(op.path);
      }
    }
    const leaving = new Set(this.intent.operations.filter((op) => op.to === null).map((op) => op.path));
    return paths.filter((path) => !this.becomesOfFolder(path, leaving));
  }

  private clearsWayTo(path: BytePath): boolean {
    return this.intent.operations.some((op) => op.to === null && path.startsWith(`${op.path}/`));
  }

  /** A file that takes a folder's place: the folder is still there, and all it holds leaves first. */
  private becomesOfFolder(path: BytePath, leaving: ReadonlySet<BytePath>): boolean {
    if (![...leaving].some((gone) => gone.startsWith(`${path}/`)) && !this.intent.dropDirs.includes(path)) return false;
    return this.intent.operations.some((op) => op.path === path && op.from === null);
  }

  /** Everything new is on the right file system before the first change: a full disk changes nothing. */
  async stage(): Promise<void> {
    // A folder that is away is not one to take anything back in.
    const owner = lstatSync(this.intent.path);
    // From before a kill: what is missing by now was put in its place.
    if (existsSync(this.whole)) return;
    makeFolder(this.intent.work);
    const puts = [...this.intent.operations.entries()];
    // A few at a time: writes that are to be on the disk wait for it together.
    for (let at = 0; at < puts.length; at += AT_ONCE) {
      // All of them to their end: none may still write when what was staged is removed.
      const staged = await Promise.allSettled(
        puts.slice(at, at + AT_ONCE).map(([k, op]) => this.stageOne(k, op, owner)),
      );
      for (const one of staged) if (one.status === 'rejected') throw one.reason;
    }
    const marks: Record<string, string> = {};
    for (const [k] of puts) {
      const mark = markOf(this.staged(k));
      if (mark !== null) marks[k] = mark;
    }
    await writeWhole(this.whole, JSON.stringify(marks), { onDisk: true });
    this.probe('staged');
  }

  private async stageOne(k: number, op: Operation, owner: { uid: number; gid: number }): Promise<void> {
    if (op.to === null) return;
    const found = await inFolder(this.intent.path, op.path, null, (file) => inspect(file)).catch(() => null);
    if (found !== null && same(found, op.to)) return;
    const object = await this.repo.git.objects.read(op.to.id);
    if (object?.type !== 'blob') throw new WorkspaceFailure('an object of the store is missing');
    await this.write(this.staged(k), op.to, object.body, found !== null && 'stats' in found ? found.stats : owner);
  }

  private async write(file: string, state: State, bytes: Buffer, owner: { uid: number; gid: number }): Promise<void> {
    removeIfThere(file);
    if (state.link) {
      await symlink(bytes, file);
      return;
    }
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      // A service that runs as root leaves the user's files to the user.
      if (process.getuid?.() === 0 && owner.uid !== 0) await handle.chown(owner.uid, owner.gid);
      await handle.chmod(state.mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async apply(): Promise<void> {
    const operations = [...this.intent.operations.entries()];
    for (const [k, op] of operations) {
      if (op.to !== null) continue;
      await writing(op.path, () => this.applyOne(k, op));
      this.probe(`op${k}:done`);
    }
    // Before the puts: a file may take the place of a folder.
    for (const dir of [...this.intent.dropDirs].reverse()) await removeIfEmpty(this.intent.path, dir);
    this.probe('dropped');
    for (const [k, op] of operations) {
      if (op.to === null) continue;
      await writing(op.path, () => this.applyOne(k, op));
      this.probe(`op${k}:done`);
    }
    for (const dir of this.intent.makeDirs) await ensureFolder(this.intent.path, dir, this.rights);
    await this.namesOnDisk();
    this.probe('dirs');
  }

  /** Before anybody is told that it is done: the folder may be on another disk than what they note. */
  private async namesOnDisk(): Promise<void> {
    const { operations, makeDirs, dropDirs } = this.intent;
    const changed = [...operations.map(({ path }) => path), ...makeDirs, ...dropDirs];
    const folders = new Set(changed.flatMap((path) => [...ancestorsOf(path), '']));
    for (const folder of folders) await namesOnDisk(joinBytes(this.intent.path, folder));
  }

  private async applyOne(k: number, op: Operation): Promise<void> {
    const done = await inFolder(this.intent.path, op.path, op.to === null ? null : this.rights, async (file) => {
      const found = await inspect(file);
      if (same(found, op.to)) return true;
      if (op.to !== null && this.isPut(k)) throw new GuardHit(op.path);
      if (found.kind === 'missing' && op.from !== null) {
        // Moved away by this landing before a kill, or by the user.
        if (!same(await inspect(this.displaced(k)), op.from)) throw new GuardHit(op.path);
      } else if (!same(found, op.from)) throw new GuardHit(op.path);
      else if (op.from !== null) await this.displace(k, op, file);
      if (op.to !== null) await this.put(k, op.path, op.to, file);
      return true;
    });
    if (done === null && op.to !== null) throw new GuardHit(op.path);
  }

  private async displace(k: number, op: Operation, file: Buffer): Promise<void> {
    // Done before a kill, and there again: the user has put it back.
    if (isThere(this.displaced(k))) throw new GuardHit(op.path);
    renameSync(file, this.displaced(k));
    this.probe(`op${k}:displaced`);
    if (same(await inspect(this.displaced(k)), op.from)) return;
    // Changed between the look and the rename: what was taken goes back, unless there is something newer.
    await this.giveBack(this.displaced(k), file);
    throw new GuardHit(op.path);
  }

  private async put(k: number, path: BytePath, state: State, file: Buffer): Promise<void> {
    try {
      await placeNew(this.staged(k), state.link, file);
    } catch (error) {
      const code = errnoOf(error);
      if (code === 'EEXIST' || code === 'ENOENT') throw new GuardHit(path);
      throw error;
    }
    this.probe(`op${k}:linked`);
    removeIfThere(this.staged(k));
  }

  private async giveBack(from: string, file: Buffer): Promise<void> {
    const stats = await lstat(from);
    try {
      if (stats.isDirectory()) await rename(from, file);
      else await placeNew(from, stats.isSymbolicLink(), file);
    } catch (error) {
      if (!['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'ENOENT'].includes(errnoOf(error))) throw error;
      return; // something newer stands there; the displaced copy is kept
    }
    if (!stats.isDirectory()) await unlink(from);
  }

  /** The same steps backwards. Where the user changed a path after it was landed on, the user's version stays. */
  async rollBack(): Promise<void> {
    for (const dir of [...this.intent.makeDirs].reverse()) await removeIfEmpty(this.intent.path, dir);
    const operations = [...this.intent.operations.entries()].reverse();
    for (const [k, op] of operations) {
      try {
        await this.undoOne(k, op);
      } catch (error) {
        if (!(error instanceof GuardHit)) throw error;
      }
      this.probe(`undo${k}`);
    }
    for (const dir of [...this.intent.makeDirs].reverse()) await removeIfEmpty(this.intent.path, dir);
    for (const dir of this.intent.dropDirs)
      await ensureFolder(this.intent.path, dir, this.rights).catch(() => undefined);
  }

  private async undoOne(k: number, op: Operation): Promise<void> {
    await inFolder(this.intent.path, op.path, op.from === null ? null : this.rights, async (file) => {
      const found = await inspect(file);
      const isGone = found.kind === 'missing' && op.to !== null && this.isPut(k);
      if (isGone && !isThere(this.withdrawn(k))) return; // the user has removed what was landed
      if (op.to !== null && same(found, op.to) && (await this.isOurs(k, op, file))) {
        await rename(file, this.withdrawn(k));
        if (!same(await inspect(this.withdrawn(k)), op.to)) {
          await this.giveBack(this.withdrawn(k), file);
          return;
        }
        if (op.from === null) await this.dropBorn(op.path);
      }
      if (op.from !== null && (await inspect(this.displaced(k))).kind !== 'missing') {
        await this.giveBack(this.displaced(k), file);
      }
    });
  }

  /** Tells a file that this landing put there from an equal one that somebody else made. */
  private async isOurs(k: number, op: Operation, file: Buffer): Promise<boolean> {
    if (op.from !== null) return (await inspect(this.displaced(k))).kind !== 'missing';
    const staged = await lstat(this.staged(k)).catch(() => null);
    return staged === null || (staged.isSymbolicLink() && !LINKS_LINKS) || staged.ino === (await lstat(file)).ino;
  }

  private async dropBorn(path: BytePath): Promise<void> {
    const born = new Set(this.intent.makeDirs);
    for (let dir = parentOf(path); dir !== '' && born.has(dir); dir = parentOf(dir)) {
      if (!(await removeIfEmpty(this.intent.path, dir))) return;
    }
  }
}

/** Files staged at the same time. */
const AT_ONCE = 8;

const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

/** Short system calls are made directly: handing each to a thread takes longer than the call. */
function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

/** link(2) of a link is the link itself on Linux; elsewhere it may be what it points to. */
const LINKS_LINKS = process.platform === 'linux';

/** Never replaces what is there: EEXIST says that somebody was faster. */
async function placeNew(staged: string, isLink: boolean, file: Buffer): Promise<void> {
  if (isLink && !LINKS_LINKS) await symlink(await readlink(staged, { encoding: 'buffer' }), file);
  else linkSync(staged, file);
}
