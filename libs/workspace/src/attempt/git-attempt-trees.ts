import { readdir } from 'node:fs/promises';
import { AttemptTrees, type AttemptTree, type TreeWish } from '#roles';
import { WorkspaceFailure } from '../errors.js';
import { safeName } from '../git/objects.js';
import type { Repository } from '../git/repository.js';
import { Turns } from '../lock.js';
import type { ScanLimits } from '../scan/candidates.js';
import type { CommitSource } from './commit-source.js';
import { dependencyFolders, provideDependencies } from './dependencies.js';
import { noteUse, slotsDirOf, tidyIdle, type GoneIdle, type IdleWish } from './idle-places.js';
import { takenScratch, tidyUnusedScratch } from './scratch-folders.js';
import { SetUp, type SetUpOptions } from './set-up.js';
import { Slot } from './slot.js';
import { SlotTree, type Provided } from './slot-tree.js';
import { TaskScratch } from './task-scratch.js';

export interface AttemptTreesOptions {
  /** Slots live here, never in a user's folder. */
  readonly dataDir: string;
  readonly scratchDir: string;
  readonly limits: ScanLimits;
  /** Idle checkouts kept per workspace. */
  readonly maxIdleSlots?: number;
  /** Puts a checkout back as soon as its attempt ends, in the background, instead of when the next one asks for it. */
  readonly putsBackAtOnce?: boolean;
  /** Installs dependencies that the user's folder does not have; absent = never. */
  readonly setUp?: SetUpOptions;
}

const NOTHING: Provided = { overlays: [], problem: null };

export class GitAttemptTrees extends AttemptTrees {
  /** Checkouts that are being put back, by their folder's parent. */
  private readonly background = new Map<Promise<void>, string>();
  /** Removals of what attempts left. */
  private readonly removals = new Set<Promise<void>>();
  private readonly setUp: SetUp | null;
  private readonly turns = new Turns();

  constructor(
    private readonly options: AttemptTreesOptions,
    private readonly source: CommitSource,
  ) {
    super();
    const { setUp, dataDir } = options;
    this.setUp =
      setUp === undefined || setUp.commands.length === 0
        ? null
        : new SetUp(dataDir, setUp, (work) => this.behind(work));
  }

  async open(of: TreeWish): Promise<AttemptTree> {
    try {
      return await this.checkedOut(of);
    } catch (error) {
      // That a copy is damaged may show only when its files are written out.
      if (!(error instanceof WorkspaceFailure) || error.retryable || !(await this.source.discard(of.workspaceId))) {
        throw error;
      }
      return this.checkedOut(of);
    }
  }

  private async checkedOut(of: TreeWish): Promise<AttemptTree> {
    const slotsDir = slotsDirOf(this.options.dataDir, safeName(of.workspaceId));
    await noteUse(slotsDir);
    const repo = await this.source.ensure(of.workspaceId, [of.base, of.head]);
    const slot = await Slot.take(
      repo,
      slotsDir,
      of.head,
      () => this.freedIn(slotsDir),
      (work) => this.behind(work),
    );
    try {
      const home = await this.source.userFolder(repo);
      const scratch = await takenScratch(this.options.scratchDir, safeName(of.taskId));
      const prepare = async (commit: string): Promise<Provided> => {
        await slot.checkOut(commit);
        if (of.throwaway === true) await slot.emptyScratch();
        return of.bare === true ? NOTHING : this.provide(repo, slot, home, of, commit);
      };
      const provided = await prepare(of.head);
      if (of.throwaway !== true) await slot.emptyScratch();
      await slot.emptyCache();
      const shares = of.throwaway === true ? null : new TaskScratch(scratch, slot.scratch, this.turns);
      await shares?.fetch();
      const spare = async (): Promise<boolean> =>
        (await readdir(slotsDir)).filter((name) => /^s\d+$/.test(name)).length > (this.options.maxIdleSlots ?? 4);
      const release = (at: string): Promise<void> => this.release(slot, slotsDir, at, spare);
      return new SlotTree(
        repo,
        slot,
        { shared: scratch, shares },
        of,
        this.source,
        this.options.limits,
        release,
        prepare,
        provided,
      );
    } catch (error) {
      this.setUp?.leave(slot.root);
      await slot.release(false);
      throw error;
    }
  }

  /** On a machine without the head's upkeep: what was not used here for so long goes, or does not fit. */
  async tidy(wish: IdleWish): Promise<GoneIdle> {
    await tidyUnusedScratch(this.options.scratchDir, wish.idleMs);
    const { dataDir } = this.options;
    const tight = await this.source.trim(wish.idleMs);
    return tidyIdle(
      dataDir,
      { ...wish, tight },
      (workspaceId) => this.source.discard(workspaceId),
      (work) => this.behind(work),
    );
  }

  /** Waits until closed trees are put back; whoever removes the data folder waits first. */
  async settled(): Promise<void> {
    while (this.background.size > 0) await Promise.all(this.background.keys());
  }

  /** Waits until what large attempts left is gone from the disk. */
  async removed(): Promise<void> {
    while (this.removals.size > 0) await Promise.all(this.removals);
  }

  /** What a set-up installed goes before what the user has. */
  private async provide(
    repo: Repository,
    slot: Slot,
    home: string | null,
    of: TreeWish,
    commit: string,
  ): Promise<Provided> {
    const users = home === null ? [] : [home];
    if (this.setUp === null) return { overlays: await provideDependencies(slot, users), problem: null };
    const { folder, problem } = await this.setUp.installed({
      repo,
      workspaceId: of.workspaceId,
      files: (await repo.content(commit)).files,
      baseFiles: (await repo.content(of.base)).files,
      isOnlyWay: home === null || (await dependencyFolders(home)).length === 0,
      user: slot.root,
      signal: of.signal ?? new AbortController().signal,
    });
    return { overlays: await provideDependencies(slot, folder === null ? users : [folder, ...users]), problem };
  }

  private behind(work: Promise<void>): void {
    this.removals.add(work);
    void work.finally(() => this.removals.delete(work));
  }

  private freedIn(slotsDir: string): Promise<unknown> | null {
    const soon = [...this.background].filter(([, dir]) => dir === slotsDir).map(([work]) => work);
    return soon.length === 0 ? null : Promise.race(soon);
  }

  private async release(slot: Slot, slotsDir: string, at: string, spare: () => Promise<boolean>): Promise<void> {
    this.setUp?.leave(slot.root);
    const isSpare = await spare();
    if (this.options.putsBackAtOnce !== true) return slot.release(isSpare);
    const work: Promise<void> = (async () => {
      try {
        if (!isSpare) await slot.putBack(at);
      } catch {
        // A checkout that cannot be cleaned up now is made anew by its next use, which says what is wrong.
      }
      await slot.release(isSpare).catch(() => undefined);
    })().finally(() => this.background.delete(work));
    this.background.set(work, slotsDir);
  }
}
