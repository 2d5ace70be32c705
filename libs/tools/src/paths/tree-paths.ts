import { realpath } from 'node:fs/promises';
import type { Dirent, Stats } from 'node:fs';
import { join } from 'node:path';
import { protectedBy } from '#domain';
import { nearest } from '../text/nearest.js';
import { decoded, withoutOwnFolder } from './other-spelling.js';
import { HeldFolder } from './held-folder.js';
import {
  isGitName,
  lexical,
  lookOf,
  namePath,
  SANDBOX_SCRATCH,
  SANDBOX_WORKSPACE,
  type AreaRoots,
  type NamedPath,
} from './path-policy.js';

/** A place inside the workspace or the scratch folder, every component checked when it was resolved. */
export interface Place {
  readonly area: 'workspace' | 'scratch';
  /** Absolute, free of symlinks. */
  readonly absolute: string;
  /** Absolute and real root of the area. */
  readonly root: string;
  /** Relative to the area's root, `/`-separated, '' for the root itself. */
  readonly relative: string;
  /** As the model writes it: relative, or `scratch://…`. */
  readonly shown: string;
  /** Null when nothing is there. */
  readonly stats: Stats | null;
  /** The path as asked for, when a symlink on the way led elsewhere. */
  readonly throughLink: string | null;
}

export type Resolved = { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly error: string };

/** What the workspace is called, and all that was asked for. */
export interface OwnName {
  readonly name: string | null;
  readonly asked: string;
}

const MAX_LINKS = 40;
const MOST_FOLDERS = 200;

/** Resolves what a model calls a path, over one attempt's tree. Nothing it answers lies outside the two areas. */
export class TreePaths {
  private constructor(
    private readonly realRoots: Readonly<Record<'workspace' | 'scratch', string>>,
    private readonly aliases: AreaRoots,
    private readonly isProtectedPath: (path: string) => boolean,
    /** Folders of what is installed, which only commands see in full. */
    private readonly installed: readonly string[],
    private readonly own: OwnName,
  ) {}

  static async of(
    tree: { root: string; scratch: string; overlays?: readonly { readonly name: string }[] },
    protectedGlobs: readonly string[],
    own: OwnName = { name: null, asked: '' },
  ): Promise<TreePaths> {
    const [workspace, scratch] = await Promise.all([realpath(tree.root), realpath(tree.scratch)]);
    const aliases: AreaRoots = {
      workspace: [workspace, tree.root, SANDBOX_WORKSPACE],
      scratch: [scratch, tree.scratch, SANDBOX_SCRATCH],
    };
    const installed = (tree.overlays ?? []).map(({ name }) => name);
    return new TreePaths({ workspace, scratch }, aliases, protectedBy(protectedGlobs), installed, own);
  }

  get workspaceRoot(): string {
    return this.realRoots.workspace;
  }

  isProtected(relative: string): boolean {
    return this.isProtectedPath(relative);
  }

  /** For reading: symlinks are followed as long as they stay inside. */
  async resolve(given: string): Promise<Resolved> {
    const named = await this.name(given);
    if (!named.ok) {
      const hint = given.startsWith('/') ? await this.existingSuffix(given) : null;
      return { ok: false, error: hint === null ? named.error : `${named.error}; the workspace has "${hint}"` };
    }
    const found = await this.walk(named.area, named.parts, true);
    return (await this.withoutLine(given, found, (bare) => this.resolve(bare))) ?? found;
  }

  /** For changing a part of what is there. */
  async resolveForEdit(given: string): Promise<Resolved> {
    const found = await this.resolveForChange(given);
    return (await this.withoutLine(given, found, (bare) => this.resolveForChange(bare))) ?? found;
  }

  /** The file whose path bears the number of a line ("a.py:12"), where nothing is under the whole name. */
  private async withoutLine(
    given: string,
    found: Resolved,
    resolve: (bare: string) => Promise<Resolved>,
  ): Promise<Resolved | null> {
    const bare = /^(.+?):\d{1,7}(?:[:-]\d{1,7})?$/.exec(given.trim())?.[1];
    if (bare === undefined || !found.ok || found.place.stats !== null) return null;
    const other = await resolve(bare);
    return other.ok && other.place.stats?.isFile() === true ? other : null;
  }

  /** For changing: no symlink on the way, the last component itself is not followed, and nothing protected. */
  async resolveForChange(given: string): Promise<Resolved> {
    const named = await this.name(given);
    if (!named.ok) return this.resolve(given);
    if (named.parts.length === 0) return { ok: false, error: `"${given}" is a whole area, not a file` };
    const resolved = await this.walk(named.area, named.parts, false);
    if (!resolved.ok) return resolved;
    const { place } = resolved;
    if (place.throughLink !== null)
      return {
        ok: false,
        error: `"${place.throughLink}" goes through a symbolic link; use its target "${place.shown}" instead`,
      };
    if (place.area === 'workspace' && this.isProtected(place.relative))
      return { ok: false, error: `"${place.relative}" is protected in this task and must stay as it is` };
    return resolved;
  }

  /** The path of something there that a reader would take for the place, at which nothing is; null when there is none. */
  async lookAlike(place: Place): Promise<string | null> {
    let folder: string[] = [];
    for (const part of place.relative.split('/')) {
      const names = await namesIn(place.root, folder);
      if (names === null) return null;
      if (!names.includes(part)) {
        const alike = names.find((name) => lookOf(name) === lookOf(part));
        return alike === undefined ? null : [...folder, alike].join('/');
      }
      folder = [...folder, part];
    }
    return null;
  }

  /** A protected path inside a workspace folder, or null. */
  async protectedBelow(place: Place): Promise<string | null> {
    if (place.area !== 'workspace') return null;
    const open = [place.relative];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      for (const entry of await entriesIn(place.root, folder.split('/'))) {
        const relative = `${folder}/${entry.name}`;
        if (this.isProtected(relative)) return relative;
        if (entry.isDirectory()) open.push(relative);
      }
    }
    return null;
  }

  /** What to say of a place that commands see more of than file tools do; null for all others. */
  installedNote(place: Place): string | null {
    const folder = this.installed.find((name) => place.relative === name || place.relative.startsWith(`${name}/`));
    if (place.area !== 'workspace' || folder === undefined) return null;
    return `"${folder}" holds what is installed, and only shell_execute sees that: use ls or cat there`;
  }

  /** "No such file", with the names nearby that are most like it. */
  async notFound(place: Place): Promise<string> {
    const installed = this.installedNote(place);
    if (installed !== null) return `no such file: "${place.shown}"; ${installed}`;
    const parts = place.relative.split('/');
    const name = parts.pop() ?? '';
    const names = await namesIn(place.root, parts);
    const prefix = place.area === 'scratch' ? 'scratch://' : '';
    const elsewhere = await this.sameName(place, name);
    if (elsewhere !== null) return `no such file: "${place.shown}"; did you mean "${prefix}${elsewhere}"?`;
    if (names === null) return `no such file: "${place.shown}" (its folder does not exist either)`;
    const near = nearest(name, names.filter((n) => !isGitName(n)).slice(0, 2000));
    const hint =
      near === null ? 'list_directory shows what is there' : `did you mean "${prefix}${[...parts, near].join('/')}"?`;
    return `no such file: "${place.shown}"; ${hint}`;
  }

  /** The only file of that name in another folder, as far as one looks; null when there is none. */
  private async sameName({ root }: Place, name: string): Promise<string | null> {
    const found: string[] = [];
    const open = [''];
    for (let looked = 0; open.length > 0 && looked < MOST_FOLDERS; looked++) {
      const folder = open.shift() ?? '';
      for (const entry of await entriesIn(root, folder.split('/')).catch(() => [])) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (isGitName(entry.name) || this.installed.includes(path)) continue;
        if (entry.isDirectory()) open.push(path);
        else if (entry.name === name && entry.isFile()) found.push(path);
      }
    }
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /** Backslashes part folders, unless something there bears them in its name. */
  private async name(given: string): Promise<NamedPath> {
    const named = namePath(given, this.aliases);
    if (!named.ok) return named;
    if (named.parts.some((part) => part.includes('\\')))
      return (await this.isThere(named.parts, named.area))
        ? named
        : namePath(given.replaceAll('\\', '/'), this.aliases);
    return named.area === 'workspace' ? this.meantBy(named) : named;
  }

  /** The path as it is there, where it was written as an address is or with the workspace's own name before it. */
  private async meantBy(named: NamedPath & { ok: true }): Promise<NamedPath> {
    const plain = decoded(named.parts);
    if (plain !== null && !(await this.isThere(named.parts))) {
      const other = namePath(plain, this.aliases);
      if (other.ok && (await this.isThere(other.parts, other.area))) return other;
    }
    const inside = withoutOwnFolder(named.parts, this.own.name, this.own.asked);
    return inside === null || (await this.isThere(named.parts.slice(0, 1))) ? named : namePath(inside, this.aliases);
  }

  private async isThere(parts: readonly string[], area: Place['area'] = 'workspace'): Promise<boolean> {
    const found = await this.walk(area, parts, false);
    return found.ok && found.place.stats !== null;
  }

  private async walk(area: Place['area'], wanted: readonly string[], followLast: boolean): Promise<Resolved> {
    const way = new Way(await HeldFolder.root(this.realRoots[area]));
    try {
      return await this.walkOn(way, area, wanted, followLast);
    } finally {
      await way.folder.close();
    }
  }

  private async walkOn(
    way: Way,
    area: Place['area'],
    wanted: readonly string[],
    followLast: boolean,
  ): Promise<Resolved> {
    const root = this.realRoots[area];
    const refuse = (error: string): Resolved => ({ ok: false, error });
    let pending = [...wanted];
    let reached: string[] = [];
    let throughLink: string | null = null;
    let links = 0;
    let stats: Stats | null = await way.folder.stat('.');
    while (pending.length > 0) {
      const [part, ...rest] = pending as [string, ...string[]];
      if (isGitName(part)) return refuse(`"${part}" belongs to version control and cannot be used`);
      const name = await foundName(way.folder, part);
      stats = await statOf(way.folder, name);
      const here = [...reached, name];
      if (stats?.isSymbolicLink() === true && (rest.length > 0 || followLast)) {
        if (++links > MAX_LINKS) return refuse(`"${wanted.join('/')}" is a circle of symbolic links`);
        const parts = this.linkTarget(area, reached, await way.folder.linkOf(name));
        if (parts === null)
          return refuse(`"${here.join('/')}" is a symbolic link that leaves the ${area}; it cannot be used`);
        throughLink = wanted.join('/');
        // From the top again: the target's own components may be links too.
        await way.goTo(await HeldFolder.root(root));
        reached = [];
        pending = [...parts, ...rest];
        stats = pending.length === 0 ? await way.folder.stat('.') : null;
        continue;
      }
      reached = here;
      pending = rest;
      if (stats === null) {
        const git = rest.find(isGitName);
        if (git !== undefined) return refuse(`"${git}" belongs to version control and cannot be used`);
        reached = [...here, ...rest];
        pending = [];
      } else if (rest.length > 0) {
        if (!stats.isDirectory()) return refuse(`"${here.join('/')}" is a file, not a folder`);
        await way.goTo(await way.folder.enter(name));
      }
    }
    const relative = reached.join('/');
    const shown = area === 'scratch' ? `scratch://${relative}` : relative === '' ? '.' : relative;
    return {
      ok: true,
      place: { area, root, absolute: join(root, ...reached), relative, shown, stats, throughLink },
    };
  }

  /** Components of a link's target from the area's root; null when it leaves. */
  private linkTarget(area: Place['area'], folder: readonly string[], target: string): string[] | null {
    if (!target.startsWith('/')) return lexical([...folder, target].join('/'));
    const named = namePath(target, this.aliases);
    return named.ok && named.area === area ? [...named.parts] : null;
  }

  /** The longest ending of a foreign absolute path that exists in the workspace. */
  private async existingSuffix(given: string): Promise<string | null> {
    const parts = lexical(given) ?? [];
    for (let start = Math.max(1, parts.length - 8); start < parts.length; start++) {
      const suffix = parts.slice(start);
      if (suffix.some(isGitName)) return null;
      const found = await this.walk('workspace', suffix, true);
      if (found.ok && found.place.stats !== null) return suffix.join('/');
    }
    return null;
  }
}

/** The folder that was reached last, held open; the one before is let go. */
class Way {
  constructor(public folder: HeldFolder) {}

  async goTo(next: HeldFolder): Promise<void> {
    const last = this.folder;
    this.folder = next;
    await last.close();
  }
}

async function statOf(folder: HeldFolder, name: string): Promise<Stats | null> {
  try {
    return await folder.stat(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * The name as it is there: in the other form that Unicode has for it, where only that one is. A new one is composed, as
 * whoever named it wrote it.
 */
async function foundName(folder: HeldFolder, name: string): Promise<string> {
  const composed = name.normalize('NFC');
  if (composed === name.normalize('NFD') || (await statOf(folder, name)) !== null) return name;
  const entries = await folder.entries().catch(() => []);
  return entries.find((other) => other.name.normalize('NFC') === composed)?.name ?? composed;
}

async function entriesIn(root: string, parts: readonly string[]): Promise<Dirent[]> {
  const folder = await HeldFolder.reach(root, parts.filter(Boolean));
  try {
    return await folder.entries();
  } finally {
    await folder.close();
  }
}

const namesIn = (root: string, parts: readonly string[]): Promise<string[] | null> =>
  entriesIn(root, parts).then(
    (entries) => entries.map(({ name }) => name),
    () => null,
  );
