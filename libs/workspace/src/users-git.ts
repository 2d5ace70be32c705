import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
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

const MAX_INCLUDES = 20;

/** What git reads for every repository of the user, with all that is included there, whatever the condition. */
export async function globalConfig(): Promise<string> {
  const waiting = ['/etc/gitconfig', join(homedir(), '.config/git/config'), join(homedir(), '.gitconfig')];
  const texts: string[] = [];
  for (const file of waiting) {
    const text = await readFile(file, 'utf8').catch(() => '');
    texts.push(text);
    for (const [, name = ''] of text.matchAll(/^\s*path\s*=\s*"?([^"\n]+?)"?\s*$/gim)) {
      const included = resolve(dirname(file), name.replace(/^~\//, `${homedir()}/`));
      if (waiting.length < MAX_INCLUDES && !waiting.includes(included)) waiting.push(included);
    }
  }
  return texts.join('\n');
}

/** Of these the values are names of branches and people: nothing is run or read by them. */
const NAMES_ONLY: Readonly<Record<string, RegExp>> = {
  branch: /^\s*merge\s*=/i,
  remote: /^\s*fetch\s*=/i,
  user: /^\s*(name|email)\s*=/i,
  init: /^\s*defaultbranch\s*=/i,
};

/** A configuration without what can name neither a program nor a file: names of sections, of branches and of people. */
export function withoutMereNames(config: string): string {
  const kept: string[] = [];
  let section = '';
  let goesOn = false;
  for (const line of config.split('\n')) {
    // What goes on from the line before may look like anything.
    const head = goesOn ? null : /^\s*\[\s*([A-Za-z0-9.-]+)(?:\s+"(?:[^"\\]|\\.)*")?\s*\]/.exec(line);
    if (head !== null) section = (head[1] ?? '').toLowerCase();
    // The name of a url section stands for the start of addresses.
    const rest = head === null || section === 'url' ? line : line.slice(head[0].length);
    if (goesOn || NAMES_ONLY[section]?.test(rest) !== true || rest.endsWith('\\')) kept.push(rest);
    goesOn = line.endsWith('\\');
  }
  return kept.join('\n');
}
