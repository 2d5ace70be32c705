import type { BytePath } from './byte-path.js';
import type { CommitContent, Repository } from './git/repository.js';
import { deltasOf } from './tree-reading.js';

/** Files, modes and empty folders in which two states differ. */
export async function pathsApart(repo: Repository, after: CommitContent, before: CommitContent): Promise<BytePath[]> {
  const paths = new Set((await deltasOf(repo.git, after.files, before.files)).map((delta) => delta.path));
  for (const [one, other] of [
    [after.meta, before.meta],
    [before.meta, after.meta],
  ] as const) {
    for (const dir of one.dirs) if (!other.dirs.has(dir)) paths.add(dir);
    for (const [path, mode] of one.modes) if (other.modes.get(path) !== mode) paths.add(path);
  }
  return [...paths];
}
