import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileChange } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';
import { asStated } from './as-stated.js';
import { factsIn } from './facts.js';
import { FilesView } from './files-view.js';

/* Files before and after some work, as the checks look at them. */

const noPrograms = { run: async () => ({ name: '', passed: true, detail: '' }) } as unknown as CheckRunner;
const roots: string[] = [];
/** Call behind each test. */
export async function removePlayed(): Promise<void> {
  for (const root of roots.splice(0)) await rm(root, { recursive: true, force: true });
}

export type Files = Readonly<Record<string, string>>;

/** A plain diff of whole files: what was there is taken out, what is there is put in. */
export const diffOf = (before: Files, after: Files): string =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => before[path] !== after[path])
    .map((path) => {
      const lines = (text: string | undefined, sign: string): string =>
        (text ?? '')
          .split('\n')
          .map((line) => `${sign}${line}\n`)
          .join('');
      const now = after[path] === undefined ? '/dev/null' : `b/${path}`;
      return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ ${now}\n@@ -1 +1 @@\n${lines(before[path], '-')}${lines(after[path], '+')}`;
    })
    .join('');

export function changesOf(before: Files, after: Files): FileChange[] {
  const none = { additions: 0, deletions: 0, binary: false };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((path): FileChange[] => {
    if (before[path] === after[path]) return [];
    const operation = before[path] === undefined ? 'create' : after[path] === undefined ? 'delete' : 'modify';
    return [{ path, operation, ...none }];
  });
}

export async function viewOf(before: Files, after: Files): Promise<FilesView> {
  const root = await mkdtemp(join(tmpdir(), 'loom-stated-'));
  roots.push(root);
  for (const [path, held] of Object.entries(after)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), held);
  }
  const fileAt = async (_commit: string, path: string) =>
    before[path] === undefined ? null : { bytes: Buffer.from(before[path]), executable: false };
  const tree = { root, fileAt } as unknown as AttemptTree;
  const { signal } = new AbortController();
  return new FilesView(tree, 'base', Object.keys(after), changesOf(before, after), noPrograms, signal);
}

/** Of files whose texts nobody reads. */
export const viewOfPaths = (there: readonly string[]): FilesView =>
  new FilesView({ root: '' } as AttemptTree, null, there, [], noPrograms, new AbortController().signal);

/** What is not as the text says; empty when all is. */
export async function faults(text: string, before: Files, after: Files): Promise<string> {
  const results = await asStated(await viewOf(before, after), factsIn(text));
  return results
    .filter(({ passed }) => !passed)
    .map(({ detail }) => detail)
    .join('; ');
}
