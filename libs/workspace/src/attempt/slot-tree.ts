import { join } from 'node:path';
import type { AttemptTree, FileVersion, Overlay, Snapshot, TreeWish } from '#roles';
import type { FileChange } from '#domain';
import { fromText, nameProblem, namesFor } from '../byte-path.js';
import { changesBetween, patchBetween } from '../describe.js';
import { TooMuch } from '../errors.js';
import { safeName } from '../git/objects.js';
import type { CommitContent, Repository } from '../git/repository.js';
import { BaseRules, isIgnoreFile } from '../scan/ignore.js';
import type { ScanLimits } from '../scan/candidates.js';
import { scanKnown } from '../scan/known.js';
import { scanAll, type Scan } from '../scan/scan.js';
import { checkStepSize } from '../step-limits.js';
import { deltasOf } from '../tree-reading.js';
import type { CommitSource } from './commit-source.js';
import { keepingFiles } from './kept-files.js';
import type { Slot } from './slot.js';
import type { TaskScratch } from './task-scratch.js';

/** What commands find installed. */
export interface Provided {
  readonly overlays: readonly Overlay[];
  readonly problem: string | null;
}

interface Looked {
  readonly commit: string;
  readonly content: CommitContent;
  readonly skipped: Scan['skipped'];
}

/** One attempt's files, in a checkout of its own. */
export class SlotTree implements AttemptTree {
  readonly root: string;
  readonly scratch: string;
  readonly ownScratch?: string;
  readonly cache: string;
  readonly keeping?: NonNullable<AttemptTree['keeping']>;
  private tip: string;
  private before: CommitContent | null = null;
  private closed = false;
  /** Last asked first served: tools and checks never see each other's half-done work. */
  private tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly repo: Repository,
    private readonly slot: Slot,
    private readonly ofTask: { readonly shared: string; readonly shares: TaskScratch | null },
    private readonly wish: TreeWish,
    private readonly source: CommitSource,
    private readonly limits: ScanLimits,
    private readonly release: (at: string) => Promise<void>,
    /** Checks a commit out, with what is installed. */
    private readonly prepare: (commit: string) => Promise<Provided>,
    private provided: Provided,
  ) {
    this.root = slot.root;
    this.cache = slot.cache;
    this.tip = wish.head;
    // What is judged must not find what the work left elsewhere.
    this.scratch = ofTask.shares === null ? ofTask.shared : slot.scratch;
    if (ofTask.shares === null) this.ownScratch = slot.scratch;
    if (wish.throwaway === true)
      this.keeping = (work) =>
        this.inTurn(async () => {
          const of = { commit: this.tip, content: await this.content() };
          return keepingFiles({ repo, root: slot.root, indexes: slot.indexes }, of, work);
        });
  }

  get head(): string {
    return this.tip;
  }

  get overlays(): readonly Overlay[] {
    return this.provided.overlays;
  }

  get setUpProblem(): string | null {
    return this.provided.problem;
  }

  snapshot(paths?: readonly string[]): Promise<Snapshot> {
    return this.inTurn(async () => {
      if (this.wish.throwaway === true) return { commit: this.tip, changes: [], skipped: [] };
      const from = await this.content();
      const known = knownPaths(paths);
      const look = async (): Promise<Looked> =>
        (known === null ? null : await this.lookAt(from, known)) ?? (await this.lookAtAll(from));
      const scanned = await look().catch((error: unknown) => this.takenBack(error, from));
      const unshared = (await this.ofTask.shares?.bring()) ?? [];
      const skipped = [...scanned.skipped.map(({ path, reason }) => `${path}: ${reason}`), ...unshared];
      const tree = scanned.content.files;
      if (scanned.commit === this.tip) return { commit: this.tip, changes: [], skipped, tree };
      await this.source.publish(this.repo, this.wish, this.tip, scanned.commit);
      const changes = await changesBetween(this.repo.git, from, scanned.content);
      this.tip = scanned.commit;
      this.before = scanned.content;
      const rules = changes.some(({ path, oldPath }) => isIgnoreFile(path) || isIgnoreFile(oldPath ?? ''));
      this.rulesAt = { root: scanned.content.root, changed: this.rulesAt?.changed === true || rules };
      return { commit: this.tip, changes, skipped, tree };
    });
  }

  /** A step that brings too much is none: whoever made it is told, and goes on from the one before. */
  private async takenBack(error: unknown, from: CommitContent): Promise<Looked> {
    if (!(error instanceof TooMuch)) throw error;
    this.provided = await this.prepare(this.tip);
    const skipped = [{ path: 'everything since the last step', reason: `${error.message}; the files are as before` }];
    return { commit: this.tip, content: from, skipped };
  }

  private get place() {
    return { git: this.repo.git, root: this.root, modeRule: slotMode, limits: this.limits, keepsLast: true };
  }

  /** Null where everything has to be looked at. */
  private async lookAt(from: CommitContent, paths: readonly string[]): Promise<Looked | null> {
    if (await this.rulesChanged(await this.repo.content(this.wish.base), from)) return null;
    const scan = await scanKnown({ ...this.place, before: from }, paths);
    if (scan === null) return null;
    const { commit, content } = await this.committed(from, scan);
    return { commit, content, skipped: scan.skipped };
  }

  private async lookAtAll(from: CommitContent): Promise<Looked> {
    const { index, commit: at, racy } = await this.slot.indexes.borrow(this.tip);
    try {
      const base = await this.repo.content(this.wish.base);
      const scan = await scanAll({
        ...this.place,
        index,
        before: at === null ? from : await this.repo.content(at),
        last: from,
        racy,
        baseRules: () => BaseRules.of(this.repo.git, base.files, join(this.slot.dir, 'index')),
        rulesChanged: await this.rulesChanged(base, from),
      });
      if (scan.indexed) await checkStepSize(this.repo.git, from.files, scan.files);
      const { commit, content } = await this.committed(from, scan);
      if (scan.indexed) await this.slot.indexes.giveBack(index, commit, scan.racy);
      return { commit, content, skipped: scan.skipped };
    } finally {
      await this.slot.indexes.drop(index);
    }
  }

  private async committed(
    from: CommitContent,
    scan: Pick<Scan, 'files' | 'meta'>,
  ): Promise<{ commit: string; content: CommitContent }> {
    const content = await this.repo.rootOf(scan.files, scan.meta);
    if (content.root === from.root) return { commit: this.tip, content: from };
    const ref = `attempts/${safeName(this.wish.attemptId)}`;
    const commit = await this.repo.commit(content, [this.tip], `step of ${safeName(this.wish.attemptId)}`, ref);
    return { commit, content };
  }

  private rulesAt: { root: string; changed: boolean } | null = null;

  /** Whether an earlier step of this attempt changed a .gitignore. */
  private async rulesChanged(base: CommitContent, from: CommitContent): Promise<boolean> {
    if (this.rulesAt?.root !== from.root) {
      const deltas = await deltasOf(this.repo.git, base.files, from.files);
      this.rulesAt = { root: from.root, changed: deltas.some((delta) => isIgnoreFile(delta.path)) };
    }
    return this.rulesAt.changed;
  }

  reset(): Promise<void> {
    return this.inTurn(async () => {
      this.provided = await this.prepare(this.tip);
    });
  }

  async diff(from: string, to: string, maxBytes: number): Promise<string> {
    return patchBetween(this.repo.git, await this.repo.content(from), await this.repo.content(to), { maxBytes });
  }

  async changes(from: string, to: string): Promise<readonly FileChange[]> {
    return changesBetween(this.repo.git, await this.repo.content(from), await this.repo.content(to));
  }

  async fileAt(commit: string, path: string): Promise<FileVersion | null> {
    const { files } = await this.repo.content(commit);
    for (const name of namesFor(path)) {
      const entry = nameProblem(name) === null ? await this.repo.git.trees.lookup(files, name) : null;
      if (entry === null || !/^100/.test(entry.mode)) continue;
      const object = await this.repo.git.objects.read(entry.id);
      if (object !== null) return { bytes: object.body, executable: entry.mode === '100755' };
    }
    return null;
  }

  close(): Promise<void> {
    return this.inTurn(async () => {
      if (this.closed) return;
      this.closed = true;
      try {
        await this.ofTask.shares?.bring();
      } finally {
        await this.release(this.tip);
      }
    });
  }

  private async content(): Promise<CommitContent> {
    this.before ??= await this.repo.content(this.tip);
    return this.before;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(work);
    this.tail = turn.catch(() => undefined);
    return turn;
  }
}

/**
 * What a process of this user makes by default counts as usual, so that attempts need not know the workspace's modes.
 */
function slotMode(actual: number, before: number | undefined): number | undefined {
  if (actual === before) return before;
  const usual = ((actual & 0o100) !== 0 ? 0o777 : 0o666) & ~process.umask();
  return actual === usual ? undefined : actual;
}

const MAX_KNOWN = 64;

/** Null when the paths do not say enough; then everything is looked at. */
function knownPaths(paths: readonly string[] | undefined): string[] | null {
  if (paths === undefined || paths.length > MAX_KNOWN) return null;
  const names = paths.map((path) => fromText(path.replace(/^\.\//, '')));
  return names.some((name) => nameProblem(name) !== null) ? null : names;
}
