import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from './git/repository.js';

const NAME = /^([0-9a-f]{40})\.index$/;

/**
 * The index of one folder: git's memory of what it has seen there. Its file's name says which commit it stands for, and
 * work goes on in a copy that takes its place by a rename: a kill leaves the old pair of name and content or the new one.
 */
export class IndexFiles {
  constructor(
    private readonly repo: Repository,
    private readonly dir: string,
  ) {}

  /** A private copy for one operation, standing for the answered commit; null = it is empty. */
  async borrow(prefer: string | null): Promise<{ index: string; commit: string | null }> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const index = join(this.dir, `op-${randomBytes(6).toString('hex')}`);
    const known = await this.commits();
    const commit = prefer !== null && known.includes(prefer) ? prefer : (known[0] ?? null);
    if (commit !== null && (await this.repo.has(commit))) {
      await copyFile(join(this.dir, `${commit}.index`), index);
      return { index, commit };
    }
    if (prefer === null) return { index, commit: null };
    await this.repo.git.run(['read-tree', (await this.repo.content(prefer)).files], { index });
    return { index, commit: prefer };
  }

  async commits(): Promise<string[]> {
    const names = await readdir(this.dir).catch(() => []);
    return names.flatMap((name) => NAME.exec(name)?.[1] ?? []);
  }

  async giveBack(index: string, commit: string): Promise<void> {
    await rename(index, join(this.dir, `${commit}.index`));
    for (const other of await this.commits()) {
      if (other !== commit) await rm(join(this.dir, `${other}.index`), { force: true });
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

  async forget(): Promise<void> {
    for (const commit of await this.commits()) await rm(join(this.dir, `${commit}.index`), { force: true });
  }
}
