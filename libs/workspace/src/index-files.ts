import { randomBytes } from 'node:crypto';
import { copyFile, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from './git/repository.js';
import { isWholeIndex } from './git/torn.js';
import { makeFolder } from './make-folder.js';
import type { Racy } from './scan/racy.js';

/** Name of a private index file; what a kill leaves of it is swept at the next start. */
export const scratchIndex = (dir: string): string => join(dir, `op-${randomBytes(6).toString('hex')}`);

const NAME = /^([0-9a-f]{40})\.index$/;

/**
 * The index of one folder: git's memory of what it has seen there. Its file's name says which commit it stands for, and
 * work goes on in a copy that takes its place by a rename: a kill leaves the old pair of name and content or the new
 * one.
 */
export class IndexFiles {
  constructor(
    private readonly repo: Repository,
    private readonly dir: string,
  ) {}

  /** A private copy for one operation, standing for the answered commit; null = it is empty. */
  async borrow(prefer: string | null): Promise<{ index: string; commit: string | null; racy: Racy }> {
    makeFolder(this.dir);
    const index = scratchIndex(this.dir);
    const known = await this.commits();
    const commit = prefer !== null && known.includes(prefer) ? prefer : (known[0] ?? null);
    if (commit !== null && (await this.repo.has(commit))) {
      const racy = await this.racyOf(commit);
      const original = join(this.dir, `${commit}.index`);
      const { mtime } = await stat(original);
      await copyFile(original, index);
      // git holds entries as young as the index for doubtful; a copy must not look younger than what it knows.
      await utimes(index, mtime, mtime);
      return { index, commit, racy };
    }
    if (prefer === null) return { index, commit: null, racy: { paths: [] } };
    await this.repo.git.run(['read-tree', (await this.repo.content(prefer)).files], { index });
    return { index, commit: prefer, racy: { paths: [] } };
  }

  private async racyOf(commit: string): Promise<Racy> {
    try {
      return JSON.parse(await readFile(join(this.dir, `${commit}.racy`), 'utf8')) as Racy;
    } catch {
      return { since: (await stat(join(this.dir, `${commit}.index`))).mtimeMs, paths: [] };
    }
  }

  async commits(): Promise<string[]> {
    const names = await readdir(this.dir).catch(() => []);
    return names.flatMap((name) => NAME.exec(name)?.[1] ?? []);
  }

  async giveBack(index: string, commit: string, racy: Racy): Promise<void> {
    await writeFile(`${index}.racy`, JSON.stringify(racy));
    await rename(`${index}.racy`, join(this.dir, `${commit}.racy`));
    await rename(index, join(this.dir, `${commit}.index`));
    for (const name of await readdir(this.dir)) {
      if (/^[0-9a-f]{40}\./.test(name) && !name.startsWith(commit)) await rm(join(this.dir, name), { force: true });
    }
  }

  async drop(index: string): Promise<void> {
    await rm(index, { force: true });
    await rm(`${index}.lock`, { force: true });
  }

  /** Removes copies that a kill left behind; only while nobody else works here. */
  async sweep(): Promise<void> {
    for (const name of await readdir(this.dir).catch(() => [])) {
      if (name.startsWith('op-') || name.startsWith('rules-') || name.endsWith('.lock')) {
        await rm(join(this.dir, name), { recursive: true, force: true });
      }
    }
  }

  /** After a power cut; what is forgotten is read anew. */
  async dropTorn(): Promise<void> {
    for (const commit of await this.commits()) {
      const file = join(this.dir, `${commit}.index`);
      if (!(await isWholeIndex(file))) await rm(file, { force: true });
    }
  }

  async forget(): Promise<void> {
    for (const commit of await this.commits()) await rm(join(this.dir, `${commit}.index`), { force: true });
  }
}
