import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/** What is read of the user's own repository: nothing of it is run, and nothing written. */
export interface UsersGit {
  /** Its work tree. */
  readonly top: string;
  /** Folder that all work trees of the repository share. */
  readonly dir: string;
  /** With that of the work tree. */
  readonly config: string;
}

/** The repository that a folder is the work tree of; null where there is none. */
export async function usersGit(root: string): Promise<UsersGit | null> {
  try {
    let dir = join(root, '.git');
    if ((await stat(dir)).isFile()) {
      const named = /^gitdir: (.+)$/m.exec(await readFile(dir, 'utf8'))?.[1]?.trim() ?? '';
      dir = resolve(root, named);
    }
    const own = await readFile(join(dir, 'config.worktree'), 'utf8').catch(() => '');
    const common = await readFile(join(dir, 'commondir'), 'utf8').catch(() => '.');
    dir = isAbsolute(common.trim()) ? common.trim() : resolve(dir, common.trim());
    return { top: root, dir, config: `${await readFile(join(dir, 'config'), 'utf8')}\n${own}` };
  } catch {
    return null;
  }
}

/** The repository whose work tree a folder is, or is part of. */
export async function gitAround(folder: string): Promise<UsersGit | null> {
  for (let at = folder; ; at = dirname(at)) {
    const git = await usersGit(at);
    if (git !== null || at === dirname(at)) return git;
  }
}
