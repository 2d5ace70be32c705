import { existsSync } from 'node:fs';
import { UnusableWorkspace } from '#conductor';
import { toBytes } from './byte-path.js';
import type { CommitContent, Repository } from './git/repository.js';
import { IndexFiles } from './index-files.js';
import type { Operation } from './landing/intent.js';
import { EMPTY_META, type MetaRecord } from './meta.js';
import { indexedCount, scanAll, type Scan, type ScanLimits } from './scan/scan.js';

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
  ): Promise<{ commit: string; content: CommitContent; skipped: Scan['skipped']; fileCount: number }> {
    if (!existsSync(path)) {
      throw new UnusableWorkspace(`the workspace ${path} is not there any more`, 'Put the folder back, or mount it.');
    }
    const { index, commit: known, racy } = await this.files.borrow(tip);
    try {
      const before = known === null ? null : (await this.repo.content(known)).meta;
      const scan = await scanAll({
        git: this.repo.git,
        root: path,
        index,
        before: before ?? EMPTY_META,
        modeRule: (actual) => (before === null ? actual : unlessUsual(actual, before)),
        limits: this.limits,
        racy,
      });
      const content = await this.repo.rootOf(scan.files, before === null ? withUsual(scan.meta) : scan.meta);
      const last = tip === null ? null : await this.repo.content(tip);
      const commit =
        tip !== null && last?.root === content.root
          ? tip
          : await this.repo.commit(content, tip === null ? [] : [tip], message, 'user');
      const fileCount = existsSync(index) ? await indexedCount(index) : 0;
      if (fileCount > 0) await this.files.giveBack(index, commit, scan.racy);
      return { commit, content, skipped: scan.skipped, fileCount };
    } finally {
      await this.files.drop(index);
    }
  }

  /** After a landing: the index takes in what was written, so that the next snapshot need not read it again. */
  async touch(path: string, before: string, commit: string, operations: readonly Operation[]): Promise<void> {
    const { index, commit: known, racy } = await this.files.borrow(before);
    try {
      if (known !== before) return;
      const gone = operations.filter((op) => op.to === null);
      const there = operations.filter((op) => op.to !== null);
      for (const [flags, some] of [
        [['--force-remove'], gone],
        [['--add', '--remove', '--replace'], there],
      ] as const) {
        if (some.length === 0) continue;
        await this.repo.git.run(['update-index', '-z', ...flags, '--stdin'], {
          workTree: path,
          index,
          input: Buffer.concat(some.map((op) => toBytes(`${op.path}\0`))),
        });
      }
      // Where the user was faster, the old index stays: it sees their edit as one.
      const tree = await this.repo.git.text(['write-tree'], { index });
      if (tree !== (await this.repo.content(commit)).files || !existsSync(index)) return;
      const paths = [...new Set([...racy.paths, ...there.map((op) => op.path)])];
      await this.files.giveBack(index, commit, { ...racy, paths });
    } finally {
      await this.files.drop(index);
    }
  }

  async sweep(): Promise<void> {
    await this.files.sweep();
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
