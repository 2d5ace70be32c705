import { posix, relative, resolve } from 'node:path';
import { fromText, parentOf, shown, type BytePath } from '../byte-path.js';
import type { Repository } from '../git/repository.js';
import { usersGit } from '../users-git.js';
import type { Operation, State } from './intent.js';
import { changesLifecycle, sensitiveAmong } from './policy.js';

/** The paths of a landing, from one tree of files to another and into the folder at `root`, that a person has to look at first. */
export async function sensitiveOf(
  repo: Repository,
  of: {
    readonly root: string;
    readonly before: string;
    readonly files: string;
    readonly operations: readonly Operation[];
  },
): Promise<string[]> {
  const { operations } = of;
  const paths = new Set(sensitiveAmong(operations.map((op) => shown(op.path))));
  const guarded = [...(await hookFolders(of.root)), ...(await behindLinks(repo, of.files))];
  const read = async (state: State | null): Promise<Buffer | null> =>
    state === null || state.link ? null : (await repo.git.run(['cat-file', 'blob', state.id])).stdout;
  const looks = new Map<string, Map<string, number>>();
  for (const { path, from, to } of operations) {
    if (guarded.some((place) => path === place || path.startsWith(`${place}/`))) paths.add(shown(path));
    if (from === null && to !== null && (await isTwin(repo, of, path, looks))) paths.add(shown(path));
    if (!/(^|\/)package\.json$/i.test(path) || to === null || paths.has(shown(path))) continue;
    // A link may lead to any file: what it would run is not to be seen here.
    if (to.link || changesLifecycle(await read(from), await read(to))) paths.add(shown(path));
  }
  return [...paths];
}

/** Where the user's git looks for its hooks, as far as that is in the workspace. */
async function hookFolders(root: string): Promise<BytePath[]> {
  const git = await usersGit(root);
  const named = /^\s*hookspath\s*=\s*"?([^"\n]+?)"?\s*$/im.exec(git?.config ?? '')?.[1];
  if (named === undefined) return [];
  const inside = relative(root, resolve(root, named));
  return inside === '' || inside === '..' || inside.startsWith('../') ? [] : [fromText(inside)];
}

/** What the names at the top that are sensitive stand for, where they are links. */
async function behindLinks(repo: Repository, files: string): Promise<BytePath[]> {
  const places: BytePath[] = [];
  for (const [name, entry] of await repo.git.trees.read(files)) {
    if (entry.mode !== '120000' || sensitiveAmong([shown(name)]).length === 0) continue;
    const target = await repo.git.objects.read(entry.id);
    const place = posix.normalize(target?.body.toString('latin1') ?? '').replace(/\/$/, '');
    if (place !== '.' && !place.startsWith('..') && !place.startsWith('/')) places.push(place);
  }
  return places;
}

/** Names that are one on file systems which tell neither case nor the forms of Unicode apart. */
const fold = (name: BytePath): string => shown(name).normalize('NFC').toLowerCase();

/** Whether a new path, or a new folder on the way to it, has such a twin beside it. */
async function isTwin(
  repo: Repository,
  { before, files }: { readonly before: string; readonly files: string },
  path: BytePath,
  looks: Map<string, Map<string, number>>,
): Promise<boolean> {
  for (let at = path; at !== ''; at = parentOf(at)) {
    if ((await repo.git.trees.lookup(before, at)) !== null) return false;
    const folder = await repo.git.trees.lookup(files, parentOf(at));
    if (folder === null) continue;
    let counts = looks.get(folder.id);
    if (counts === undefined) {
      counts = new Map();
      for (const name of (await repo.git.trees.read(folder.id)).keys()) {
        counts.set(fold(name), (counts.get(fold(name)) ?? 0) + 1);
      }
      looks.set(folder.id, counts);
    }
    if ((counts.get(fold(at.slice(at.lastIndexOf('/') + 1))) ?? 0) > 1) return true;
  }
  return false;
}
