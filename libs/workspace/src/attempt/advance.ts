import { chmodSync } from 'node:fs';
import { open, symlink, unlink } from 'node:fs/promises';
import { joinBytes, type BytePath } from '../byte-path.js';
import { WorkspaceFailure } from '../errors.js';
import type { CommitContent, Repository } from '../git/repository.js';
import type { Entry } from '../git/trees.js';
import { inFolder, removeIfEmpty } from '../landing/folder.js';
import { modeDifferences } from '../landing/intent.js';

/** More are git's work, which then also takes them into the index. */
const MAX_FILES = 128;

/**
 * Brings a checkout that equals one commit to another one, touching only what differs: the cost is that of the
 * difference. False where that is not enough; the checkout is then in between, and has to be made anew.
 */
export async function advance(
  root: string,
  repo: Repository,
  from: CommitContent,
  to: CommitContent,
): Promise<boolean> {
  if (from.root === to.root) return true;
  if (!sameSet(from.meta.dirs, to.meta.dirs)) return false;
  const { files, goneDirs } = await repo.git.trees.difference(from.files, to.files);
  const changed = new Set(files.map(({ path }) => path));
  const modes = modeDifferences(from, to).filter((path) => !changed.has(path));
  if (files.length + modes.length > MAX_FILES) return false;
  for (const { path, from: was } of files) if (was !== null) await inFolder(root, path, null, (file) => unlink(file));
  // Innermost first.
  for (const dir of goneDirs.sort().reverse()) if (!(await removeIfEmpty(root, dir))) return false;
  for (const { path, to: is } of files) {
    if (is === null) continue;
    const bytes = await blobOf(repo, is);
    await inFolder(root, path, new Map(), (file) => write(file, is, bytes, to.meta.modes.get(path)));
  }
  for (const path of modes) {
    const entry = await repo.git.trees.lookup(to.files, path);
    if (entry?.mode !== '100644' && entry?.mode !== '100755') continue;
    chmodSync(joinBytes(root, path), to.meta.modes.get(path) ?? usual(entry));
  }
  return true;
}

const usual = (entry: Entry): number => (entry.mode === '100755' ? 0o777 : 0o666) & ~process.umask();

async function blobOf(repo: Repository, { id }: Entry): Promise<Buffer> {
  const object = await repo.git.objects.read(id);
  if (object?.type !== 'blob') throw new WorkspaceFailure('an object of the store is missing');
  return object.body;
}

/** Never over or through what is there. */
async function write(file: Buffer, entry: Entry, bytes: Buffer, mode: number | undefined): Promise<void> {
  if (entry.mode === '120000') return symlink(bytes, file);
  const handle = await open(file, 'wx', usual(entry));
  try {
    await handle.writeFile(bytes);
    if (mode !== undefined) await handle.chmod(mode);
  } finally {
    await handle.close();
  }
}

const sameSet = (a: ReadonlySet<BytePath>, b: ReadonlySet<BytePath>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one));
