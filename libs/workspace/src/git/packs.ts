import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkspaceFailure } from '../errors.js';

export interface Pack {
  /** `pack-<hash>`, without an ending. */
  readonly name: string;
  readonly bytes: number;
  /** When it was written, or an object of it was last asked to be written again. */
  readonly mtimeMs: number;
}

export const packDirOf = (gitDir: string): string => join(gitDir, 'objects', 'pack');

/** Those that git sees, but for such as somebody has marked to be kept. */
export async function packsOf(gitDir: string): Promise<Pack[]> {
  const dir = packDirOf(gitDir);
  const names = new Set(await readdir(dir).catch((): string[] => []));
  const found: Pack[] = [];
  for (const file of names) {
    const name = /^(pack-[0-9a-f]{40})\.idx$/.exec(file)?.[1];
    if (name === undefined || names.has(`${name}.keep`)) continue;
    const stats = await lstat(join(dir, `${name}.pack`)).catch(() => null);
    if (stats !== null) found.push({ name, bytes: stats.size, mtimeMs: stats.mtimeMs });
  }
  return found;
}

const PART = /^(pack-[0-9a-f]{40})\.(?:pack|rev|bitmap|mtimes)$/;

/** The index first, by which git sees it: what a kill leaves of the rest, `dropUnindexed` takes. */
export async function removePack(gitDir: string, name: string, unindexed: () => void): Promise<void> {
  const dir = packDirOf(gitDir);
  await rm(join(dir, `${name}.idx`), { force: true });
  unindexed();
  for (const file of await readdir(dir)) if (PART.exec(file)?.[1] === name) await rm(join(dir, file), { force: true });
}

/** Parts of packs whose index is gone, unless they are younger than so: one that arrives gets its index last. */
export async function dropUnindexed(gitDir: string, latestMs: number): Promise<void> {
  const dir = packDirOf(gitDir);
  const names = await readdir(dir).catch((): string[] => []);
  const whole = new Set(names);
  for (const file of names) {
    const name = PART.exec(file)?.[1];
    if (name === undefined || whole.has(`${name}.idx`)) continue;
    const stats = await lstat(join(dir, file)).catch(() => null);
    if (stats !== null && stats.mtimeMs <= latestMs) await rm(join(dir, file), { force: true });
  }
}

const MAGIC = 0xff744f63;
const FANOUT = 8;
const IDS = FANOUT + 4 * 256;
const ID = 20;
/** Checksums of the pack and of the index. */
const TRAILER = 2 * ID;
/** Of an offset: the rest of it says where the whole one is. */
const IS_LARGE = 0x80000000;

/**
 * What the index of a pack says (version 2, git's own since 2008): ids in their order, and where each object begins.
 */
export class PackIndex {
  /** Of `count` ids, 20 bytes each. */
  readonly ids: Buffer;

  private constructor(
    private readonly bytes: Buffer,
    readonly count: number,
  ) {
    this.ids = bytes.subarray(IDS, IDS + ID * count);
  }

  static async read(gitDir: string, name: string): Promise<PackIndex> {
    return PackIndex.readFile(join(packDirOf(gitDir), `${name}.idx`));
  }

  static async readFile(file: string): Promise<PackIndex> {
    const bytes = await readFile(file);
    const isKnown = bytes.length >= IDS + TRAILER && bytes.readUInt32BE(0) === MAGIC && bytes.readUInt32BE(4) === 2;
    const count = isKnown ? bytes.readUInt32BE(IDS - 4) : 0;
    if (!isKnown || bytes.length < IDS + (ID + 4 + 4) * count + TRAILER)
      throw new WorkspaceFailure('the index of a pack cannot be read', { remedy: `Look at the disk: ${file}` });
    return new PackIndex(bytes, count);
  }

  id(n: number): string {
    return this.ids.toString('hex', ID * n, ID * (n + 1));
  }

  has(id: string): boolean {
    const wanted = Buffer.from(id, 'hex');
    const first = wanted[0] ?? 0;
    let from = first === 0 ? 0 : this.bytes.readUInt32BE(FANOUT + 4 * (first - 1));
    let to = this.bytes.readUInt32BE(FANOUT + 4 * first);
    while (from < to) {
      const middle = (from + to) >>> 1;
      const order = wanted.compare(this.ids, ID * middle, ID * (middle + 1));
      if (order === 0) return true;
      if (order > 0) from = middle + 1;
      else to = middle;
    }
    return false;
  }

  /** What each object takes of a pack of so many bytes. */
  sizes(packBytes: number): (n: number) => number {
    const starts = new Float64Array(this.count + 1);
    for (let n = 0; n < this.count; n++) starts[n] = this.start(n);
    starts[this.count] = packBytes - ID;
    starts.sort();
    return (n) => {
      const start = this.start(n);
      let [from, to] = [0, this.count];
      while (from < to) {
        const middle = (from + to) >>> 1;
        if ((starts[middle] ?? 0) <= start) from = middle + 1;
        else to = middle;
      }
      return (starts[from] ?? start) - start;
    };
  }

  private start(n: number): number {
    const start = this.bytes.readUInt32BE(IDS + (ID + 4) * this.count + 4 * n);
    if (start < IS_LARGE) return start;
    return Number(this.bytes.readBigUInt64BE(IDS + (ID + 4 + 4) * this.count + 8 * (start - IS_LARGE)));
  }
}
