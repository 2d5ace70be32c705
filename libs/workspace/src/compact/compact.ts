import { isDiskFull } from '#domain';
import { PackIndex, packsOf } from '../git/packs.js';
import type { Repository } from '../git/repository.js';
import type { StoreSize } from '../git/store-size.js';
import { dropCuts } from '../history.js';
import { freeUnreachable, YOUNG_MS, type Left } from './free-unreachable.js';
import { mergePacks, packLoose } from './gather-objects.js';
import { isGiant, packBytesFor, roomFor, type Repacking } from './repacking.js';
import { noteFreed, unfreedOf } from './unfreed.js';

/** Loose objects above which they are packed. */
export const MAX_LOOSE = 6000;

/** Of a pack, what must be dead for it to be written anew; the second where the store is larger than it may be. */
const [WORTH_IT, WORTH_IT_WHERE_TIGHT] = [0.2, 0.05];

export interface CompactWish {
  readonly isTight?: boolean;
  readonly maxLoose?: number;
  readonly mayGoOn?: Repacking['mayGoOn'];
  readonly probe?: Repacking['probe'];
}

export interface Compacted {
  /** Loose objects became packs. */
  readonly packed: boolean;
  readonly held: 'no_space' | 'busy' | null;
}

/**
 * Removes what no name leads to, and gathers loose objects and small packs, one pack after the other: what is there
 * stays until what takes its place is on the disk, and the room for that is all that is needed. Nobody may be writing
 * to the store but in ways that git does.
 */
export async function compact(repo: Repository, size: StoreSize, wish: CompactWish = {}): Promise<Compacted> {
  const { isTight = false, mayGoOn = async () => true, probe = () => undefined } = wish;
  const how: Repacking = { maxPackBytes: packBytesFor(size.bytes), mayGoOn, probe };
  const isLoose = size.looseCount > (wish.maxLoose ?? MAX_LOOSE);
  let left: Left = null;
  try {
    const { isDue, commits } = await unfreedOf(repo);
    if (isTight || isLoose || isDue || (await hasGiant(repo, how))) {
      repo.noteRemoval();
      left = await freeUnreachable(repo, { worthIt: isTight ? WORTH_IT_WHERE_TIGHT : WORTH_IT, commits }, how);
      await dropCuts(repo);
      await noteFreed(repo, left === null ? null : left === 'young' ? Date.now() + YOUNG_MS : 0);
    }
    const stopped = [isLoose ? await packLoose(repo, how) : null, await mergePacks(repo, how)];
    const held = [left, ...stopped].find((one) => one === 'busy' || one === 'no_space') ?? null;
    return { packed: isLoose && stopped[0] === null, held };
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    return { packed: false, held: 'no_space' };
  } finally {
    repo.forget();
  }
}

/**
 * A pack of before there was a limit, or that arrived as one piece, for which there is room now: there may not be
 * later.
 */
async function hasGiant(repo: Repository, how: Repacking): Promise<boolean> {
  for (const pack of await packsOf(repo.dir)) {
    if (pack.mtimeMs > Date.now() - YOUNG_MS || !isGiant(pack, Number.POSITIVE_INFINITY, how)) continue;
    const { count } = await PackIndex.read(repo.dir, pack.name);
    if (isGiant(pack, count, how) && pack.bytes < (await roomFor(repo.dir))) return true;
  }
  return false;
}
