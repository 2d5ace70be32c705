import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprint, makeFixture, put } from './fixture.js';
import { GitTreeStore } from './git-tree-store.js';
import { KillableStore } from './killed.fixture.js';

let killable: KillableStore;
beforeAll(async () => {
  killable = await KillableStore.make();
});
afterAll(() => killable.dispose());

/** Each step with LOOM_KILL_EVERY_STEP=1; else every so many, which meets every kind of step. */
const STRIDE = process.env['LOOM_KILL_EVERY_STEP'] === '1' ? 1 : 5;

/** Twenty operations of every kind, ready to land; copied for each kill. */
async function prepare() {
  const f = makeFixture();
  put(f.user, 'edit', 'old\n');
  put(f.user, 'mode', 'x\n');
  put(f.user, 'gone/deep/file', 'x\n');
  chmodSync(join(f.user, 'gone'), 0o700);
  put(f.user, 'to-dir', 'x\n');
  put(f.user, 'to-file/a', 'x\n');
  put(f.user, 'to-link', 'x\n');
  symlinkSync('edit', join(f.user, 'link'));
  mkdirSync(join(f.user, 'empty'));
  for (let n = 0; n < 4; n++) put(f.user, `many/${n}`, `${n}\n`);
  const { workspaceId } = await f.store.register(f.user);
  const of = { workspaceId, path: f.user, taskId: 't' };
  const tip = (await f.store.snapshot({ ...of, tip: null })).commit;
  const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });
  for (const name of ['gone', 'to-dir', 'to-file', 'to-link', 'link', 'empty'])
    rmSync(join(tree.root, name), { recursive: true });
  put(tree.root, 'edit', 'new\n');
  put(tree.root, 'mode', 'x\n', 0o600);
  put(tree.root, 'to-dir/x/y', 'y\n');
  put(tree.root, 'to-file', 'f\n');
  put(tree.root, 'fresh/one', '1\n');
  for (let n = 0; n < 8; n++) put(tree.root, `many/${n}`, `new ${n}\n`);
  symlinkSync('edit', join(tree.root, 'to-link'));
  symlinkSync('mode', join(tree.root, 'link'));
  mkdirSync(join(tree.root, 'hollow'));
  const after = fingerprint(tree.root);
  const head = (await tree.snapshot()).commit;
  await tree.close();
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const wish = { ...of, landingId: 'l1', subtaskId: 's', tip, base: tip, head, verifiedTrees, protected: [] };
  return { f, wish, before: fingerprint(f.user), after, tip };
}

describe('a landing that is killed', () => {
  it('leaves the old or the new folder after the next start, wherever in its journal that was', async () => {
    const { f, wish, before, after } = await prepare();
    try {
      let killed = true;
      let point = 0;
      let mixed = 0;
      for (; killed; point += STRIDE) {
        const dir = join(f.dir, `run${point}`);
        cpSync(f.options.dataDir, join(dir, 'data'), { recursive: true });
        cpSync(f.user, join(dir, 'user'), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
        expect(fingerprint(join(dir, 'user'))).toEqual(before);
        const options = { dataDir: join(dir, 'data'), scratchDir: join(dir, 'data/scratch') };
        const here = { ...wish, path: join(dir, 'user') };
        // The process alone, whose git is then left to itself, and its whole group, in turn.
        const group = (point / STRIDE) % 2 === 1;
        killed = await killable.run({ options, method: 'land', wish: here, killAt: point, group });
        const found = JSON.stringify(fingerprint(here.path));
        if (found !== JSON.stringify(before) && found !== JSON.stringify(after)) mixed += 1;
        const store = new GitTreeStore(options);
        await store.recover({ alone: true });
        expect([before, after], `killed at step ${point}`).toContainEqual(fingerprint(here.path));
        const outcome = await store.land(here);
        if (outcome.kind !== 'landed') throw new Error(`${outcome.kind} after a kill at step ${point}`);
        expect(fingerprint(here.path)).toEqual(after);
        const undone = await store.revert({
          ...here,
          undoId: 'u',
          tip: outcome.commit,
          landings: [outcome],
          onConflict: 'abort',
        });
        expect(undone.kind).toBe('reverted');
        expect(fingerprint(here.path)).toEqual(before);
        expect(relative(dir, here.path)).toBe('user');
        expect(readdirSync(dir).filter((name) => name.startsWith('.loom'))).toEqual([]);
        rmSync(dir, { recursive: true, force: true });
      }
      expect(point).toBeGreaterThan(45);
      expect(mixed).toBeGreaterThan(20 / STRIDE);
    } finally {
      f.dispose();
    }
  }, 300_000);

  it('goes back wholly, user edit included, when it was killed while taking itself back', async () => {
    const { f, wish, before } = await prepare();
    try {
      for (const point of STRIDE === 1 ? Array.from({ length: 45 }, (_, n) => 12 + n) : [20, 25, 31]) {
        const dir = join(f.dir, `back${point}`);
        cpSync(f.options.dataDir, join(dir, 'data'), { recursive: true });
        cpSync(f.user, join(dir, 'user'), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
        const options = { dataDir: join(dir, 'data'), scratchDir: join(dir, 'data/scratch') };
        const here = { ...wish, path: join(dir, 'user') };
        // After some paths are written the user saves one that is still to come.
        await killable.run({
          options,
          method: 'land',
          wish: here,
          killAt: point,
          meddle: { after: 'dropped', file: join(dir, 'user/mode') },
        });
        await new GitTreeStore(options).recover({ alone: true });
        const found = fingerprint(here.path);
        expect(readFileSync(join(here.path, 'mode'), 'utf8')).toBe('user\n');
        expect({ ...found, mode: before['mode'] }, `killed at step ${point}`).toEqual(before);
        rmSync(dir, { recursive: true, force: true });
      }
    } finally {
      f.dispose();
    }
  }, 120_000);

  it('leaves what the user removed, or put back, before anybody came to take it up', async () => {
    const { f, wish, before, after } = await prepare();
    const acts: Record<string, (user: string) => void> = {
      // "edit" is the first put, after three removals; killed while it has its place in the folder and is still staged.
      'removes what was just put': (user) => rmSync(join(user, 'edit')),
      'moves what was just put': (user) => renameSync(join(user, 'edit'), join(user, 'moved')),
      'removes what was changed': (user) => rmSync(join(user, 'edit')),
      'removes what was new': (user) => rmSync(join(user, 'fresh/one')),
      'puts the old one back': (user) => put(user, 'many/1', '1\n'),
      'puts back what was removed': (user) => {
        put(user, 'gone/deep/file', 'x\n');
        chmodSync(join(user, 'gone'), 0o700);
      },
    };
    try {
      for (const [name, change] of Object.entries(acts)) {
        const dir = join(f.dir, name.replaceAll(' ', '-'));
        cpSync(f.options.dataDir, join(dir, 'data'), { recursive: true });
        cpSync(f.user, join(dir, 'user'), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
        const options = { dataDir: join(dir, 'data'), scratchDir: join(dir, 'data/scratch') };
        const here = { ...wish, path: join(dir, 'user') };
        const isJustPut = name.endsWith('just put');
        await killable.run({ options, method: 'land', wish: here, killAt: isJustPut ? 'op3:linked' : 'dirs' });
        if (isJustPut) expect(fingerprint(here.path)).toMatchObject({ edit: after['edit'], mode: before['mode'] });
        else expect(fingerprint(here.path)).toEqual(after);
        change(here.path);
        await new GitTreeStore(options).recover({ alone: true });
        const expected = { ...before };
        if (/what was (?:changed|just put)$/.test(name)) delete expected['edit'];
        if (name.startsWith('moves')) expected['moved'] = after['edit'] ?? '';
        expect(fingerprint(here.path), name).toEqual(expected);
      }
    } finally {
      f.dispose();
    }
  }, 60_000);
});
