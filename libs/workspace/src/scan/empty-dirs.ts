import { readdirSync, type Dirent } from 'node:fs';
import { ancestorsOf, joinBytes, nameProblem, splitZ, type BytePath } from '../byte-path.js';
import type { Git } from '../git/git.js';
import { ignoredOf, IGNORE_OPTIONS, isBuiltInIgnored } from './ignore.js';

const MAX_DIRS = 20_000;

/**
 * The innermost folders without any file of the index. git lists the outermost ones (after the index was brought up to
 * date, whatever is still "other" holds nothing that is kept); below them this looks itself.
 */
export async function emptyDirs(git: Git, root: string, index: string): Promise<Set<BytePath>> {
  const { stdout } = await git.run(['ls-files', '-z', '-o', '--directory', ...IGNORE_OPTIONS], {
    workTree: root,
    index,
  });
  const outermost = splitZ(stdout)
    .filter((path) => path.endsWith('/'))
    .map((path) => path.slice(0, -1));
  return (await emptyAmong(git, root, index, { listed: outermost })) ?? new Set();
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
  },
): Promise<Set<BytePath> | null> {
  const found: BytePath[] = [];
  const queue = [...among.listed, ...(among.emptied ?? [])];
  for (let dir = queue.pop(); dir !== undefined && found.length < MAX_DIRS; dir = queue.pop()) {
    if (nameProblem(dir) !== null || isBuiltInIgnored(dir)) continue;
    found.push(dir);
    for (const entry of entriesOf(root, dir)) {
      if (entry.isDirectory()) queue.push(`${dir}/${entry.name.toString('latin1')}`);
      else if (among.emptied !== undefined) return null;
    }
  }
  const top = new Set(among.listed);
  const deeper = found.filter((dir) => !top.has(dir)).map((dir) => `${dir}/`);
  const ignored = await ignoredOf(git, deeper, { workTree: root, index });
  const kept = new Set(found.filter((dir) => !ignored.has(`${dir}/`)));
  for (const dir of [...kept]) for (const above of ancestorsOf(dir)) kept.delete(above);
  return kept;
}

function entriesOf(root: string, dir: BytePath): Dirent<Buffer>[] {
  try {
    return readdirSync(joinBytes(root, dir), { withFileTypes: true, encoding: 'buffer' });
  } catch {
    return [];
  }
}
