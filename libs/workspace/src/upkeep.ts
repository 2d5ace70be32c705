import { lstat, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreReport, UpkeepWish } from '#conductor';
import { anchor } from './git/objects.js';
import { cutHistory, keptNames, type KeptName } from './history.js';
import type { Repository } from './git/repository.js';

/** Loose objects above which they are packed. */
const MAX_LOOSE = 6000;
/** Of the disk, what packing leaves free at least. */
const SPARE_BYTES = 256 * 1_048_576;

/** `refs/loom/<kind>/<attempt>/<commit>`; the attempt's name begins with its stage and the id of its task. */
const OWNED =
  /^refs\/loom\/(?:attempts|merges|landings)\/[a-z]+-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-[^/]*\/[0-9a-f]{40}$/;

/** Looks after one store; the caller holds its lock. Objects are removed only where nobody works, and never young ones. */
export async function upkeepOf(
  repo: Repository,
  workspaceId: string,
  path: string | null,
  wish: UpkeepWish,
): Promise<StoreReport> {
  const before = await storeSize(repo.dir);
  const { tip, isIdle } = await wish.standing(workspaceId);
  const names = await keptNames(repo);
  const expired = await expiredAmong(names, tip, wish);
  const looseLimit = wish.maxLoose ?? MAX_LOOSE;
  const wanted = before.looseCount > looseLimit;
  const { bavail, bsize } = await statfs(repo.dir);
  // The new pack and the loose objects it is made of are on the disk together for a while.
  const hasRoom = bavail * bsize > before.looseBytes + SPARE_BYTES;
  const packs = isIdle && wanted && hasRoom;
  const held = !isIdle ? 'busy' : wanted && !hasRoom ? 'no_space' : null;
  const about = { workspaceId, path, bytes: before.bytes, looseObjects: before.looseCount };
  if (wish.dryRun) return { ...about, expiredRefs: expired.size, freedBytes: 0, packed: packs, held };
  if (tip !== null && (await repo.has(tip))) await anchor(repo.dir, `tips/${tip}`, tip);
  await repo.sweep();
  let gone = 0;
  if (isIdle) {
    gone = await letGo(repo, names, expired, tip);
    const isOver = wish.maxBytes !== undefined && before.bytes > wish.maxBytes;
    if (isOver) gone += await fitInto(repo, wish.maxBytes ?? 0, tip);
    // More than a fifth of it is of no name: worth the work even where nothing expired just now.
    const isWorthIt = gone > 0 || (isOver && before.bytes > 1.2 * (await keptBytes(repo)));
    if (isWorthIt) {
      // What lies in packs leaves them only when they are written anew; what is young stays for a day.
      if (bavail * bsize > before.bytes + SPARE_BYTES) {
        await repo.git.run(['repack', '-A', '-d', '-q', '--unpack-unreachable=1.day.ago']);
      }
      await repo.git.run(['prune', '--expire=1.day.ago']);
      repo.forget();
    }
    if (packs) await repo.git.run(['repack', '-d', '-q', '--geometric=2']);
  }
  const after = await storeSize(repo.dir);
  const freedBytes = Math.max(0, before.bytes - after.bytes);
  return { ...about, expiredRefs: isIdle ? gone : expired.size, freedBytes, packed: packs, held };
}

const ownerOf = (name: KeptName): string | undefined => OWNED.exec(name.ref)?.[1];

/** Names whose time is over. A state of the user's goes with the landings of its time; the tip stays. */
async function expiredAmong(
  names: readonly KeptName[],
  tip: string | null,
  wish: UpkeepWish,
): Promise<ReadonlySet<KeptName>> {
  const expired = new Set<KeptName>();
  const answers = new Map<string, Promise<boolean>>();
  for (const name of names) {
    if (name.commit === tip) continue;
    const taskId = ownerOf(name);
    if (taskId === undefined) {
      const isState = name.kind === 'user' || name.kind === 'tips';
      if (isState && wish.statesSinceMs !== undefined && name.atMs < wish.statesSinceMs) expired.add(name);
      continue;
    }
    const of = name.kind === 'landings' ? 'landing' : 'attempt';
    const answer = answers.get(`${of} ${taskId}`) ?? wish.isExpired(taskId, of);
    answers.set(`${of} ${taskId}`, answer);
    if (await answer) expired.add(name);
  }
  return expired;
}

async function letGo(
  repo: Repository,
  names: readonly KeptName[],
  expired: ReadonlySet<KeptName>,
  tip: string | null,
): Promise<number> {
  if (expired.size === 0) return 0;
  const kept = names.filter((name) => !expired.has(name));
  if (tip !== null) kept.push({ ref: '', kind: 'tips', commit: tip, atMs: 0 });
  // First the cut: names that go before it would leave old history hanging on the tip, and nobody to notice.
  await cutHistory(repo, names, kept);
  const input = Buffer.from([...expired].map(({ ref }) => `delete ${ref}\n`).join(''));
  await repo.git.run(['update-ref', '--stdin'], { input });
  return expired.size;
}

/** The oldest work goes first, task by task and ever more at a time, until what is left fits. */
async function fitInto(repo: Repository, maxBytes: number, tip: string | null): Promise<number> {
  let gone = 0;
  for (let some = 1; (await keptBytes(repo)) > maxBytes; some *= 2) {
    const names = await keptNames(repo);
    const ages = new Map<string, number>();
    for (const name of names) {
      if (name.commit === tip) continue;
      const owner = ownerOf(name) ?? name.ref;
      ages.set(owner, Math.max(ages.get(owner) ?? 0, name.atMs));
    }
    const oldest = [...ages].sort((a, b) => a[1] - b[1]).slice(0, some);
    if (oldest.length === 0) break;
    const owners = new Set(oldest.map(([owner]) => owner));
    const leaving = names.filter((name) => name.commit !== tip && owners.has(ownerOf(name) ?? name.ref));
    gone += await letGo(repo, names, new Set(leaving), tip);
  }
  return gone;
}

const keptBytes = async (repo: Repository): Promise<number> =>
  Number(await repo.git.text(['rev-list', '--objects', '--all', '--disk-usage']));

export async function storeSize(dir: string): Promise<{ bytes: number; looseBytes: number; looseCount: number }> {
  let [bytes, looseBytes, looseCount] = [0, 0, 0];
  const objects = join(dir, 'objects');
  for (const folder of await readdir(objects).catch(() => [])) {
    const isLoose = /^[0-9a-f]{2}$/.test(folder);
    if (!isLoose && folder !== 'pack') continue;
    for (const name of await readdir(join(objects, folder)).catch(() => [])) {
      const stats = await lstat(join(objects, folder, name)).catch(() => null);
      // What it takes on the disk: small files fill whole blocks.
      const size = (stats?.blocks ?? 0) * 512;
      bytes += size;
      if (isLoose) looseBytes += size;
      if (isLoose) looseCount += 1;
    }
  }
  return { bytes, looseBytes, looseCount };
}
