import { ancestorsOf, splitZ, type BytePath } from './byte-path.js';
import type { Git } from './git/git.js';
import { isFolder } from './git/trees.js';
import type { MetaRecord, TreeShape } from './meta.js';

export interface TreeItem {
  /** As git writes it: 100644, 100755, 120000. */
  readonly mode: string;
  readonly id: string;
}

/** One path that differs between two trees; null = not there. */
export interface TreeDelta {
  readonly path: BytePath;
  readonly from: TreeItem | null;
  readonly to: TreeItem | null;
}

export async function deltasOf(git: Git, fromTree: string, toTree: string): Promise<TreeDelta[]> {
  return (await git.trees.difference(fromTree, toTree)).files;
}

/** Entries of a tree, folders included when asked for. */
export async function itemsOf(
  git: Git,
  tree: string,
  options: { folders?: 'with' | 'only'; below?: BytePath } = {},
): Promise<Map<BytePath, TreeItem>> {
  const flags = options.folders === 'only' ? ['-r', '-d'] : options.folders === 'with' ? ['-r', '-t'] : ['-r'];
  const { stdout } = await git.run(['ls-tree', '-z', ...flags, tree]);
  const items = new Map<BytePath, TreeItem>();
  for (const line of splitZ(stdout)) {
    const tab = line.indexOf('\t');
    const [mode = '', , id = ''] = line.slice(0, tab).split(' ');
    items.set(line.slice(tab + 1), { mode, id });
  }
  return items;
}

export async function shapeOf(git: Git, tree: string): Promise<TreeShape> {
  const files = new Set<BytePath>();
  const dirs = new Set<BytePath>();
  for (const [path, item] of await itemsOf(git, tree, { folders: 'with' })) {
    (item.mode === '040000' ? dirs : files).add(path);
  }
  return { files, dirs };
}

/** The part of a tree's shape that a record speaks of: fitting it needs no look at the rest. */
export async function shapeFor(git: Git, tree: string, meta: MetaRecord): Promise<TreeShape> {
  const shape = { files: new Set<BytePath>(), dirs: new Set<BytePath>() };
  for (const path of [...meta.dirs].flatMap((dir) => [dir, ...ancestorsOf(dir)]).concat([...meta.modes.keys()])) {
    const found = await git.trees.lookup(tree, path);
    if (found !== null) (isFolder(found) ? shape.dirs : shape.files).add(path);
  }
  return shape;
}
