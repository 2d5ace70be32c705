import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDiskFull } from '#domain';
import type { BytePath } from '../byte-path.js';
import { WorkspaceFailure } from '../errors.js';
import { safeName } from '../git/objects.js';
import type { CommitContent, Repository } from '../git/repository.js';
import { isFolder } from '../git/trees.js';
import type { ShownList, ShownWork } from '../in-place/shown-work.js';
import { makeFolder } from '../make-folder.js';
import { deltasOf, type TreeItem } from '../tree-reading.js';
import { wholeOnDisk } from '../whole-on-disk.js';
import { Materialiser, type Probe } from './apply.js';
import { canSwap } from './can-swap.js';
import type { Displaced } from './displaced.js';
import { GuardHit } from './folder.js';
import { FolderRights } from './folder-rights.js';
import { foldersOf, modeDifferences, operationsOf, type Intent, type Operation } from './intent.js';
import { Journal } from './journal.js';
import { reasonOf } from './unwritable.js';

/** What is to be written: the difference between two commits, into the user's folder. */
export interface Plan {
  readonly before: string;
  readonly from: CommitContent;
  readonly to: CommitContent;
  readonly operations: readonly Operation[];
}

export type Written = { readonly kind: 'written' } | { readonly kind: 'met'; readonly paths: readonly BytePath[] };

/** Brings the user's folder from one commit to another: wholly, or not at all. */
export class FolderWriter {
  private readonly rights: FolderRights;

  constructor(
    private readonly repo: Repository,
    private readonly landingsDir: string,
    private readonly probe: Probe,
    private readonly displaced: Displaced,
    private readonly shown: ShownWork,
  ) {
    this.rights = new FolderRights(join(landingsDir, 'folder-rights.json'));
  }

  async plan(before: string, from: CommitContent, to: CommitContent): Promise<Plan> {
    const deltas = await deltasOf(this.repo.git, from.files, to.files);
    const changed = new Set(deltas.map((delta) => delta.path));
    const modes = modeDifferences(from, to).filter((path) => !changed.has(path));
    const modeOnly = new Map<BytePath, TreeItem>();
    if (modes.length > 0) {
      for (const path of modes) {
        const item = await this.repo.git.trees.lookup(to.files, path);
        if (item !== null && !isFolder(item)) modeOnly.set(path, item);
      }
    }
    return { before, from, to, operations: operationsOf(from, to, deltas, modeOnly) };
  }

  journal(id: string): Journal {
    return new Journal(join(this.landingsDir, safeName(id)));
  }

  /** `outcome` is what a repeat of the same landing will be answered. */
  async write(
    id: string,
    path: string,
    commit: string,
    plan: Plan,
    outcome: unknown,
    shown?: ShownList,
  ): Promise<Written> {
    const journal = this.journal(id);
    const { makeDirs, dropDirs } = await this.folderChanges(plan.from, plan.to);
    const changes = { path, operations: plan.operations, makeDirs, dropDirs };
    const intent: Intent = {
      id,
      ...changes,
      work: await this.workFolder(journal, path),
      before: plan.before,
      commit,
      rights: await this.rights.before(changes),
      outcome,
      ...(shown === undefined ? {} : { shown }),
    };
    const materialiser = new Materialiser(this.repo, intent, this.probe);
    const strangers = await materialiser.strangers();
    if (strangers.length > 0) {
      await rm(intent.work, { recursive: true, force: true });
      return { kind: 'met', paths: strangers };
    }
    // What the landing is made of, and undone by, before anything says that there is one.
    await wholeOnDisk(this.repo.dir);
    makeFolder(this.landingsDir);
    await writeFile(this.pending, '');
    await journal.begin(intent);
    this.probe('intent');
    try {
      await materialiser.stage();
    } catch (error) {
      await journal.discard(intent.work);
      throw error;
    }
    const written = await this.carryOut(journal, intent, materialiser);
    await rm(this.pending, { force: true });
    return written;
  }

  /** There while a landing is under way: whoever comes next finishes it before looking at the folder. */
  private get pending(): string {
    return join(this.landingsDir, 'pending');
  }

  async finishPending(): Promise<void> {
    if (!existsSync(this.pending)) return;
    for (const name of await readdir(this.landingsDir)) {
      if (name !== 'pending' && !name.includes('.')) await this.resume(new Journal(join(this.landingsDir, name)));
    }
    await rm(this.pending, { force: true });
  }

  /** Finishes what a kill left, one way or the other. Answers whether the landing is done. */
  async resume(journal: Journal): Promise<boolean> {
    const progress = journal.progress;
    if (progress === 'done') return true;
    if (progress === 'none') {
      await rm(journal.dir, { recursive: true, force: true });
      return false;
    }
    const intent = await journal.intent();
    const materialiser = new Materialiser(this.repo, intent, this.probe);
    if (progress === 'rolling_back') {
      await materialiser.rollBack();
      await journal.discard(intent.work);
      return false;
    }
    await materialiser.stage();
    return (await this.carryOut(journal, intent, materialiser)).kind === 'written';
  }

  private async carryOut(journal: Journal, intent: Intent, materialiser: Materialiser): Promise<Written> {
    try {
      await materialiser.apply();
    } catch (error) {
      await journal.markRollingBack();
      this.probe('rolling_back');
      await materialiser.rollBack();
      await journal.discard(intent.work);
      if (error instanceof GuardHit) return { kind: 'met', paths: [error.path] };
      const { message, remedy } = reasonOf(error);
      throw new WorkspaceFailure(message, { cause: error, remedy });
    }
    await journal.makeRoom();
    if (intent.shown !== undefined) await this.shown.write(intent.shown);
    await this.rights.note(intent);
    this.probe('shown');
    await journal.finish(intent.outcome);
    this.probe('finished');
    this.displaced.landed(journal);
    return { kind: 'written' };
  }

  /** Folders that only one of the states has, outermost first; a state's folders hold files or are kept empty. */
  private async folderChanges(
    from: CommitContent,
    to: CommitContent,
  ): Promise<{ makeDirs: BytePath[]; dropDirs: BytePath[] }> {
    const { trees } = this.repo.git;
    const { newDirs, goneDirs } = await trees.difference(from.files, to.files);
    const [had, has] = [foldersOf([], from.meta.dirs), foldersOf([], to.meta.dirs)];
    const lacking = async (content: CommitContent, own: ReadonlySet<BytePath>, dirs: Iterable<BytePath>) => {
      const missing: BytePath[] = [];
      for (const dir of new Set(dirs)) {
        if (!own.has(dir) && !isFolder(await trees.lookup(content.files, dir))) missing.push(dir);
      }
      return missing.sort();
    };
    return {
      makeDirs: await lacking(from, had, [...newDirs, ...has]),
      dropDirs: await lacking(to, has, [...goneDirs, ...had]),
    };
  }

  /** Moving a file into place is atomic only within one file system; the journal's own folder is the first choice. */
  private async workFolder(journal: Journal, path: string): Promise<string> {
    const name = createHash('sha1').update(journal.dir).digest('hex').slice(0, 12);
    // Beside the folder it may lie in another workspace: that one must not take it for the user's.
    const choices = [join(journal.dir, 'work'), ...[dirname(path), path].map((at) => join(at, `.loom-tmp-${name}`))];
    let full: Error | null = null;
    for (const choice of choices) {
      try {
        await rm(choice, { recursive: true, force: true });
        makeFolder(choice);
        if (await canSwap(choice, path)) return choice;
      } catch (error) {
        if (isDiskFull(error)) full ??= error as Error;
      }
      await rm(choice, { recursive: true, force: true }).catch(() => undefined);
    }
    if (full !== null) throw full;
    throw new WorkspaceFailure('the file system of the workspace can neither move nor link files safely', {
      remedy: 'Use a workspace on a local file system.',
    });
  }
}
