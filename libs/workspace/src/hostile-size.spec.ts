import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDiskFull } from '#domain';
import { SmallDisk } from '#testing';
import { afterEach, expect, it } from 'vitest';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';

let f: Fixture;
afterEach(() => f.dispose());

const git = (...args: string[]): void => {
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd: f.user, stdio: 'ignore' });
};

/** LOOM_FULL_SIZE=1: three real GiB, ten thousand folders deep, 300,000 files; takes minutes and some disk. */
const FULL = process.env['LOOM_FULL_SIZE'] === '1';

/** What no snapshot can hold: the slot of an attempt and the folder of a user may both have it. */
function fillWithGiants(root: string): void {
  writeFileSync(join(root, 'three-gib'), '');
  truncateSync(join(root, 'three-gib'), 3 * 2 ** 30);
  if (FULL) execFileSync('sh', ['-c', 'head -c 3G /dev/urandom > three-gib'], { cwd: root });
  writeFileSync(join(root, 'one-tib'), '');
  truncateSync(join(root, 'one-tib'), 2 ** 40);
  execFileSync('mkfifo', [join(root, 'pipe')]);
  rmSync(join(root, 'endless'), { force: true });
  symlinkSync('/dev/zero', join(root, 'endless'));
  // Deeper than any path may be long.
  const cwd = process.cwd();
  process.chdir(root);
  for (let n = 0; n < (FULL ? 10_000 : 2500); n++) {
    mkdirSync('d');
    process.chdir('d');
  }
  writeFileSync('leaf', 'x');
  process.chdir(cwd);
  put(root, `${'e/'.repeat(300)}leaf`, 'x');
}
const GIANTS = { 'three-gib': /larger than 50 MiB/, 'one-tib': /larger than 50 MiB/ };
const TOO_DEEP = { 'd/d/d/d': /folders deep/, 'e/e/e/e': /folders deep/ };

const reasonsOf = (skipped: readonly { path: string; reason: string }[]): Record<string, string> =>
  Object.fromEntries(skipped.map(({ path, reason }) => [/^[de]\/[de]/.test(path) ? path.slice(0, 7) : path, reason]));
const matching = (patterns: Record<string, RegExp>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(patterns).map(([name, pattern]) => [name, expect.stringMatching(pattern)]));

it('leaves out giants, pipes, devices behind links and folders too deep, says so, and does not hang', async () => {
  f = makeFixture();
  put(f.user, 'plain.txt', 'x');
  fillWithGiants(f.user);
  const { workspaceId } = await f.store.register(f.user);
  const of = { workspaceId, path: f.user, taskId: 't' };
  const { commit, skipped } = await f.store.snapshot({ ...of, tip: null });
  expect(reasonsOf(skipped)).toEqual(matching({ ...GIANTS, ...TOO_DEEP, pipe: /neither a file/ }));
  expect(await f.store.listing(workspaceId, commit, 50)).toBe('endless\nplain.txt');
  execFileSync('rm', ['-rf', f.user]);
}, 600_000);

it('is not stopped by what an attempt leaves: the step names it, and the next attempt starts clean', async () => {
  f = makeFixture();
  put(f.user, 'plain.txt', 'x');
  const { workspaceId } = await f.store.register(f.user);
  const tip = (await f.store.snapshot({ workspaceId, path: f.user, taskId: 't', tip: null })).commit;
  const open = (attemptId: string) =>
    f.trees.open({ workspaceId, taskId: 't', attemptId, epoch: 1, base: tip, head: tip });
  const tree = await open('a');
  fillWithGiants(tree.root);
  put(tree.root, 'made.txt', 'x');
  const { changes, skipped } = await tree.snapshot();
  expect(changes.map(({ path }) => path).sort()).toEqual(['endless', 'made.txt']);
  expect(reasonsOf(skipped.map((line) => ({ path: line.split(': ')[0] ?? '', reason: line })))).toEqual(
    matching({ ...GIANTS, ...TOO_DEEP }),
  );
  await tree.reset();
  expect(Object.keys(fingerprint(tree.root))).toEqual(['endless', 'made.txt', 'plain.txt']);
  fillWithGiants(tree.root);
  await tree.close();
  const next = await open('b');
  expect(next.root).toBe(tree.root);
  expect(Object.keys(fingerprint(next.root))).toEqual(['plain.txt']);
  await next.close();
  await f.trees.removed();
  expect(readdirSync(join(next.root, '../trash'))).toEqual([]);
}, 600_000);

it('takes back the step of an attempt that brings too many files, says so, and goes on from the last one', async () => {
  const [folders, files] = FULL ? [300, 1000] : [30, 40];
  f = makeFixture(FULL ? {} : { limits: { maxFiles: 1000 } });
  put(f.user, 'plain.txt', 'x');
  const { workspaceId } = await f.store.register(f.user);
  const tip = (await f.store.snapshot({ workspaceId, path: f.user, taskId: 't', tip: null })).commit;
  const open = (attemptId: string) =>
    f.trees.open({ workspaceId, taskId: 't', attemptId, epoch: 1, base: tip, head: tip });
  const tree = await open('a');
  for (let n = 0; n < folders; n++) {
    mkdirSync(join(tree.root, `in/${n}`), { recursive: true });
    for (let k = 0; k < files; k++) writeFileSync(join(tree.root, `in/${n}/${k}`), '');
  }
  const { commit, changes, skipped } = await tree.snapshot();
  expect([commit, changes]).toEqual([tip, []]);
  expect(skipped).toEqual([expect.stringMatching(/^everything since the last step: .* the files are as before$/)]);
  expect(Object.keys(fingerprint(tree.root))).toEqual(['plain.txt']);
  put(tree.root, 'small', 'x');
  expect((await tree.snapshot()).changes.map(({ path }) => path)).toEqual(['small']);
  for (let n = 0; n < folders; n++) mkdirSync(join(tree.root, `in/${n}`), { recursive: true });
  // A bound for all sizes: what was left of the folders is removed at the side, and not waited for.
  const startedAt = performance.now();
  await tree.close();
  const next = await open('b');
  expect(Object.keys(fingerprint(next.root))).toEqual(['plain.txt']);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  await next.close();
  await f.trees.removed();
}, 1_200_000);

it('refuses a folder of more files than the limit and names the way out', async () => {
  f = makeFixture({ limits: { maxFiles: 500 } });
  for (let n = 0; n < 600; n++) put(f.user, `${n % 10}/${n}`, `${n}`);
  const { workspaceId } = await f.store.register(f.user);
  const snapshot = f.store.snapshot({ workspaceId, path: f.user, taskId: 't', tip: null });
  await expect(snapshot).rejects.toMatchObject({ remedy: expect.stringContaining('.gitignore') as string });
});

it('takes a switched branch, a stash and a clean of the user for edits and keeps them', async () => {
  f = makeFixture();
  put(f.user, 'a.txt', 'main\n');
  put(f.user, 'b.txt', 'b\n');
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'one');
  git('checkout', '-qb', 'side');
  put(f.user, 'a.txt', 'side\n');
  git('commit', '-qam', 'two');
  put(f.user, 'b.txt', 'unsaved\n');
  put(f.user, 'untracked.txt', 'u\n');
  const { workspaceId } = await f.store.register(f.user);
  const of = { workspaceId, path: f.user, taskId: 't' };
  const tip = (await f.store.snapshot({ ...of, tip: null })).commit;
  const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });
  put(tree.root, 'new.txt', 'new\n');
  const head = (await tree.snapshot(['new.txt'])).commit;
  await tree.close();
  git('stash');
  git('clean', '-qfdx');
  git('checkout', '-q', 'main');
  const wish = { ...of, landingId: 'l', subtaskId: 's', tip, base: tip, head, protected: [] };
  const merged = await f.store.land({ ...wish, verifiedTrees: [await f.store.treeId(workspaceId, head)] });
  if (merged.kind !== 'merged') throw new Error(JSON.stringify(merged));
  const landed = await f.store.land({ ...wish, verifiedTrees: [merged.tree] });
  expect(landed.kind).toBe('landed');
  const files = Object.keys(fingerprint(f.user)).filter((name) => !name.startsWith('.git/'));
  expect(files).toEqual(['a.txt', 'b.txt', 'new.txt']);
  expect(execFileSync('cat', ['a.txt', 'b.txt'], { cwd: f.user }).toString()).toBe('main\nb\n');
  git('stash', 'pop');
  expect(execFileSync('cat', ['b.txt'], { cwd: f.user }).toString()).toBe('unsaved\n');
});

it('changes nothing in the folder when the disk is full, says so, and lands once there is room', async (context) => {
  const disk = SmallDisk.make(8);
  f = makeFixture(disk === null ? {} : { dataDir: join(disk.dir, 'data') });
  if (disk === null) return context.skip(SmallDisk.trouble);
  try {
    put(f.user, 'small.bin', randomBytes(200_000));
    const { workspaceId } = await f.store.register(f.user);
    const of = { workspaceId, path: f.user, taskId: 't' };
    const tip = (await f.store.snapshot({ ...of, tip: null })).commit;
    const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });
    put(tree.root, 'one.bin', randomBytes(500_000));
    put(tree.root, 'two.bin', randomBytes(500_000));
    const head = (await tree.snapshot()).commit;
    await tree.close();
    const before = fingerprint(f.user);
    // In a landing: the rest of the disk is taken.
    disk.fill();
    const wish = { ...of, landingId: 'l', subtaskId: 's', tip, base: tip, head, protected: [] };
    const verifiedTrees = [await f.store.treeId(workspaceId, head)];
    await expect(f.store.land({ ...wish, verifiedTrees })).rejects.toSatisfy(isDiskFull);
    expect(fingerprint(f.user)).toEqual(before);
    disk.free();
    expect((await f.store.land({ ...wish, verifiedTrees })).kind).toBe('landed');
    expect(Object.keys(fingerprint(f.user))).toEqual(['one.bin', 'small.bin', 'two.bin']);
    // In a snapshot: the user brings more than fits.
    put(f.user, 'huge.bin', randomBytes(9_000_000));
    const huge = fingerprint(f.user);
    await expect(f.store.snapshot({ ...of, tip })).rejects.toSatisfy(isDiskFull);
    expect(fingerprint(f.user)).toEqual(huge);
  } finally {
    disk.drop();
  }
});

it('that could not note the end of a landing neither calls it failed nor lands twice', async (context) => {
  const disk = SmallDisk.make(8);
  let hasRoom = true;
  const probe = (step: string): void => {
    if (step === 'shown' && hasRoom) disk?.fill();
    hasRoom &&= step !== 'shown';
  };
  f = makeFixture(disk === null ? {} : { dataDir: join(disk.dir, 'data'), probe });
  if (disk === null) return context.skip(SmallDisk.trouble);
  try {
    put(f.user, 'a.txt', 'before\n');
    const { workspaceId } = await f.store.register(f.user);
    const of = { workspaceId, path: f.user, taskId: 't' };
    const tip = (await f.store.snapshot({ ...of, tip: null })).commit;
    const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });
    put(tree.root, 'a.txt', 'after\n');
    const head = (await tree.snapshot()).commit;
    await tree.close();
    const verifiedTrees = [await f.store.treeId(workspaceId, head)];
    const wish = { ...of, landingId: 'l', subtaskId: 's', tip, base: tip, head, protected: [], verifiedTrees };
    await expect(f.store.land(wish)).rejects.toMatchObject({ code: 'change_unfinished', retryable: true });
    await expect(f.store.snapshot({ ...of, tip })).rejects.toMatchObject({ code: 'change_unfinished' });
    disk.free();
    const landed = await f.store.land(wish);
    expect(landed).toMatchObject({ kind: 'landed', changes: [{ path: 'a.txt', operation: 'modify' }] });
    expect(await f.store.land(wish)).toEqual(landed);
    expect(Object.keys(fingerprint(f.user))).toEqual(['a.txt']);
  } finally {
    disk.drop();
  }
});
