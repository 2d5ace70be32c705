import { existsSync } from 'node:fs';
import { UnusableWorkspace } from '#conductor';
import { EMPTY_TREE } from './git/objects.js';
import type { CommitContent, Repository } from './git/repository.js';
import { IndexFiles } from './index-files.js';
import { EMPTY_META, type MetaRecord } from './meta.js';
import type { ScanLimits } from './scan/candidates.js';
import { seed } from './seed.js';
import { indexedCount, scanAll, type Scan } from './scan/scan.js';
import { deltasOf } from './tree-reading.js';
import { wholeOnDisk } from './whole-on-disk.js';

/** Sees what the user's folder is now. */
export class UserIndex {
  private readonly files: IndexFiles;

  constructor(
    private readonly repo: Repository,
    dir: string,
    private readonly limits: ScanLimits,
  ) {
    this.files = new IndexFiles(repo, dir);
  }

  /** Commits what the folder is; `tip` itself where nothing differs. */
  async snapshot(
    path: string,
    tip: string | null,
    message: string,
    progress?: (done: number, total: number) => void,
  ): Promise<{ commit: string; content: CommitContent; skipped: Scan['skipped']; fileCount: number }> {
    if (!existsSync(path)) {
      throw new UnusableWorkspace(`the workspace ${path} is not there any more`, 'Put the folder back, or mount it.');
    }
    const { index, commit: known, racy } = await this.files.borrow(tip);
    try {
      const stands = known === null ? null : await this.repo.content(known);
      const last = tip === null ? null : await this.repo.content(tip);
      const before = stands?.meta ?? null;
      const scan = await scanAll({
        git: this.repo.git,
        root: path,
        index,
        before: stands ?? { files: EMPTY_TREE, meta: EMPTY_META },
        ...(last === null ? {} : { last }),
        modeRule: (actual) => (before === null ? actual : unlessUsual(actual, before)),
        limits: this.limits,
        racy,
        ...(progress === undefined ? {} : { progress }),
        ...(stands === null ? { seed: (adds) => seed(this.repo.git, path, adds) } : {}),
      });
      const content = await this.repo.rootOf(scan.files, before === null ? withUsual(scan.meta) : scan.meta);
      const commit =
        tip !== null && last?.root === content.root
          ? tip
          : await this.repo.commit(content, tip === null ? [] : [tip], message, 'user');
      // Whoever hears of a state may name it to the database, and the index stands for it.
      if (commit !== tip) await wholeOnDisk(this.repo.dir);
      let fileCount = existsSync(index) ? await indexedCount(index) : 0;
      if (!scan.indexed && stands !== null) {
        for (const { from, to } of await deltasOf(this.repo.git, stands.files, scan.files)) {
          fileCount += Number(to !== null) - Number(from !== null);
        }
      }
      if (scan.indexed && fileCount > 0) await this.files.giveBack(index, commit, scan.racy);
      return { commit, content, skipped: scan.skipped, fileCount };
    } finally {
      await this.files.drop(index);
    }
  }

  async sweep(): Promise<void> {
    await this.files.sweep();
  }

  async dropTorn(): Promise<void> {
    await this.files.dropTorn();
  }
}

const unlessUsual = (actual: number, meta: MetaRecord): number | undefined =>
  actual === ((actual & 0o100) !== 0 ? meta.exec : meta.file) ? undefined : actual;

/** The first look at a folder decides what its usual modes are: the most frequent ones. */
function withUsual(meta: MetaRecord): MetaRecord {
  const counts = new Map<number, number>();
  for (const mode of meta.modes.values()) counts.set(mode, (counts.get(mode) ?? 0) + 1);
  const most = (executable: boolean, otherwise: number): number => {
    const modes = [...counts].filter(([mode]) => ((mode & 0o100) !== 0) === executable);
    return modes.sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? otherwise;
  };
  const usual = { file: most(false, 0o644), exec: most(true, 0o755) };
  const modes = [...meta.modes].filter(([, mode]) => mode !== ((mode & 0o100) !== 0 ? usual.exec : usual.file));
  return { ...meta, ...usual, modes: new Map(modes) };
}
