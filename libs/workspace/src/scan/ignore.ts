import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parentOf, splitZ, toBytes, type BytePath } from '../byte-path.js';
import type { Git } from '../git/git.js';
import type { Meter } from '../git/meter.js';
import { makeFolder } from '../make-folder.js';

/** Never part of a workspace, whatever its own rules say. A bare name also matches a symlink of that name. */
export const BUILT_IN_IGNORES: readonly string[] = [
  ...['node_modules', '.venv', 'venv', '__pycache__', '.tox', '.mypy_cache', '.pytest_cache', '.gradle'],
  ...['.next', '.nuxt', '.turbo', '.cache', '.DS_Store', '*.swp', '.loom-tmp-*'],
];

/** On the command line they outrank every .gitignore, so that no attempt can take them back. */
export const IGNORE_OPTIONS: readonly string[] = [
  ...BUILT_IN_IGNORES.flatMap((pattern) => ['-x', pattern]),
  '--exclude-per-directory=.gitignore',
];

const names = new Set(BUILT_IN_IGNORES.filter((pattern) => !pattern.includes('*')));

export function isBuiltInIgnored(path: BytePath): boolean {
  return path.split('/').some((part) => names.has(part) || part.endsWith('.swp') || part.startsWith('.loom-tmp-'));
}

export const isIgnoreFile = (path: BytePath): boolean => path === '.gitignore' || path.endsWith('/.gitignore');

/** Which of `paths` the .gitignore files of `workTree` ignore; tracked paths are told apart by `index`. */
export async function ignoredOf(
  git: Git,
  paths: readonly BytePath[],
  where: { workTree: string; index: string; noIndex?: boolean; meter?: Meter },
): Promise<Set<BytePath>> {
  if (paths.length === 0) return new Set();
  const args = ['check-ignore', '-z', '--stdin', ...(where.noIndex === true ? ['--no-index'] : [])];
  const { stdout } = await git.run(args, {
    workTree: where.workTree,
    index: where.index,
    // "./" before each: check-ignore cannot be told to take ":(top)" for a name.
    input: Buffer.concat(paths.map((path) => toBytes(`./${path}\0`))),
    pathMagic: true,
    accept: [1],
    ...(where.meter !== undefined && { meter: where.meter }),
  });
  return new Set(splitZ(stdout).map((path) => path.slice(2)));
}

/**
 * The .gitignore files of a tree, laid out alone in a folder: rules an attempt cannot take back by editing its own. A
 * rule that was removed stops to hold when the removal has landed.
 */
export class BaseRules {
  private constructor(private readonly folder: string) {}

  static async of(git: Git, filesTree: string, parent: string): Promise<BaseRules> {
    const folder = await mkdtemp(join(parent, 'rules-'));
    const { stdout } = await git.run(['ls-tree', '-r', '-z', filesTree]);
    for (const line of splitZ(stdout)) {
      const tab = line.indexOf('\t');
      const [mode, , id = ''] = line.slice(0, tab).split(' ');
      const path = line.slice(tab + 1);
      if (mode === '120000' || !isIgnoreFile(path)) continue;
      const target = Buffer.concat([Buffer.from(`${folder}/`), toBytes(path)]);
      if (parentOf(path) !== '') {
        makeFolder(Buffer.concat([Buffer.from(`${folder}/`), toBytes(parentOf(path))]), 0o777);
      }
      await writeFile(target, (await git.run(['cat-file', 'blob', id])).stdout);
    }
    return new BaseRules(folder);
  }

  async ignored(git: Git, paths: readonly BytePath[]): Promise<Set<BytePath>> {
    return ignoredOf(git, paths, { workTree: this.folder, index: join(dirname(this.folder), 'none'), noIndex: true });
  }

  async dispose(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
