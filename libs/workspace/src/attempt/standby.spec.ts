import { existsSync, lstatSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AttemptTree } from '#roles';
import { fingerprint, makeFixture, put, type Fixture } from '../fixture.js';
import { DEFAULT_LIMITS } from '../tree-store-options.js';
import { HeadStore } from './commit-source.js';
import { GitAttemptTrees } from './git-attempt-trees.js';

let f: Fixture;
let trees: GitAttemptTrees;
let workspaceId: string;
let tip: string | null;

beforeEach(async () => {
  f = makeFixture();
  tip = null;
  trees = new GitAttemptTrees(
    { ...f.options, limits: DEFAULT_LIMITS, putsBackAtOnce: true },
    new HeadStore((id) => f.store.repository(id)),
  );
  put(f.user, '.gitignore', 'out/\n');
  put(f.user, 'a', '1\n');
  put(f.user, 'src/deep/b.sh', 'b\n', 0o755);
  put(f.user, 'src/deep/c', 'c\n', 0o600);
  put(f.user, 'other/d', 'd\n');
  put(f.user, 'swap', 'a file\n');
  workspaceId = (await f.store.register(f.user)).workspaceId;
  await snapshot();
});
afterEach(async () => {
  await trees.settled();
  f.dispose();
});

const snapshot = async (): Promise<void> => {
  const of = { workspaceId, path: f.user, taskId: 't' };
  tip = (await f.store.snapshot({ ...of, tip })).commit;
};
const open = (more: { throwaway?: true } = {}): Promise<AttemptTree> => {
  const commit = tip ?? '';
  return trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: commit, head: commit, ...more });
};
const slots = (): string => join(f.options.dataDir, 'slots', workspaceId);
const indexes = (): string[] => readdirSync(join(slots(), 's0', 'index')).filter((name) => name.endsWith('.index'));

it('hands out what an attempt left, cleaned, and writes only what differs from the commit asked for', async () => {
  const first = await open();
  put(first.root, 'out/left.o', 'of the attempt before');
  put(first.root, 'a', 'unfinished\n');
  rmSync(join(first.root, 'src'), { recursive: true });
  await first.close();
  await trees.settled();
  const [left] = indexes();
  put(f.user, 'a', '2\n');
  put(f.user, 'new/deep/e', 'e\n');
  put(f.user, 'src/deep/c', 'c2\n', 0o640);
  put(f.user, 'src/deep/b.sh', 'b\n', 0o644);
  rmSync(join(f.user, 'other'), { recursive: true });
  rmSync(join(f.user, 'swap'));
  symlinkSync('a', join(f.user, 'link'));
  put(f.user, 'swap/inside', 'a folder now\n');
  await snapshot();
  const next = await open();
  expect(next.root).toBe(first.root);
  expect(indexes()).toEqual([left]); // git was not needed
  expect(fingerprint(next.root)).toEqual(fingerprint(f.user));
  expect((await next.snapshot()).commit).toBe(tip);
  put(next.root, 'new/deep/e', 'changed\n');
  expect((await next.snapshot()).changes).toMatchObject([{ path: 'new/deep/e', operation: 'modify' }]);
  await next.close();
});

it.each([
  ['a file was written', (root: string) => writeFileSync(join(root, 'src/deep/c'), 'x\n')],
  ['a file came', (root: string) => writeFileSync(join(root, 'other/stranger'), 'x\n')],
  ['a folder was replaced', (root: string) => renameSync(join(root, 'src'), join(root, 'away'))],
])('makes the checkout anew when %s while it stood by', async (_what, change) => {
  const first = await open();
  await first.close();
  await trees.settled();
  change(first.root);
  const next = await open();
  expect(fingerprint(next.root)).toEqual(fingerprint(f.user));
  await next.close();
});

it('puts back what a check altered in a checkout that was brought from one commit to another', async () => {
  await (await open()).close();
  await trees.settled();
  put(f.user, 'a', 'changed since\n');
  put(f.user, 'src/deep/b.sh', 'b\n', 0o644);
  rmSync(join(f.user, 'other'), { recursive: true });
  await snapshot();
  const tree = await open({ throwaway: true });
  const before = fingerprint(tree.root);
  expect(before).toEqual(fingerprint(f.user));
  await tree.keeping?.(async () => {
    put(tree.root, 'a', 'by a check\n');
    put(tree.root, 'src/deep/b.sh', 'b\n', 0o755);
    rmSync(join(tree.root, 'src/deep/c'));
  });
  expect(fingerprint(tree.root)).toEqual(before);
  await tree.close();
});

it('waits for a checkout that is being put back rather than make another one', async () => {
  for (let n = 0; n < 3; n++) {
    const tree = await open();
    put(tree.root, 'a', `${n}\n`);
    await tree.close();
  }
  expect(readdirSync(slots())).toEqual(['s0']);
});

it('does not take for ready what a dead process had in hand', async () => {
  const tree = await open();
  await tree.close();
  await trees.settled();
  const note = join(slots(), 's0', 'standby.json');
  expect(existsSync(note)).toBe(true);
  const used = await open();
  expect(existsSync(note)).toBe(false);
  put(used.root, 'a', 'half done\n');
  rmSync(join(slots(), 's0', 'lock')); // as the next one does with a dead process' lock
  const next = await open();
  expect(fingerprint(next.root)).toEqual(fingerprint(f.user));
  expect(lstatSync(join(slots(), 's0', 'lock')).isFile()).toBe(true);
  await next.close();
});
