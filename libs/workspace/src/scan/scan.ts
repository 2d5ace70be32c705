import { existsSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { joinBytes, shown, splitZ, toBytes, type BytePath } from '../byte-path.js';
import type { Git } from '../git/git.js';
import type { Meter } from '../git/meter.js';
import { Quarantine } from '../git/quarantine.js';
import { isFolder, type Entry } from '../git/trees.js';
import type { MetaRecord } from '../meta.js';
import { deltasOf } from '../tree-reading.js';
import { lstatOf, NO_FILE, sortCandidates, type Sorted, type SortWish } from './candidates.js';
import { emptiedFolders, treeWith } from './direct.js';
import { emptyAmong, emptyDirs } from './empty-dirs.js';
import { entriesSince } from './index-entries.js';
import { newMeta, type ModeRule } from './new-meta.js';
import { isRacy, secondOf, type Racy } from './racy.js';
import { ignoredOf, IGNORE_OPTIONS, isIgnoreFile, type BaseRules } from './ignore.js';
import { specialFiles } from './special-files.js';
import { takeIn } from './take-in.js';

export interface Known {
  readonly files: string;
  readonly meta: MetaRecord;
}

/** `root` is only read. */
export interface ScanWish extends SortWish {
  readonly git: Git;
  /** Private index, changed in place: callers hand in a copy. */
  readonly index: string;
  /** What the index stands for. */
  readonly before: Known;
  /** What the folder was last found to be, where that is newer than the index. */
  readonly last?: Known;
  readonly modeRule: ModeRule;
  readonly racy: Racy;
  /** Brings contents of files into the store by another way and answers which. */
  readonly seed?: (adds: ReadonlyMap<BytePath, Stats>) => Promise<ReadonlySet<BytePath>>;
  /** Told how many of how many files a large look has taken in. */
  readonly progress?: (done: number, total: number) => void;
  /** Rules that hold beside the folder's own; asked for only when a .gitignore changed. */
  readonly baseRules?: () => Promise<BaseRules>;
  /** A .gitignore differs from the base's since an earlier scan. */
  readonly rulesChanged?: boolean;
}

export interface Scan {
  /** Tree of the files. */
  readonly files: string;
  readonly meta: MetaRecord;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** The index was brought up to date; otherwise it stands for what it stood for. */
  readonly indexed: boolean;
  /** To be looked at again next time, with the index brought up to date. */
  readonly racy: Racy;
}

/** Changes that leave the index as it is: so many files are read again each time, until more make it worth while. */
const MAX_FEW = 128;

/** Finds out what differs from the index. A few small changes leave the index as it is; many are taken into it. */
export async function scanAll(wish: ScanWish): Promise<Scan> {
  const { git, root, index } = wish;
  const place = { workTree: root, index };
  const startedAt = Date.now();
  const isIndexed = existsSync(index);
  const mayBeFew = isIndexed && wish.rulesChanged !== true;
  const namesOf = async (...args: string[]): Promise<BytePath[]> => splitZ((await git.run(args, place)).stdout);
  const [listed, changed, racy, later] = await Promise.all([
    mayBeFew ? namesOf('ls-files', '-z', '-o', '--directory', ...IGNORE_OPTIONS) : [],
    isIndexed ? namesOf('diff-files', '-z', '--name-only') : [],
    racyPaths(wish),
    wish.last === undefined ? [] : deltasOf(git, wish.before.files, wish.last.files),
  ]);
  const candidates = new Set([...changed, ...racy, ...later.map((delta) => delta.path)]);
  const quick = mayBeFew ? await scanFew(wish, listed, candidates) : null;
  if (quick !== null) return { ...quick, indexed: false, racy: wish.racy };
  const untracked = await withNested(wish, await namesOf('ls-files', '-z', '-o', ...IGNORE_OPTIONS));
  const rulesChanged = wish.rulesChanged === true || [...candidates, ...untracked].some(isIgnoreFile);
  const ignored = rulesChanged ? await ignoredByBase(wish, untracked) : new Set<BytePath>();
  for (const path of untracked) if (!ignored.has(path)) candidates.add(path);
  const sorted = await sortCandidates(wish, candidates);
  const files = await brought(wish, sorted, racy);
  const dirs = await emptyDirs(git, root, index, sorted.skipped);
  const named = new Set(sorted.skipped.map(({ path }) => path));
  // Once, at the first look: it goes through all folders.
  for (const path of wish.last === undefined ? await specialFiles(git, root, index) : []) {
    if (!named.has(shown(path))) sorted.skipped.push({ path: shown(path), reason: NO_FILE });
  }
  if (rulesChanged) {
    // Asked about a name inside, since the folders are not there where the base's rules are laid out.
    const inside = new Map([...dirs].map((dir) => [`${dir}/\x01`, dir]));
    for (const path of await ignoredByBase(wish, [...inside.keys()])) dirs.delete(inside.get(path) ?? '');
  }
  return {
    files,
    meta: metaOf(wish, sorted, dirs),
    skipped: sorted.skipped,
    indexed: true,
    racy: { paths: racyAmong(sorted, startedAt) },
  };
}

/** Takes everything into the index and answers the tree of it; the store gets all of what is new, or nothing. */
async function brought(wish: ScanWish, sorted: Sorted, racy: readonly BytePath[]): Promise<string> {
  const quarantine = await Quarantine.open(wish.git.dir);
  try {
    const total = sorted.adds.size;
    let done = 0;
    const progress = (files: number): void => wish.progress?.((done += files), total);
    const into = { ...wish, quarantine: quarantine.dir, progress };
    // First what the store now holds: git finds it there and writes nothing. Then the rest.
    const seeded = (await wish.seed?.(sorted.adds)) ?? new Set();
    const there = new Map([...sorted.adds].filter(([path]) => seeded.has(path)));
    if (there.size > 0) {
      const some = { ...sorted, adds: there, removes: new Set<BytePath>() };
      for (const path of seeded) sorted.adds.delete(path);
      await takeIn({ ...into, isStored: true }, some);
      await takeIn(into, sorted, racy);
      for (const [path, stats] of some.adds) sorted.adds.set(path, stats);
      for (const path of some.removes) sorted.removes.add(path);
    } else await takeIn(into, sorted, racy);
    await putBack(wish, await keptLast(wish, sorted));
    const place = { workTree: wish.root, index: wish.index, quarantine: quarantine.dir };
    const files = await wish.git.text(['write-tree'], place);
    await quarantine.release();
    return files;
  } finally {
    await quarantine.drop();
  }
}

/** What stood, when the folder was last looked at, in the places of what is left out; null = nothing. */
async function keptLast(wish: ScanWish, sorted: Sorted): Promise<Map<BytePath, Entry | null>> {
  const kept = new Map<BytePath, Entry | null>();
  for (const path of wish.keepsLast === true ? sorted.left : []) {
    const entry = await wish.git.trees.lookup((wish.last ?? wish.before).files, path);
    kept.set(path, isFolder(entry) ? null : entry);
  }
  return kept;
}

/** Into the index, without times: whatever stands there is looked at again. */
async function putBack(wish: ScanWish, kept: ReadonlyMap<BytePath, Entry | null>): Promise<void> {
  if (kept.size === 0) return;
  const lines = [...kept].map(([path, entry]) =>
    toBytes(`${entry?.mode ?? '0'} ${entry?.id ?? '0'.repeat(40)}\t${path}\0`),
  );
  const call = { index: wish.index, input: Buffer.concat(lines) };
  await wish.git.run(['update-index', '-z', '--replace', '--index-info'], call);
}

const metaOf = (wish: ScanWish, sorted: Sorted, dirs: ReadonlySet<BytePath>): MetaRecord =>
  newMeta(wish.before.meta, sorted, dirs, wish.modeRule, wish.keepsLast === true ? wish.last?.meta : undefined);

/** The usual case: few files changed, no new folder holds anything, no rule changed. Null for every other one. */
async function scanFew(
  wish: ScanWish,
  listed: readonly BytePath[],
  changed: ReadonlySet<BytePath>,
): Promise<Pick<Scan, 'files' | 'meta' | 'skipped'> | null> {
  const { git, root } = wish;
  if (listed.length + changed.size > MAX_FEW) return null;
  const folders = listed.filter((path) => path.endsWith('/')).map((path) => path.slice(0, -1));
  const candidates = new Set([...changed, ...listed.filter((path) => !path.endsWith('/'))]);
  if ([...candidates].some(isIgnoreFile)) return null;
  const sorted = await sortCandidates(wish, candidates);
  // Below a folder in a file's place git has not looked.
  if ([...sorted.removes].some((path) => lstatOf(root, path)?.isDirectory() === true)) return null;
  const files = await treeWith(git, root, wish.before.files, sorted, await keptLast(wish, sorted));
  if (files === null) return null;
  const emptied = await emptiedFolders(git, root, files, sorted.removes);
  const dirs = await emptyAmong(git, root, wish.index, { listed: folders, emptied, skipped: sorted.skipped });
  if (dirs === null) return null;
  return { files, meta: metaOf(wish, sorted, dirs), skipped: sorted.skipped };
}

async function racyPaths(wish: ScanWish): Promise<BytePath[]> {
  const { since, paths } = wish.racy;
  if (since === undefined) return [...paths];
  const late = (await entriesSince(wish.index, secondOf(since))) ?? (await lateOnDisk(wish, since));
  return [...paths, ...late];
}

async function lateOnDisk(wish: ScanWish, since: number): Promise<BytePath[]> {
  const { stdout } = await wish.git.run(['ls-files', '-z'], { index: wish.index });
  const late: BytePath[] = [];
  let seen = 0;
  for (const path of splitZ(stdout)) {
    if (++seen % 5000 === 0) await new Promise(setImmediate);
    const stats = lstatOf(wish.root, path);
    if (stats !== null && isRacy(stats, since)) late.push(path);
  }
  return late;
}

const racyAmong = (sorted: Sorted, startedAt: number): BytePath[] =>
  [...sorted.adds].filter(([, stats]) => isRacy(stats, startedAt)).map(([path]) => path);

async function ignoredByBase(wish: ScanWish, paths: readonly BytePath[]): Promise<Set<BytePath>> {
  if (wish.baseRules === undefined || paths.length === 0) return new Set();
  const rules = await wish.baseRules();
  try {
    return await rules.ignored(wish.git, paths);
  } finally {
    await rules.dispose();
  }
}

/**
 * A nested repository is listed as one folder; its files are looked up as if it were none. However many there are, one
 * in the other or side by side, their rules get no more time than those of one folder.
 */
async function withNested(
  wish: ScanWish,
  listed: readonly BytePath[],
  meter: Meter = { seconds: 0 },
): Promise<BytePath[]> {
  const paths: BytePath[] = [];
  const nested: BytePath[] = [];
  for (const path of listed) {
    if (path.endsWith('/')) nested.push(path.slice(0, -1));
    else paths.push(path);
  }
  const inside: BytePath[] = [];
  for (const dir of nested) {
    const workTree = joinBytes(wish.root, dir).toString('utf8');
    // git takes its work tree as text: a nested repository below a name that is not UTF-8 is left out.
    if (fromUtf8(workTree) !== `${fromUtf8(wish.root)}/${dir}`) continue;
    const answer = await wish.git.run(['ls-files', '-z', '-o', ...IGNORE_OPTIONS], {
      workTree,
      index: `${wish.index}.none`,
      meter,
    });
    const deeper = await withNested({ ...wish, root: workTree }, splitZ(answer.stdout), meter);
    for (const path of deeper) inside.push(`${dir}/${path}`);
  }
  const ignored = await ignoredOf(wish.git, inside, { workTree: wish.root, index: wish.index, meter });
  return [...paths, ...inside.filter((path) => !ignored.has(path))];
}

const fromUtf8 = (text: string): BytePath => Buffer.from(text, 'utf8').toString('latin1');

/** Number of entries, from the index's header: "DIRC", version, count. */
export async function indexedCount(index: string): Promise<number> {
  const handle = await open(index, 'r');
  try {
    const header = Buffer.alloc(12);
    await handle.read(header, 0, 12, 0);
    return header.readUInt32BE(8);
  } finally {
    await handle.close();
  }
}
