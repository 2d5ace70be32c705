import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreReport, UpkeepWish } from '#conductor';
import { compact, MAX_LOOSE, type CompactWish } from './compact/compact.js';
import { roomFor } from './compact/repacking.js';
import { noteUnfreed } from './compact/unfreed.js';
import { anchor } from './git/objects.js';
import type { Repository } from './git/repository.js';
import { storeSize } from './git/store-size.js';
import { cutHistory, keptNames, type KeptName } from './history.js';

/** `refs/loom/<kind>/<attempt>/<commit>`; the attempt's name begins with its stage and the id of its task. */
const OWNED =
  /^refs\/loom\/(?:attempts|merges|landings)\/[a-z]+-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-[^/]*\/[0-9a-f]{40}$/;

/**
 * Looks after one store; the caller holds its lock. Objects are removed only where nobody works, and never young ones.
 */
export async function upkeepOf(
  repo: Repository,
  workspaceId: string,
  path: string | null,
  wish: UpkeepWish,
  probe?: CompactWish['probe'],
): Promise<StoreReport> {
  const before = await storeSize(repo.dir);
  const { tip, isIdle } = await wish.standing(workspaceId);
  const names = await keptNames(repo);
  const expired = await expiredAmong(names, tip, wish);
  const about = { workspaceId, path, bytes: before.bytes, looseObjects: before.looseCount };
  const untouched = { ...about, expiredRefs: expired.size, freedBytes: 0, packed: false };
  if (wish.dryRun) {
    const hasRoom = (await roomFor(repo.dir)) > 0;
    const isLoose = before.looseCount > (wish.maxLoose ?? MAX_LOOSE);
    return { ...untouched, packed: isIdle && isLoose && hasRoom, held: !isIdle ? 'busy' : hasRoom ? null : 'no_space' };
  }
  // Of work under way nobody can tell by the clock, which may have been set, how old it is.
  if (isIdle) await repo.sweep();
  if (tip !== null && !existsSync(join(repo.dir, 'refs/loom/tips', tip)) && (await repo.has(tip)))
    await anchor(repo.dir, `tips/${tip}`, tip);
  if (!isIdle) return { ...untouched, held: 'busy' };
  let gone = await letGo(repo, names, expired, tip);
  const isTight = wish.maxBytes !== undefined && before.bytes > wish.maxBytes;
  if (isTight) gone += await fitInto(repo, wish.maxBytes ?? 0, tip);
  const { packed, held } = await compact(repo, before, {
    isTight,
    mayGoOn: async () => (await wish.standing(workspaceId)).isIdle,
    ...(wish.maxLoose === undefined ? {} : { maxLoose: wish.maxLoose }),
    ...(probe === undefined ? {} : { probe }),
  });
  const freedBytes = Math.max(0, before.bytes - (await storeSize(repo.dir)).bytes);
  return { ...about, expiredRefs: gone, freedBytes, packed, held };
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
  await noteUnfreed(
    repo,
    [...expired].map(({ commit }) => commit),
  );
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
