import { lstat, statfs, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkspaceFailure } from '../errors.js';
import { namesOnDisk } from '../whole-on-disk.js';
import { packDirOf, PackIndex, removePack, type Pack } from '../git/packs.js';
import { Quarantine } from '../git/quarantine.js';
import type { Repository } from '../git/repository.js';

export const HOUR_MS = 3_600_000;

/** Of the disk, what writing a pack leaves free at least. */
const SPARE_BYTES = 4 * 1_048_576;

/**
 * A pack is at most so large, or a 32nd of the store, or one object: to write one anew needs room for it and no more.
 */
const PACK_BYTES = 64 * 1_048_576;
export const packBytesFor = (storeBytes: number): number => Math.max(PACK_BYTES, Math.ceil(storeBytes / 32));

/** To be written as several; a single object cannot. */
export const isGiant = ({ bytes }: Pack, count: number, { maxPackBytes }: Repacking): boolean =>
  bytes > 2 * maxPackBytes && count > 1;

/** Bytes that a pack may take of the disk. */
export async function roomFor(gitDir: string): Promise<number> {
  const { bavail, bsize } = await statfs(gitDir);
  return bavail * bsize - SPARE_BYTES;
}

/** How the packs of a store are written anew. */
export interface Repacking {
  readonly maxPackBytes: number;
  /** Asked before each pack: somebody may want to work. */
  readonly mayGoOn: () => Promise<boolean>;
  /** Called after each step; tests kill the process there. */
  readonly probe: (step: string) => void;
}

export interface NewPacks {
  /** What `git pack-objects` reads. */
  readonly input: Buffer;
  readonly args?: readonly string[];
  /** Objects that these are. */
  readonly count: number;
  /** The age of the youngest of them: what is dead in a pack goes with its age. */
  readonly mtimeMs: number;
}

/**
 * Packs of these objects become part of the store, and are on its disk on return: each whole in itself, since no object
 * of it builds on one that is elsewhere. Answers their names.
 */
async function writePacks(repo: Repository, wish: NewPacks, how: Repacking): Promise<Set<string>> {
  const quarantine = await Quarantine.open(repo.dir);
  try {
    const prefix = join(quarantine.dir, 'pack', 'pack');
    const args = [...(wish.args ?? []), '-q', '--delta-base-offset', `--max-pack-size=${how.maxPackBytes}`, prefix];
    const call = { quarantine: quarantine.dir, input: wish.input, timeoutMs: HOUR_MS };
    const hashes = await repo.git.text(['pack-objects', ...args], call);
    let count = 0;
    for (const hash of hashes.split('\n')) {
      const file = `${prefix}-${hash}`;
      count += (await PackIndex.readFile(`${file}.idx`)).count;
      await utimes(`${file}.pack`, wish.mtimeMs / 1000, wish.mtimeMs / 1000);
    }
    if (count !== wish.count) throw new WorkspaceFailure(`git packed ${count} objects of ${wish.count}`);
    how.probe('packed');
    await quarantine.release();
    // git forces a pack and its index to the disk, and not the names of them.
    await namesOnDisk(packDirOf(repo.dir));
    how.probe('released');
    return new Set(hashes.split('\n').map((hash) => `pack-${hash}`));
  } finally {
    await quarantine.drop();
  }
}

/**
 * Puts new packs in the place of others, which go when the new ones are on the disk. One of which git was asked
 * meanwhile to write an object stays.
 */
export async function replacePacks(
  repo: Repository,
  old: readonly Pack[],
  wish: NewPacks,
  how: Repacking,
): Promise<void> {
  // Of no object there is no pack.
  const written = wish.count === 0 ? new Set<string>() : await writePacks(repo, wish, how);
  for (const { name, mtimeMs } of old) {
    // One that comes out as it was has its name again.
    if (written.has(name)) continue;
    const stats = await lstat(join(packDirOf(repo.dir), `${name}.pack`)).catch(() => null);
    if (stats?.mtimeMs === mtimeMs) await removePack(repo.dir, name, () => how.probe('unindexed'));
  }
  how.probe('removed');
}
