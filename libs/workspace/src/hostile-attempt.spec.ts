import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint, put } from './fixture.js';
import { f, workspaceId, tip, taskId, eachInItsFolder, register, start, open, git } from './hostile.fixture.js';

eachInItsFolder();

describe('an attempt', () => {
  it('that fails leaves the folder untouched, and the next one starts clean', async () => {
    put(f.user, 'a', '1');
    await start();
    const mtime = statSync(f.user).mtimeMs;
    const tree = await open();
    const root = tree.root;
    for (let n = 0; n < 500; n++) put(root, `many/${n}`, `${n}`);
    put(root, 'dist/out', 'x');
    put(root, '.gitignore', 'dist\n');
    git(root, 'init', '-q');
    mkdirSync(join(root, 'locked'));
    put(root, 'locked/x', 'x');
    chmodSync(join(root, 'locked'), 0o000);
    await tree.close();
    const next = await open('b');
    expect(next.root).toBe(root);
    expect(Object.keys(fingerprint(next.root))).toEqual(['a']);
    await next.close();
    expect(statSync(f.user).mtimeMs).toBe(mtime);
  });

  it('leaves no two names for one file, and no rights of a folder, to the next one', async () => {
    for (const name of ['a', 'b', 'd/c']) put(f.user, name, 'same\n');
    await start();
    const tree = await open();
    // So many that git takes them in as they stand on the disk.
    for (let n = 0; n < 200; n++) put(tree.root, `many/${n}`, `${n}`);
    for (const name of ['b', 'd/c']) {
      rmSync(join(tree.root, name));
      linkSync(join(tree.root, 'a'), join(tree.root, name));
    }
    put(tree.root, 'a', 'new\n');
    chmodSync(join(tree.root, 'd'), 0o500);
    chmodSync(tree.root, 0o777);
    const { commit } = await tree.snapshot();
    await tree.close();
    const next = await f.trees.open({
      workspaceId,
      taskId: 't2',
      attemptId: 'b',
      epoch: 1,
      base: commit,
      head: commit,
    });
    expect(next.root).toBe(tree.root);
    expect([statSync(next.root).mode & 0o777, statSync(join(next.root, 'd')).mode & 0o777]).toEqual([0o700, 0o755]);
    appendFileSync(join(next.root, 'a'), 'more\n');
    expect((await next.snapshot()).changes.map(({ path }) => path)).toEqual(['a']);
    expect(readFileSync(join(next.root, 'd/c'), 'utf8')).toBe('new\n');
    await next.close();
  });

  it('finds what others of its task left in the scratch folder, and nothing where its commands judge', async () => {
    put(f.user, 'a', '1');
    await start();
    const work = await open();
    put(work.scratch, 'left', 'by the work');
    expect(await work.snapshot()).toMatchObject({ changes: [], skipped: [] });
    const other = await open('b');
    expect(existsSync(join(other.scratch, 'left'))).toBe(true);
    const of = { workspaceId, taskId, epoch: 1, base: tip, head: tip, throwaway: true };
    for (const attemptId of ['v1', 'v2']) {
      const judged = await f.trees.open({ ...of, attemptId });
      const own = judged.ownScratch ?? '';
      for (const again of [() => judged.reset(), () => judged.close()]) {
        expect(readdirSync(own)).toEqual([]);
        put(own, 'left', 'by a check');
        await again();
      }
      expect([existsSync(own), existsSync(join(judged.scratch, 'left'))]).toEqual([false, true]);
    }
    await work.close();
    await other.close();
  });

  it('goes back to its last step on reset, and by known path equals a full look', async () => {
    put(f.user, 'd/a', '1');
    put(f.user, 'd/b', '1');
    await start();
    const tree = await open();
    put(tree.root, 'd/a', '2');
    const step = await tree.snapshot(['d/a']);
    expect(step.changes).toMatchObject([{ path: 'd/a', operation: 'modify', additions: 1, deletions: 1 }]);
    expect((await tree.snapshot()).commit).toBe(step.commit);
    rmSync(join(tree.root, 'd/a'));
    rmSync(join(tree.root, 'd/b'));
    const gone = await tree.snapshot(['d/a', 'd/b']);
    expect(gone.changes.map((change) => change.path).sort()).toEqual(['d/', 'd/a', 'd/b']);
    put(tree.root, 'junk', 'x');
    await tree.reset();
    expect(Object.keys(fingerprint(tree.root))).toEqual(['d/']);
    expect((await tree.snapshot()).commit).toBe(gone.commit);
    await tree.close();
  });

  it('names what looks like a folder of git and is none', async () => {
    put(f.user, 'a', '1');
    await start();
    const tree = await open();
    for (const name of ['.GIT', 'git~1', 'sub/.g\u200cit']) put(tree.root, `${name}/hooks/x`, 'x');
    const { changes, skipped } = await tree.snapshot();
    expect(changes).toEqual([]);
    expect(skipped.map((line) => line.split(':')[0]).sort()).toEqual(['.GIT', 'git~1', 'sub/.g\u200cit']);
    await tree.close();
  });

  it('skips what is too large or no file and says so', async () => {
    put(f.user, 'big', Buffer.alloc(2_000_000));
    execFileSync('mkfifo', [join(f.user, 'pipe')]);
    await register();
    const { skipped, fileCount } = await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId });
    expect(fileCount).toBe(0);
    expect(skipped).toEqual([
      { path: 'big', reason: 'larger than 1 MiB' },
      { path: 'pipe', reason: 'neither a file, a folder nor a link' },
    ]);
  });
});
