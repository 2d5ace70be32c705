import { chmod, lstat } from 'node:fs/promises';
import { joinBytes, splitZ, toBytes, type BytePath } from '../byte-path.js';
import type { CommitContent, Repository } from '../git/repository.js';
import type { IndexFiles } from '../index-files.js';

/**
 * Runs `work` in a checkout and puts back what it altered of the files that were there: a check must not make the next
 * one pass by changing what that looks at. What it adds beside them, such as what a build makes, stays.
 */
export async function keepingFiles<T>(
  place: { readonly repo: Repository; readonly root: string; readonly indexes: IndexFiles },
  of: { readonly commit: string; readonly content: CommitContent },
  work: () => Promise<T>,
): Promise<T> {
  const { repo, root, indexes } = place;
  const { index } = await indexes.borrow(of.commit);
  const call = { index, workTree: root };
  const altered = async (): Promise<BytePath[]> =>
    splitZ((await repo.git.run(['diff-files', '-z', '--name-only'], call)).stdout);
  const lines = (paths: readonly BytePath[]): Buffer => toBytes(paths.map((path) => `${path}\0`).join(''));
  try {
    // The copy may stand for another commit, and somebody may have changed files on purpose: from here on it says what
    // is.
    await repo.git.run(['read-tree', '-i', '-m', of.content.files], call);
    const before = await altered();
    if (before.length > 0)
      await repo.git.run(['update-index', '-z', '--add', '--remove', '--replace', '--stdin'], {
        ...call,
        input: lines(before),
      });
    try {
      return await work();
    } finally {
      const after = await altered();
      if (after.length > 0) {
        await repo.git.run(['checkout-index', '-f', '-z', '--stdin'], { ...call, input: lines(after) });
        for (const path of after) await giveMode(root, path, of.content.meta.modes.get(path));
      }
    }
  } finally {
    await indexes.drop(index);
  }
}

/** Bits that git does not know of. */
async function giveMode(root: string, path: BytePath, mode: number | undefined): Promise<void> {
  const file = joinBytes(root, path);
  if (mode !== undefined && (await lstat(file).catch(() => null))?.isFile() === true) await chmod(file, mode);
}
