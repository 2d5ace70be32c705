import { lstatSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { ancestorsOf, joinBytes, type BytePath } from '../byte-path.js';
import { errnoOf } from '../errors.js';
import { writeWhole } from '../write-whole.js';
import type { Intent, Operation } from './intent.js';

/** Of some folders, the permission bits that are not the usual ones. */
export type Rights = ReadonlyMap<BytePath, number>;

interface FolderChanges {
  readonly path: string;
  readonly operations: readonly Operation[];
  readonly makeDirs: readonly BytePath[];
  readonly dropDirs: readonly BytePath[];
}

/**
 * Trees know no rights of folders. Those of folders that a landing removes are kept here, so that whatever brings one
 * back opens nothing that was closed.
 */
export class FolderRights {
  /** `file` is written in the workspace's turn only. */
  constructor(private readonly file: string) {}

  /** Of the folders that go, as they are, and of those that come, as they were or as the one is that moves there. */
  async before(changes: FolderChanges): Promise<[BytePath, number][]> {
    const leaving = new Map<BytePath, number>();
    for (const dir of changes.dropDirs) {
      const stats = lstatSync(joinBytes(changes.path, dir), { throwIfNoEntry: false });
      const mode = (stats?.mode ?? 0) & 0o7777;
      if (stats?.isDirectory() === true && mode !== (0o777 & ~process.umask())) leaving.set(dir, mode);
    }
    const gone = await this.read();
    const coming = new Map(moved(changes, leaving));
    for (const dir of changes.makeDirs) {
      const mode = gone.get(dir);
      if (mode !== undefined) coming.set(dir, mode);
    }
    return [...leaving, ...coming];
  }

  async note({ makeDirs, dropDirs, rights = [] }: Intent): Promise<void> {
    if (makeDirs.length + dropDirs.length === 0) return;
    const before = await this.read();
    const gone = new Map(before);
    const known = new Map(rights);
    for (const dir of makeDirs) gone.delete(dir);
    for (const dir of dropDirs) {
      const mode = known.get(dir);
      if (mode === undefined) gone.delete(dir);
      else gone.set(dir, mode);
    }
    if (!isDeepStrictEqual(gone, before)) await writeWhole(this.file, JSON.stringify([...gone]), { onDisk: true });
  }

  /** What cannot be read is not taken for nothing: a folder would come back open. */
  private async read(): Promise<Map<BytePath, number>> {
    try {
      return new Map(JSON.parse(await readFile(this.file, 'utf8')) as [BytePath, number][]);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return new Map();
      throw error;
    }
  }
}

/** Folders whose files come from one that leaves. */
function moved({ operations, makeDirs }: FolderChanges, leaving: Rights): Map<BytePath, number> {
  const rights = new Map<BytePath, number>();
  if (leaving.size === 0) return rights;
  const below = (path: BytePath, dir: BytePath, id: string): string => `${id} ${path.slice(dir.length)}`;
  const left = new Map<string, number>();
  for (const { path, from, to } of operations) {
    if (from === null || to !== null) continue;
    for (const dir of ancestorsOf(path)) {
      const mode = leaving.get(dir);
      if (mode !== undefined) left.set(below(path, dir, from.id), mode);
    }
  }
  const made = new Set(makeDirs);
  for (const { path, to } of operations) {
    if (to === null) continue;
    for (const dir of ancestorsOf(path)) {
      const mode = made.has(dir) ? left.get(below(path, dir, to.id)) : undefined;
      if (mode !== undefined) rights.set(dir, mode);
    }
  }
  return rights;
}
