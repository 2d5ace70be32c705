import { accessSync, constants, lstatSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { UnusableWorkspace } from '#conductor';
import { ancestorsOf, joinBytes, nameProblem, parentOf, shown, splitZ, toBytes, type BytePath } from '../byte-path.js';
import { GitFailure, type Git } from '../git/git.js';
import type { MetaRecord } from '../meta.js';
import { emptyDirs } from './empty-dirs.js';
import { isRacy, type Racy } from './racy.js';
import { ignoredOf, IGNORE_OPTIONS, isBuiltInIgnored, isIgnoreFile, type BaseRules } from './ignore.js';

export interface ScanLimits {
  readonly maxFileBytes: number;
  readonly maxFiles: number;
  readonly maxTotalBytes: number;
}

/** Says which permission bits are worth recording: undefined = the usual ones. */
export type ModeRule = (actual: number, before: number | undefined) => number | undefined;

export interface ScanWish {
  readonly git: Git;
  /** Folder to be read; nothing is written in it. */
  readonly root: string;
  /** Private index, changed in place: callers hand in a copy. */
  readonly index: string;
  /** What the index stands for. */
  readonly before: MetaRecord;
  readonly modeRule: ModeRule;
  readonly racy: Racy;
  readonly limits: ScanLimits;
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
  /** To be looked at again next time. */
  readonly racy: Racy;
}

interface Sorted {
  readonly adds: Map<BytePath, Stats>;
  readonly removes: Set<BytePath>;
  readonly skipped: { path: string; reason: string }[];
}

const BULK = 500;

/** Finds out what differs from the index and takes it in. */
export async function scanAll(wish: ScanWish): Promise<Scan> {
  const { git, root, index } = wish;
  const place = { workTree: root, index };
  const startedAt = Date.now();
  const [others, changed, racy] = await Promise.all([
    git.run(['ls-files', '-z', '-o', ...IGNORE_OPTIONS], place),
    git.run(['diff-files', '-z', '--name-only'], place),
    racyPaths(wish),
  ]);
  const candidates = new Set([...splitZ(changed.stdout), ...racy]);
  const untracked = await withNested(wish, splitZ(others.stdout));
  const rulesChanged = wish.rulesChanged === true || [...candidates, ...untracked].some(isIgnoreFile);
  const ignored = rulesChanged ? await ignoredByBase(wish, untracked) : new Set<BytePath>();
  for (const path of untracked) if (!ignored.has(path)) candidates.add(path);
  const sorted = await sortCandidates(wish, candidates);
  await takeIn(wish, sorted, racy);
  const files = await git.text(['write-tree'], place);
  const dirs = await emptyDirs(git, root, index);
  if (rulesChanged) {
    // Asked about a name inside, since the folders are not there where the base's rules are laid out.
    const inside = new Map([...dirs].map((dir) => [`${dir}/\x01`, dir]));
    for (const path of await ignoredByBase(wish, [...inside.keys()])) dirs.delete(inside.get(path) ?? '');
  }
  return {
    files,
    meta: newMeta(wish, sorted, dirs),
    skipped: sorted.skipped,
    racy: { paths: racyAmong(sorted, startedAt) },
  };
}

async function racyPaths(wish: ScanWish): Promise<BytePath[]> {
  const { since, paths } = wish.racy;
  if (since === undefined) return [...paths];
  const { stdout } = await wish.git.run(['ls-files', '-z'], { index: wish.index });
  const late: BytePath[] = [...paths];
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

/**
 * Takes in what a tool says it touched. Null when that cannot be told from these paths alone (folders, a deletion that
 * may have emptied one): then everything is looked at.
 */
export async function scanKnown(wish: ScanWish, paths: readonly BytePath[]): Promise<Scan | null> {
  const { git, root, index } = wish;
  const place = { workTree: root, index };
  const startedAt = Date.now();
  if (wish.rulesChanged === true) return null;
  if (paths.some((path) => isIgnoreFile(path) || nameProblem(path) !== null)) return null;
  const sorted = await sortCandidates(wish, new Set(paths.filter((path) => !isBuiltInIgnored(path))));
  for (const path of paths) if (lstatOf(root, path)?.isDirectory() === true) return null;
  const adding = [...sorted.adds.keys()];
  const ignored = await ignoredOf(git, adding, place);
  for (const path of ignored) sorted.adds.delete(path);
  await takeIn(wish, sorted);
  const files = await git.text(['write-tree'], place);
  const dirs = new Set(wish.before.dirs);
  for (const path of sorted.adds.keys()) for (const above of ancestorsOf(path)) dirs.delete(above);
  for (const path of sorted.removes) {
    let dir = parentOf(path);
    while (dir !== '' && lstatOf(root, dir)?.isDirectory() !== true) dir = parentOf(dir);
    if (dir === '' || dirs.has(dir)) continue;
    const listed = await git.run(['ls-tree', '-z', files, '--', dir], {});
    if (listed.stdout.length === 0) return null;
  }
  for (const dir of dirs) if (lstatOf(root, dir)?.isDirectory() !== true) dirs.delete(dir);
  const racy = { ...wish.racy, paths: [...new Set([...wish.racy.paths, ...racyAmong(sorted, startedAt)])] };
  return { files, meta: newMeta(wish, sorted, dirs), skipped: sorted.skipped, racy };
}

async function ignoredByBase(wish: ScanWish, paths: readonly BytePath[]): Promise<Set<BytePath>> {
  if (wish.baseRules === undefined || paths.length === 0) return new Set();
  const rules = await wish.baseRules();
  try {
    return await rules.ignored(wish.git, paths);
  } finally {
    await rules.dispose();
  }
}

/** A nested repository is listed as one folder; its files are looked up as if it were none. */
async function withNested(wish: ScanWish, listed: readonly BytePath[]): Promise<BytePath[]> {
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
    });
    const deeper = await withNested({ ...wish, root: workTree }, splitZ(answer.stdout));
    inside.push(...deeper.map((path) => `${dir}/${path}`));
  }
  const ignored = await ignoredOf(wish.git, inside, { workTree: wish.root, index: wish.index });
  return [...paths, ...inside.filter((path) => !ignored.has(path))];
}

const fromUtf8 = (text: string): BytePath => Buffer.from(text, 'utf8').toString('latin1');

export function lstatOf(root: string, path: BytePath): Stats | null {
  try {
    return lstatSync(joinBytes(root, path));
  } catch {
    return null;
  }
}

async function sortCandidates(wish: ScanWish, candidates: ReadonlySet<BytePath>): Promise<Sorted> {
  const sorted: Sorted = { adds: new Map(), removes: new Set(), skipped: [] };
  const realDirs = new Map<BytePath, boolean>();
  const isRealDir = (dir: BytePath): boolean => {
    if (dir === '') return true;
    let real = realDirs.get(dir);
    if (real === undefined) {
      real = isRealDir(parentOf(dir)) && lstatOf(wish.root, dir)?.isDirectory() === true;
      realDirs.set(dir, real);
    }
    return real;
  };
  const skip = (path: BytePath, reason: string): void => {
    sorted.skipped.push({ path: shown(path), reason });
    sorted.removes.add(path);
  };
  let bytes = 0;
  let seen = 0;
  for (const path of candidates) {
    if (++seen % 5000 === 0) await new Promise(setImmediate);
    const stats = isRealDir(parentOf(path)) ? lstatOf(wish.root, path) : null;
    if (stats === null || stats.isDirectory()) {
      sorted.removes.add(path);
      continue;
    }
    const problem = nameProblem(path);
    if (problem !== null) skip(path, problem);
    else if (stats.isSymbolicLink()) sorted.adds.set(path, stats);
    else if (!stats.isFile()) skip(path, 'neither a file, a folder nor a link');
    else if (stats.size > wish.limits.maxFileBytes) {
      skip(path, `larger than ${Math.floor(wish.limits.maxFileBytes / 1_048_576)} MiB`);
    } else {
      bytes += stats.size;
      sorted.adds.set(path, stats);
    }
  }
  if (sorted.adds.size > wish.limits.maxFiles || bytes > wish.limits.maxTotalBytes) {
    throw new UnusableWorkspace(
      `the folder holds ${sorted.adds.size} files with ${Math.round(bytes / 1_048_576)} MiB, more than Loom keeps copies of`,
      'Name folders of data and build results in a .gitignore file, or choose a smaller folder.',
    );
  }
  return sorted;
}

/** git refuses to read what this user may not read; such files are named and left out. */
function withoutUnreadable(wish: ScanWish, sorted: Sorted): boolean {
  let found = false;
  for (const [path, stats] of sorted.adds) {
    if (stats.isSymbolicLink()) continue;
    try {
      accessSync(joinBytes(wish.root, path), constants.R_OK);
    } catch {
      found = true;
      sorted.adds.delete(path);
      sorted.removes.add(path);
      sorted.skipped.push({ path: shown(path), reason: 'cannot be read' });
    }
  }
  return found;
}

const zJoined = (paths: Iterable<BytePath>): Buffer => Buffer.concat([...paths].map((path) => toBytes(`${path}\0`)));

/** `doubtful` paths are forgotten first: git would trust the times that it has of them. */
async function takeIn(wish: ScanWish, sorted: Sorted, doubtful: readonly BytePath[] = []): Promise<void> {
  const place = { workTree: wish.root, index: wish.index };
  for (let round = 1; ; round++) {
    if (sorted.removes.size + doubtful.length > 0) {
      const input = zJoined(new Set([...sorted.removes, ...doubtful]));
      await wish.git.run(['update-index', '-z', '--force-remove', '--stdin'], { ...place, input });
    }
    if (sorted.adds.size === 0) return;
    // Many files at once go into one pack instead of as many loose objects.
    const settings = sorted.adds.size > BULK ? ['core.bigFileThreshold=1'] : [];
    try {
      const { stderr } = await wish.git.run(['update-index', '-z', '--add', '--remove', '--replace', '--stdin'], {
        ...place,
        settings,
        input: zJoined(sorted.adds.keys()),
      });
      for (const [, path] of stderr.matchAll(/^Ignoring path (.*)$/gm)) {
        sorted.skipped.push({ path: path ?? '', reason: 'name that git does not accept' });
      }
      return;
    } catch (error) {
      // Files come and go while they are read: look again, a few times.
      if (!(error instanceof GitFailure) || round === 4 || /no space left/i.test(error.stderr)) throw error;
      withoutUnreadable(wish, sorted);
      const again = await sortCandidates(wish, new Set(sorted.adds.keys()));
      for (const path of again.removes) {
        sorted.adds.delete(path);
        sorted.removes.add(path);
      }
      sorted.skipped.push(...again.skipped);
    }
  }
}

function newMeta(wish: ScanWish, sorted: Sorted, dirs: ReadonlySet<BytePath>): MetaRecord {
  const modes = new Map(wish.before.modes);
  for (const path of sorted.removes) modes.delete(path);
  // A link that leads to itself hides from git what stood below its name: nothing stands below what was taken in.
  for (const path of [...modes.keys()]) {
    for (const above of ancestorsOf(path)) if (sorted.adds.has(above)) modes.delete(path);
  }
  for (const [path, stats] of sorted.adds) {
    const mode = stats.isSymbolicLink() ? undefined : wish.modeRule(stats.mode & 0o7777, wish.before.modes.get(path));
    if (mode === undefined) modes.delete(path);
    else modes.set(path, mode);
  }
  return { ...wish.before, dirs, modes };
}

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
