import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ShownAttempt } from '#conductor';
import { fingerprint, makeFixture, put, type Fixture } from '../fixture.js';
import { GitTreeStore } from '../git-tree-store.js';

let f: Fixture;
let workspaceId: string;
let tip: string;
const of = () => ({ workspaceId, path: f.user, taskId: 't' });

beforeEach(() => {
  f = makeFixture({ inPlace: true });
});
afterEach(() => f.dispose());

async function start(): Promise<void> {
  workspaceId = (await f.store.register(f.user)).workspaceId;
  tip = (await f.store.snapshot({ ...of(), tip: null })).commit;
}

async function attempt(subtask: string, edit: (root: string) => void): Promise<ShownAttempt> {
  const wish = { workspaceId, taskId: 't', attemptId: subtask, epoch: 1, base: tip, head: tip };
  const tree = await f.trees.open(wish);
  edit(tree.root);
  const { commit } = await tree.snapshot();
  await tree.close();
  return { key: `t/${subtask}`, base: tip, head: commit };
}

const show = (...attempts: ShownAttempt[]): Promise<boolean> =>
  f.store.show({ ...of(), tip, attempts, protected: ['locked'] });

async function land(one: ShownAttempt, extra: { verified?: string[] } = {}) {
  const { base, head } = one;
  const verifiedTrees = [await f.store.treeId(workspaceId, head), ...(extra.verified ?? [])];
  const subtaskId = one.key.slice(2);
  const wish = { ...of(), landingId: `land-${head}`, subtaskId, tip, base, head, verifiedTrees, protected: [] };
  const outcome = await f.store.land(wish);
  if (outcome.kind === 'landed') tip = outcome.commit;
  return outcome;
}

it('shows each step, and takes a rejected attempt back exactly, leaving what the user did meanwhile', async () => {
  put(f.user, 'a.txt', '1\n2\n3\n4\n5\n6\n');
  put(f.user, 'gone.txt', 'x\n', 0o600);
  mkdirSync(join(f.user, 'empty'));
  await start();
  const before = fingerprint(f.user);
  const first = await attempt('s', (root) => put(root, 'new/deep.txt', 'n\n'));
  const second = await attempt('s', (root) => {
    put(root, 'new/deep.txt', 'n\n');
    put(root, 'a.txt', '1\n2\n3\n4\n5\nloom\n');
    rmSync(join(root, 'gone.txt'));
    rmSync(join(root, 'empty'), { recursive: true });
    symlinkSync('a.txt', join(root, 'link'));
  });
  expect(await show(first)).toBe(true);
  expect(readFileSync(join(f.user, 'new/deep.txt'), 'utf8')).toBe('n\n');
  expect(await show(second)).toBe(true);
  expect([existsSync(join(f.user, 'gone.txt')), readFileSync(join(f.user, 'a.txt'), 'utf8')]).toEqual([
    false,
    '1\n2\n3\n4\n5\nloom\n',
  ]);
  // The user saves another part of the same file, and makes one of their own beside.
  put(f.user, 'a.txt', 'user\n2\n3\n4\n5\nloom\n');
  put(f.user, 'new/mine.txt', 'mine\n');
  expect(await show()).toBe(true);
  expect(readFileSync(join(f.user, 'a.txt'), 'utf8')).toBe('user\n2\n3\n4\n5\n6\n');
  expect(readFileSync(join(f.user, 'new/mine.txt'), 'utf8')).toBe('mine\n');
  rmSync(join(f.user, 'new'), { recursive: true });
  put(f.user, 'a.txt', '1\n2\n3\n4\n5\n6\n');
  expect(fingerprint(f.user)).toEqual(before);
  expect(await f.store.shownTasks()).toEqual([]);
});

it("never takes what it shows for the user's: no base holds it, and no other work lands with it", async () => {
  put(f.user, 'a.txt', 'a\n');
  await start();
  const base = tip;
  const [one, two] = [
    await attempt('one', (root) => put(root, 'one.txt', '1\n')),
    await attempt('two', (root) => put(root, 'two.txt', '2\n')),
  ];
  await show(one, two);
  expect(Object.keys(fingerprint(f.user))).toEqual(['a.txt', 'one.txt', 'two.txt']);
  expect((await f.store.snapshot({ ...of(), tip })).commit).toBe(base);
  const landed = await land(two);
  if (landed.kind !== 'landed') throw new Error(landed.kind);
  expect(landed.changes.map(({ path }) => path)).toEqual(['two.txt']);
  expect((await f.store.changes(workspaceId, base, tip)).map(({ path }) => path)).toEqual(['two.txt']);
  expect(Object.keys(fingerprint(f.user))).toEqual(['a.txt', 'one.txt', 'two.txt']);
  // A wish from before the landing comes late.
  await show(one, two);
  expect((await f.store.snapshot({ ...of(), tip })).commit).toBe(tip);
  const undone = await f.store.revert({ ...of(), undoId: 'u', tip, landings: [landed], onConflict: 'abort' });
  expect(undone).toMatchObject({ kind: 'reverted', paths: ['two.txt'] });
  expect(Object.keys(fingerprint(f.user))).toEqual(['a.txt', 'one.txt']);
  await show();
  expect(Object.keys(fingerprint(f.user))).toEqual(['a.txt']);
});

it('verifies what the user changed meanwhile together with the work, as ever', async () => {
  put(f.user, 'a.txt', 'a\n');
  await start();
  const one = await attempt('one', (root) => put(root, 'one.txt', '1\n'));
  await show(one);
  put(f.user, 'mine.txt', 'm\n');
  const merged = await land(one);
  expect(merged).toMatchObject({ kind: 'merged', paths: ['mine.txt'] });
  expect((await land(one, { verified: merged.kind === 'merged' ? [merged.tree] : [] })).kind).toBe('landed');
  expect(Object.keys(fingerprint(f.user))).toEqual(['a.txt', 'mine.txt', 'one.txt']);
  expect(await f.store.shownTasks()).toEqual([]);
});

it('does not show what may not land, or not without a person, or what collides with the user', async () => {
  put(f.user, 'a.txt', 'a\n');
  put(f.user, 'locked', 'l\n');
  await start();
  const before = fingerprint(f.user);
  await show(await attempt('s', (root) => put(root, 'locked', 'x\n')));
  await show(await attempt('s', (root) => put(root, '.envrc', 'x\n')));
  await show(await attempt('s', (root) => symlinkSync('../../etc', join(root, 'out'))));
  expect(fingerprint(f.user)).toEqual(before);
  const clash = await attempt('s', (root) => put(root, 'a.txt', 'loom\n'));
  put(f.user, 'a.txt', 'user\n');
  await show(clash);
  expect(readFileSync(join(f.user, 'a.txt'), 'utf8')).toBe('user\n');
  expect(await f.store.shownTasks()).toEqual([]);
});

it('keeps what the user wrote on top of shown work when that is taken back', async () => {
  put(f.user, 'a.txt', 'a\n');
  await start();
  await show(await attempt('s', (root) => (put(root, 'new.txt', 'loom\n'), put(root, 'b.txt', 'b\n'))));
  appendFileSync(join(f.user, 'new.txt'), 'user\n');
  await show();
  expect(readFileSync(join(f.user, 'new.txt'), 'utf8')).toBe('loom\nuser\n');
  expect(existsSync(join(f.user, 'b.txt'))).toBe(false);
});

it('is taken back by the next process, wherever the one before stopped', async () => {
  put(f.user, 'a.txt', 'a\n');
  await start();
  const before = fingerprint(f.user);
  const one = await attempt('s', (root) => (put(root, 'a.txt', 'loom\n'), put(root, 'b.txt', 'b\n')));
  const steps: string[] = [];
  const dying = (at: number) => (step: string) => {
    steps.push(step);
    if (steps.length === at) throw new Error('stopped here');
  };
  for (let at = 1; at < 40; at++) {
    steps.length = 0;
    const store = new GitTreeStore({ ...f.options, probe: dying(at) });
    const wish = { ...of(), tip, attempts: [one], protected: [] };
    const done = await store.show(wish).catch(() => 'stopped');
    const next = new GitTreeStore(f.options);
    await next.recover({ alone: true });
    await next.show({ ...wish, attempts: [] });
    expect(fingerprint(f.user), `stopped at step ${at}`).toEqual(before);
    if (done === true) break;
  }
  expect(steps).toContain('shown');
});

const name = fc.constantFrom('a', 'b', 'c/d', 'c/e', 'f/g/h');
const edits = fc.array(
  fc.record({ name, act: fc.constantFrom('write', 'remove', 'link', 'mode'), text: fc.constantFrom('x\n', 'y\n') }),
  { maxLength: 6 },
);

const foldersOf = (names: readonly string[]): Set<string> =>
  new Set(names.flatMap((name) => [...name.matchAll(/\//g)].map(({ index }) => name.slice(0, index + 1))));

it('takes any work back exactly beside any work of the user in other files', async () => {
  const act = (root: string, mark: string, all: { name: string; act: string; text: string }[]): void => {
    for (const { name, act: how, text } of all) {
      const path = `${name}.${mark}`;
      rmSync(join(root, path), { force: true });
      if (how === 'remove') continue;
      if (how === 'link') {
        put(root, path, '');
        rmSync(join(root, path));
        symlinkSync(text.trim(), join(root, path));
      } else put(root, path, text, how === 'mode' ? 0o600 : 0o644);
    }
  };
  await fc.assert(
    fc.asyncProperty(edits, edits, edits, edits, async (atFirst, byLoom, more, byUser) => {
      f.dispose();
      f = makeFixture({ inPlace: true });
      const control = join(f.dir, 'control');
      for (const root of [f.user, control]) {
        mkdirSync(root, { recursive: true });
        for (let n = 0; n < 5; n++) put(root, `usual/${n}`, `${n}`);
        act(root, 'loom', atFirst);
        act(root, 'user', atFirst);
      }
      await start();
      await show(await attempt('s', (root) => act(root, 'loom', byLoom)));
      for (const root of [f.user, control]) act(root, 'user', byUser);
      await show(await attempt('s', (root) => act(root, 'loom', [...byLoom, ...more])));
      await show();
      const [found, wanted] = [fingerprint(f.user), fingerprint(control)];
      // One that Loom made, and the user too while it was there, and emptied: nobody can tell whose it is.
      for (const folder of foldersOf([...byLoom, ...more].map(({ name }) => name)))
        if (!Object.keys(wanted).some((path) => path.startsWith(folder) && !path.endsWith('/')))
          for (const all of [found, wanted]) delete all[folder];
      expect(found).toEqual(wanted);
    }),
    { numRuns: Number(process.env['LOOM_RANDOM_CASES'] ?? 5), interruptAfterTimeLimit: 30_000 },
  );
});
