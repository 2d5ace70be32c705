import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { put } from './fixture.js';
import { GitTreeStore } from './git-tree-store.js';
import { objectId } from './git/objects.js';
import { attempt, eachInItsFolder, f, landed, start, taskId, tip, workspaceId } from './landing.fixture.js';

eachInItsFolder();

const placeDir = (): string => join(f.options.dataDir, 'trees', workspaceId);
const repoDir = (): string => join(placeDir(), 'repo.git');
const fileOf = (id: string): string => join(repoDir(), 'objects', id.slice(0, 2), id.slice(2));
const blobOf = (text: string): string => fileOf(objectId('blob', Buffer.from(text)));

/** git makes objects read-only. */
function cut(file: string, bytes: number): void {
  chmodSync(file, 0o600);
  truncateSync(file, bytes);
}

/** As Loom finds it when the machine was started anew. */
async function startedAnew(): Promise<GitTreeStore> {
  writeFileSync(join(placeDir(), 'boot'), 'another');
  const store = new GitTreeStore(f.options);
  await store.recover({ alone: true });
  return store;
}

it('writes again what a power cut left half of, and packs past names of what is gone', async () => {
  put(f.user, 'a', '1\n');
  await start();
  const head = await attempt('a1', (root) => {
    put(root, 'a', 'a new line\n');
    put(root, 'big', 'x'.repeat(5000));
  });
  const [empty, half] = [blobOf('a new line\n'), blobOf('x'.repeat(5000))];
  cut(empty, 0);
  cut(half, statSync(half).size - 4);
  cut(fileOf(head), 0);
  const refs = join(repoDir(), 'refs/loom');
  writeFileSync(join(refs, 'torn'), '');
  const ofHead = readdirSync(refs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(head));
  expect(ofHead).toHaveLength(1);
  for (const name of readdirSync(join(placeDir(), 'index')).filter((name) => name.endsWith('.index')))
    cut(join(placeDir(), 'index', name), 100);

  const store = await startedAnew();
  expect([empty, half, fileOf(head), join(refs, 'torn'), join(refs, ofHead[0] ?? '')].filter(existsSync)).toEqual([]);
  expect((await store.snapshot({ workspaceId, path: f.user, tip, taskId })).commit).toBe(tip);
  const again = await attempt('a2', (root) => {
    put(root, 'a', 'a new line\n');
    put(root, 'big', 'x'.repeat(5000));
  });
  await landed('l1', again, tip);
  expect(readFileSync(join(f.user, 'a'), 'utf8')).toBe('a new line\n');
  execFileSync('git', ['--git-dir', repoDir(), 'fsck', '--no-dangling'], { stdio: 'pipe' });
  execFileSync('git', ['--git-dir', repoDir(), 'repack', '-a', '-d', '-q'], { stdio: 'pipe' });
});

it('looks once for each start of the machine, and at what was written last', async () => {
  put(f.user, 'a', 'old\n');
  await start();
  const old = blobOf('old\n');
  cut(old, 0);
  utimesSync(old, new Date(), new Date(Date.now() - 3_600_000));
  await startedAnew();
  expect(existsSync(old)).toBe(true);
  utimesSync(old, new Date(), new Date());
  await new GitTreeStore(f.options).recover({ alone: true });
  expect(existsSync(old)).toBe(existsSync('/proc/sys/kernel/random/boot_id'));
  await startedAnew();
  expect(existsSync(old)).toBe(false);
});
