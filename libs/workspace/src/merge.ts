import { splitZ, type BytePath } from './byte-path.js';
import type { CommitContent, Repository } from './git/repository.js';
import { fitMeta, mergeMeta, type MetaRecord } from './meta.js';
import { shapeFor } from './tree-reading.js';

export interface FilesAndMeta {
  readonly files: string;
  readonly meta: MetaRecord;
}

export interface Merge {
  readonly content: CommitContent;
  /** Empty when both sides' changes fit together. */
  readonly conflicts: readonly BytePath[];
}

/**
 * Three-way merge of files and of the record beside them. git before 2.40 cannot be told a merge base, so the trees
 * travel in commits that are made to have it.
 */
export async function merge3(
  repo: Repository,
  base: FilesAndMeta,
  ours: FilesAndMeta,
  theirs: FilesAndMeta,
): Promise<Merge> {
  const files = await mergeFiles(repo, base.files, ours.files, theirs.files);
  const record = mergeMeta(base.meta, ours.meta, theirs.meta);
  const fitted =
    record.meta.dirs.size + record.meta.modes.size === 0
      ? { meta: record.meta, clashes: [] }
      : fitMeta(record.meta, await shapeFor(repo.git, files.tree, record.meta));
  return {
    content: await repo.rootOf(files.tree, fitted.meta),
    conflicts: [...new Set([...files.conflicts, ...record.conflicts, ...fitted.clashes])],
  };
}

async function mergeFiles(
  repo: Repository,
  base: string,
  ours: string,
  theirs: string,
): Promise<{ tree: string; conflicts: BytePath[] }> {
  if (base === ours || ours === theirs) return { tree: theirs, conflicts: [] };
  if (base === theirs) return { tree: ours, conflicts: [] };
  const root = await repo.carrier(base, []);
  const mine = await repo.carrier(ours, [root]);
  const other = await repo.carrier(theirs, [root]);
  const { code, stdout } = await repo.git.run(
    ['merge-tree', '--write-tree', '-z', '--no-messages', '--name-only', '--allow-unrelated-histories', mine, other],
    { accept: [1] },
  );
  const [tree = '', ...paths] = splitZ(stdout.at(-1) === 0 ? stdout : Buffer.concat([stdout, Buffer.from([0])]));
  if (code === 0) return { tree: tree.trim(), conflicts: [] };
  return { tree: tree.trim(), conflicts: [...new Set(paths.filter((path) => path !== ''))] };
}
