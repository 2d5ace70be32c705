import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ChangeUnfinished,
  TreeStore,
  type LandWish,
  type LateWrite,
  type RevertOutcome,
  type RevertWish,
  type ShowWish,
  type SkippedPath,
  type StoreReport,
  type UpkeepWish,
} from '#conductor';
import { DiskFull, isDiskFull, LoomError, type FileChange, type LandOutcome } from '#domain';
import { isBlank } from './backup/tree-restore.js';
import { BOOT } from './boot.js';
import { exportPack } from './bundle.js';
import { changesBetween, listingOf, patchBetween } from './describe.js';
import { errnoOf, WorkspaceFailure } from './errors.js';
import { safeName } from './git/objects.js';
import type { Repository } from './git/repository.js';
import { importPack } from './import-pack.js';
import { scratchIndex } from './index-files.js';
import { land } from './land.js';
import { Turns } from './lock.js';
import { makeFolder } from './make-folder.js';
import { placeOf, type Place } from './place.js';
import { revert } from './revert.js';
import type { ScanLimits } from './scan/candidates.js';
import { DEFAULT_LIMITS, type TreeStoreOptions } from './tree-store-options.js';
import { withoutPaths } from './undo.js';
import { tidySlots } from './attempt/idle-places.js';
import { tidyRooms } from './attempt/rooms.js';
import { tidyScratch } from './attempt/scratch-folders.js';
import { upkeepOf } from './upkeep.js';
import { usableFolder, workspaceIdOf } from './usable-folder.js';
import { writeWhole } from './write-whole.js';

/** A bare git store per workspace below `<dataDir>/trees`. */
export class GitTreeStore extends TreeStore {
  private readonly turns = new Turns();
  private readonly places = new Map<string, Place>();
  private readonly limits: ScanLimits;

  constructor(private readonly options: TreeStoreOptions) {
    super();
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  async register(path: string): Promise<{ workspaceId: string; path: string }> {
    const real = await usableFolder(path, this.options);
    const workspaceId = workspaceIdOf(real);
    const place = this.place(workspaceId);
    await place.repo.create();
    await writeWhole(join(place.dir, 'folder.json'), JSON.stringify({ path: real }), { onDisk: true });
    return { workspaceId, path: real };
  }

  /** The store that attempts on this machine work on directly. */
  repository(workspaceId: string): Repository {
    return this.place(workspaceId).repo;
  }

  async snapshot(of: {
    workspaceId: string;
    path: string;
    tip: string | null;
    known?: number;
    taskId: string;
    progress?: (done: number, total: number) => void;
  }): Promise<{
    commit: string;
    generation: number;
    skipped: readonly SkippedPath[];
    fileCount: number;
  }> {
    return this.inTurn(of.workspaceId, async (place) => {
      const { commit, skipped, fileCount } = await place.view.look(
        of.path,
        of.tip,
        `files of the user\n\ntask ${safeName(of.taskId)}`,
        of.progress,
      );
      return { commit, generation: await place.generation.current(of.known), skipped, fileCount };
    });
  }

  async listing(workspaceId: string, commit: string, maxEntries: number): Promise<string> {
    const { repo } = this.place(workspaceId);
    return listingOf(repo.git, (await repo.content(commit)).files, maxEntries);
  }

  async treeId(workspaceId: string, commit: string): Promise<string> {
    return (await this.place(workspaceId).repo.content(commit)).root;
  }

  async changes(workspaceId: string, from: string, to: string): Promise<readonly FileChange[]> {
    const { repo } = this.place(workspaceId);
    return changesBetween(repo.git, await repo.content(from), await repo.content(to));
  }

  async diff(
    workspaceId: string,
    from: string,
    to: string,
    { except = [], ...options }: { path?: string; maxBytes?: number; except?: readonly string[] },
  ): Promise<string> {
    const { dir, repo } = this.place(workspaceId);
    const [before, after] = [await repo.content(from), await repo.content(to)];
    const shownTo =
      except.length === 0 ? after : await withoutPaths(repo, after, before, except, scratchIndex(join(dir, 'index')));
    return patchBetween(repo.git, before, shownTo, options);
  }

  async land(of: LandWish): Promise<LandOutcome> {
    return this.changing(of.workspaceId, of.landingId, (place) => land(place, of));
  }

  async revert(of: RevertWish): Promise<RevertOutcome> {
    return this.changing(of.workspaceId, of.undoId, (place) => revert(place, of));
  }

  async show(of: ShowWish): Promise<boolean> {
    return this.inTurn(of.workspaceId, (place) => place.view.show(of));
  }

  async shownTasks(): Promise<readonly string[]> {
    const lists = await Promise.all((await this.workspaceIds()).map((id) => this.place(id).shownWork.read()));
    return [...new Set(lists.flatMap(({ entries }) => entries.map(({ key }) => key.split('/')[0] ?? '')))];
  }

  async exportBundle(workspaceId: string, want: string, have: readonly string[]): Promise<Buffer> {
    return exportPack(this.place(workspaceId).repo, want, have);
  }

  async importBundle(
    workspaceId: string,
    of: { base: string; commit: string; bundle: Buffer; attemptId: string },
  ): Promise<void> {
    await importPack(this.place(workspaceId).repo, of, this.limits);
  }

  async recover({ alone }: { alone: boolean }): Promise<void> {
    for (const workspaceId of await this.workspaceIds()) {
      // A folder that is away for now must not keep the others from starting: its next use tries again, and says so.
      await this.inTurn(workspaceId, async (place) => {
        await place.repo.sweep(alone ? 0 : undefined);
        await place.index.sweep();
        await this.afterBoot(place);
        await place.displaced.dropOld();
      }).catch(() => undefined);
    }
  }

  /**
   * The machine may have lost its power: looked for once each time it was started, or always where it does not tell.
   */
  private async afterBoot(place: Place): Promise<void> {
    const file = join(place.dir, 'boot');
    if (BOOT !== '' && (await readFile(file, 'utf8').catch(() => '')) === BOOT) return;
    await place.repo.dropTorn();
    await place.index.dropTorn();
    await writeWhole(file, BOOT);
  }

  /**
   * Writes a commit into a folder that is missing or empty; answers false, and does nothing, where it holds anything.
   */
  async fill({ workspaceId, path, commit }: { workspaceId: string; path: string; commit: string }): Promise<boolean> {
    return this.inTurn(workspaceId, async (place) => {
      if (!(await isBlank(path))) return false;
      makeFolder(path, 0o777);
      await place.shownWork.write({ entries: [], landed: [] });
      const empty = await place.index.snapshot(path, null, 'an empty folder');
      const plan = await place.writer.plan(empty.commit, empty.content, await place.repo.content(commit));
      const id = `fill-${randomBytes(6).toString('hex')}`;
      return (await place.writer.write(id, path, commit, plan, null)).kind === 'written';
    });
  }

  async lateWrites(tell: (late: LateWrite) => Promise<void>): Promise<void> {
    for (const workspaceId of await this.workspaceIds()) {
      await this.place(workspaceId).displaced.lateWrites(tell);
    }
  }

  /** Of the stores on the disk. */
  private async workspaceIds(): Promise<string[]> {
    const trees = join(this.options.dataDir, 'trees');
    const names = await readdir(trees).catch(() => []);
    return names.filter((name) => existsSync(join(trees, name, 'folder.json')));
  }

  async upkeep(wish: UpkeepWish): Promise<readonly StoreReport[]> {
    const trees = join(this.options.dataDir, 'trees');
    const reports: StoreReport[] = [];
    for (const workspaceId of await readdir(trees).catch(() => [])) {
      const noted = await readFile(join(trees, workspaceId, 'folder.json'), 'utf8').catch(() => null);
      if (noted === null) continue;
      const { path } = JSON.parse(noted) as { path: string };
      // What goes without anything being written goes first: on a full disk the rest needs some room.
      const { bytes, unusedBytes } = await tidyRooms(this.options.dataDir, workspaceId, wish.dryRun);
      const idleBytes = await tidySlots(this.options.dataDir, workspaceId, wish.dryRun);
      const look = (place: Place): Promise<StoreReport> =>
        upkeepOf(place.repo, workspaceId, path, wish, this.options.probe);
      // One store that cannot be used must not keep the others from being looked after.
      const report = await this.inTurn(workspaceId, look).catch((error: unknown): StoreReport => {
        const held = isDiskFull(error) ? 'no_space' : 'failed';
        return { workspaceId, path, bytes: 0, looseObjects: 0, expiredRefs: 0, freedBytes: 0, packed: false, held };
      });
      const freedBytes = report.freedBytes + (wish.dryRun ? 0 : unusedBytes + idleBytes);
      reports.push({ ...report, bytes: report.bytes + bytes + idleBytes, freedBytes });
    }
    if (!wish.dryRun) await tidyScratch(this.options.scratchDir, wish);
    return reports;
  }

  /** A change that failed half way is not one that did not happen. */
  private changing<T>(workspaceId: string, id: string, work: (place: Place) => Promise<T>): Promise<T> {
    return this.inTurn(workspaceId, async (place) => {
      try {
        return await work(place);
      } catch (cause) {
        const { progress } = place.writer.journal(id);
        if (progress === 'none') throw cause;
        throw new ChangeUnfinished(reasonOf(cause), cause);
      }
    });
  }

  private inTurn<T>(workspaceId: string, work: (place: Place) => Promise<T>): Promise<T> {
    const place = this.place(workspaceId);
    return this.turns.take(join(place.dir, 'lock'), async () => {
      place.repo.heedRemovals();
      await place.writer.finishPending().catch((cause: unknown) => {
        throw new ChangeUnfinished(reasonOf(cause), cause);
      });
      try {
        return await work(place);
      } catch (cause) {
        if (cause instanceof LoomError) throw cause;
        if (isDiskFull(cause))
          throw new DiskFull('a file of the workspace or of its store could not be written', { cause });
        throw new WorkspaceFailure('a file of the workspace or of its store could not be used', {
          cause,
          remedy: 'Check the permissions and the free space of the workspace and of the data folder.',
        });
      }
    });
  }

  private place(workspaceId: string): Place {
    const known = this.places.get(workspaceId) ?? placeOf(workspaceId, this.options);
    this.places.set(workspaceId, known);
    return known;
  }
}

/** Of Loom's own errors the sentence, of the system's the code: its text names files. */
const reasonOf = (cause: unknown): string =>
  cause instanceof LoomError ? cause.message : errnoOf(cause) || 'a file could not be used';
