import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { joinBytes, type BytePath } from './byte-path.js';
import { isRetryable } from '#domain';
import { fileBlobId, linkBlobId } from './git/objects.js';
import type { Git } from './git/git.js';
import { usersGit } from './users-git.js';

/** Fewer files are not worth the look. */
const MIN_FILES = 200;

/**
 * Copies into the store what the user's own repository already holds of these files, compressed as it is there. The
 * files are hashed here, since the user's index may know them in another form (line ends, filters). Nothing of the
 * user's repository is written, and nothing depends on it afterwards: the copy is packs of its own, each object of them
 * checked against its id. Answers the paths whose content is in the store; any failure means that there is nothing to
 * seed from.
 */
export async function seed(git: Git, root: string, files: ReadonlyMap<BytePath, Stats>): Promise<Set<BytePath>> {
  const none = new Set<BytePath>();
  if (files.size < MIN_FILES) return none;
  const objects = await objectsOf(root);
  if (objects === null) return none;
  try {
    const ids = new Map<BytePath, string>();
    for (const [path, stats] of files) {
      const file = joinBytes(root, path);
      const id = stats.isSymbolicLink() ? await linkBlobId(file) : (await fileBlobId(file)).id;
      if (id !== '') ids.set(path, id);
      if (ids.size % 200 === 0) await new Promise(setImmediate);
    }
    const asked = [...new Set(ids.values())];
    const check = await git.run(['cat-file', '--batch-check=%(objectname) %(objecttype)'], {
      input: Buffer.from(`${asked.join('\n')}\n`),
      alternates: objects,
    });
    const there = new Set<string>();
    for (const line of check.stdout.toString('latin1').split('\n')) {
      const [id = '', type] = line.split(' ');
      if (type === 'blob') there.add(id);
    }
    if (there.size < MIN_FILES) return none;
    const name = createHash('sha1')
      .update([...there].join())
      .digest('hex');
    const file = join(git.dir, 'objects', 'pack', `tmp_seed_${name}`);
    try {
      const input = Buffer.from(`${[...there].join('\n')}\n`);
      const packed = await git.run(['pack-objects', '-q', '--window=0', file], { input, alternates: objects });
      for (const hash of packed.stdout.toString('latin1').trim().split('\n')) {
        const made = `${file}-${hash}`;
        // Reads the copy alone, without the user's objects: what it says is there is whole and has the id it claims.
        await git.run(['index-pack', '--stdin'], { inputFile: `${made}.pack` });
        await dropPacks(made);
      }
    } finally {
      await dropPacks(file);
    }
    return new Set([...ids].filter(([, id]) => there.has(id)).map(([path]) => path));
  } catch (error) {
    if (isRetryable(error)) throw error; // a full disk is no reason to write more
    return none;
  }
}

async function dropPacks(prefix: string): Promise<void> {
  const dir = dirname(prefix);
  for (const name of await readdir(dir)) {
    if (join(dir, name).startsWith(prefix)) await rm(join(dir, name), { force: true });
  }
}

/** The object folder of the repository that a folder is the work tree of; null where there is none of SHA-1. */
async function objectsOf(root: string): Promise<string | null> {
  const git = await usersGit(root);
  if (git === null || /^[ \t]*objectformat[ \t]*=[ \t]*(?!sha1\b)/im.test(git.config)) return null;
  const objects = join(git.dir, 'objects');
  const isThere = await stat(objects).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  // The list of alternates separates by colons and knows quotes.
  return isThere && !/[:"\n]/.test(objects) ? objects : null;
}
