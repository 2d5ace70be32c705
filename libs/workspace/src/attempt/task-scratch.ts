import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import {
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  readlink,
  rename,
  rm,
  rmdir,
  symlink,
  unlink,
  utimes,
} from 'node:fs/promises';
import { ancestorsOf, joinBytes, shown, type BytePath } from '../byte-path.js';
import { entriesOf } from '../entries.js';
import { errnoOf } from '../errors.js';
import type { Turns } from '../lock.js';

/** Beyond these it is not shared. */
const MAX_ENTRIES = 20_000;
/** Together: each attempt begins with a copy. */
const MAX_BYTES = 512 * 1_048_576;
const TOO_MUCH = `more than ${MAX_BYTES / 1_048_576} MiB in all`;
const MAX_PATH_BYTES = 2000;
const MAX_DEPTH = 64;
const MAX_TOLD = 3;
/** The home folder of commands that run without a sandbox. */
const NOT_SHARED = '.home';

/**
 * The scratch folder of a task. Each attempt works in one of its own, and brings over what changed there while none of
 * its commands is alive. Two commands that run at once have no folder in common: in one they could meet, by a socket,
 * and hand over an open folder of a checkout, to be written to when nobody looks for it any more.
 */
export class TaskScratch {
  /** As of the last look: the attempt's own entries, and those of the task that it knows. */
  private own = new Map<BytePath, string>();
  private theirs = new Map<BytePath, string>();

  /** `root` is an empty folder. */
  constructor(
    private readonly shared: string,
    private readonly root: string,
    private readonly turns: Turns,
  ) {}

  /** Everything that others have brought. */
  async fetch(): Promise<void> {
    await this.inTurn(async () => {
      for (const [path, stats] of (await listing(this.shared)).entries) {
        const [from, to] = [joinBytes(this.shared, path), joinBytes(this.root, path)];
        if (stats.isDirectory()) await mkdir(to, { mode: 0o755 });
        else await copied(from, to, stats);
        this.theirs.set(path, markOf(stats));
      }
    });
    this.own = marksOf((await listing(this.root)).entries);
  }

  /** Answers what others will not find, and why. */
  async bring(): Promise<string[]> {
    const { entries, isWhole } = await listing(this.root);
    const told = isWhole ? [] : [`scratch://: more than ${MAX_ENTRIES} files or too deep; the rest is not shared`];
    const changed = [...entries].filter(([path, stats]) => this.own.get(path) !== markOf(stats));
    const gone = isWhole ? [...this.own.keys()].filter((path) => !entries.has(path)) : [];
    if (changed.length + gone.length === 0) return told;
    await this.inTurn(async () => {
      const made = new Set<BytePath>();
      // Innermost first.
      for (const path of gone.reverse()) await this.removed(path);
      const there = (await listing(this.shared)).entries;
      let bytes = [...there.values()].reduce((sum, { size }) => sum + size, 0);
      for (const [path, stats] of changed) {
        const more = stats.size - (there.get(path)?.size ?? 0);
        const fits = bytes + more <= MAX_BYTES || more <= 0;
        const amiss = fits ? await this.brought(path, stats, made).catch(errnoOf) : TOO_MUCH;
        if (amiss === null) bytes += more;
        else told.push(`scratch://${shown(path)}: not shared (${amiss})`);
      }
    });
    this.own = marksOf(entries);
    return told.slice(0, MAX_TOLD);
  }

  /** Unless somebody else has made it another since. */
  private async removed(path: BytePath): Promise<void> {
    const file = joinBytes(this.shared, path);
    const stats = await lstat(file).catch(() => null);
    if (stats === null) return;
    if (stats.isDirectory()) await isGone(file);
    else if (markOf(stats) === this.theirs.get(path)) await unlink(file);
  }

  private async brought(path: BytePath, stats: Stats, made: Set<BytePath>): Promise<string | null> {
    const [from, to] = [joinBytes(this.root, path), joinBytes(this.shared, path)];
    // Never through a link that an attempt has left there.
    for (const folder of [...ancestorsOf(path)].reverse().concat(stats.isDirectory() ? [path] : [])) {
      if (!made.has(folder)) await madeFolder(joinBytes(this.shared, folder));
      made.add(folder);
    }
    if (!stats.isDirectory()) {
      const there = await lstat(to).catch(() => null);
      if (there?.isDirectory() === true && !(await isGone(to))) return 'a folder of another attempt has that name';
      if (there?.ino !== stats.ino || there.dev !== stats.dev) {
        const aside = joinBytes(this.shared, `.loom-tmp-${randomBytes(6).toString('hex')}`);
        try {
          await same(from, aside, stats);
          await rename(aside, to);
        } finally {
          await rm(aside, { force: true });
        }
      }
    }
    this.theirs.set(path, markOf(await lstat(to)));
    return null;
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    return this.turns.take(`${this.shared}.lock`, work);
  }
}

async function madeFolder(folder: Buffer): Promise<void> {
  const stats = await lstat(folder).catch(() => null);
  if (stats?.isDirectory() === true) return;
  if (stats !== null) await unlink(folder);
  await mkdir(folder, { mode: 0o755 });
}

const isGone = (folder: Buffer): Promise<boolean> =>
  rmdir(folder).then(
    () => true,
    () => false,
  );

/**
 * What comes to an attempt is its own: through a file that it shared with another that is at work, one could write to
 * the other's.
 */
async function copied(from: Buffer, to: Buffer, stats: Stats): Promise<void> {
  if (stats.isSymbolicLink()) return symlink(await readlink(from, { encoding: 'buffer' }), to);
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await chmod(to, stats.mode & 0o7777);
  await utimes(to, stats.atimeMs / 1000, stats.mtimeMs / 1000);
}

/** The same file under another name, where that is on the same disk. */
async function same(from: Buffer, to: Buffer, stats: Stats): Promise<void> {
  if (stats.isSymbolicLink()) return symlink(await readlink(from, { encoding: 'buffer' }), to);
  await link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE));
}

const marksOf = (entries: ReadonlyMap<BytePath, Stats>): Map<BytePath, string> =>
  new Map([...entries].map(([path, stats]) => [path, markOf(stats)]));

const markOf = (stats: Stats): string =>
  stats.isDirectory() ? 'folder' : `${stats.mode} ${stats.ino} ${stats.size} ${stats.mtimeMs}`;

/** Files, folders and links, each folder before what is in it. */
async function listing(root: string): Promise<{ entries: Map<BytePath, Stats>; isWhole: boolean }> {
  const entries = new Map<BytePath, Stats>();
  const queue: { dir: BytePath; depth: number }[] = [{ dir: '', depth: 1 }];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const { dir, depth } = at;
    for (const entry of await entriesOf(joinBytes(root, dir))) {
      const name = entry.name.toString('latin1');
      const path = dir === '' ? name : `${dir}/${name}`;
      if (path === NOT_SHARED || !(entry.isDirectory() || entry.isFile() || entry.isSymbolicLink())) continue;
      if (entries.size >= MAX_ENTRIES || path.length > MAX_PATH_BYTES || depth > MAX_DEPTH)
        return { entries, isWhole: false };
      entries.set(path, await lstat(joinBytes(root, path)));
      if (entry.isDirectory()) queue.push({ dir: path, depth: depth + 1 });
    }
  }
  return { entries, isWhole: true };
}
