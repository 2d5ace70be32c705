import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SmallDisk } from '#testing';
import { afterEach, expect, it } from 'vitest';
import { fingerprint, makeFixture, put, type Fixture } from '../fixture.js';

let f: Fixture;
afterEach(() => f.dispose());

it('takes a large folder in by parts, says how far it is, and keeps every file', async () => {
  f = makeFixture();
  const count = 4100;
  for (let n = 0; n < count; n++) {
    const dir = join(f.user, `d${n % 40}`);
    if (n < 40) mkdirSync(dir);
    writeFileSync(join(dir, `${n}`), `file ${n}\n`);
  }
  const { workspaceId } = await f.store.register(f.user);
  const told: [number, number][] = [];
  const progress = (done: number, total: number): void => void told.push([done, total]);
  const of = { workspaceId, path: f.user, taskId: 't' };
  const { commit, fileCount } = await f.store.snapshot({ ...of, tip: null, progress });
  expect(fileCount).toBe(count);
  expect(told).toEqual([
    [4000, count],
    [count, count],
  ]);
  const packs = readdirSync(join(f.store.repository(workspaceId).dir, 'objects', 'pack'));
  expect(packs.filter((name) => name.endsWith('.idx'))).toHaveLength(2);
  const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: commit, head: commit });
  expect(fingerprint(tree.root)).toEqual(fingerprint(f.user));
  await tree.close();
});

/** What git leaves where it has no room: parts of objects, and objects that nothing names. */
function leftIn(repo: string): string[] {
  const found = readdirSync(repo, { recursive: true, encoding: 'utf8' });
  return found.filter((name) => /incoming-|tmp_|\.pack$|^objects\/[0-9a-f]{2}\//.test(name));
}

it.for([
  ['a few files', 40, 400_000],
  ['many files', 600, 30_000],
] as const)(
  'leaves nothing in the store when the disk is full before %s are in it',
  async ([, count, size], context) => {
    const disk = SmallDisk.make(6);
    f = makeFixture(disk === null ? {} : { dataDir: join(disk.dir, 'data') });
    if (disk === null) return context.skip(SmallDisk.trouble);
    try {
      const { workspaceId } = await f.store.register(f.user);
      for (let n = 0; n < count; n++) put(f.user, `${n}`, randomBytes(size));
      const of = { workspaceId, path: f.user, taskId: 't', tip: null };
      await expect(f.store.snapshot(of)).rejects.toMatchObject({ retryable: true });
      expect(leftIn(f.store.repository(workspaceId).dir)).toEqual([]);
      for (let n = 8; n < count; n++) rmSync(join(f.user, `${n}`));
      expect((await f.store.snapshot(of)).fileCount).toBe(8);
    } finally {
      disk.drop();
    }
  },
);
