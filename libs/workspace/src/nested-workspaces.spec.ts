import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { LandWish, ShownAttempt } from '#conductor';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';
import type { TreeStoreOptions } from './tree-store-options.js';

let f: Fixture;
afterEach(() => f.dispose());

/** One of two workspaces that lie in one another. */
class Workspace {
  private tip = '';
  private n = 0;

  constructor(
    readonly name: string,
    readonly path: string,
    private readonly workspaceId: string,
  ) {}

  private get of() {
    return { workspaceId: this.workspaceId, path: this.path, taskId: this.name };
  }

  /** It begins with the folder as it is now. */
  async attempt(edit: (root: string) => void): Promise<ShownAttempt> {
    const base = (await f.store.snapshot({ ...this.of, tip: this.tip || null })).commit;
    const attemptId = `${this.name}${++this.n}`;
    const tree = await f.trees.open({ ...this.of, attemptId, epoch: 1, base, head: base });
    edit(tree.root);
    const head = (await tree.snapshot()).commit;
    await tree.close();
    this.tip ||= base;
    return { key: `${this.name}/s`, base, head };
  }

  /** These and no others, in the folder itself. */
  async show(...attempts: ShownAttempt[]): Promise<void> {
    expect(await f.store.show({ ...this.of, tip: this.tip, attempts, protected: [] })).toBe(true);
  }

  /** What lands the edit. */
  async work(edit: (root: string) => void): Promise<() => ReturnType<Fixture['store']['land']>> {
    return this.landingOf(await this.attempt(edit));
  }

  async landingOf({ base, head }: ShownAttempt): Promise<() => ReturnType<Fixture['store']['land']>> {
    const { workspaceId } = this;
    const wish: LandWish = {
      ...{ ...this.of, landingId: `land-${head}`, subtaskId: 's', tip: this.tip, base, head, protected: [] },
      verifiedTrees: [await f.store.treeId(workspaceId, head)],
      acceptMerge: true,
    };
    return async () => {
      const outcome = await f.store.land({ ...wish, tip: this.tip });
      if (outcome.kind === 'landed') this.tip = outcome.commit;
      return outcome;
    };
  }

  async undo(landing: { before: string; commit: string }): ReturnType<Fixture['store']['revert']> {
    const { workspaceId, path } = this;
    const wish = { undoId: `undo${++this.n}`, workspaceId, path, tip: this.tip, onConflict: 'abort' as const };
    const outcome = await f.store.revert({ ...wish, landings: [landing] });
    if (outcome.kind === 'reverted') this.tip = outcome.commit;
    return outcome;
  }
}

async function both(
  options: Partial<TreeStoreOptions> = {},
  user?: string,
): Promise<{ outer: Workspace; inner: Workspace }> {
  f = makeFixture(options);
  if (user !== undefined) f = { ...f, user };
  put(f.user, 'top.txt', 'top\n');
  put(f.user, 'app/a.txt', '1\n2\n3\n4\n5\n6\n7\n8\n9\n');
  const [outer, inner] = [f.user, join(f.user, 'app')];
  return {
    outer: new Workspace('outer', outer, (await f.store.register(outer)).workspaceId),
    inner: new Workspace('inner', inner, (await f.store.register(inner)).workspaceId),
  };
}

const read = (path: string): string => readFileSync(join(f.user, path), 'utf8');
const change = (from: string, to: string, path: string) => (root: string) =>
  writeFileSync(join(root, path), readFileSync(join(root, path), 'utf8').replace(from, to));

it('a workspace in another one takes what lands there for an edit of the user: kept by landings and by undos', async () => {
  const { outer, inner } = await both();
  const before = fingerprint(f.user);
  const [landOuter, landInner] = [
    await outer.work(change('1\n', 'outer\n', 'app/a.txt')),
    await inner.work(change('9\n', 'inner\n', 'a.txt')),
  ];
  const [one, two] = await Promise.all([landOuter(), landInner()]);
  if (one.kind !== 'landed' || two.kind !== 'landed') throw new Error(JSON.stringify([one, two]));
  expect(read('app/a.txt')).toBe('outer\n2\n3\n4\n5\n6\n7\n8\ninner\n');
  expect((await outer.undo(one)).kind).toBe('reverted');
  expect(read('app/a.txt')).toBe('1\n2\n3\n4\n5\n6\n7\n8\ninner\n');
  expect((await inner.undo(two)).kind).toBe('reverted');
  expect(fingerprint(f.user)).toEqual(before);
});

it('nothing of a landing is seen by the other workspace where the store is on another file system', async (context) => {
  const disk = mkdtempSync(join(tmpdir(), 'loom-disk-'));
  const release = (): void => rmSync(disk, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    release();
    return context.skip('mounting a tmpfs needs root');
  }
  try {
    const { outer, inner } = await both({ displacedPatienceMs: 60_000 }, join(disk, 'user'));
    const before = fingerprint(f.user);
    const landed = await (await inner.work(change('9\n', 'inner\n', 'a.txt')))();
    if (landed.kind !== 'landed') throw new Error(JSON.stringify(landed));
    // What it displaced is kept beside the inner workspace for a while.
    expect(readdirSync(f.user)).toHaveLength(3);
    const seen = await outer.attempt((root) => {
      expect(Object.keys(fingerprint(root)).sort()).toEqual(['app/', 'app/a.txt', 'top.txt']);
      put(root, 'app/by-outer', 'x\n');
    });
    const byOuter = await (await outer.landingOf(seen))();
    if (byOuter.kind !== 'landed') throw new Error(JSON.stringify(byOuter));
    expect(byOuter.changes.map(({ path }) => path)).toEqual(['app/by-outer']);
    await f.store.lateWrites(() => Promise.reject(new Error('nobody wrote')));
    expect([(await inner.undo(landed)).kind, (await outer.undo(byOuter)).kind]).toEqual(['reverted', 'reverted']);
    const left = Object.entries(fingerprint(f.user)).filter(([path]) => !path.includes('.loom-tmp-'));
    expect(Object.fromEntries(left)).toEqual(before);
  } finally {
    execFileSync('umount', [disk]);
    release();
  }
});

it('where both change the same line the second is a conflict, and an undo stops at what came later', async () => {
  const { outer, inner } = await both();
  const [landOuter, landInner] = [
    await outer.work(change('5\n', 'outer\n', 'app/a.txt')),
    await inner.work(change('5\n', 'inner\n', 'a.txt')),
  ];
  const one = await landOuter();
  if (one.kind !== 'landed') throw new Error(JSON.stringify(one));
  expect((await landInner()).kind).toBe('conflict');
  expect(read('app/a.txt')).toContain('outer\n');
  expect((await (await inner.work(change('outer\n', 'later\n', 'a.txt')))()).kind).toBe('landed');
  const later = fingerprint(f.user);
  expect((await outer.undo(one)).kind).toBe('conflict');
  expect(fingerprint(f.user)).toEqual(later);
});

it('what one shows in place is an edit of the user to the other: taken back in any order, under a landing too, nothing is left', async () => {
  const { outer, inner } = await both({ inPlace: true });
  const before = fingerprint(f.user);
  const byOuter = await outer.attempt((root) => {
    change('1\n', 'outer\n', 'app/a.txt')(root);
    put(root, 'app/by-outer', 'x\n');
  });
  for (const [first, second] of [
    [outer, inner],
    [inner, outer],
  ] as const) {
    await outer.show(byOuter);
    const byInner = await inner.attempt((root) => {
      change('9\n', 'inner\n', 'a.txt')(root);
      put(root, 'by-inner', 'x\n');
    });
    await inner.show(byInner);
    expect(read('app/a.txt')).toBe('outer\n2\n3\n4\n5\n6\n7\n8\ninner\n');
    await first.show();
    await second.show();
    expect(fingerprint(f.user)).toEqual(before);
  }
  await outer.show(byOuter);
  const byInner = await inner.attempt(change('9\n', 'inner\n', 'a.txt'));
  await inner.show(byInner);
  const landed = await (await inner.landingOf(byInner))();
  if (landed.kind !== 'landed') throw new Error(JSON.stringify(landed));
  expect(landed.changes.map(({ path }) => path)).toEqual(['a.txt']);
  await outer.show();
  expect(read('app/a.txt')).toBe('1\n2\n3\n4\n5\n6\n7\n8\ninner\n');
  expect((await inner.undo(landed)).kind).toBe('reverted');
  expect(fingerprint(f.user)).toEqual(before);
});
