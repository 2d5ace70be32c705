import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { objectId, writeObject } from './objects.js';
import { packDirOf, PackIndex, packsOf } from './packs.js';
import { Repository } from './repository.js';

let dir: string;
let repo: Repository;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'loom-packs-'));
  repo = new Repository(join(dir, 'repo.git'));
  await repo.create();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const git = (input: string, ...args: string[]): string =>
  execFileSync('git', ['--git-dir', repo.dir, ...args], { input, encoding: 'utf8', stdio: 'pipe' });

async function packed(count: number): Promise<string> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++)
    ids.push(await writeObject(repo.dir, 'blob', Buffer.from(`text ${n}\n`.repeat(1 + (n % 50)))));
  const hash = git(ids.join('\n'), 'pack-objects', '-q', join(packDirOf(repo.dir), 'pack')).trim();
  return `pack-${hash}`;
}

/** Ids and sizes as git itself tells them. */
function told(name: string): Map<string, number> {
  const text = git('', 'verify-pack', '-v', join(packDirOf(repo.dir), `${name}.idx`));
  const rows = [...text.matchAll(/^([0-9a-f]{40}) \w+ +\d+ (\d+) \d+/gm)];
  return new Map(rows.map(([, id = '', size]) => [id, Number(size)]));
}

it.each([
  ['as git writes them', []],
  ['with offsets as of packs beyond 2 GiB', ['--index-version=2,0x40']],
])('says which objects a pack has and what each takes of it, %s', async (_, args) => {
  const name = await packed(700);
  const file = join(packDirOf(repo.dir), name);
  if (args.length > 0) {
    rmSync(`${file}.idx`);
    git('', 'index-pack', ...args, `${file}.pack`);
  }
  const [pack] = await packsOf(repo.dir);
  if (pack === undefined) throw new Error('there is no pack');
  const index = await PackIndex.read(repo.dir, name);
  const sizeOf = index.sizes(pack.bytes);
  const found = Array.from({ length: index.count }, (_each, n) => [index.id(n), sizeOf(n)] as const);
  expect(new Map(found)).toEqual(told(name));
  expect(found.every(([id]) => index.has(id))).toBe(true);
  const strangers = Array.from({ length: 700 }, (_each, n) => objectId('blob', Buffer.from(`no ${n}`)));
  expect(strangers.some((id) => index.has(id))).toBe(false);
});

it('does not take for an index what is none, or not all of one', async () => {
  const file = join(packDirOf(repo.dir), `${await packed(20)}.idx`);
  const whole = await PackIndex.readFile(file);
  expect(whole.count).toBe(20);
  for (const bytes of [Buffer.alloc(5000), Buffer.from('idx')]) {
    rmSync(file);
    writeFileSync(file, bytes);
    await expect(PackIndex.readFile(file)).rejects.toMatchObject({ code: 'workspace_error' });
  }
});

it('sweeps what is left of a pack whose index is gone, and leaves one that may be arriving', async () => {
  const name = await packed(20);
  const pack = join(packDirOf(repo.dir), `${name}.pack`);
  await repo.sweep(0);
  expect(readdirSync(packDirOf(repo.dir)).sort()).toEqual([`${name}.idx`, `${name}.pack`]);
  rmSync(join(packDirOf(repo.dir), `${name}.idx`));
  await repo.sweep();
  expect(readdirSync(packDirOf(repo.dir))).toEqual([`${name}.pack`]);
  const old = new Date(Date.now() - 7_200_000);
  utimesSync(pack, old, old);
  await repo.sweep();
  expect(readdirSync(packDirOf(repo.dir))).toEqual([]);
});

it('leaves out a pack that somebody has marked to be kept', async () => {
  const name = await packed(20);
  expect((await packsOf(repo.dir)).map((pack) => pack.name)).toEqual([name]);
  writeFileSync(join(packDirOf(repo.dir), `${name}.keep`), '');
  expect(await packsOf(repo.dir)).toEqual([]);
});
