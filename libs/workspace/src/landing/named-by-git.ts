import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { ancestorsOf, fromText, shown, type BytePath } from '../byte-path.js';
import { gitsAround, globalConfig, inHome, usersGit, valuesOf, withoutMereNames, type UsersGit } from '../users-git.js';
import type { Operation } from './intent.js';

/** Hooks of one folder that are read, and what is read of each, in bytes. */
const [MAX_HOOKS, MAX_HOOK_BYTES] = [64, 65_536];

/** What the user's git would run, or be led by, of the workspace. */
export class NamedByGit {
  /** Folders of hooks with all that is in them. */
  private readonly folders: BytePath[] = [];
  /** Monitors, filters, aliases, further configuration, hooks. */
  private readonly files = new Set<BytePath>();
  /** Words of hooks; what can be run of these is run. */
  private readonly words = new Set<BytePath>();

  private constructor(private readonly root: string) {}

  static async of(root: string, changed: readonly BytePath[]): Promise<NamedByGit> {
    const named = new NamedByGit(root);
    const repositories = await repositoriesOf(root, changed);
    const everywhere = repositories.length === 0 ? '' : await globalConfig();
    for (const git of repositories) await named.read(git, `${everywhere}\n${git.config}`);
    return named;
  }

  has({ path, from, to }: Operation): boolean {
    const canRun = [from, to].some((state) => state !== null && (state.link || (state.mode & 0o111) !== 0));
    return (
      this.files.has(path) ||
      (canRun && this.words.has(path)) ||
      this.folders.some((folder) =>
        folder === '' ? canRun && !path.includes('/') : path === folder || path.startsWith(`${folder}/`),
      )
    );
  }

  private async read({ top, dir }: UsersGit, text: string): Promise<void> {
    const config = withoutMereNames(text);
    // Programs start at the top of the work tree; what is included is named from where the configuration is.
    const from = [top, dir];
    for (const word of config.split(/[\s"'`=!;&|()<>]+/)) this.note(this.files, word, from);
    const hooks = valuesOf(config, 'hookspath');
    for (const name of hooks) this.folders.push(...(await this.inside(name, from)));
    for (const name of [join(dir, 'hooks'), ...hooks]) await this.readHooks(resolve(top, inHome(name)), top);
  }

  /** The hooks themselves lie where no attempt can write, but may lead to what it can. */
  private async readHooks(folder: string, top: string): Promise<void> {
    this.folders.push(...(await this.inside(folder, [top])));
    const names = await readdir(folder).catch((): string[] => []);
    for (const name of names.slice(0, MAX_HOOKS)) {
      const hook = join(folder, name);
      const stats = await stat(hook).catch(() => null);
      if (stats?.isFile() !== true || name.endsWith('.sample')) continue;
      for (const path of await this.inside(hook, [top])) this.files.add(path);
      if (stats.size > MAX_HOOK_BYTES) continue;
      const script = await readFile(hook, 'utf8').catch(() => '');
      // A name alone is looked for where programs are.
      for (const word of script.split(/[\s"'`=;&|()<>]+/).filter((each) => each.includes('/'))) {
        this.note(this.words, word, [top]);
        // "$root/tools/check", "$(git rev-parse --show-toplevel)/tools/check".
        this.note(this.words, word.replace(/^(\$\w+|\$\{\w+\})?\/(\.\.\/)*/, ''), [top]);
      }
      for (const [, word = ''] of script.matchAll(RUN_BY_NAME)) this.note(this.files, word, [top]);
    }
  }

  private note(into: Set<BytePath>, name: string, from: readonly string[]): void {
    for (const start of from) for (const path of this.below(resolve(start, inHome(name)))) into.add(path);
  }

  /** Under its own name, and under the one that links on the way lead to. */
  private async inside(name: string, from: readonly string[]): Promise<BytePath[]> {
    const named = from.map((start) => resolve(start, inHome(name)));
    const real = await Promise.all(named.map((place) => realpath(place).catch(() => place)));
    return [...new Set([...named, ...real])].flatMap((place) => this.below(place));
  }

  private below(place: string): BytePath[] {
    const path = relative(this.root, place);
    return path === '..' || path.startsWith('../') ? [] : [fromText(path)];
  }
}

/** A file that need not be one that can be run. */
const RUN_BY_NAME =
  /(?:^|[\s;&|(`])(?:\.|source|sh|bash|dash|zsh|node|ruby|perl|python[\d.]*)\s+(?:-\w+\s+)*["']?([^\s"'`;&|()<>$-][^\s"'`;&|()<>]*)/g;

/** The user's repositories that some paths lie in: those around the folder, and those within it. */
async function repositoriesOf(root: string, changed: readonly BytePath[]): Promise<UsersGit[]> {
  const within = new Set(changed.flatMap((path) => [...ancestorsOf(path)]));
  const found = await Promise.all([...within].map((dir) => usersGit(join(root, shown(dir)))));
  return [...(await gitsAround(root)), ...found.filter((git) => git !== null)];
}
