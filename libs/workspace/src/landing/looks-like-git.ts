import { ancestorsOf, parentOf, shown, type BytePath } from '../byte-path.js';
import type { CommitContent, Repository } from '../git/repository.js';

/** What git reads, or runs, in a folder that it takes for a repository. */
const PARTS = new Set([
  'head',
  'objects',
  'refs',
  'commondir',
  'config',
  'config.worktree',
  'hooks',
  'info',
  'modules',
]);

/**
 * Of changed paths those in a folder that git takes for a repository whatever its name is: whoever calls git there runs
 * what its configuration says.
 */
export async function inLookalikes(
  repo: Repository,
  content: CommitContent,
  paths: readonly BytePath[],
): Promise<BytePath[]> {
  const known = new Map<BytePath, boolean>();
  const found: BytePath[] = [];
  for (const path of paths) {
    for (const part of [path, ...ancestorsOf(path)]) {
      const dir = parentOf(part);
      if (!PARTS.has(nameIn(dir, part))) continue;
      const isOne = known.get(dir) ?? (await looksLikeGit(repo, content, dir));
      known.set(dir, isOne);
      if (!isOne) continue;
      found.push(path);
      break;
    }
  }
  return found;
}

/** In lower case: some file systems do not tell. */
const nameIn = (dir: BytePath, path: BytePath): string =>
  shown(path.slice(dir === '' ? 0 : dir.length + 1)).toLowerCase();

async function looksLikeGit(repo: Repository, { files, meta }: CommitContent, dir: BytePath): Promise<boolean> {
  const folder = await repo.git.trees.lookup(files, dir);
  const names = new Set(
    [...(folder === null ? [] : (await repo.git.trees.read(folder.id)).keys())].map((name) =>
      shown(name).toLowerCase(),
    ),
  );
  const start = dir === '' ? '' : `${dir}/`;
  for (const empty of meta.dirs) {
    if (empty.startsWith(start)) names.add(nameIn(dir, empty).split('/')[0] ?? '');
  }
  return names.has('head') && (names.has('commondir') || (names.has('objects') && names.has('refs')));
}
