import type { Dirent } from 'node:fs';
import { ancestorsOf, joinBytes, nameProblem, shown, splitZ, tooFarDown, type BytePath } from '../byte-path.js';
import { entriesIn } from '../entries.js';
import { errnoOf } from '../errors.js';
import type { Git } from '../git/git.js';
import { ignoredOf, IGNORE_OPTIONS, isBuiltInIgnored } from './ignore.js';

const MAX_DIRS = 20_000;

type Skipped = { path: string; reason: string }[];

/**
 * The innermost folders without any file of the index. git lists the outermost ones (after the index was brought up to
 * date, whatever is still "other" holds nothing that is kept); below them this looks itself.
 */
export async function emptyDirs(git: Git, root: string, index: string, skipped: Skipped): Promise<Set<BytePath>> {
  const { stdout } = await git.run(['ls-files', '-z', '-o', '--directory', ...IGNORE_OPTIONS], {
    workTree: root,
    index,
  });
  const outermost = splitZ(stdout)
    .filter((path) => path.endsWith('/'))
    .map((path) => path.slice(0, -1));
  return (await emptyAmong(git, root, index, { listed: outermost, skipped })) ?? new Set();
}

/** The innermost of some folders and those below them. */
export async function emptyAmong(
  git: Git,
  root: string,
  index: string,
  among: {
    /** Named by git, which knows that no rule ignores them. */
    readonly listed: readonly BytePath[];
    /** Found otherwise. With these the answer is null where any of all the folders holds a file. */
    readonly emptied?: ReadonlySet<BytePath>;
    /** Told of folders that cannot be looked into; they, and those above them, do not count as empty. */
    readonly skipped: Skipped;
  },
): Promise<Set<BytePath> | null> {
  const found: BytePath[] = [];
  const closed: BytePath[] = [];
  const close = (dir: BytePath, reason: string): void => {
    closed.push(dir);
    const name = shown(dir);
    const isTold = among.skipped.some(({ path }) => path === name || path.startsWith(`${name}/`));
    if (!isTold) among.skipped.push({ path: name, reason });
  };
  const queue = [...among.listed, ...(among.emptied ?? [])];
  for (let dir = queue.pop(); dir !== undefined && found.length < MAX_DIRS; dir = queue.pop()) {
    const deep = tooFarDown(dir);
    if (deep !== null) close(dir, deep);
    const problem = nameProblem(dir);
    // What is no folder of git and looks like one: nothing below it is kept. Its own folders nobody misses.
    if (problem !== null && !dir.split('/').includes('.git')) close(dir, problem);
    if (problem !== null || isBuiltInIgnored(dir)) continue;
    const entries = await entriesOf(root, dir);
    if (entries === null) {
      close(dir, 'cannot be read');
      continue;
    }
    found.push(dir);
    for (const entry of entries) {
      if (entry.isDirectory()) queue.push(`${dir}/${entry.name.toString('latin1')}`);
      else if (among.emptied !== undefined) return null;
    }
  }
  const top = new Set(among.listed);
  const deeper = found.filter((dir) => !top.has(dir)).map((dir) => `${dir}/`);
  const ignored = await ignoredOf(git, deeper, { workTree: root, index });
  const kept = new Set(found.filter((dir) => !ignored.has(`${dir}/`)));
  for (const dir of [...kept, ...closed]) for (const above of ancestorsOf(dir)) kept.delete(above);
  return kept;
}

/** Null where this user may not look. */
async function entriesOf(root: string, dir: BytePath): Promise<Dirent<Buffer>[] | null> {
  try {
    return await entriesIn(joinBytes(root, dir));
  } catch (error) {
    return errnoOf(error) === 'EACCES' || errnoOf(error) === 'EPERM' ? null : [];
  }
}
