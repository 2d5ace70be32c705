import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptTree } from '#roles';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';
import { sortCandidates } from './scan/candidates.js';
import { DEFAULT_LIMITS } from './tree-store-options.js';

let f: Fixture;
let workspaceId: string;
let tip: string;

beforeEach(() => {
  f = makeFixture({ limits: { maxFileBytes: 1_048_576 } });
});
afterEach(() => f.dispose());

async function start(): Promise<{ skipped: readonly { path: string; reason: string }[] }> {
  workspaceId = (await f.store.register(f.user)).workspaceId;
  const snapshot = await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId: 't' });
  tip = snapshot.commit;
  return snapshot;
}
const open = (): Promise<AttemptTree> =>
  f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });

async function land(head: string) {
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const names = { landingId: 'l', workspaceId, path: f.user, taskId: 't', subtaskId: 's' };
  return f.store.land({ ...names, tip, base: tip, head, verifiedTrees, protected: [] });
}

describe('what an attempt makes of a file that cannot be kept', () => {
  beforeEach(async () => {
    for (const name of ['grown', 'piped', 'other']) put(f.user, `d/${name}`, 'old\n', 0o600);
    await start();
  });

  function spoil(root: string): void {
    truncateSync(join(root, 'd/grown'), 2_000_000);
    rmSync(join(root, 'd/piped'));
    execFileSync('mkfifo', [join(root, 'd/piped')]);
  }

  it.each([
    ['few files', 1],
    ['so many files that the index is brought up to date', 200],
  ])('takes nothing from the user, beside %s', async (_name, count) => {
    const tree = await open();
    spoil(tree.root);
    for (let n = 0; n < count; n++) put(tree.root, `new/${n}`, `${n}`);
    const { commit, changes, skipped } = await tree.snapshot();
    expect(changes.filter(({ path }) => path.startsWith('d/'))).toEqual([]);
    expect(skipped.map((line) => line.split(':')[0]).sort()).toEqual(['d/grown', 'd/piped']);
    // The look by a known path, and the next whole look, say the same.
    expect((await tree.snapshot(['d/grown'])).commit).toBe(commit);
    expect((await tree.snapshot()).commit).toBe(commit);
    put(tree.root, 'd/grown', 'new\n', 0o600);
    rmSync(join(tree.root, 'd/piped'));
    const last = await tree.snapshot();
    expect(last.changes.map(({ path, operation }) => `${operation} ${path}`)).toEqual([
      'modify d/grown',
      'delete d/piped',
    ]);
    await tree.close();
    const before = fingerprint(f.user);
    expect((await land(commit)).kind).toBe('landed');
    expect(fingerprint(f.user)).toMatchObject(before);
  });
});

describe('a path', () => {
  const deep = (bytes: number): string => {
    const parts = Array.from({ length: Math.floor(bytes / 200) }, () => 'd'.repeat(199));
    return [...parts, 'x'.repeat(bytes - parts.length * 200)].join('/');
  };
  function putDeep(root: string, path: string): void {
    const cwd = process.cwd();
    process.chdir(root);
    const parts = path.split('/');
    for (const part of parts.slice(0, -1)) {
      mkdirSync(part, { recursive: true });
      process.chdir(part);
    }
    writeFileSync(parts.at(-1) ?? '', 'x');
    process.chdir(cwd);
  }

  it('of 3700 bytes is kept; a longer one is named, and left alone by landing and undo', async () => {
    const [longest, tooLong] = [deep(3700), deep(3950)];
    putDeep(f.user, longest);
    putDeep(f.user, tooLong);
    const { skipped } = await start();
    expect(skipped.map(({ path, reason }) => [path.length, reason])).toEqual([
      [3950, 'path is longer than 3700 bytes'],
    ]);
    const tree = await open();
    expect(Object.keys(fingerprint(tree.root))).toContain(longest);
    putDeep(tree.root, `a/${deep(3698)}`);
    const { commit, changes } = await tree.snapshot();
    expect(changes.map(({ path }) => path)).toEqual([`a/${deep(3698)}`]);
    await tree.close();
    const before = fingerprint(f.user);
    const landed = await land(commit);
    if (landed.kind !== 'landed') throw new Error(landed.kind);
    const undo = { undoId: 'u', workspaceId, path: f.user, tip: landed.commit, landings: [landed] };
    expect((await f.store.revert({ ...undo, onConflict: 'abort' })).kind).toBe('reverted');
    expect(fingerprint(f.user)).toEqual(before);
  });

  it('of a folder that is too long for what lies in it cannot be a workspace', async () => {
    const path = join(f.user, `${'w'.repeat(199)}/${'w'.repeat(199)}`);
    mkdirSync(path, { recursive: true });
    await expect(f.store.register(path)).rejects.toMatchObject({ code: 'unusable_workspace' });
  });
});

it.skipIf(process.getuid?.() !== 0)('does not take for gone what it may not look at', async () => {
  const root = mkdtempSync(join(tmpdir(), 'loom-hidden-'));
  chmodSync(root, 0o755);
  put(root, 'hidden/file', 'x');
  chmodSync(join(root, 'hidden'), 0o700);
  process.seteuid?.(65534);
  try {
    const wish = { root, limits: DEFAULT_LIMITS };
    const paths = new Set(['hidden/file', 'gone']);
    const inSlot = await sortCandidates({ ...wish, keepsLast: true }, paths);
    expect([[...inSlot.removes], inSlot.skipped]).toEqual([
      ['gone'],
      [{ path: 'hidden/file', reason: 'cannot be read' }],
    ]);
    expect([...(await sortCandidates(wish, paths)).removes]).toEqual(['hidden/file', 'gone']);
  } finally {
    process.seteuid?.(0);
    rmSync(root, { recursive: true });
  }
  expect(existsSync(root)).toBe(false);
});
