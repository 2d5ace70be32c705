import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LateWrite } from '#conductor';
import { makeFixture, put, type Fixture } from './fixture.js';
import { GitTreeStore } from './git-tree-store.js';

let f: Fixture;
let workspaceId: string;
let tip: string;

async function start(): Promise<void> {
  put(f.user, 'app.log', 'one\n');
  put(f.user, 'calm.txt', 'calm\n');
  workspaceId = (await f.store.register(f.user)).workspaceId;
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId: 't' })).commit;
}

/** Both files are replaced while a program has one of them open. */
async function landOver(): Promise<number> {
  const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });
  for (const name of ['app.log', 'calm.txt']) put(tree.root, name, 'loom\n');
  const { commit } = await tree.snapshot();
  await tree.close();
  const held = openSync(join(f.user, 'app.log'), 'a');
  const verifiedTrees = [await f.store.treeId(workspaceId, commit)];
  const of = { workspaceId, path: f.user, taskId: 't', subtaskId: 's', tip, base: tip, protected: [] };
  const outcome = await f.store.land({ ...of, landingId: 'land.1', head: commit, verifiedTrees });
  expect(outcome.kind).toBe('landed');
  return held;
}

async function late(store = f.store): Promise<LateWrite[]> {
  const all: LateWrite[] = [];
  await store.lateWrites(async (one) => void all.push(one));
  return all;
}

beforeEach(() => {
  f = makeFixture({ displacedPatienceMs: 0 });
});
afterEach(() => f.dispose());

it('keeps what a program writes to a file after a landing replaced it, and tells of it once', async () => {
  await start();
  const held = await landOver();
  writeSync(held, 'two\n');
  const [one, ...others] = await late();
  expect([one?.landingId, one?.path, others]).toEqual(['land.1', 'app.log', []]);
  const kept = one?.keptAt ?? '';
  expect(readFileSync(kept, 'utf8')).toBe('one\ntwo\n');
  expect(kept.startsWith(f.options.dataDir)).toBe(true);
  writeSync(held, 'three\n');
  closeSync(held);
  expect(readFileSync(kept, 'utf8'), 'it goes on arriving').toBe('one\ntwo\nthree\n');
  expect(readFileSync(join(f.user, 'app.log'), 'utf8')).toBe('loom\n');
  expect(await late()).toEqual([]);
  expect(await late(new GitTreeStore(f.options))).toEqual([]);
});

it('finds what was written while no Loom ran, and waits for its time', async () => {
  await start();
  const held = await landOver();
  writeSync(held, 'two\n');
  closeSync(held);
  expect(await late(new GitTreeStore({ ...f.options, displacedPatienceMs: 3_600_000 }))).toEqual([]);
  const next = new GitTreeStore(f.options);
  await next.recover({ alone: true });
  expect((await late(next)).map(({ path }) => path)).toEqual(['app.log']);
});

it('does so on another file system too, and leaves nothing there', async (context) => {
  const disk = join(f.dir, 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return context.skip('mounting a tmpfs needs root');
  }
  try {
    f = { ...f, user: join(disk, 'user') };
    await start();
    const held = await landOver();
    writeSync(held, 'two\n');
    closeSync(held);
    const [one] = await late();
    expect(readFileSync(one?.keptAt ?? '', 'utf8')).toBe('one\ntwo\n');
    expect([readdirSync(disk), readdirSync(f.user).sort()]).toEqual([['user'], ['app.log', 'calm.txt']]);
    expect(existsSync(join(f.user, 'app.log'))).toBe(true);
  } finally {
    execFileSync('umount', ['-l', disk], { stdio: 'ignore' });
  }
});
