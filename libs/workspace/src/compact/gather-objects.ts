import { rm } from 'node:fs/promises';
import { PackIndex, packsOf, type Pack } from '../git/packs.js';
import type { Repository } from '../git/repository.js';
import { looseObjects } from '../git/store-size.js';
import { lines } from './lines.js';
import { HOUR_MS, replacePacks, roomFor, type Repacking } from './repacking.js';

/** Packs much smaller than they may be, above which they become fewer: git looks into each. */
const MAX_SMALL_PACKS = 50;
/** Of the largest that a pack may be. */
const SMALL = 1 / 4;

/** Why it was not all gathered. */
export type Stopped = 'no_space' | 'busy' | null;

/** Loose objects that a name leads to become packs, as many at a time as make one, or as there is room for. */
export async function packLoose(repo: Repository, how: Repacking): Promise<Stopped> {
  const loose = new Map((await looseObjects(repo.dir)).map((object) => [object.id, object]));
  // With their paths, by which git finds what resembles what.
  const found: string[] = [];
  const output = lines((line) => void (loose.has(line.slice(0, 40)) && found.push(line)));
  await repo.git.run(['rev-list', '--objects', '--unpacked', '--all'], { output, timeoutMs: HOUR_MS });
  const wanted = found.flatMap((line) => {
    const object = loose.get(line.slice(0, 40));
    return object === undefined ? [] : [{ ...object, line }];
  });
  while (wanted.length > 0) {
    if (!(await how.mayGoOn())) return 'busy';
    const some = wanted.splice(0, fitting(wanted, how.maxPackBytes, await roomFor(repo.dir)));
    if (some.length === 0) return 'no_space';
    const input = Buffer.from(some.map(({ line }) => `${line}\n`).join(''), 'latin1');
    const mtimeMs = youngest(some);
    await replacePacks(repo, [], { input, count: some.length, mtimeMs }, how);
    for (const { file } of some) await rm(file, { force: true });
  }
  return null;
}

/** Many small packs become few, with all that is in them. */
export async function mergePacks(repo: Repository, how: Repacking, most = MAX_SMALL_PACKS): Promise<Stopped> {
  const small = (await packsOf(repo.dir)).filter(({ bytes }) => bytes < how.maxPackBytes * SMALL);
  if (small.length <= most) return null;
  // Of one age, so that what is young keeps little that is old.
  small.sort((a, b) => a.mtimeMs - b.mtimeMs);
  while (small.length > 1) {
    if (!(await how.mayGoOn())) return 'busy';
    const some = small.splice(0, fitting(small, how.maxPackBytes, await roomFor(repo.dir)));
    if (some.length === 0) return 'no_space';
    if (some.length > 1) await merge(repo, some, how);
  }
  return null;
}

async function merge(repo: Repository, packs: readonly Pack[], how: Repacking): Promise<void> {
  const ids = new Set<string>();
  for (const { name } of packs) {
    const index = await PackIndex.read(repo.dir, name);
    for (let n = 0; n < index.count; n++) ids.add(index.id(n));
  }
  const input = Buffer.from(packs.map(({ name }) => `${name}.pack\n`).join(''));
  const wish = { input, args: ['--stdin-packs'], count: ids.size, mtimeMs: youngest(packs) };
  await replacePacks(repo, packs, wish, how);
}

const youngest = (of: readonly { mtimeMs: number }[]): number => of.reduce((ms, one) => Math.max(ms, one.mtimeMs), 0);

/** How many of the first of them make a pack for which there is room; one may be larger than a pack is to be. */
function fitting(of: readonly { bytes: number }[], maxBytes: number, room: number): number {
  let bytes = 0;
  const end = of.findIndex((one, n) => (bytes += one.bytes) > (n === 0 ? room : Math.min(maxBytes, room)));
  return end < 0 ? of.length : end;
}
