import { chmodSync, chownSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprint, makeFixture, put, type Fixture } from '../fixture.js';

let f: Fixture;
let workspaceId: string;
let tip: string;
let meddle: (step: string) => void = () => undefined;
let n = 0;

beforeEach(() => {
  meddle = () => undefined;
  f = makeFixture({ probe: (step) => meddle(step) });
});
afterEach(() => f.dispose());

async function land(edit: (root: string) => void) {
  ({ workspaceId } = await f.store.register(f.user));
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId: 't' })).commit;
  const of = { workspaceId, taskId: 't', attemptId: `a${n++}`, epoch: 1, base: tip, head: tip };
  const tree = await f.trees.open(of);
  edit(tree.root);
  const { commit: head } = await tree.snapshot();
  await tree.close();
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const names = { landingId: `l${n++}`, workspaceId, path: f.user, taskId: 't', subtaskId: 's' };
  return f.store.land({ ...names, tip, base: tip, head, verifiedTrees, protected: [] });
}

async function undo(landing: Awaited<ReturnType<typeof land>>) {
  if (landing.kind !== 'landed') throw new Error(landing.kind);
  const of = { undoId: `u${n++}`, workspaceId, path: f.user, tip: landing.commit };
  const outcome = await f.store.revert({ ...of, landings: [landing], onConflict: 'abort' });
  expect(outcome.kind).toBe('reverted');
  return outcome;
}

const rightsOf = (path: string): string => (lstatSync(join(f.user, path)).mode & 0o7777).toString(8);

function closedFolders(): void {
  put(f.user, 'kept', '1\n');
  put(f.user, 'closed/in/file', '1\n');
  mkdirSync(join(f.user, 'empty'));
  for (const [path, mode] of [
    ['closed', 0o700],
    ['closed/in', 0o2770],
    ['empty', 0o700],
  ] as const)
    chmodSync(join(f.user, path), mode);
}

const removeAll = (root: string): void => {
  for (const path of ['closed', 'empty']) rmSync(join(root, path), { recursive: true });
};

it('gives a folder that an undo brings back the rights it had, also when the undo itself is undone and repeated', async () => {
  closedFolders();
  const before = fingerprint(f.user);
  const landing = await land(removeAll);
  const undone = await undo(landing);
  expect(fingerprint(f.user)).toEqual(before);
  if (undone.kind !== 'reverted') throw new Error(undone.kind);
  const again = { workspaceId, path: f.user, onConflict: 'abort' as const };
  const redone = await f.store.revert({ ...again, undoId: 'redo', tip: undone.commit, landings: [undone] });
  if (redone.kind !== 'reverted') throw new Error(redone.kind);
  expect((await f.store.revert({ ...again, undoId: 'u', tip: redone.commit, landings: [redone] })).kind).toBe(
    'reverted',
  );
  expect(fingerprint(f.user)).toEqual(before);
});

it('gives it them when the landing takes itself back', async () => {
  closedFolders();
  const before = fingerprint(f.user);
  meddle = (step) => {
    if (step !== 'dropped') return;
    meddle = () => undefined;
    put(f.user, 'new', 'user\n');
  };
  expect((await land((root) => (removeAll(root), put(root, 'new', 'loom\n')))).kind).toBe('conflict');
  rmSync(join(f.user, 'new'));
  expect(fingerprint(f.user)).toEqual(before);
});

it('opens nothing that was closed when its folder is moved', async () => {
  closedFolders();
  await land((root) => {
    renameSync(join(root, 'closed'), join(root, 'other'));
    put(root, 'fresh/file', '2\n');
  });
  expect(['other', 'other/in', 'fresh'].map(rightsOf)).toEqual(['700', '2770', '755']);
});

it.skipIf(process.getuid?.() !== 0)('leaves what it makes as root to whom the folder belongs', async () => {
  put(f.user, 'of-another', '1\n');
  chownSync(join(f.user, 'of-another'), 1001, 1002);
  chownSync(f.user, 1000, 1000);
  await land((root) => {
    put(root, 'of-another', '2\n');
    put(root, 'new/deep/file', '2\n');
    mkdirSync(join(root, 'empty/inner'), { recursive: true });
  });
  const owners = (path: string): string => {
    const { uid, gid } = lstatSync(join(f.user, path));
    return `${uid}:${gid}`;
  };
  const made = ['new', 'new/deep', 'new/deep/file', 'empty', 'empty/inner'];
  expect([...new Set(made.map(owners))]).toEqual(['1000:1000']);
  expect(owners('of-another')).toBe('1001:1002');
});
