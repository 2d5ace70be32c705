import type { BytePath } from '../byte-path.js';
import { WorkspaceFailure } from '../errors.js';
import { LruMap } from '../lru-map.js';
import type { ObjectReader } from './object-reader.js';
import { EMPTY_TREE, writeObject } from './objects.js';

export interface Entry {
  /** As the tree holds it: 100644, 100755, 120000, 40000. */
  readonly mode: string;
  readonly id: string;
}

/** Names of one folder. */
export type Folder = ReadonlyMap<BytePath, Entry>;

/** What stands at a path instead of what stood there; null = nothing. */
export type Edits = ReadonlyMap<BytePath, Entry | null>;

export interface TreeDifference {
  readonly files: { readonly path: BytePath; readonly from: Entry | null; readonly to: Entry | null }[];
  /** Folders that only one of the trees has. */
  readonly goneDirs: BytePath[];
  readonly newDirs: BytePath[];
}

export type Look = (path: BytePath, name: BytePath, now: Entry | null) => void;

export const isFolder = (entry: Entry | null | undefined): entry is Entry => entry?.mode === '40000';

export function parseTree(body: Buffer): Folder {
  const folder = new Map<BytePath, Entry>();
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(0x20, at);
    const zero = body.indexOf(0, space);
    if (space < 0 || zero < 0 || zero + 21 > body.length) throw new WorkspaceFailure('a tree of the store is damaged');
    const name = body.toString('latin1', space + 1, zero);
    folder.set(name, { mode: body.toString('latin1', at, space), id: body.toString('hex', zero + 1, zero + 21) });
    at = zero + 21;
  }
  return folder;
}

/** In git's order: a folder sorts as if its name ended with a slash. */
export function serialiseTree(folder: Folder): Buffer {
  const key = (name: BytePath, entry: Entry): string => (isFolder(entry) ? `${name}/` : name);
  const sorted = [...folder].sort(([a, x], [b, y]) => (key(a, x) < key(b, y) ? -1 : 1));
  return Buffer.concat(
    sorted.flatMap(([name, { mode, id }]) => [Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(id, 'hex')]),
  );
}

/** Trees of one store, read and written without a process of git: the cost is that of the folders on the way. */
export class Trees {
  /** Folders of a large workspace, several times over; about a hundred bytes an entry. */
  private readonly known = new LruMap<string, Folder>(20_000);

  constructor(
    private readonly dir: string,
    private readonly reader: ObjectReader,
  ) {}

  /** For what is remembered may have left the store. */
  forget(): void {
    this.known.clear();
  }

  async read(id: string): Promise<Folder> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    if (id === EMPTY_TREE) return new Map();
    const object = await this.reader.read(id);
    if (object?.type !== 'tree') throw new WorkspaceFailure('an object of the store is missing');
    const folder = parseTree(object.body);
    this.known.set(id, folder);
    return folder;
  }

  /** What stands at a path; null = nothing. The tree itself has the path ''. */
  async lookup(tree: string, path: BytePath): Promise<Entry | null> {
    let found: Entry = { mode: '40000', id: tree };
    for (const part of path === '' ? [] : path.split('/')) {
      if (!isFolder(found)) return null;
      const next = (await this.read(found.id)).get(part);
      if (next === undefined) return null;
      found = next;
    }
    return found;
  }

  /** The tree with some paths replaced; folders that lose their last entry go. */
  async edit(tree: string, edits: Edits): Promise<string> {
    return edits.size === 0 ? tree : ((await this.editFolder(tree, [...edits])) ?? this.write(new Map()));
  }

  private async editFolder(
    tree: string | null,
    edits: readonly (readonly [BytePath, Entry | null])[],
  ): Promise<string | null> {
    const before = tree === null ? new Map<BytePath, Entry>() : await this.read(tree);
    const after = new Map(before);
    const inside = new Map<BytePath, [BytePath, Entry | null][]>();
    for (const [path, entry] of edits) {
      const slash = path.indexOf('/');
      if (slash < 0) {
        if (entry === null) {
          // Whoever says that a file is gone does not speak of a folder of its name.
          if (!isFolder(after.get(path))) after.delete(path);
        } else after.set(path, entry);
        continue;
      }
      const name = path.slice(0, slash);
      const list = inside.get(name) ?? [];
      list.push([path.slice(slash + 1), entry]);
      inside.set(name, list);
    }
    for (const [name, list] of inside) {
      const stood = before.get(name);
      const now = after.get(name);
      const adds = list.some(([, entry]) => entry !== null);
      // A file that takes the folder's place, or stands where one was looked for, wins over removals below it.
      if (!adds && !isFolder(now)) continue;
      const id = await this.editFolder(isFolder(stood) ? stood.id : null, list);
      if (id === null) after.delete(name);
      else after.set(name, { mode: '40000', id });
    }
    return after.size === 0 ? null : this.write(after);
  }

  async write(folder: Folder): Promise<string> {
    const id = await writeObject(this.dir, 'tree', serialiseTree(folder));
    this.known.set(id, folder);
    return id;
  }

  /** Goes only where the trees differ. `look` is called with each path that does, and may throw: then this ends. */
  async difference(from: string, to: string, look: Look = () => undefined): Promise<TreeDifference> {
    const found: TreeDifference = { files: [], goneDirs: [], newDirs: [] };
    if (from !== to) await this.compare(from, to, '', found, look);
    return found;
  }

  private async compare(
    from: string | null,
    to: string | null,
    prefix: string,
    found: TreeDifference,
    look: Look,
  ): Promise<void> {
    const none: Folder = new Map();
    const [was, is] = await Promise.all([from === null ? none : this.read(from), to === null ? none : this.read(to)]);
    const names = new Set([...was.keys(), ...is.keys()]);
    const changed = [...names].filter(
      (name) => was.get(name)?.id !== is.get(name)?.id || was.get(name)?.mode !== is.get(name)?.mode,
    );
    const folders: (() => Promise<TreeDifference>)[] = [];
    for (const name of changed.sort()) {
      const path = prefix + name;
      const [old, now] = [was.get(name) ?? null, is.get(name) ?? null];
      look(path, name, now);
      const file = { path, from: isFolder(old) ? null : old, to: isFolder(now) ? null : now };
      if (file.from !== null || file.to !== null) found.files.push(file);
      if (!isFolder(old) && !isFolder(now)) continue;
      const below: TreeDifference = { files: [], goneDirs: [], newDirs: [] };
      if (!isFolder(now)) below.goneDirs.push(path);
      if (!isFolder(old)) below.newDirs.push(path);
      const [x, y] = [isFolder(old) ? old.id : null, isFolder(now) ? now.id : null];
      folders.push(() => this.compare(x, y, `${path}/`, below, look).then(() => below));
    }
    for (const below of await Promise.all(folders.map((compare) => compare()))) {
      for (const one of below.files) found.files.push(one);
      for (const one of below.goneDirs) found.goneDirs.push(one);
      for (const one of below.newDirs) found.newDirs.push(one);
    }
  }
}
