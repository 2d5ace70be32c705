import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';

let f: Fixture;
beforeEach(() => {
  f = makeFixture();
});
afterEach(() => f.dispose());

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], {
    cwd: f.user,
    stdio: 'pipe',
  }).toString();

/** Names and times of all files of the user's repository. */
function times(root: string): Record<string, number> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(names.map((name) => [name, statSync(join(root, name)).mtimeMs]));
}

it("takes what the user's repository holds, touches nothing there, and needs nothing of it afterwards", async () => {
  for (let n = 0; n < 300; n++) put(f.user, `src/${n}.ts`, `file ${n}\n`.repeat(20));
  put(f.user, '.gitattributes', '*.txt text eol=crlf\n');
  put(f.user, 'filtered.txt', 'one\r\ntwo\r\n');
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'all');
  git('repack', '-adq');
  for (let n = 0; n < 20; n++) put(f.user, `src/${n}.ts`, `edited ${n}\n`);
  const [before, timesBefore] = [fingerprint(f.user), times(join(f.user, '.git'))];
  const { workspaceId } = await f.store.register(f.user);
  const of = { workspaceId, path: f.user, taskId: 't' };
  const tip = (await f.store.snapshot({ ...of, tip: null })).commit;
  expect(fingerprint(f.user)).toEqual(before);
  expect(times(join(f.user, '.git'))).toEqual(timesBefore);
  const { repo, loose } = look(workspaceId);
  // The edited ones and the commit's own; the rest came in one pack.
  expect(loose).toBeLessThan(40);
  expect(readdirSync(join(repo, 'objects/pack')).filter((name) => name.endsWith('.pack'))).toHaveLength(1);

  git('gc', '--prune=now', '-q');
  rmSync(join(f.user, '.git'), { recursive: true });
  const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });
  const files = fingerprint(f.user);
  expect(fingerprint(tree.root)).toEqual(files);
  rmSync(join(tree.root, 'src'), { recursive: true });
  const head = (await tree.snapshot()).commit;
  await tree.close();
  const landed = await f.store.land({
    ...of,
    ...{ landingId: 'l', subtaskId: 's', tip, base: tip, head, protected: [] },
    verifiedTrees: [await f.store.treeId(workspaceId, head)],
  });
  if (landed.kind !== 'landed') throw new Error(JSON.stringify(landed));
  await f.store.revert({ ...of, undoId: 'u', tip: landed.commit, landings: [landed], onConflict: 'abort' });
  expect(fingerprint(f.user)).toEqual(files);
  const check = execFileSync('git', [`--git-dir=${repo}`, 'fsck', '--full', '--strict', '--no-dangling']);
  expect(check.toString()).toBe('');
});

it('starts from the files alone where the repository is damaged', async () => {
  for (let n = 0; n < 300; n++) put(f.user, `src/${n}.ts`, `file ${n}\n`.repeat(20));
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'all');
  git('repack', '-adq');
  const packs = join(f.user, '.git/objects/pack');
  for (const name of readdirSync(packs)) {
    if (name.endsWith('.pack')) put(packs, name, 'PACK but not one');
  }
  const { workspaceId } = await f.store.register(f.user);
  const { commit } = await f.store.snapshot({ workspaceId, path: f.user, taskId: 't', tip: null });
  rmSync(join(f.user, '.git'), { recursive: true });
  const wish = { workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: commit, head: commit };
  const tree = await f.trees.open(wish);
  expect(fingerprint(tree.root)).toEqual(fingerprint(f.user));
  await tree.close();
});

function look(workspaceId: string): { repo: string; loose: number } {
  const repo = join(f.options.dataDir, 'trees', workspaceId, 'repo.git');
  const names = readdirSync(join(repo, 'objects'), { recursive: true, encoding: 'utf8' });
  return { repo, loose: names.filter((name) => /^[0-9a-f]{2}\/[0-9a-f]{38}$/.test(name)).length };
}
