import type { PastLanding, RevertConflict, RevertWish } from '#conductor';
import { namesFor, shown, toBytes, type BytePath } from './byte-path.js';
import type { CommitContent, Repository } from './git/repository.js';
import { fitMeta } from './meta.js';
import { merge3 } from './merge.js';
import { deltasOf, itemsOf, shapeOf, type TreeDelta } from './tree-reading.js';

export interface Undone {
  readonly content: CommitContent;
  readonly conflicts: readonly RevertConflict[];
}

/**
 * The folder's state without some landings: each is merged away, newest first, so that what others and the user did
 * since then stays. `scratch` makes a private index file's name.
 */
export async function undo(
  repo: Repository,
  current: CommitContent,
  wish: Pick<RevertWish, 'landings' | 'only' | 'onConflict'>,
  scratch: () => string,
): Promise<Undone> {
  let content = current;
  const conflicts: RevertConflict[] = [];
  for (const landing of wish.landings) {
    const step = await undoOne(repo, content, landing, wish, scratch);
    content = step.content;
    conflicts.push(...step.conflicts);
  }
  return { content, conflicts };
}

async function undoOne(
  repo: Repository,
  current: CommitContent,
  landing: PastLanding,
  wish: Pick<RevertWish, 'only' | 'onConflict'>,
  scratch: () => string,
): Promise<Undone> {
  const after = await repo.content(landing.commit);
  const wholeBefore = await repo.content(landing.before);
  const before = wish.only === undefined ? wholeBefore : await onlyAt(repo, after, wholeBefore, wish.only, scratch());
  if (before.root === after.root) return { content: current, conflicts: [] };
  const merged = await merge3(repo, after, current, before);
  if (merged.conflicts.length === 0) return { content: merged.content, conflicts: [] };
  const deltas = await deltasOf(repo.git, after.files, before.files);
  const now = await itemsOf(repo.git, current.files);
  const met = conflictingDeltas(deltas, merged.conflicts);
  const conflicts = describe(met, merged.conflicts, now);
  if (wish.onConflict === 'abort') return { content: current, conflicts };
  // Path by path: the clean ones as merged, the others as they are (skip) or as they were (force).
  const result = await itemsOf(repo.git, merged.content.files);
  const metPaths = new Set(met.map((delta) => delta.path));
  const edits = deltas.flatMap((delta) => {
    const to = metPaths.has(delta.path) ? delta.to : (result.get(delta.path) ?? null);
    return metPaths.has(delta.path) && wish.onConflict === 'skip' ? [] : [{ path: delta.path, item: to }];
  });
  const files = await edited(repo, current.files, edits, scratch());
  const shape = await shapeOf(repo.git, files);
  const modes = new Map(merged.content.meta.modes);
  if (wish.onConflict === 'force') {
    for (const path of merged.conflicts) {
      const mode = before.meta.modes.get(path);
      if (mode === undefined) modes.delete(path);
      else modes.set(path, mode);
    }
  }
  const { meta } = fitMeta({ ...merged.content.meta, modes }, shape);
  return { content: await repo.rootOf(files, meta), conflicts };
}

/** git names a file that met a folder "path~side": the undo's own path is what stands before. */
function conflictingDeltas(deltas: readonly TreeDelta[], conflicts: readonly BytePath[]): TreeDelta[] {
  const touches = (path: BytePath): boolean =>
    conflicts.some(
      (conflict) =>
        conflict === path ||
        conflict.startsWith(`${path}~`) ||
        conflict.startsWith(`${path}/`) ||
        path.startsWith(`${conflict}/`),
    );
  return deltas.filter((delta) => touches(delta.path));
}

function describe(
  met: readonly TreeDelta[],
  conflicts: readonly BytePath[],
  now: ReadonlyMap<BytePath, { readonly id: string }>,
): RevertConflict[] {
  const named = new Set(met.map((delta) => delta.path));
  return [
    ...met.map((delta) => ({
      path: shown(delta.path),
      before: delta.to?.id ?? null,
      after: delta.from?.id ?? null,
      current: now.get(delta.path)?.id ?? null,
    })),
    // Moved or mode-only: nothing to show but the name.
    ...conflicts
      .filter((path) => !named.has(path) && met.length === 0)
      .map((path) => ({ path: shown(path), before: null, after: null, current: now.get(path)?.id ?? null })),
  ];
}

/** `after` with one file or folder taken from `before`; the other end of a rename goes along with it. */
async function onlyAt(
  repo: Repository,
  after: CommitContent,
  before: CommitContent,
  only: string,
  index: string,
): Promise<CommitContent> {
  const wanted = new Set(namesFor(only.replace(/\/$/, '')));
  const covers = (path: BytePath): boolean => [...wanted].some((name) => path === name || path.startsWith(`${name}/`));
  for (const [from, to] of await renamesOf(repo, after.files, before.files)) {
    if (covers(from)) wanted.add(to);
    else if (covers(to)) wanted.add(from);
  }
  const deltas = (await deltasOf(repo.git, after.files, before.files)).filter((delta) => covers(delta.path));
  const files = await edited(
    repo,
    after.files,
    deltas.map(({ path, to }) => ({ path, item: to })),
    index,
  );
  const dirs = new Set([
    ...[...after.meta.dirs].filter((dir) => !covers(dir)),
    ...[...before.meta.dirs].filter((dir) => covers(dir)),
  ]);
  const modes = new Map([
    ...[...after.meta.modes].filter(([path]) => !covers(path)),
    ...[...before.meta.modes].filter(([path]) => covers(path)),
  ]);
  const { meta } = fitMeta({ ...after.meta, dirs, modes }, await shapeOf(repo.git, files));
  return repo.rootOf(files, meta);
}

async function renamesOf(repo: Repository, from: string, to: string): Promise<[BytePath, BytePath][]> {
  const { stdout } = await repo.git.run(['diff-tree', '-r', '-z', '-M', '--name-status', '--diff-filter=R', from, to]);
  const fields = stdout.toString('latin1').split('\0');
  const pairs: [BytePath, BytePath][] = [];
  for (let at = 0; at + 2 < fields.length; at += 3) pairs.push([fields[at + 1] ?? '', fields[at + 2] ?? '']);
  return pairs;
}

async function edited(
  repo: Repository,
  files: string,
  edits: readonly { path: BytePath; item: { mode: string; id: string } | null }[],
  index: string,
): Promise<string> {
  const call = { index };
  await repo.git.run(['read-tree', files], call);
  const gone = edits.filter((edit) => edit.item === null);
  const there = edits.filter((edit) => edit.item !== null);
  const lines = [
    ...gone.map((edit) => toBytes(`0 ${'0'.repeat(40)}\t${edit.path}\0`)),
    ...there.map((edit) => toBytes(`${edit.item?.mode ?? ''} ${edit.item?.id ?? ''}\t${edit.path}\0`)),
  ];
  await repo.git.run(['update-index', '-z', '--replace', '--index-info'], { ...call, input: Buffer.concat(lines) });
  return repo.git.text(['write-tree'], call);
}
