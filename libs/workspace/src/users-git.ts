import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';

/** What is read of the user's own repository: nothing of it is run, and nothing written. */
export interface UsersGit {
  /** Folder that all work trees of the repository share. */
  readonly dir: string;
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
    const common = await readFile(join(dir, 'commondir'), 'utf8').catch(() => '.');
    dir = isAbsolute(common.trim()) ? common.trim() : resolve(dir, common.trim());
    return { dir, config: await readFile(join(dir, 'config'), 'utf8') };
  } catch {
    return null;
  }
}
