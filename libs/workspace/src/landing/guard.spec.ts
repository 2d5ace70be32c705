import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

async function start(): Promise<void> {
  workspaceId = (await f.store.register(f.user)).workspaceId;
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId: 't' })).commit;
}

async function attempt(edit: (root: string) => void): Promise<string> {
  const of = { workspaceId, taskId: 't', attemptId: `a${n++}`, epoch: 1, base: tip, head: tip };
  const tree = await f.trees.open(of);
  edit(tree.root);
  const { commit } = await tree.snapshot();
  await tree.close();
  return commit;
}

async function land(head: string) {
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const names = { landingId: `l${n++}`, workspaceId, path: f.user, taskId: 't', subtaskId: 's' };
  return f.store.land({ ...names, tip, base: tip, head, verifiedTrees, protected: [] });
}

describe('links that an attempt brings', () => {
  beforeEach(async () => {
    put(f.user, 'a/b/c/file', 'x');
    put(f.user, 'top', 'x');
    symlinkSync('/mnt', join(f.user, 'users-own'));
    symlinkSync('../..', join(f.user, 'a/b/up'));
    await start();
  });

  it.each([
    ['an absolute one', 'a/l', '/etc/passwd'],
    ['one that climbs out', 'a/l', '../../etc'],
    ['one that climbs out behind a link to the top', 'a/b/c/l', '../up/../x'],
    ['one that goes back up after a name, wherever that leads', 'a/l', 'b/../../top'],
    ['one over a link of the user that leads out', 'a/l', '../users-own/x'],
    ['one into the folder of git', 'l', '.git/hooks'],
    ['one into the folder of git, otherwise spelt', 'a/l', '../.GIT'],
  ])('are refused: %s', async (_name, path, target) => {
    const before = fingerprint(f.user);
    const head = await attempt((root) => symlinkSync(target, join(root, path)));
    expect(await land(head)).toMatchObject({ kind: 'refused', paths: [path] });
    expect(fingerprint(f.user)).toEqual(before);
  });

  it('are refused where one of them only leads out over another', async () => {
    const head = await attempt((root) => {
      symlinkSync('../../..', join(root, 'a/b/c/s'));
      symlinkSync('s/../x', join(root, 'a/b/c/t'));
    });
    expect(await land(head)).toMatchObject({ kind: 'refused', paths: ['a/b/c/t'] });
  });

  it('land where they stay inside', async () => {
    const head = await attempt((root) => {
      symlinkSync('../../top', join(root, 'a/b/l1'));
      symlinkSync('b/up/top', join(root, 'a/l2'));
      symlinkSync('./nowhere', join(root, 'l3'));
      symlinkSync('l4', join(root, 'l4'));
    });
    expect((await land(head)).kind).toBe('landed');
    expect(readFileSync(join(f.user, 'a/l2'), 'utf8')).toBe('x');
  });
});

describe('the user at work between the look and the write, or in the middle of it', () => {
  const names = ['d/edit', 'd/gone', 'd/mode', 'd/sub/deep'];

  /** What the user does to `d/edit` or to a folder above it; answers what must be there afterwards. */
  const acts: Record<string, (outside: string) => void> = {
    'makes it a pipe': () => {
      rmSync(join(f.user, 'd/edit'), { force: true });
      execFileSync('mkfifo', [join(f.user, 'd/edit')]);
    },
    'makes it a folder': () => {
      rmSync(join(f.user, 'd/edit'), { force: true });
      put(f.user, 'd/edit/inside', 'user\n');
    },
    'makes it larger than any disk': () => truncateSync(join(f.user, 'd/edit'), 2 ** 40),
    'makes it a link to a file outside': (outside) => {
      rmSync(join(f.user, 'd/edit'), { force: true });
      symlinkSync(join(outside, 'd/edit'), join(f.user, 'd/edit'));
    },
    'takes its rights': () => chmodSync(join(f.user, 'd/edit'), 0o000),
    'writes it anew': () => put(f.user, 'd/edit', 'user\n'),
    'moves its folder away': () => renameSync(join(f.user, 'd'), join(f.user, 'elsewhere')),
    'puts a link in the place of its folder': (outside) => {
      renameSync(join(f.user, 'd'), join(f.user, 'elsewhere'));
      symlinkSync(join(outside, 'd'), join(f.user, 'd'));
    },
    'puts a file in the place of its folder': () => {
      renameSync(join(f.user, 'd'), join(f.user, 'elsewhere'));
      put(f.user, 'd', 'user\n');
    },
  };

  it.each(Object.keys(acts))('%s: theirs stays, and nothing is written outside', async (name) => {
    const outside = join(f.dir, 'outside');
    for (const root of [f.user, outside]) for (const path of names) put(root, path, 'old\n');
    await start();
    const head = await attempt((root) => {
      put(root, 'd/edit', 'loom\n');
      put(root, 'd/mode', 'old\n', 0o755);
      rmSync(join(root, 'd/gone'));
      put(root, 'd/sub/deep', 'loom\n');
      put(root, 'd/fresh', 'loom\n');
      put(root, 'aa', 'loom\n');
    });
    const before = fingerprint(outside);
    // Before the first change, before that of the path itself, in the midst of it, when it is nowhere, and after it.
    const isOfFileThere = /disk$|rights$/.test(name);
    for (const at of ['staged', 'op1:done', ...(isOfFileThere ? [] : ['op2:displaced']), 'op3:done']) {
      let theirs: Record<string, string> = {};
      meddle = (step) => {
        if (step !== at) return;
        meddle = () => undefined;
        acts[name]?.(outside);
        theirs = fingerprint(f.user);
      };
      const { kind } = await land(head);
      expect(fingerprint(outside)).toEqual(before);
      const found = fingerprint(f.user);
      const ofUser = Object.keys(theirs).filter((path) => /^(d\/edit|elsewhere)/.test(path) || path === 'd');
      expect(ofUser.length).toBeGreaterThan(0);
      for (const path of ofUser) expect([at, path, found[path]]).toEqual([at, path, theirs[path]]);
      if (at !== 'op3:done') {
        expect(['conflict', 'merged']).toContain(kind);
        for (const path of ['aa', 'd/fresh', 'elsewhere/fresh']) expect(found[path]).toBeUndefined();
      }
      rmSync(f.user, { recursive: true, force: true });
      for (const path of names) put(f.user, path, 'old\n');
      expect((await f.store.snapshot({ workspaceId, path: f.user, tip, taskId: 't' })).commit).toBe(tip);
    }
  });
});
