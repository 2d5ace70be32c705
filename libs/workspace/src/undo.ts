import { rm } from 'node:fs/promises';
import type { ConflictMode } from '#domain';
import type { PastLanding, TakenBack } from '#conductor';
import { namesFor, shown, toBytes, type BytePath } from './byte-path.js';
import type { MetPath } from './conflict-sides.js';
import type { CommitContent, Repository } from './git/repository.js';
import { fitMeta } from './meta.js';
import { merge3 } from './merge.js';
import { pathsApart } from './paths-apart.js';
import { deltasOf, itemsOf, shapeOf, type TreeDelta } from './tree-reading.js';

export interface UndoWish {
  /** Newest first. */
  readonly landings: readonly PastLanding[];
  readonly only?: string;
  readonly onConflict: ConflictMode;
}

export interface Undone {
  readonly content: CommitContent;
  readonly conflicts: readonly MetPath[];
  readonly taken: readonly TakenBack[];
}

/**
 * The folder's state without some landings: each is merged away, newest first, so that what others and the user did
 * since then stays. `scratch` makes a private index file's name.
 */
export async function undo(
  repo: Repository,
  current: CommitContent,
  wish: UndoWish,
  scratch: () => string,
): Promise<Undone> {
  let content = current;
  const conflicts: MetPath[] = [];
  const taken: TakenBack[] = [];
  for (const landing of wish.landings) {
    const step = await undoOne(repo, content, landing, wish, scratch);
    content = step.content;
    conflicts.push(...step.conflicts);
    taken.push(...step.taken);
  }
  return { content, conflicts, taken };
}

async function undoOne(
  repo: Repository,
  current: CommitContent,
  landing: PastLanding,
  wish: UndoWish,
  scratch: () => string,
): Promise<Undone> {
  const after = await repo.content(landing.commit);
  const wholeBefore = await repo.content(landing.before);
  const touched = await pathsApart(repo, after, wholeBefore);
  const covers = await coverOf(repo, after, wholeBefore, wish.only, landing.except ?? []);
  const before = touched.every(covers) ? wholeBefore : await partBefore(repo, after, wholeBefore, covers, scratch());
  const kept = new Set((landing.except ?? []).flatMap((path) => namesFor(path)));
  const takenBut = (left: (path: BytePath) => boolean): TakenBack[] => {
    const paths = touched.filter((path) => covers(path) && !left(path));
    const done = new Set([...paths, ...kept]);
    return [{ commit: landing.commit, paths: paths.map(shown), whole: touched.every((path) => done.has(path)) }];
  };
  if (before.root === after.root) return { content: current, conflicts: [], taken: takenBut(() => false) };
  const merged = await merge3(repo, after, current, before);
  if (merged.conflicts.length === 0) return { content: merged.content, conflicts: [], taken: takenBut(() => false) };
  const deltas = await deltasOf(repo.git, after.files, before.files);
  const now = await itemsOf(repo.git, current.files);
  const met = conflictingDeltas(deltas, merged.conflicts);
  const conflicts = describe(met, merged.conflicts, now);
  if (wish.onConflict === 'abort') return { content: current, conflicts, taken: [] };
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
  const left = new Set([...metPaths, ...merged.conflicts]);
  return {
    content: await repo.rootOf(files, meta),
    conflicts,
    taken: takenBut((path) => wish.onConflict === 'skip' && left.has(path)),
  };
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
): MetPath[] {
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

/** Which paths an undo is about: below `only`, where the other end of a rename goes along, and none of `except`. */
async function coverOf(
  repo: Repository,
  after: CommitContent,
  before: CommitContent,
  only: string | undefined,
  except: readonly string[],
): Promise<(path: BytePath) => boolean> {
  const left = new Set(except.flatMap((path) => namesFor(path)));
  if (only === undefined) return (path) => !left.has(path);
  const wanted = new Set(namesFor(only.replace(/\/$/, '')));
  const covers = (path: BytePath): boolean => [...wanted].some((name) => path === name || path.startsWith(`${name}/`));
  for (const [from, to] of await renamesOf(repo, after.files, before.files)) {
    if (covers(from)) wanted.add(to);
    else if (covers(to)) wanted.add(from);
  }
  return (path) => covers(path) && !left.has(path);
}

/** `after` with `paths`, as people see them, taken from `before`. */
export async function withoutPaths(
  repo: Repository,
  after: CommitContent,
  before: CommitContent,
  paths: readonly string[],
  index: string,
): Promise<CommitContent> {
  const names = new Set(paths.flatMap((path) => namesFor(path)));
  return partBefore(repo, after, before, (path) => names.has(path), index);
}

/** `after` with the covered paths taken from `before`. */
async function partBefore(
  repo: Repository,
  after: CommitContent,
  before: CommitContent,
  covers: (path: BytePath) => boolean,
  index: string,
): Promise<CommitContent> {
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
  try {
    await repo.git.run(['update-index', '-z', '--replace', '--index-info'], { ...call, input: Buffer.concat(lines) });
    return await repo.git.text(['write-tree'], call);
  } finally {
    await rm(index, { force: true });
  }
}
