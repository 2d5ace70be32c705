import { existsSync } from 'node:fs';
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
    const own = join(dir, 'config.worktree');
    const common = await readFile(join(dir, 'commondir'), 'utf8').catch(() => '.');
    dir = isAbsolute(common.trim()) ? common.trim() : resolve(dir, common.trim());
    const config = join(dir, 'config');
    if (![config, join(dir, 'HEAD')].some(existsSync)) return null;
    return { top: root, dir, config: await withIncluded([config, own]) };
  } catch {
    return null;
  }
}

/** The repositories whose work tree a folder is, or is part of; one may lie in the other. */
export async function gitsAround(folder: string): Promise<UsersGit[]> {
  const git = await usersGit(folder);
  const around = folder === dirname(folder) ? [] : await gitsAround(dirname(folder));
  return git === null ? around : [git, ...around];
}

/**
 * What git reads for every repository of the user. Loom may have been started with less of it than the user's git is.
 */
export async function globalConfig(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { GIT_CONFIG_SYSTEM, GIT_CONFIG_GLOBAL, XDG_CONFIG_HOME } = env;
  const system = ['/etc/gitconfig', '/usr/local/etc/gitconfig', '/opt/homebrew/etc/gitconfig', GIT_CONFIG_SYSTEM];
  const folders = [inHome('~/.config'), XDG_CONFIG_HOME];
  const own = folders.flatMap((folder) => (folder ? [join(folder, 'git/config')] : []));
  return withIncluded([...system, ...own, inHome('~/.gitconfig'), GIT_CONFIG_GLOBAL].flatMap((file) => file || []));
}

/** As git and shells read a name below the home folder. */
export const inHome = (name: string): string => name.replace(/^(~|\$HOME|\$\{HOME\})(?=\/)/, () => homedir());

/** Values of a key, be it on the line of its section; without the quotes, and what is said behind them. */
export const valuesOf = (config: string, key: string): string[] =>
  [...config.matchAll(new RegExp(`(?:^|\\])[^\\S\\n]*${key}[^\\S\\n]*=[^\\S\\n]*(?:"([^"\\n]+)"|([^"\\n;#]+))`, 'gim'))]
    .map(([, quoted, bare]) => quoted ?? bare?.trim() ?? '')
    .filter((value) => value !== '');

const MAX_INCLUDES = 20;
/** Larger ones are no configuration. */
const MAX_CONFIG_BYTES = 1_048_576;

/** Configuration files with all that is included in them, whatever the condition. */
async function withIncluded(files: readonly string[]): Promise<string> {
  const waiting = [...files];
  const texts: string[] = [];
  for (const file of waiting) {
    const text = await textOf(file);
    texts.push(text);
    for (const name of valuesOf(text, 'path')) {
      const included = resolve(dirname(file), inHome(name));
      if (waiting.length < files.length + MAX_INCLUDES && !waiting.includes(included)) waiting.push(included);
    }
  }
  return texts.join('\n');
}

async function textOf(file: string): Promise<string> {
  const stats = await stat(file).catch(() => null);
  return stats?.isFile() === true && stats.size <= MAX_CONFIG_BYTES ? readFile(file, 'utf8').catch(() => '') : '';
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
