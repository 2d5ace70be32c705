import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { put } from './fixture.js';
import { f, workspaceId, tip, eachInItsFolder, start, attempt, landed } from './landing.fixture.js';

eachInItsFolder();

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
