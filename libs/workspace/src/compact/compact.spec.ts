import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anchor, commitBody, treeBody, writeObject } from '../git/objects.js';
import { packDirOf } from '../git/packs.js';
import { Repository } from '../git/repository.js';
import { storeSize } from '../git/store-size.js';
import { compact, type CompactWish } from './compact.js';
import { freeUnreachable } from './free-unreachable.js';
import { mergePacks, packLoose } from './gather-objects.js';
import { noteUnfreed, unfreedOf } from './unfreed.js';

const MIB = 1_048_576;
const DAY_MS = 86_400_000;

let dir: string;
let repo: Repository;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'loom-compact-'));
  repo = new Repository(join(dir, 'repo.git'));
  await repo.create();
});
afterEach(() => {
  repo.git.rest();
  rmSync(dir, { recursive: true, force: true });
});

const git = (input: string, ...args: string[]): string =>
  execFileSync('git', ['--git-dir', repo.dir, ...args], { input, encoding: 'utf8', stdio: 'pipe' });
const packs = (): string[] =>
  readdirSync(packDirOf(repo.dir))
    .filter((name) => name.endsWith('.pack'))
    .sort();
const has = (id: string): boolean => !git(`${id}\n`, 'cat-file', '--batch-check').endsWith(' missing\n');
const how = { maxPackBytes: 64 * MIB, mayGoOn: async () => true, probe: () => undefined };
const compacted = async (wish: CompactWish = {}) => compact(repo, await storeSize(repo.dir), wish);
const isWhole = (): string => git('', 'fsck', '--full', '--strict', '--no-dangling');

function age(): void {
  const old = new Date(Date.now() - 3 * DAY_MS);
  const objects = join(repo.dir, 'objects');
  for (const name of readdirSync(objects, { recursive: true, encoding: 'utf8' }))
    utimesSync(join(objects, name), old, old);
}

/** A commit of such files, without or with a name, and all that it is made of. */
async function commit(files: readonly Buffer[], isNamed = true): Promise<{ id: string; all: string[] }> {
  const blobs: string[] = [];
  for (const bytes of files) blobs.push(await writeObject(repo.dir, 'blob', bytes));
  const rows = blobs.map((id, n) => ({ mode: '100644' as const, name: `f${String(n).padStart(4, '0')}`, id }));
  const tree = await writeObject(repo.dir, 'tree', treeBody(rows));
  const id = await writeObject(repo.dir, 'commit', commitBody({ tree, parents: [], atMs: 0, message: 'x' }));
  if (isNamed) await anchor(repo.dir, `tips/${id}`, id);
  return { id, all: [...blobs, tree, id] };
}

/** Into a pack of their own; they are loose no longer. */
function pack(ids: readonly string[]): string {
  const hash = git(`${ids.join('\n')}\n`, 'pack-objects', '-q', join(packDirOf(repo.dir), 'pack')).trim();
  for (const id of ids) rmSync(join(repo.dir, 'objects', id.slice(0, 2), id.slice(2)), { force: true });
  return `pack-${hash}.pack`;
}

const random = (count: number, bytes: number): Buffer[] => Array.from({ length: count }, () => randomBytes(bytes));

it('makes several of a pack that is much larger than one is to be, and one large file stays one', async () => {
  const { all } = await commit([...random(20, MIB / 4), randomBytes(3 * MIB)]);
  pack(all);
  age();
  const wish = { worthIt: 0.2, commits: [] };
  expect(await freeUnreachable(repo, wish, { ...how, maxPackBytes: MIB })).toBeNull();
  const sizes = packs().map((name) => statSync(join(packDirOf(repo.dir), name)).size);
  expect(sizes.filter((size) => size > MIB)).toEqual([expect.closeTo(3 * MIB, -4)]);
  expect(sizes.length).toBeGreaterThanOrEqual(6);
  const before = packs();
  await freeUnreachable(repo, wish, { ...how, maxPackBytes: MIB });
  expect(packs()).toEqual(before);
  expect(all.every(has)).toBe(true);
  isWhole();
});

it('makes few of many small packs, also where one of them has all that the others have', async () => {
  const { all } = await commit(random(60, 500));
  pack(all);
  for (const id of all) pack([id]);
  expect(packs()).toHaveLength(63);
  expect(await mergePacks(repo, how)).toBeNull();
  expect(packs()).toHaveLength(1);
  expect(all.every(has)).toBe(true);
  isWhole();
});

it('writes no pack anew of which too little is dead, and looks only where something was let go of', async () => {
  const kept = await commit(random(50, 1000));
  const dead = await commit(random(5, 1000), false);
  const name = pack([...kept.all, ...dead.all]);
  age();
  expect(await compacted()).toEqual({ packed: false, held: null });
  await noteUnfreed(repo, []);
  await compacted();
  expect([packs(), has(dead.id)]).toEqual([[name], true]);
  expect((await unfreedOf(repo)).isDue).toBe(false);
  // Of a commit whose name went, others ask whether it is there: it goes, with what else is dead in its pack.
  await noteUnfreed(repo, [dead.id]);
  await compacted();
  expect([packs().includes(name), dead.all.some(has), kept.all.every(has)]).toEqual([false, false, true]);
  isWhole();
});

it('counts for dead what another pack has as well, as a kill leaves it, and keeps one of the two', async () => {
  const kept = await commit(random(20, 1000));
  const dead = await commit(random(20, 1000), false);
  pack([...kept.all, ...dead.all]);
  pack(kept.all);
  pack([...kept.all, ...dead.all.slice(0, 1)]);
  age();
  await noteUnfreed(repo, []);
  await compacted();
  expect(packs()).toHaveLength(1);
  // The one that stays may be that with a single dead object, which is too little to write it anew.
  expect([kept.all.every(has), dead.all.slice(1).some(has)]).toEqual([true, false]);
  isWhole();
});

it('stops before the next pack once somebody wants to work, and goes on the next time', async () => {
  const dead: string[] = [];
  for (let n = 0; n < 4; n++) {
    const [some, others] = [await commit(random(10, 1000)), await commit(random(10, 1000), false)];
    pack([...some.all, ...others.all]);
    dead.push(others.id);
  }
  age();
  await noteUnfreed(repo, dead);
  let asked = 0;
  expect(await compacted({ mayGoOn: async () => ++asked < 3 })).toEqual({ packed: false, held: 'busy' });
  expect(dead.filter(has)).toHaveLength(2);
  expect(await compacted()).toEqual({ packed: false, held: null });
  expect([dead.filter(has), packs().length]).toEqual([[], 4]);
  isWhole();
});

it('keeps what is younger than a day, with what it is made of, and takes it when it is not', async () => {
  const dead = await commit(random(10, 1000), false);
  pack(dead.all.slice(0, 10));
  age();
  const now = new Date();
  const [, tree = '', id = ''] = dead.all.slice(9);
  utimesSync(join(repo.dir, 'objects', tree.slice(0, 2), tree.slice(2)), now, now);
  await noteUnfreed(repo, [dead.id]);
  await compacted();
  expect([dead.all.slice(0, 11).every(has), has(id)]).toEqual([true, false]);
  expect((await unfreedOf(repo)).isDue).toBe(false);
  age();
  await noteUnfreed(repo, []);
  await compacted();
  expect([dead.all.some(has), packs()]).toEqual([false, []]);
});

it('packs loose objects in pieces that are no larger than a pack is to be, and leaves those that nobody names', async () => {
  const kept = await commit(random(40, MIB / 10));
  const dead = await commit(random(1, 1000), false);
  const size = await storeSize(repo.dir);
  await packLoose(repo, { ...how, maxPackBytes: MIB });
  expect(packs().length).toBeGreaterThanOrEqual(4);
  expect((await storeSize(repo.dir)).looseCount).toBe(size.looseCount - kept.all.length);
  expect([...kept.all, ...dead.all].every(has)).toBe(true);
  isWhole();
});
