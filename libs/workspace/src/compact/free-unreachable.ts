import { lstat, rm } from 'node:fs/promises';
import { isDiskFull } from '#domain';
import { PackIndex, packsOf, type Pack } from '../git/packs.js';
import type { Repository } from '../git/repository.js';
import { looseObjects, type LooseObject } from '../git/store-size.js';
import { IdSet } from './id-set.js';
import { liveObjects } from './live-objects.js';
import { HOUR_MS, isGiant, replacePacks, roomFor, type Repacking } from './repacking.js';

/** Objects younger than so stay, whatever names them: somebody may be about to. */
export const YOUNG_MS = 24 * HOUR_MS;

/** What an entry in a pack's index takes, and some for the rest of it. */
const INDEX_BYTES = 40;

export interface FreeWish {
  /** Of a pack, the share that must be dead for it to be written anew. */
  readonly worthIt: number;
  /**
   * Commits that are to be gone whatever else is in their packs: by a commit others tell whether what it holds is
   * there.
   */
  readonly commits: readonly string[];
}

/** Why something dead is still there: no room to write a pack anew, somebody wants to work, or it is young. */
export type Left = 'no_space' | 'busy' | 'young' | null;

interface Judged {
  readonly pack: Pack;
  readonly count: number;
  /** What is alive in it and in no pack that was looked at before. */
  readonly liveCount: number;
  readonly liveBytes: number;
  readonly holdsLetGo: boolean;
}

/**
 * Removes the objects that no name leads to, but for young ones: loose ones, packs in which nothing is alive, and then,
 * pack by pack and those first of which least is to be written, packs of which enough is dead. What is alive in one is
 * written anew before it goes, so that there must be room for one pack and no more, and the store is whole at every
 * moment.
 */
export async function freeUnreachable(repo: Repository, wish: FreeWish, how: Repacking): Promise<Left> {
  repo.git.rest(); // what has a file open keeps its bytes on the disk
  const latestMs = Date.now() - YOUNG_MS;
  const isYoung = ({ mtimeMs }: { mtimeMs: number }): boolean => mtimeMs > latestMs;
  const [loose, packs] = [await looseObjects(repo.dir), await packsOf(repo.dir)];
  const young = { loose: loose.filter(isYoung), packs: packs.filter(isYoung) };
  const { live, isAllNamed } = await liveObjects(repo, young);
  for (const object of loose) if (!live.hasHex(object.id)) await dropLoose(object);
  const letGo = wish.commits.filter((commit) => !live.hasHex(commit));
  const { judged, twice } = await judge(repo, packs, live, letGo);
  const isDead = ({ pack, liveBytes, holdsLetGo }: Judged): boolean =>
    holdsLetGo || liveBytes <= (1 - wish.worthIt) * pack.bytes;
  const isWorthIt = (one: Judged): boolean => isDead(one) || isGiant(one.pack, one.count, how);
  let left: Left = isAllNamed ? null : 'young';
  for (const one of judged.filter((each) => !isYoung(each.pack) && isWorthIt(each)).sort(byLiveBytes)) {
    if (!(await how.mayGoOn())) return 'busy';
    const wanted = await wantedOf(repo, one.pack, live, twice);
    if (wanted.length > 0 && one.liveBytes + INDEX_BYTES * one.liveCount > (await roomFor(repo.dir))) {
      if (isDead(one)) left = 'no_space';
      continue;
    }
    const { mtimeMs } = one.pack;
    try {
      await replacePacks(repo, [one.pack], { input: inputOf(wanted), count: wanted.length, mtimeMs }, how);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      left = 'no_space';
    }
  }
  return left;
}

/** Unless somebody has asked to write it meanwhile. */
async function dropLoose({ file, mtimeMs }: LooseObject): Promise<void> {
  const stats = await lstat(file).catch(() => null);
  if (stats?.mtimeMs === mtimeMs) await rm(file, { force: true });
}

const inputOf = (ids: readonly string[]): Buffer => Buffer.from(ids.map((id) => `${id}\n`).join(''), 'latin1');

const byLiveBytes = (a: Judged, b: Judged): number => a.liveBytes - b.liveBytes;

/** `twice`: what more than one pack has, as a kill between a new pack and the end of the old one leaves it. */
async function judge(
  repo: Repository,
  packs: readonly Pack[],
  live: IdSet,
  letGo: readonly string[],
): Promise<{ judged: Judged[]; twice: IdSet }> {
  const [seen, twice] = [new IdSet(), new IdSet()];
  const judged: Judged[] = [];
  // The young ones first: they stay.
  for (const pack of [...packs].sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    const index = await PackIndex.read(repo.dir, pack.name);
    const sizeOf = index.sizes(pack.bytes);
    let [liveCount, liveBytes] = [0, 0];
    for (let n = 0; n < index.count; n++) {
      if (!live.hasAt(index.ids, 20 * n)) continue;
      if (seen.hasAt(index.ids, 20 * n)) twice.addAt(index.ids, 20 * n);
      else {
        seen.addAt(index.ids, 20 * n);
        liveCount += 1;
        liveBytes += sizeOf(n);
      }
    }
    const holdsLetGo = letGo.some((commit) => index.has(commit));
    judged.push({ pack, count: index.count, liveCount, liveBytes, holdsLetGo });
    await new Promise(setImmediate); // others have a turn
  }
  return { judged, twice };
}

/** What must be written anew before the pack goes: all that is alive in it, and in no other pack there is now. */
async function wantedOf(repo: Repository, pack: Pack, live: IdSet, twice: IdSet): Promise<string[]> {
  const index = await PackIndex.read(repo.dir, pack.name);
  const wanted: string[] = [];
  let doubtful: string[] = [];
  for (let n = 0; n < index.count; n++) {
    if (live.hasAt(index.ids, 20 * n)) (twice.hasAt(index.ids, 20 * n) ? doubtful : wanted).push(index.id(n));
  }
  if (doubtful.length === 0) return wanted;
  for (const { name } of await packsOf(repo.dir)) {
    if (name === pack.name) continue;
    const other = await PackIndex.read(repo.dir, name);
    doubtful = doubtful.filter((id) => !other.has(id));
  }
  return [...wanted, ...doubtful];
}
