import { posix } from 'node:path';
import { parentOf, shown, type BytePath } from '../byte-path.js';
import type { Repository } from '../git/repository.js';
import type { Plan } from './folder-writer.js';
import type { State } from './intent.js';
import { inLookalikes } from './looks-like-git.js';
import { NamedByGit } from './named-by-git.js';
import { changesLifecycle, sensitiveAmong } from './policy.js';

/** The paths of a landing into the folder at `root` that a person has to look at first. */
export async function sensitiveOf(repo: Repository, root: string, plan: PlannedChange): Promise<string[]> {
  const { operations, from, to } = plan;
  const changed = operations.map((op) => op.path);
  const paths = new Set(sensitiveAmong(changed.map(shown)));
  const newDirs = [...to.meta.dirs].filter((dir) => !from.meta.dirs.has(dir));
  for (const path of await inLookalikes(repo, to, [...changed, ...newDirs])) paths.add(shown(path));
  const named = await NamedByGit.of(root, changed);
  const guarded = await behindLinks(repo, to.files);
  const read = async (state: State | null): Promise<Buffer | null> =>
    state === null || state.link ? null : (await repo.git.run(['cat-file', 'blob', state.id])).stdout;
  const looks = new Map<string, Map<string, number>>();
  for (const op of operations) {
    const { path, from: was, to: is } = op;
    if (named.has(op) || guarded.some((place) => path === place || path.startsWith(`${place}/`)))
      paths.add(shown(path));
    if (was === null && is !== null && (await isTwin(repo, plan, path, looks))) paths.add(shown(path));
    if (!/(^|\/)package\.json$/i.test(path) || is === null || paths.has(shown(path))) continue;
    // A link may lead to any file: what it would run is not to be seen here.
    if (is.link || changesLifecycle(await read(was), await read(is))) paths.add(shown(path));
  }
  return [...paths];
}

type PlannedChange = Pick<Plan, 'operations' | 'from' | 'to'>;

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
  { from, to }: PlannedChange,
  path: BytePath,
  looks: Map<string, Map<string, number>>,
): Promise<boolean> {
  for (let at = path; at !== ''; at = parentOf(at)) {
    if ((await repo.git.trees.lookup(from.files, at)) !== null) return false;
    const folder = await repo.git.trees.lookup(to.files, parentOf(at));
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
