import { lstat, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreReport, UpkeepWish } from '#conductor';
import { anchor } from './git/objects.js';
import type { Repository } from './git/repository.js';

/** Loose objects above which they are packed. */
const MAX_LOOSE = 6000;
/** Of the disk, what packing leaves free at least. */
const SPARE_BYTES = 256 * 1_048_576;

/** `refs/loom/<kind>/<attempt>/<commit>`; the attempt's name begins with its stage and the id of its task. */
const OWNED =
  /^refs\/loom\/(attempts|merges|landings)\/[a-z]+-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-[^/]*\/([0-9a-f]{40})$/;

/** Looks after one store; the caller holds its lock. Objects are removed only where nobody works, and never young ones. */
export async function upkeepOf(
  repo: Repository,
  workspaceId: string,
  path: string | null,
  wish: UpkeepWish,
): Promise<StoreReport> {
  const before = await storeSize(repo.dir);
  const { tip, isIdle } = await wish.standing(workspaceId);
  const expired = await expiredRefs(repo, tip, wish);
  const looseLimit = wish.maxLoose ?? MAX_LOOSE;
  const wanted = before.looseCount > looseLimit;
  const { bavail, bsize } = await statfs(repo.dir);
  // The new pack and the loose objects it is made of are on the disk together for a while.
  const hasRoom = bavail * bsize > before.looseBytes + SPARE_BYTES;
  const packs = isIdle && wanted && hasRoom;
  const held = !isIdle ? 'busy' : wanted && !hasRoom ? 'no_space' : null;
  const about = {
    workspaceId,
    path,
    bytes: before.bytes,
    looseObjects: before.looseCount,
    expiredRefs: expired.length,
  };
  if (wish.dryRun) return { ...about, freedBytes: 0, packed: packs, held };
  if (tip !== null && (await repo.has(tip))) await anchor(repo.dir, `tips/${tip}`, tip);
  await repo.sweep();
  if (isIdle) {
    if (expired.length > 0) {
      const input = Buffer.from(expired.map((ref) => `delete ${ref}\n`).join(''));
      await repo.git.run(['update-ref', '--stdin'], { input });
      await repo.git.run(['prune', '--expire=1.day.ago']);
    }
    if (packs) await repo.git.run(['repack', '-d', '-q', '--geometric=2']);
  }
  const after = await storeSize(repo.dir);
  return { ...about, freedBytes: Math.max(0, before.bytes - after.bytes), packed: packs, held };
}

async function expiredRefs(repo: Repository, tip: string | null, wish: UpkeepWish): Promise<string[]> {
  const text = await repo.git.text(['for-each-ref', '--format=%(refname)', 'refs/loom']);
  const expired: string[] = [];
  const answers = new Map<string, Promise<boolean>>();
  for (const ref of text.split('\n')) {
    const [, kind = '', taskId = '', commit = ''] = OWNED.exec(ref) ?? [];
    if (kind === '' || commit === tip) continue;
    const of = kind === 'landings' ? 'landing' : 'attempt';
    const answer = answers.get(`${of} ${taskId}`) ?? wish.isExpired(taskId, of);
    answers.set(`${of} ${taskId}`, answer);
    if (await answer) expired.push(ref);
  }
  return expired;
}

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
