import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeFixture, put, type Fixture } from '../fixture.js';

let f: Fixture;
let home: string;
const taskId = '4b2c1f1e-0000-4000-8000-00000000000a';

beforeEach(() => {
  f = makeFixture();
  home = join(f.dir, 'home');
  mkdirSync(home);
  vi.stubEnv('HOME', home);
  for (const name of ['XDG_CONFIG_HOME', 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM']) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  f.dispose();
});

/** What a landing of these new files waits for a person for. */
async function held(files: readonly (readonly [path: string, mode?: number])[], root = f.user): Promise<string[]> {
  const { workspaceId } = await f.store.register(root);
  const tip = (await f.store.snapshot({ workspaceId, path: root, tip: null, taskId })).commit;
  const tree = await f.trees.open({ workspaceId, taskId, attemptId: 'a1', epoch: 1, base: tip, head: tip });
  for (const [path, mode] of files) put(tree.root, path, 'changed\n', mode);
  const { commit: head } = await tree.snapshot();
  await tree.close();
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const wish = { landingId: 'l1', workspaceId, path: root, taskId, subtaskId: 's', tip, base: tip, head };
  const outcome = await f.store.land({ ...wish, verifiedTrees, protected: [] });
  if (outcome.kind !== 'landed' && outcome.kind !== 'needs_approval') throw new Error(outcome.kind);
  return outcome.kind === 'landed' ? [] : [...outcome.paths].sort();
}

it.each([
  ['XDG_CONFIG_HOME', 'xdg/git/config', 'xdg'],
  ['GIT_CONFIG_GLOBAL', 'own.ini', 'own.ini'],
  ['GIT_CONFIG_SYSTEM', 'system.ini', 'system.ini'],
])('looks at what %s makes the configuration of all repositories', async (variable, file, value) => {
  put(f.user, '.git/config', '[core]\n\tbare = false\n');
  put(f.dir, file, '[core]\n\thooksPath = team/hooks\n\tfsmonitor = watch.sh\n');
  vi.stubEnv(variable, join(f.dir, value));
  expect(await held([['team/hooks/pre-commit'], ['watch.sh'], ['team/other.sh']])).toEqual([
    'team/hooks/pre-commit',
    'watch.sh',
  ]);
});

it("follows what the repository's own configuration includes, wherever it is and whatever the condition", async () => {
  const lines = [
    `[include] path = ../../team.ini ; for all of us\n[includeIf "onbranch:x"]\n\tpath = "~/my branch.ini"\n`,
    '[core] hooksPath = tools/hooks # ours\n',
  ];
  put(f.user, '.git/config', lines.join(''));
  put(f.dir, 'team.ini', '[core]\n\thooksPath = team/hooks\n[include]\n\tpath = further.ini\n');
  put(f.dir, 'further.ini', '[diff "x"]\n\ttextconv = show.sh\n');
  put(home, 'my branch.ini', '[core]\n\tfsmonitor = watch.sh\n');
  const files = ['team/hooks/x', 'tools/hooks/x', 'show.sh', 'watch.sh', 'tools/a.sh', 'team.ini', 'src/a.ts'] as const;
  expect(await held(files.map((path) => [path]))).toEqual(['show.sh', 'team/hooks/x', 'tools/hooks/x', 'watch.sh']);
});

it('finds a folder of hooks that is named from the home folder, over links, or is the top itself', async () => {
  const root = join(home, 'work');
  put(root, '.git/config', '[core]\n\thooksPath = ~/work/own/hooks\n\tfsmonitor = ~/work/watch.sh\n');
  put(root, 'shared/pre-push', 'x\n', 0o755);
  symlinkSync('../shared', join(root, '.git/hooks'));
  expect(await held([['own/hooks/x'], ['watch.sh'], ['shared/pre-push', 0o755], ['pre-push', 0o755]], root)).toEqual([
    'own/hooks/x',
    'shared/pre-push',
    'watch.sh',
  ]);
});

it('takes only what can be run for a hook where hooks and files share the top', async () => {
  put(f.user, '.git/config', '[core]\n\thooksPath = .\n');
  expect(await held([['pre-commit', 0o755], ['README.md'], ['tools/x', 0o755]])).toEqual(['pre-commit']);
});

it('looks at every repository around a workspace, also where it is one itself', async () => {
  put(f.dir, '.git/config', '[core]\n\thooksPath = user/hooks\n');
  put(f.user, '.git/config', '[core]\n\tbare = false\n');
  expect(await held([['hooks/pre-commit'], ['src/a.ts']])).toEqual(['hooks/pre-commit']);
});

it('holds back what the hooks run of the workspace: where they lead as links, what they call', async () => {
  put(f.user, '.git/config', '[core]\n\tbare = false\n');
  put(f.user, 'tools/pre-commit', '#!/bin/sh\n', 0o755);
  mkdirSync(join(f.user, '.git/hooks'));
  symlinkSync('../../tools/pre-commit', join(f.user, '.git/hooks/pre-commit'));
  const script = [
    '#!/bin/sh',
    'root="$(git rev-parse --show-toplevel)"',
    '"$root/tools/check" --fast && ./lint.sh src/a.ts README.md',
    '"$(git rev-parse --show-toplevel)"/tools/scan || exit 1',
    'node tools/types.mjs; . ./env.sh',
    'git diff --cached --name-only | grep -q package.json && npm test',
  ];
  put(f.user, '.git/hooks/pre-push', script.join('\n'), 0o755);
  put(f.user, '.git/hooks/post-merge.sample', '#!/bin/sh\nexec tools/sample\n', 0o755);
  const run = ['tools/pre-commit', 'tools/check', 'lint.sh', 'tools/scan', 'tools/sample', 'bin/cli', 'test'] as const;
  const read = ['tools/types.mjs', 'env.sh', 'src/a.ts', 'README.md', 'package.json', 'src/b.ts'] as const;
  expect(await held([...run.map((path) => [path, 0o755] as const), ...read.map((path) => [path] as const)])).toEqual([
    'env.sh',
    'lint.sh',
    'tools/check',
    'tools/pre-commit',
    'tools/scan',
    'tools/types.mjs',
  ]);
});

it('asks nobody about ordinary work beside the hooks that common tools install', async () => {
  put(f.user, '.git/config', '[core]\n\trepositoryformatversion = 0\n[filter "lfs"]\n\tclean = git-lfs clean -- %f\n');
  put(
    f.user,
    '.git/hooks/pre-push',
    '#!/bin/sh\ncommand -v git-lfs >/dev/null 2>&1 || exit 2\ngit lfs pre-push "$@"\n',
    0o755,
  );
  const husky = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\nnpx lint-staged\nnpm run build\n';
  put(f.user, '.git/hooks/pre-commit', husky, 0o755);
  const files = [
    'src/a.ts',
    'lint-staged',
    'dist/x.js',
    'build',
    'package.json',
    'test/run.sh',
    'git',
    'docs/hooks.md',
  ];
  expect(await held([...files.map((path) => [path] as const), ['bin/cli', 0o755], ['test/all', 0o755]])).toEqual([]);
});
