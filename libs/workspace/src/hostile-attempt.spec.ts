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
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint, put } from './fixture.js';
import {
  f,
  workspaceId,
  tip,
  taskId,
  eachInItsFolder,
  register,
  look,
  start,
  open,
  git,
  roundTrip,
} from './hostile.fixture.js';

eachInItsFolder();

describe('an attempt', () => {
  it('that fails leaves the folder untouched, and the next one starts clean', async () => {
    put(f.user, 'a', '1');
    put(f.user, 'd/b', '1');
    await start();
    const times = (): number[] => ['', 'a', 'd', 'd/b'].map((name) => statSync(join(f.user, name)).mtimeMs);
    const before = [times(), fingerprint(f.user)];
    const tree = await open();
    const root = tree.root;
    for (let n = 0; n < 500; n++) put(root, `many/${n}`, `${n}`);
    put(root, 'a', '2');
    rmSync(join(root, 'd/b'));
    put(root, 'dist/out', 'x');
    put(root, '.gitignore', 'dist\n');
    await tree.snapshot();
    git(root, 'init', '-q');
    for (let n = 0; n < 600; n++) put(tree.cache ?? '', `go-build/${n}`, 'made up');
    mkdirSync(join(root, 'locked'));
    put(root, 'locked/x', 'x');
    chmodSync(join(root, 'locked'), 0o000);
    await tree.close();
    const next = await open('b');
    expect(next.root).toBe(root);
    expect(Object.keys(fingerprint(next.root))).toEqual(['a', 'd/', 'd/b']);
    expect(readdirSync(next.cache ?? '')).toEqual([]);
    await next.close();
    expect([times(), fingerprint(f.user)]).toEqual(before);
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

describe('what an attempt makes of the files lands exactly and is undone exactly:', () => {
  it('each kind of thing in the place of each other kind, in one step and by way of others', async () => {
    const kinds: Record<string, (path: string) => void> = {
      file: (path) => writeFileSync(path, 'text\n'),
      program: (path) => writeFileSync(path, 'text\n', { mode: 0o755 }),
      folder: (path) => put(path, 'in/side', 'x\n'),
      hollow: (path) => mkdirSync(join(path, 'in'), { recursive: true }),
      link: (path) => symlinkSync('usual', path),
      folderLink: (path) => symlinkSync('folder-file/in', path),
      dangling: (path) => symlinkSync('nowhere', path),
    };
    const pairs = Object.keys(kinds).flatMap((from) => Object.keys(kinds).map((to) => [from, to] as const));
    const name = (from: string, to: string): string => `${from}-${to}`;
    put(f.user, 'usual', 'x\n');
    for (const [from, to] of pairs) kinds[from]?.(join(f.user, name(from, to)));
    put(f.user, 'by-way', 'x\n');
    await start();
    await roundTrip(async (root, tree) => {
      for (const [from, to] of pairs) {
        rmSync(join(root, name(from, to)), { recursive: true });
        kinds[to]?.(join(root, name(from, to)));
      }
      for (const kind of ['folder', 'dangling', 'hollow', 'program', 'folderLink']) {
        rmSync(join(root, 'by-way'), { recursive: true });
        kinds[kind]?.(join(root, 'by-way'));
        await tree.snapshot();
      }
    });
  });

  it('other text in files of any rights, which they keep, and in files with holes', async () => {
    const modes = [0o600, 0o640, 0o664, 0o666, 0o444, 0o400, 0o755, 0o711, 0o555];
    // So many that theirs are the workspace's usual rights.
    for (let n = 0; n < 6; n++) put(f.user, `usual/${n}`, `${n}`, n % 2 === 0 ? 0o644 : 0o755);
    for (const mode of modes) put(f.user, mode.toString(8), 'old\n', mode);
    await start();
    for (const name of ['holes', 'left-holes']) {
      put(f.user, name, '');
      truncateSync(join(f.user, name), 600_000);
    }
    await look();
    await roundTrip((root) => {
      for (const name of ['holes', ...modes.map((mode) => mode.toString(8))]) appendFileSync(join(root, name), 'new\n');
      put(root, 'new-holes', '');
      truncateSync(join(root, 'new-holes'), 600_000);
    });
    for (const mode of modes) expect(statSync(join(f.user, mode.toString(8))).mode & 0o7777).toBe(mode);
  });

  it('attributes that would have git alter every file, and the files beside them', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x0d, 0x0a, 0x0a]);
    for (const name of ['touched', 'd/touched', 'left', 'd/left']) {
      put(f.user, `${name}.crlf`, 'a\r\nb\n$Id: x $\r\n');
      put(f.user, `${name}.bin`, bytes);
    }
    await start();
    const before = fingerprint(f.user);
    await roundTrip((root) => {
      for (const dir of ['', 'd/'])
        put(root, `${dir}.gitattributes`, '* text=auto eol=crlf ident filter=x working-tree-encoding=UTF-16\n');
      for (const name of ['touched', 'd/touched']) {
        appendFileSync(join(root, `${name}.crlf`), 'c\n$Id$\r\n');
        appendFileSync(join(root, `${name}.bin`), bytes);
      }
      for (const name of ['left.crlf', 'left.bin', 'd/left.crlf', 'd/left.bin'])
        expect(fingerprint(root)[name]).toBe(before[name]);
    });
  });
});
