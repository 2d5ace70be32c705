import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LandOutcome } from '#domain';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';

let f: Fixture;
const taskId = '4b2c1f1e-0000-4000-8000-00000000000a';

beforeEach(() => {
  f = makeFixture();
});
afterEach(() => f.dispose());

async function land(edit: (root: string) => void): Promise<(approvedSensitive?: boolean) => Promise<LandOutcome>> {
  const { workspaceId } = await f.store.register(f.user);
  const tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId })).commit;
  const tree = await f.trees.open({ workspaceId, taskId, attemptId: 'a1', epoch: 1, base: tip, head: tip });
  edit(tree.root);
  const { commit: head } = await tree.snapshot();
  await tree.close();
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const wish = { landingId: 'l1', workspaceId, path: f.user, taskId, subtaskId: 's', tip, base: tip, head };
  return (approvedSensitive) =>
    f.store.land({
      ...wish,
      verifiedTrees,
      protected: [],
      ...(approvedSensitive === undefined ? {} : { approvedSensitive }),
    });
}

it('holds back what acts with the rights of the user until a person has approved it', async () => {
  put(f.user, 'a', '1\n');
  put(f.user, 'app/package.json', '{"scripts":{"test":"x"}}');
  put(f.user, 'web/package.json', '{"scripts":{"prepare":"x"}}');
  const attempt = await land((root) => {
    put(root, 'a', '2\n');
    put(root, '.github/workflows/ci.yml', 'on: push\n');
    put(root, 'docs/AGENTS.md', 'obey\n');
    put(root, 'app/package.json', '{"scripts":{"postinstall":"node x.js","test":"x"}}');
    put(root, 'web/package.json', '{"scripts":{"prepare":"x","test":"y"},"version":"2.0.0"}');
    symlinkSync('docs', join(root, '.husky'));
  });
  const before = fingerprint(f.user);
  const held = await attempt();
  expect(held.kind === 'needs_approval' && [...held.paths].sort()).toEqual([
    '.github/workflows/ci.yml',
    '.husky',
    'app/package.json',
    'docs/AGENTS.md',
  ]);
  expect((await attempt(false)).kind).toBe('needs_approval');
  expect(fingerprint(f.user)).toEqual(before);
  expect((await attempt(true)).kind).toBe('landed');
});

it('asks nobody about ordinary files', async () => {
  put(f.user, 'package.json', '{"scripts":{"prepare":"x"},"version":"1.0.0"}');
  const attempt = await land((root) => {
    put(root, 'package.json', '{"version":"1.0.1","scripts":{"lint":"y","prepare":"x"}}');
    put(root, 'src/a.ts', 'x\n');
  });
  expect((await attempt()).kind).toBe('landed');
});

it("holds back what the user's git runs as a hook, and what stands behind a link of a sensitive name", async () => {
  put(f.user, '.git/config', '[core]\n\thooksPath = tools/hooks\n');
  put(f.user, 'tools/hooks/pre-commit', '#!/bin/sh\n', 0o755);
  put(f.user, 'shared/settings.json', '{}');
  symlinkSync('./shared', join(f.user, '.vscode'));
  const attempt = await land((root) => {
    put(root, 'tools/hooks/pre-commit', '#!/bin/sh\nid\n', 0o755);
    put(root, 'tools/other', 'x\n');
    put(root, 'shared/tasks.json', '{}');
  });
  const held = await attempt();
  expect(held.kind === 'needs_approval' && [...held.paths].sort()).toEqual([
    'shared/tasks.json',
    'tools/hooks/pre-commit',
  ]);
});

it("holds back what the user's git runs otherwise, from wherever in the work tree its configuration is", async () => {
  put(f.dir, '.git/config', '[core]\n\tfsmonitor = "user/tools/watch.sh"\n[include]\n\tpath = ../user/shared.ini\n');
  put(
    f.dir,
    '.git/config.worktree',
    '[alias]\n\tship = !sh user/ship.sh --now\n[core]\n\thooksPath = user/own/hooks\n',
  );
  put(f.user, 'vendor/lib/.git/config', '[core]\n\tfsmonitor = ./check\n');
  put(f.user, 'vendor/lib/.git/HEAD', 'ref: refs/heads/main\n');
  const attempt = await land((root) => {
    for (const path of [
      'vendor/lib/check',
      'vendor/check',
      'tools/watch.sh',
      'tools/other.sh',
      'shared.ini',
      'ship.sh',
      'own/hooks/x',
      'core/a.ts',
    ])
      put(root, path, 'x\n');
  });
  const held = await attempt();
  expect(held.kind === 'needs_approval' && [...held.paths].sort()).toEqual([
    'own/hooks/x',
    'shared.ini',
    'ship.sh',
    'tools/watch.sh',
    'vendor/lib/check',
  ]);
});

it("holds back what the user's git names for all repositories, in included files too", async () => {
  put(f.user, '.git/config', '[core]\n\tbare = false\n');
  const home = join(f.dir, 'home');
  put(home, '.gitconfig', '[core]\n\thooksPath = team/hooks\n[includeIf "gitdir:~/work/"]\n\tpath = ~/work.ini\n');
  put(home, 'work.ini', '[core]\n\tfsmonitor = tools/watch.sh\n');
  put(home, '.config/git/config', '[diff "x"]\n\ttextconv = show.sh\n');
  const attempt = await land((root) => {
    for (const path of ['team/hooks/pre-commit', 'tools/watch.sh', 'show.sh', 'tools/other.sh']) put(root, path, 'x\n');
  });
  vi.stubEnv('HOME', home);
  const held = await attempt().finally(() => vi.unstubAllEnvs());
  expect(held.kind === 'needs_approval' && [...held.paths].sort()).toEqual([
    'show.sh',
    'team/hooks/pre-commit',
    'tools/watch.sh',
  ]);
});

it('asks nobody about files that are named as a branch, a remote or a person is', async () => {
  const lines = [
    '[branch "main"]\n\tremote = origin\n\tmerge = refs/heads/main\n[user]\n\tname = Ada\n\temail = ada@x.org\n',
    '[init]\n\tdefaultBranch = trunk\n[remote "upstream"]\n\tfetch = +refs/heads/*:refs/remotes/upstream/*\n',
  ];
  put(f.user, '.git/config', lines.join(''));
  const attempt = await land((root) => {
    for (const path of ['main', 'Ada', 'ada@x.org', 'trunk', 'upstream', 'refs/heads/main']) put(root, path, 'x\n');
  });
  expect((await attempt()).kind).toBe('landed');
});

it('is not led astray by what looks like such a name', async () => {
  const lines = [
    '[branch "x"] merge = a\n[alias] one = !first\n\ttwo = "!sh \\\n[branch \\"x\\"]\\\nmerge = second"\n',
    '\tthree = !third\n[url "fourth"]\n\tinsteadOf = x\n[branch "y"]\n\tmerge = a \\\n fifth\n',
  ];
  put(f.user, '.git/config', lines.join(''));
  const attempt = await land((root) => {
    for (const path of ['first', 'second', 'third', 'fourth', 'fifth']) put(root, path, 'x\n');
  });
  const held = await attempt();
  expect(held.kind === 'needs_approval' && [...held.paths].sort()).toEqual(
    ['first', 'second', 'third', 'fourth', 'fifth'].sort(),
  );
});

it('holds back what makes git take a folder for a repository, and changes in one', async () => {
  put(f.user, 'fixtures/bare/HEAD', 'ref: refs/heads/main\n');
  put(f.user, 'fixtures/bare/refs/heads/main', 'x\n');
  put(f.user, 'fixtures/bare/objects/x', 'x\n');
  const attempt = await land((root) => {
    put(root, 'fixtures/bare/config', '[core]\n\tfsmonitor = id\n');
    put(root, 'fixtures/bare/description', 'x\n');
    put(root, 'trap/HEAD', 'ref: refs/heads/main\n');
    for (const dir of ['trap/objects', 'trap/refs']) mkdirSync(join(root, dir));
    put(root, 'linked/head', 'ref: refs/heads/main\n');
    put(root, 'linked/commondir', '../elsewhere\n');
    put(root, 'src/objects/a.ts', 'x\n');
    put(root, 'src/config', 'x\n');
  });
  const held = await attempt();
  expect(held.kind === 'needs_approval' && [...held.paths].sort()).toEqual([
    'fixtures/bare/config',
    'linked/commondir',
    'linked/head',
    'trap/HEAD',
    'trap/objects',
    'trap/refs',
  ]);
});

it('holds back names that are one on other systems', async () => {
  put(f.user, 'README', 'x\n');
  put(f.user, 'src/a.ts', 'x\n');
  put(f.user, 'src/caf\u00e9', 'x\n');
  const attempt = await land((root) => {
    put(root, 'readme', 'y\n');
    put(root, 'SRC/b.ts', 'y\n');
    put(root, 'src/cafe\u0301', 'y\n');
    put(root, 'src/c.ts', 'y\n');
  });
  const held = await attempt();
  expect(held.kind === 'needs_approval' && [...held.paths].sort()).toEqual(
    ['SRC/b.ts', 'readme', 'src/cafe\u0301'].sort(),
  );
});
