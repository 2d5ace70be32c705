import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import { subtask } from '../plan/read-step.js';
import type { AttemptTree } from '../ports/attempt-trees.js';
import { namedAsTheyAre } from './named-as-they-are.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loom-named-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

it('shows the texts of the files that a subtask names and that are there', async () => {
  writeFileSync(join(root, 'b.txt'), 'milk\n');
  writeFileSync(join(root, 'other.txt'), 'x\n');
  writeFileSync(join(root, 'logo.png'), 'P\0NG');
  const work = {
    subtask: subtask({ id: 'milk', description: 'Create b.txt and logo.png', expectedOutputs: ['./b.txt', 'c.txt'] }),
  } as VerifyWork;
  const shown = await namedAsTheyAre(work, { root } as AttemptTree, ['b.txt', 'logo.png', 'other.txt']);
  expect([...shown]).toEqual([['b.txt', 'milk\n']]);
});

it('shows what earlier steps have changed where the subtask names no file', async () => {
  writeFileSync(join(root, 'a.txt'), 'tea\n');
  writeFileSync(join(root, 'other.txt'), 'x\n');
  const landed = [
    { path: 'a.txt', operation: 'create' },
    { path: 'gone.txt', operation: 'delete' },
  ] as const;
  const shown = (description: string) =>
    namedAsTheyAre(
      { subtask: subtask({ id: 'review', description }), landed } as unknown as VerifyWork,
      { root } as AttemptTree,
      ['a.txt', 'other.txt'],
    );
  expect([...(await shown('Review all files.'))]).toEqual([['a.txt', 'tea\n']]);
  expect([...(await shown('Review other.txt.'))]).toEqual([['other.txt', 'x\n']]);
});

it('neither follows a link nor waits for a pipe', async () => {
  writeFileSync(join(root, 'b.txt'), 'milk\n');
  symlinkSync('/etc/hostname', join(root, 'c.txt'));
  execFileSync('mkfifo', [join(root, 'd.txt')]);
  const named = subtask({ id: 'a', description: 'Read b.txt, c.txt and d.txt' });
  const shown = await namedAsTheyAre({ subtask: named } as VerifyWork, { root } as AttemptTree, [
    ...['b.txt', 'c.txt', 'd.txt'],
  ]);
  expect([...shown.keys()]).toEqual(['b.txt']);
});
