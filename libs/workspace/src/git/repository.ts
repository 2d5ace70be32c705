import { closeSync, existsSync, openSync, statSync, utimesSync } from 'node:fs';
import { lstat, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { WorkspaceFailure } from '../errors.js';
import { LruMap } from '../lru-map.js';
import { makeFolder } from '../make-folder.js';
import { META_FILE, parseMeta, serialiseMeta, type MetaRecord } from '../meta.js';
import { BUILT_IN_IGNORES } from '../scan/ignore.js';
import { ENVIRONMENT } from './environment.js';
import { Git } from './git.js';
import { dropUnindexed } from './packs.js';
import { anchor, checkedCommit, commitBody, treeBody, writeObject } from './objects.js';
import { dropTorn } from './torn.js';
import { checkGitVersion } from './version.js';

/** The name, in a commit's root tree, of the tree that holds the workspace's files. */
export const FILES = 'w';

/** Outranks every .gitattributes of a workspace. */
const ATTRIBUTES = '* -text -ident -filter !eol !crlf !working-tree-encoding !merge !diff !delta\n';

export interface CommitContent {
  /** Root tree: names files and record together. */
  readonly root: string;
  /** Tree of the files. */
  readonly files: string;
  readonly metaId: string;
  readonly meta: MetaRecord;
}

/** One bare object store. HEAD stays unborn; refs only keep objects alive. */
export class Repository {
  readonly git: Git;
  private readonly contents = new LruMap<string, CommitContent>(64);
  private readonly metas = new LruMap<string, MetaRecord>(16);
  private removals: number | undefined;

  constructor(readonly dir: string) {
    this.git = new Git(dir);
  }

  get exists(): boolean {
    return existsSync(join(this.dir, 'info', 'attributes'));
  }

  /** Built aside and renamed, so that a kill leaves none or a whole one. */
  async create(): Promise<void> {
    await checkGitVersion(ENVIRONMENT);
    if (this.exists) return;
    makeFolder(dirname(this.dir));
    const aside = `${this.dir}.new-${randomBytes(6).toString('hex')}`;
    try {
      await new Git(aside).run(['init', '--quiet', '--bare', '--template=', aside]);
      makeFolder(join(aside, 'info'), 0o777);
      await writeFile(join(aside, 'info', 'exclude'), BUILT_IN_IGNORES.join('\n') + '\n');
      await writeFile(join(aside, 'info', 'attributes'), ATTRIBUTES);
      await rename(aside, this.dir);
    } catch (error) {
      await rm(aside, { recursive: true, force: true });
      if (!this.exists) throw error;
    }
  }

  /**
   * Removes what killed processes left: files that git never reads again, locks that nobody holds, packs that were
   * never taken. Younger ones than `olderThanMs` may be somebody's work; where nobody else can be at work, 0 takes all.
   */
  async sweep(olderThanMs = 3_600_000): Promise<void> {
    const latest = Date.now() - olderThanMs;
    const drop = async (folder: string, names: RegExp): Promise<void> => {
      for (const name of await readdir(folder).catch(() => [])) {
        if (!names.test(name)) continue;
        const file = join(folder, name);
        const stats = await lstat(file).catch(() => null);
        if (stats !== null && stats.mtimeMs <= latest) await rm(file, { recursive: true, force: true });
      }
    };
    const objects = join(this.dir, 'objects');
    for (const folder of [objects, join(objects, 'pack')]) await drop(folder, /^(tmp_|\.tmp-)/);
    await dropUnindexed(this.dir, latest);
    for (const folder of await readdir(objects).catch(() => [])) {
      if (/^[0-9a-f]{2}$/.test(folder)) await drop(join(objects, folder), /^tmp_/);
    }
    for (const ref of await readdir(join(this.dir, 'refs'), { recursive: true }).catch((): string[] => [])) {
      if (ref.endsWith('.lock')) await drop(join(this.dir, 'refs', dirname(ref)), /\.lock$/);
    }
    await drop(this.dir, /^incoming-|\.lock$/);
    await drop(dirname(this.dir), /^repo\.git\.new-/);
  }

  /** What a power cut left half of. */
  async dropTorn(): Promise<void> {
    if ((await dropTorn(this.git)) > 0) this.forget();
  }

  /** After objects were removed: what is remembered of them must not count as there. */
  forget(): void {
    this.contents.clear();
    this.metas.clear();
    this.git.trees.forget();
    this.git.rest();
  }

  private get removalsFile(): string {
    return join(this.dir, 'removals');
  }

  /**
   * Before objects are removed: other processes remember some of them. Told by a file's time, which takes no room on a
   * full disk, and counted up, since a clock may be set back.
   */
  noteRemoval(): void {
    closeSync(openSync(this.removalsFile, 'a'));
    const next = statSync(this.removalsFile).mtimeMs / 1000 + 1;
    utimesSync(this.removalsFile, next, next);
  }

  /** Before a use: where something was removed since the last one nothing is remembered; answers whether so. */
  heedRemovals(): boolean {
    const noted = statSync(this.removalsFile, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (noted === this.removals) return false;
    this.removals = noted;
    this.forget();
    return true;
  }

  async has(commit: string): Promise<boolean> {
    if (this.contents.has(commit)) return true;
    return (await this.git.objects.read(checkedCommit(commit)))?.type === 'commit';
  }

  async content(commit: string): Promise<CommitContent> {
    const known = this.contents.get(commit);
    if (known !== undefined) return known;
    const object = await this.git.objects.read(checkedCommit(commit));
    const root = /^tree ([0-9a-f]{40})\n/.exec(
      object?.type === 'commit' ? object.body.toString('latin1', 0, 46) : '',
    )?.[1];
    if (root === undefined)
      throw new WorkspaceFailure(`commit ${commit} is not in the store`, {
        remedy: 'Work that ended longer ago than workspace.keep_days is not kept, and can be neither shown nor undone.',
      });
    const content = await this.contentOf(root);
    this.contents.set(commit, content);
    return content;
  }

  /** By the root tree's id. */
  async contentOf(root: string): Promise<CommitContent> {
    const folder = await this.git.trees.read(root);
    const [files, metaId] = [folder.get(FILES)?.id, folder.get(META_FILE)?.id];
    if (files === undefined || metaId === undefined) {
      throw new WorkspaceFailure(`${root} is not a tree of files and their record`);
    }
    return { root, files, metaId, meta: await this.meta(metaId) };
  }

  private async meta(id: string): Promise<MetaRecord> {
    const known = this.metas.get(id);
    if (known !== undefined) return known;
    const object = await this.git.objects.read(id);
    if (object?.type !== 'blob') throw new WorkspaceFailure('the record of a commit is not in the store');
    const meta = parseMeta(object.body);
    this.metas.set(id, meta);
    return meta;
  }

  /** The root tree of files and record, for comparison before there is a commit of it. */
  async rootOf(files: string, meta: MetaRecord): Promise<CommitContent> {
    const metaId = await writeObject(this.dir, 'blob', serialiseMeta(meta));
    const root = await writeObject(
      this.dir,
      'tree',
      treeBody([
        { mode: '100644', name: META_FILE, id: metaId },
        { mode: '40000', name: FILES, id: files },
      ]),
    );
    this.metas.set(metaId, meta);
    return { root, files, metaId, meta };
  }

  async commit(content: CommitContent, parents: readonly string[], message: string, ref: string): Promise<string> {
    const body = commitBody({ tree: content.root, parents, atMs: Date.now(), message });
    const commit = await writeObject(this.dir, 'commit', body);
    await anchor(this.dir, `${ref}/${commit}`, commit);
    this.contents.set(commit, content);
    return commit;
  }

  /** A commit that only carries a tree of files into a merge; never anchored, never shown. */
  async carrier(files: string, parents: readonly string[]): Promise<string> {
    return writeObject(this.dir, 'commit', commitBody({ tree: files, parents, atMs: 0, message: 'merge input' }));
  }
}
