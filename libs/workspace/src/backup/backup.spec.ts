import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprint, makeFixture, put, type Fixture } from '../fixture.js';
import { safeName } from '../git/objects.js';
import { GitTreeStore } from '../git-tree-store.js';
import { TreeBackup } from './tree-backup.js';
import { restoreScratch, restoreTrees } from './tree-restore.js';

const taskId = '4b2c1f1e-0000-4000-8000-000000000001';
let f: Fixture;
let target: string;
beforeEach(() => {
  f = makeFixture();
  target = join(f.dir, 'backup');
  mkdirSync(target);
});
afterEach(() => f.dispose());

/** Lands one file after the other; what is returned is what a database would know. */
function landings(workspaceId: string, path: string, store: GitTreeStore) {
  const known: { id: string; before: string; commit: string }[] = [];
  const begun: string[] = [];
  let tip: string | null = null;
  const land = async (id: string, content: string): Promise<string> => {
    tip ??= (await store.snapshot({ workspaceId, path, tip, taskId })).commit;
    const of = { workspaceId, taskId, attemptId: `execute.${id}`, epoch: 1, base: tip, head: tip };
    const tree = await f.trees.open(of);
    put(tree.root, `${id}.txt`, content);
    const head = (await tree.snapshot()).commit;
    await tree.close();
    const verifiedTrees = [await store.treeId(workspaceId, head)];
    const wish = { landingId: `land.${id}`, subtaskId: id, base: of.base, head, verifiedTrees, protected: [] };
    begun.push(wish.landingId);
    const outcome = await store.land({ ...wish, workspaceId, path, taskId, tip });
    if (outcome.kind !== 'landed') throw new Error(outcome.kind);
    known.push({ id, before: outcome.before, commit: outcome.commit });
    return (tip = outcome.commit);
  };
  return { known, begun, land };
}

it('made while work lands holds all that the database knew at its moment, and no landing that it did not', async () => {
  put(f.user, 'there.txt', 'x\n');
  const { workspaceId } = await f.store.register(f.user);
  const { known, begun, land } = landings(workspaceId, f.user, f.store);
  await land('first', 'x\n');
  let isOver = false;
  const backup = (async () => {
    const trees = new TreeBackup(f.options.dataDir, f.options.scratchDir, target);
    await trees.before();
    // Something lands between the two, whatever the machine is at.
    const count = known.length;
    while (known.length === count) await new Promise(setImmediate);
    const moment = { known: [...known], begun: begun.map(safeName) };
    expect(await trees.after()).toEqual([{ id: workspaceId, path: f.user, inScratch: false }]);
    await trees.check();
    isOver = true;
    return moment;
  })();
  for (let n = 0; !isOver; n++) await land(`n${n}`, 'of then\n');
  const moment = await backup;

  const options = { ...f.options, dataDir: join(f.dir, 'restored') };
  await restoreTrees(target, join(options.dataDir, 'trees'));
  const store = new GitTreeStore(options);
  for (const { id, before, commit } of moment.known)
    expect(await store.changes(workspaceId, before, commit)).toMatchObject([{ path: `${id}.txt` }]);
  // One that the database has not heard of would answer for a later landing of that name.
  const journals = readdirSync(join(target, 'trees', workspaceId, 'landings')).filter((name) => name.includes('land'));
  expect(journals.length).toBeGreaterThan(0);
  expect(journals.filter((name) => !moment.begun.includes(name))).toEqual([]);
});

it('fills a folder that is missing with every byte, mode, link and empty folder, and leaves one that holds anything', async () => {
  put(f.user, 'a/b.txt', 'one\n');
  put(f.user, 'private', 'secret\n', 0o600);
  put(f.user, 'bin/run', '#!/bin/sh\n', 0o750);
  mkdirSync(join(f.user, 'empty/inner'), { recursive: true });
  symlinkSync('a/b.txt', join(f.user, 'link'));
  const { workspaceId, path } = await f.store.register(f.user);
  const { commit } = await f.store.snapshot({ workspaceId, path, tip: null, taskId });
  const before = fingerprint(path);
  expect(await f.store.fill({ workspaceId, path, commit })).toBe(false);
  rmSync(path, { recursive: true });
  expect(await f.store.fill({ workspaceId, path, commit })).toBe(true);
  expect(fingerprint(path)).toEqual(before);
  expect(await f.store.snapshot({ workspaceId, path, tip: commit, taskId })).toMatchObject({ commit });
});

it("keeps Loom's own folders as they are, and what is in a scratch folder already", async () => {
  const own = join(f.options.scratchDir, 'workspaces', 'w');
  put(own, 'result.txt', 'made\n', 0o640);
  put(f.options.scratchDir, 'tasks/t/notes', 'noted\n');
  put(f.options.scratchDir, 'tasks.gone/1a2b/big.log', 'being removed\n');
  execFileSync('mkfifo', [join(own, 'pipe')]);
  const { workspaceId } = await f.store.register(own);
  await f.store.snapshot({ workspaceId, path: own, tip: null, taskId });
  const trees = new TreeBackup(f.options.dataDir, f.options.scratchDir, target);
  await trees.before();
  writeFileSync(join(own, 'later.txt'), 'x');
  expect(await trees.after()).toEqual([{ id: workspaceId, path: own, inScratch: true }]);
  expect(readdirSync(join(target, 'scratch')).sort()).toEqual(['tasks', 'workspaces']);
  const scratch = join(f.dir, 'scratch');
  put(scratch, 'tasks/t/notes', 'newer\n');
  await restoreScratch(target, scratch);
  expect(Object.keys(fingerprint(join(scratch, 'workspaces/w'))).sort()).toEqual(['later.txt', 'result.txt']);
  expect(statSync(join(scratch, 'workspaces/w/result.txt')).mode & 0o777).toBe(0o640);
  expect(readFileSync(join(scratch, 'tasks/t/notes'), 'utf8')).toBe('newer\n');
});

it('is whole where old history was cut off', async () => {
  const { workspaceId, path } = await f.store.register(f.user);
  let tip: string | null = null;
  for (const text of ['one\n', 'two\n', 'three\n']) {
    put(f.user, 'a.txt', text);
    tip = (await f.store.snapshot({ workspaceId, path, tip, taskId })).commit;
  }
  const standing = async () => ({ tip, isIdle: true });
  const [{ expiredRefs } = { expiredRefs: 0 }] = await f.store.upkeep({
    ...{ dryRun: false, statesSinceMs: Date.now() + 1000, isExpired: async () => true, standing },
  });
  expect(expiredRefs).toBe(2);
  const trees = new TreeBackup(f.options.dataDir, f.options.scratchDir, target);
  await trees.before();
  await trees.after();
  await trees.check();
  const options = { ...f.options, dataDir: join(f.dir, 'restored') };
  await restoreTrees(target, join(options.dataDir, 'trees'));
  rmSync(path, { recursive: true });
  expect(await new GitTreeStore(options).fill({ workspaceId, path, commit: tip ?? '' })).toBe(true);
  expect(readFileSync(join(path, 'a.txt'), 'utf8')).toBe('three\n');
});

it('is refused where the copy of a store lacks something', async () => {
  put(f.user, 'a.txt', 'one\n');
  const { workspaceId, path } = await f.store.register(f.user);
  await f.store.snapshot({ workspaceId, path, tip: null, taskId });
  const trees = new TreeBackup(f.options.dataDir, f.options.scratchDir, target);
  await trees.before();
  await trees.after();
  await trees.check();
  const objects = join(target, 'trees', workspaceId, 'repo.git', 'objects');
  const [folder = ''] = readdirSync(objects).filter((name) => /^[0-9a-f]{2}$/.test(name));
  rmSync(join(objects, folder), { recursive: true });
  await expect(trees.check()).rejects.toMatchObject({ code: 'workspace_error', remedy: expect.stringMatching(/./) });
  await expect(restoreTrees(target, join(f.dir, 'restored'))).rejects.toThrow('not whole');
});
