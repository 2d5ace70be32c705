import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { ancestorsOf, joinBytes, nameProblem, parentOf, type BytePath } from '../byte-path.js';
import type { Git } from '../git/git.js';
import type { MetaRecord } from '../meta.js';
import { lstatOf, sortCandidates, type SortWish } from './candidates.js';
import { treeWith, withoutParents } from './direct.js';
import { ignoredOf, isBuiltInIgnored, isIgnoreFile } from './ignore.js';
import { newMeta, type ModeRule } from './new-meta.js';
import type { Scan } from './scan.js';

/** `root` is only read. */
export interface KnownWish extends SortWish {
  readonly git: Git;
  /** What the folder was equal to before. */
  readonly before: { readonly files: string; readonly meta: MetaRecord };
  readonly modeRule: ModeRule;
}

/**
 * Takes in what a tool says it touched, at a cost that does not depend on how many files there are. Null when that
 * cannot be told from these paths alone (folders, ignore rules, a deletion that may have emptied a folder): then
 * everything is looked at.
 */
export async function scanKnown(
  wish: KnownWish,
  paths: readonly BytePath[],
): Promise<Pick<Scan, 'files' | 'meta' | 'skipped'> | null> {
  const { git, root, before } = wish;
  if (paths.some((path) => isIgnoreFile(path) || nameProblem(path) !== null)) return null;
  const sorted = await sortCandidates(wish, new Set(paths.filter((path) => !isBuiltInIgnored(path))));
  if (paths.some((path) => lstatOf(root, path)?.isDirectory() === true)) return null;
  for (const path of await ignoredNow(wish, [...sorted.adds.keys()])) sorted.adds.delete(path);
  const files = await treeWith(git, root, before.files, sorted);
  if (files === null) return null;
  const dirs = withoutParents(before.meta.dirs, sorted.adds.keys());
  for (const path of sorted.removes) {
    let dir = parentOf(path);
    while (dir !== '' && lstatOf(root, dir)?.isDirectory() !== true) dir = parentOf(dir);
    if (dir === '' || dirs.has(dir)) continue;
    if ((await git.trees.lookup(files, dir)) === null) return null;
  }
  for (const dir of dirs) if (lstatOf(root, dir)?.isDirectory() !== true) dirs.delete(dir);
  return { files, meta: newMeta(before.meta, sorted, dirs, wish.modeRule), skipped: sorted.skipped };
}

/** What is tracked is not ignored; of the rest git is asked, if there is any rule on the way to it. */
async function ignoredNow(wish: KnownWish, paths: readonly BytePath[]): Promise<Set<BytePath>> {
  const asked: BytePath[] = [];
  for (const path of paths) {
    const tracked = await wish.git.trees.lookup(wish.before.files, path);
    if ((tracked === null || tracked.mode === '40000') && hasRules(wish.root, path)) asked.push(path);
  }
  return ignoredOf(wish.git, asked, {
    workTree: wish.root,
    index: join(wish.git.dir, 'no-index'),
    noIndex: true,
  });
}

function hasRules(root: string, path: BytePath): boolean {
  if (existsSync(join(root, '.gitignore'))) return true;
  return [...ancestorsOf(path)].some((dir) => existsSync(joinBytes(root, `${dir}/.gitignore`)));
}
