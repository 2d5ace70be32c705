import { realpath } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { protectedBy } from '#domain';
import { decoded, withoutOwnFolder } from './other-spelling.js';
import { HeldFolder } from './held-folder.js';
import { entriesIn, installedNote, lookAlike, notFound } from './nearby.js';
import {
  isGitName,
  lexical,
  namePath,
  SANDBOX_SCRATCH,
  SANDBOX_WORKSPACE,
  type AreaRoots,
  type NamedPath,
} from './path-policy.js';
import type { Place, Resolved } from './place.js';

/** What the workspace is called, and all that was asked for. */
export interface OwnName {
  readonly name: string | null;
  readonly asked: string;
}

const MAX_LINKS = 40;

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

  lookAlike(place: Place): Promise<string | null> {
    return lookAlike(place);
  }

  installedNote(place: Place): string | null {
    return installedNote(place, this.installed);
  }

  notFound(place: Place): Promise<string> {
    return notFound(place, this.installed);
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
    if (inside === null || (await this.isThere(named.parts.slice(0, 1)))) return named;
    const other = namePath(inside, this.aliases);
    if (!other.ok) return named;
    // A package often bears the name of its project: a new file beside its root's files may be the first one of that.
    const above = other.parts.slice(0, -1);
    return (await this.isThere(other.parts)) || (above.length > 0 && (await this.isThere(above))) ? other : named;
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
