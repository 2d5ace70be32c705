import { ancestorsOf, fromBytes, splitZ, type BytePath } from './byte-path.js';
import { WorkspaceFailure } from './errors.js';
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

/** Contents of objects in the order asked for, a few at a time. */
export async function* blobsOf(git: Git, ids: readonly string[]): AsyncGenerator<Buffer> {
  const ahead = 8;
  for (let at = 0; at < ids.length; at += ahead) {
    for (const object of await Promise.all(ids.slice(at, at + ahead).map((id) => git.objects.read(id)))) {
      if (object === null) throw new WorkspaceFailure('an object of the store is missing');
      yield object.body;
    }
  }
}

/** Contents of objects of a quarantine, which only a process of its own can see, in the order asked for. */
export async function* quarantinedBlobsOf(
  git: Git,
  ids: readonly string[],
  quarantine: string,
): AsyncGenerator<Buffer> {
  const chunk = 64;
  for (let at = 0; at < ids.length; at += chunk) {
    const input = Buffer.from(ids.slice(at, at + chunk).join('\n') + '\n');
    const call = { input, maxOutputBytes: 3 * 2 ** 30, quarantine };
    const { stdout } = await git.run(['cat-file', '--batch'], call);
    let offset = 0;
    for (let n = at; n < Math.min(at + chunk, ids.length); n++) {
      const end = stdout.indexOf(0x0a, offset);
      const header = fromBytes(stdout.subarray(offset, end)).split(' ');
      const size = Number(header[2]);
      if (header.length !== 3 || !Number.isInteger(size))
        throw new WorkspaceFailure('an object of the store is missing');
      yield stdout.subarray(end + 1, end + 1 + size);
      offset = end + 1 + size + 1;
    }
  }
}
