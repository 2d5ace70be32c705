import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LoomError } from '#domain';
import { fingerprint, put } from './fixture.js';
import { GitTreeStore } from './git-tree-store.js';
import { f, workspaceId, tip, taskId, eachInItsFolder, start, attempt, land, landed } from './landing.fixture.js';

eachInItsFolder();

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

  it('tells which of two of its commits is the later one, also when it answers for the earlier again', async () => {
    put(f.user, 'a', '1');
    await start();
    const base = tip;
    const [one, two] = [
      await attempt('a1', (root) => put(root, 'b', '2')),
      await attempt('a2', (root) => put(root, 'c', '3')),
    ];
    const looked = () => f.store.snapshot({ workspaceId, path: f.user, tip, taskId });
    expect((await looked()).generation).toBe(0);
    expect(await land('l1', one, base)).toMatchObject({ kind: 'landed', generation: 1 });
    expect(await land('l2', two, base, { acceptMerge: true })).toMatchObject({ kind: 'landed', generation: 2 });
    expect(await land('l1', one, base)).toMatchObject({ kind: 'landed', generation: 1 });
    expect((await looked()).generation).toBe(2);
    // A store that was put back from a copy may know less than the database.
    const third = await attempt('a3', (root) => put(root, 'd', '4'));
    expect(await land('l3', third, base, { acceptMerge: true, known: 7 })).toMatchObject({ generation: 8 });
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

  it("lands beside Loom's own log, and verifies with what else is in its folder", async () => {
    put(f.user, 'logs/serve.jsonl', 'a line\n');
    await start();
    const base = tip;
    const head = await attempt('a1', (root) => put(root, 'b', '2\n'));
    const store = new GitTreeStore({ ...f.options, logDir: join(f.user, 'logs') });
    const wish = {
      landingId: 'l1',
      workspaceId,
      path: f.user,
      taskId,
      subtaskId: 'l1',
      tip,
      base,
      head,
      protected: [],
    };
    const verifiedTrees = [await store.treeId(workspaceId, head)];
    put(f.user, 'logs/serve.jsonl', 'a line\nanother\n');
    put(f.user, 'logs/deep/x.jsonl', 'x\n');
    expect(await store.land({ ...wish, verifiedTrees })).toMatchObject({
      kind: 'merged',
      paths: ['logs/deep/x.jsonl'],
    });
    rmSync(join(f.user, 'logs/deep'), { recursive: true });
    expect(await store.land({ ...wish, verifiedTrees })).toMatchObject({
      kind: 'landed',
      unverified: ['logs/serve.jsonl'],
    });
    expect(readFileSync(join(f.user, 'logs/serve.jsonl'), 'utf8')).toBe('a line\nanother\n');
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

  it('refuses what a task protects at any depth, by its plain name and when it is an empty folder', async () => {
    for (const path of ['certs/site.pem', 'app/[id]/page.tsx', 'free']) put(f.user, path, '1\n');
    mkdirSync(join(f.user, 'uploads'));
    await start();
    const base = tip;
    const before = fingerprint(f.user);
    const cases: [string, string, (root: string) => void][] = [
      ['*.pem', 'certs/site.pem', (root) => put(root, 'certs/site.pem', '2\n')],
      ['app/[id]/page.tsx', 'app/[id]/page.tsx', (root) => rmSync(join(root, 'app/[id]/page.tsx'))],
      ['uploads', 'uploads', (root) => rmdirSync(join(root, 'uploads'))],
    ];
    for (const [glob, path, edit] of cases) {
      const head = await attempt(`a${path.length}`, (root) => {
        edit(root);
        put(root, 'free', '2\n');
      });
      const outcome = await land(`l${path.length}`, head, base, { protected: [glob] });
      expect(outcome).toMatchObject({ kind: 'refused', paths: [path] });
      expect(fingerprint(f.user)).toEqual(before);
    }
  });

  it('refuses protected files, setuid bits and links that lead out', async () => {
    put(f.user, 'docs/a', '1\n');
    put(f.user, 'docs/suid', '1\n', 0o4755);
    await start();
    const base = tip;
    const docs = await attempt('a1', (root) => put(root, 'docs/a', '2'));
    expect(await land('l1', docs, base, { protected: ['docs/**'] })).toMatchObject({
      kind: 'refused',
      paths: ['docs/a'],
    });
    const suid = await attempt('a2', (root) => put(root, 's', 'x', 0o4755));
    expect(await land('l2', suid, base)).toMatchObject({ kind: 'refused', paths: ['s'] });
    const kept = await attempt('a4', (root) => put(root, 'docs/suid', '2\n', 0o4755));
    expect(await land('l4', kept, base)).toMatchObject({ kind: 'refused', paths: ['docs/suid'] });
    const link = await attempt('a3', (root) => symlinkSync('../../etc', join(root, 'docs/out')));
    expect(await land('l3', link, base)).toMatchObject({ kind: 'refused', paths: ['docs/out'] });
    expect(existsSync(join(f.user, 's'))).toBe(false);
  });
});
