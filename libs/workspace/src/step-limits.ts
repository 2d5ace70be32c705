import { TooMuch } from './errors.js';
import type { Git } from './git/git.js';

/** What one step of an attempt may bring, wherever it was made. */
export const MAX_NEW_PATHS = 20_000;
export const MAX_NEW_BYTES = 512 * 1_048_576;

/** Sizes of blobs, in the order asked for; null where one is not there, or no blob. */
export async function blobSizes(
  git: Git,
  ids: readonly string[],
  call: { readonly quarantine?: string } = {},
): Promise<number[] | null> {
  if (ids.length === 0) return [];
  const input = Buffer.from(`${ids.join('\n')}\n`);
  const lines = await git.text(['cat-file', '--batch-check=%(objecttype) %(objectsize)'], { ...call, input });
  const sizes = lines.split('\n').map((line) => (line.startsWith('blob ') ? Number(line.slice(5)) : Number.NaN));
  return sizes.some(Number.isNaN) ? null : sizes;
}

/** @throws TooMuch */
export async function checkStepSize(git: Git, from: string, to: string): Promise<void> {
  const remedy = 'Name folders of data and build results in a .gitignore file.';
  let paths = 0;
  const { files } = await git.trees.difference(from, to, () => {
    if (++paths > 2 * MAX_NEW_PATHS) throw new TooMuch(`more than ${MAX_NEW_PATHS} files changed at once`, remedy);
  });
  const blobs = files.flatMap(({ to: now }) => now?.id ?? []);
  const bytes = ((await blobSizes(git, blobs)) ?? []).reduce((sum, size) => sum + size, 0);
  if (files.length > MAX_NEW_PATHS || bytes > MAX_NEW_BYTES) {
    const mib = Math.round(bytes / 1_048_576);
    throw new TooMuch(`${files.length} files with ${mib} MiB changed at once, more than is kept`, remedy);
  }
}
