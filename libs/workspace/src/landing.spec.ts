import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LoomError } from '#domain';
import type { AttemptTree } from '#roles';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';

let f: Fixture;
let workspaceId: string;
let tip: string;
const taskId = '4b2c1f1e-0000-4000-8000-000000000001';

beforeEach(() => {
  f = makeFixture();
});
afterEach(() => f.dispose());

async function start(): Promise<void> {
  workspaceId = (await f.store.register(f.user)).workspaceId;
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId })).commit;
}

const open = (attemptId: string, base = tip): Promise<AttemptTree> =>
  f.trees.open({ workspaceId, taskId, attemptId, epoch: 1, base, head: base });

async function attempt(id: string, edit: (root: string) => void, base = tip): Promise<string> {
  const tree = await open(id, base);
  edit(tree.root);
  const { commit } = await tree.snapshot();
  await tree.close();
  return commit;
}

interface Extra {
  readonly trees?: string[];
  readonly protected?: string[];
  readonly acceptMerge?: boolean;
}

async function land(id: string, head: string, base: string, extra: Extra = {}) {
  return f.store.land({
    landingId: id,
    workspaceId,
    path: f.user,
    taskId,
    subtaskId: id,
    tip,
    base,
    head,
    verifiedTrees: [await f.store.treeId(workspaceId, head), ...(extra.trees ?? [])],
    protected: extra.protected ?? [],
    ...(extra.acceptMerge === undefined ? {} : { acceptMerge: extra.acceptMerge }),
  });
}

async function landed(id: string, head: string, base: string, trees: string[] = []) {
  const outcome = await land(id, head, base, { trees });
  if (outcome.kind !== 'landed') throw new Error(`not landed: ${JSON.stringify(outcome)}`);
  tip = outcome.commit;
  return outcome;
}

describe('landing', () => {
  it('writes an attempt to the folder, and an undo gives back every byte, mode, link and empty folder', async () => {
    put(f.user, 'a.txt', 'one\n');
    put(f.user, 'private', 'secret\n', 0o600);
    put(f.user, 'shared', 'x\n', 0o664);
    put(f.user, 'readonly', 'x\n', 0o444);
    put(f.user, 'setuid', 'x\n', 0o4755);
    put(f.user, 'bin/run', '#!/bin/sh\n', 0o755);
    put(f.user, 'dir/inner/file', 'x');
    put(f.user, 'becomes-dir', 'x');
    mkdirSync(join(f.user, 'empty/deep'), { recursive: true });
    symlinkSync('/nowhere', join(f.user, 'absolute'));
    symlinkSync('a.txt', join(f.user, 'link'));
    await start();
    const before = fingerprint(f.user);
    const base = tip;
    const head = await attempt('a1', (root) => {
      writeFileSync(join(root, 'a.txt'), 'two\n');
      for (const name of ['private', 'shared', 'readonly', 'setuid', 'link', 'absolute']) rmSync(join(root, name));
      rmSync(join(root, 'empty'), { recursive: true });
      rmSync(join(root, 'dir'), { recursive: true });
      put(root, 'dir', 'now a file');
      rmSync(join(root, 'becomes-dir'));
      put(root, 'becomes-dir/x/y', 'now a folder');
      chmodSync(join(root, 'bin/run'), 0o600);
      mkdirSync(join(root, 'fresh/empty'), { recursive: true });
      symlinkSync('becomes-dir/x', join(root, 'link'));
    });
    expect(fingerprint(f.user)).toEqual(before);
    const outcome = await landed('l1', head, base);
    expect(readFileSync(join(f.user, 'dir'), 'utf8')).toBe('now a file');
    expect(statSync(join(f.user, 'bin/run')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(f.user, 'fresh/empty'))).toBe(true);
    expect(existsSync(join(f.user, 'empty'))).toBe(false);
    const again = await f.store.snapshot({ workspaceId, path: f.user, tip, taskId });
    expect(again.commit).toBe(tip);
    const undo = await f.store.revert({
      undoId: 'u1',
      workspaceId,
      path: f.user,
      tip,
      landings: [outcome],
      onConflict: 'abort',
    });
    expect(undo.kind).toBe('reverted');
    expect(fingerprint(f.user)).toEqual(before);
  });

  it('answers the same when it is repeated', async () => {
    put(f.user, 'a', '1');
    await start();
    const base = tip;
    const head = await attempt('a1', (root) => put(root, 'b', '2'));
    const first = await land('l1', head, base);
    expect(await land('l1', head, base)).toEqual(first);
  });

  it('hands a merge back for verification before it writes it', async () => {
    put(f.user, 'a', '1\n');
    await start();
    const base = tip;
    const head = await attempt('a1', (root) => put(root, 'b', '2\n'));
    put(f.user, 'mine', 'user\n');
    const merged = await land('l1', head, base);
    if (merged.kind !== 'merged') throw new Error(merged.kind);
    expect(merged.paths).toEqual(['mine']);
    expect(existsSync(join(f.user, 'b'))).toBe(false);
    await landed('l1', head, base, [merged.tree]);
    expect(readFileSync(join(f.user, 'b'), 'utf8')).toBe('2\n');
    expect(readFileSync(join(f.user, 'mine'), 'utf8')).toBe('user\n');
  });

  it('lands beside a log that a program goes on writing, and says what was not verified with it', async () => {
    put(f.user, 'a', '1\n');
    await start();
    const base = tip;
    const head = await attempt('a1', (root) => put(root, 'b', '2\n'));
    put(f.user, 'server.log', 'a line\n');
    const outcome = await landed('l1', head, base);
    expect(outcome.unverified).toEqual(['server.log']);
    expect(readFileSync(join(f.user, 'server.log'), 'utf8')).toBe('a line\n');
    expect(readFileSync(join(f.user, 'b'), 'utf8')).toBe('2\n');
    expect(await land('l1', head, base), 'a repeat says so too').toEqual(outcome);
  });

  it('lands a merge that a person has accepted, conflicts excepted, and says what was not verified with it', async () => {
    put(f.user, 'a', '1\n');
    await start();
    const base = tip;
    const head = await attempt('a1', (root) => put(root, 'b', '2\n'));
    put(f.user, 'mine', 'user\n');
    mkdirSync(join(f.user, 'hollow'));
    const outcome = await land('l1', head, base, { acceptMerge: true });
    expect(outcome).toMatchObject({ kind: 'landed', unverified: ['mine', 'hollow'] });
    put(f.user, 'b', 'user\n');
    const other = await attempt('a2', (root) => put(root, 'b', '3\n'), base);
    expect(await land('l2', other, base, { acceptMerge: true })).toMatchObject({ kind: 'conflict', paths: ['b'] });
  });

  it('answers a conflict and writes nothing when two attempts edit the same lines', async () => {
    put(f.user, 'a', 'one\ntwo\nthree\n');
    await start();
    const base = tip;
    const one = await attempt('a1', (root) => put(root, 'a', 'ONE\ntwo\nthree\n'), base);
    const two = await attempt('a2', (root) => put(root, 'a', 'one\nTWO\nthree\n'), base);
    await landed('l1', one, base);
    const before = fingerprint(f.user);
    expect(await land('l2', two, base)).toMatchObject({ kind: 'conflict', paths: ['a'] });
    expect(fingerprint(f.user)).toEqual(before);
    const retried = await attempt('a3', (root) => put(root, 'a', 'ONE\nTWO\nthree\n'));
    await landed('l3', retried, tip);
    expect(readFileSync(join(f.user, 'a'), 'utf8')).toBe('ONE\nTWO\nthree\n');
  });

  it('starts although the folder of a half-done landing is away', async () => {
    put(f.user, 'a', '1\n');
    await start();
    const head = await attempt('a1', (root) => put(root, 'a', '2\n'));
    await landed('l1', head, tip);
    writeFileSync(join(f.options.dataDir, 'trees', workspaceId, 'landings/pending'), '');
    rmSync(join(f.options.dataDir, 'trees', workspaceId, 'landings/l1/done.json'));
    renameSync(f.user, `${f.user}-away`);
    await f.store.recover({ alone: true });
    await expect(f.store.snapshot({ workspaceId, path: f.user, tip, taskId })).rejects.toBeInstanceOf(LoomError);
    renameSync(`${f.user}-away`, f.user);
    expect((await f.store.snapshot({ workspaceId, path: f.user, tip, taskId })).commit).toBe(tip);
  });

  it('refuses protected files, setuid bits and links that lead out', async () => {
    put(f.user, 'docs/a', '1\n');
    await start();
    const base = tip;
    const docs = await attempt('a1', (root) => put(root, 'docs/a', '2'));
    expect(await land('l1', docs, base, { protected: ['docs/**'] })).toMatchObject({
      kind: 'refused',
      paths: ['docs/a'],
    });
    const suid = await attempt('a2', (root) => put(root, 's', 'x', 0o4755));
    expect(await land('l2', suid, base)).toMatchObject({ kind: 'refused', paths: ['s'] });
    const link = await attempt('a3', (root) => symlinkSync('../../etc', join(root, 'docs/out')));
    expect(await land('l3', link, base)).toMatchObject({ kind: 'refused', paths: ['docs/out'] });
    expect(existsSync(join(f.user, 's'))).toBe(false);
  });
});

describe('undo', () => {
  it('keeps later work of others and of the user', async () => {
    put(f.user, 'a', '1\n2\n3\n4\n5\n6\n7\n8\n9\n');
    await start();
    const base = tip;
    const first = await landed(
      'l1',
      await attempt('a1', (root) => put(root, 'a', 'ONE\n2\n3\n4\n5\n6\n7\n8\n9\n')),
      base,
    );
    const middle = tip;
    await landed('l2', await attempt('a2', (root) => put(root, 'b', 'later\n')), middle);
    put(f.user, 'a', 'ONE\n2\n3\n4\n5\n6\n7\n8\nuser\n');
    const undo = await f.store.revert({
      undoId: 'u1',
      workspaceId,
      path: f.user,
      tip,
      landings: [first],
      onConflict: 'abort',
    });
    expect(undo).toMatchObject({ kind: 'reverted', paths: ['a'] });
    expect(readFileSync(join(f.user, 'a'), 'utf8')).toBe('1\n2\n3\n4\n5\n6\n7\n8\nuser\n');
    expect(readFileSync(join(f.user, 'b'), 'utf8')).toBe('later\n');
  });

  it('stops, skips or forces where the user changed the same lines, and can be undone itself', async () => {
    put(f.user, 'a', 'old\n');
    await start();
    const base = tip;
    const first = await landed(
      'l1',
      await attempt('a1', (root) => {
        put(root, 'a', 'loom\n');
        put(root, 'b', 'new\n');
      }),
      base,
    );
    put(f.user, 'a', 'user\n');
    const wish = { workspaceId, path: f.user, tip, landings: [first] };
    expect(await f.store.revert({ ...wish, undoId: 'u1', onConflict: 'abort' })).toMatchObject({
      kind: 'conflict',
      conflicts: [{ path: 'a' }],
    });
    expect(existsSync(join(f.user, 'b'))).toBe(true);
    const skipped = await f.store.revert({ ...wish, undoId: 'u2', onConflict: 'skip' });
    if (skipped.kind !== 'reverted') throw new Error(skipped.kind);
    expect(readFileSync(join(f.user, 'a'), 'utf8')).toBe('user\n');
    expect(existsSync(join(f.user, 'b'))).toBe(false);
    const redo = await f.store.revert({
      ...wish,
      tip: skipped.commit,
      landings: [skipped],
      undoId: 'u3',
      onConflict: 'abort',
    });
    if (redo.kind !== 'reverted') throw new Error(redo.kind);
    expect(existsSync(join(f.user, 'b'))).toBe(true);
    const forced = await f.store.revert({ ...wish, tip: redo.commit, undoId: 'u4', onConflict: 'force' });
    if (forced.kind !== 'reverted') throw new Error(forced.kind);
    expect(readFileSync(join(f.user, 'a'), 'utf8')).toBe('old\n');
    expect(await f.store.diff(workspaceId, forced.commit, forced.before, { path: 'a' })).toContain('+user');
  });

  it('takes back one file alone', async () => {
    put(f.user, 'a', 'old\n');
    await start();
    const base = tip;
    const first = await landed(
      'l1',
      await attempt('a1', (root) => {
        put(root, 'a', 'loom\n');
        put(root, 'b', 'new\n');
      }),
      base,
    );
    await f.store.revert({
      undoId: 'u1',
      workspaceId,
      path: f.user,
      tip,
      landings: [first],
      only: 'a',
      onConflict: 'abort',
    });
    expect(readFileSync(join(f.user, 'a'), 'utf8')).toBe('old\n');
    expect(existsSync(join(f.user, 'b'))).toBe(true);
  });
});
