import {
  LoomError,
  type ConflictMode,
  type FileChange,
  type LandingNote,
  type LandOutcome,
  type UndoConflict,
} from '#domain';

/** The folder cannot be worked in; the message says why, `remedy` what to do. */
export class UnusableWorkspace extends LoomError {
  readonly code = 'unusable_workspace';
  override readonly remedy: string;

  constructor(message: string, remedy: string, options?: { cause?: unknown }) {
    super(message, options);
    this.remedy = remedy;
  }
}

/** A path that a snapshot left out. */
export interface SkippedPath {
  readonly path: string;
  readonly reason: string;
}

export interface LandWish {
  /** Names the landing: a repeat with the same id finishes or answers the first one. */
  readonly landingId: string;
  readonly workspaceId: string;
  readonly path: string;
  readonly taskId: string;
  readonly subtaskId: string;
  /** The workspace's last commit, as the database has it. */
  readonly tip: string;
  /** Generation of the tip, as the database has it; absent = 0. */
  readonly known?: number;
  /** What the attempt started from. */
  readonly base: string;
  readonly head: string;
  /** Tree ids (`treeId`) that have passed verification. */
  readonly verifiedTrees: readonly string[];
  /** Globs of files that may not be changed. */
  readonly protected: readonly string[];
  /** A person has approved the sensitive files that `head` changes; absent = nobody has. */
  readonly approvedSensitive?: boolean;
  /** A person has accepted that it lands merged with changes nobody has verified it with; absent = nobody has. */
  readonly acceptMerge?: boolean;
  /** Asked in the workspace's turn, before anything is merged or written; no = another result goes first. */
  readonly isItsTurn?: () => Promise<boolean>;
}

/** One landing as its outcome named it. */
export interface PastLanding {
  readonly before: string;
  readonly commit: string;
  /** Paths of it that an earlier undo has taken back: they are left alone. */
  readonly except?: readonly string[];
}

export interface RevertWish {
  readonly undoId: string;
  readonly workspaceId: string;
  readonly path: string;
  readonly tip: string;
  /** Generation of the tip, as the database has it; absent = 0. */
  readonly known?: number;
  /** Newest first. */
  readonly landings: readonly PastLanding[];
  /** Undo this file or folder only. */
  readonly only?: string;
  /** What happens where later work or the user changed the same place. */
  readonly onConflict: ConflictMode;
}

/** What an undo took back of one landing. */
export interface TakenBack {
  /** The landing's commit. */
  readonly commit: string;
  readonly paths: readonly string[];
  /** Together with what was taken back before, that is all of it. */
  readonly whole: boolean;
}

export type RevertOutcome =
  | {
      readonly kind: 'reverted';
      readonly commit: string;
      /** As in `LandOutcome`. */
      readonly generation?: number;
      /** State of the user's folder just before the undo: undoing the undo goes back to it. */
      readonly before: string;
      readonly paths: readonly string[];
      readonly changes: readonly FileChange[];
      readonly taken: readonly TakenBack[];
      /** With `skip` and `force`: where the landing's change was met by another. */
      readonly conflicts: readonly UndoConflict[];
      readonly notes?: readonly LandingNote[];
    }
  | { readonly kind: 'conflict'; readonly conflicts: readonly UndoConflict[] }
  | { readonly kind: 'nothing' };

/** Work of an attempt that stands in the user's folder before it is verified. */
export interface ShownAttempt {
  /** `<task>/<subtask>`. */
  readonly key: string;
  readonly base: string;
  readonly head: string;
}

export interface ShowWish {
  readonly workspaceId: string;
  readonly path: string;
  readonly tip: string;
  readonly taskId: string;
  /** All of the task's; what is shown of it beside these is taken back. */
  readonly attempts: readonly ShownAttempt[];
  /** Globs of files that may not be changed. */
  readonly protected: readonly string[];
}

/** A file that a program still had open when a landing displaced it, and that it wrote to afterwards. */
export interface LateWrite {
  readonly landingId: string;
  readonly path: string;
  /** What the program wrote, as a file of its own outside the workspace. */
  readonly keptAt: string;
}

/** What may go, as the database knows it. */
export interface UpkeepWish {
  /** Only says what would be done. */
  readonly dryRun: boolean;
  /** Loose objects above which they are packed; absent = 6000. */
  readonly maxLoose?: number;
  /** States of the user's folder from before this time (milliseconds) go, unless a landing that stays needs them. */
  readonly statesSinceMs?: number;
  /** What a store may take on the disk: above it the oldest work goes first, whatever its time; absent = no limit. */
  readonly maxBytes?: number;
  /** Whether the time is over for which a task's landings, or its other attempts, can be looked at and undone. */
  isExpired(taskId: string, of: 'landing' | 'attempt'): Promise<boolean>;
  /** The workspace's latest commit, and whether no task is at work on it. */
  standing(workspaceId: string): Promise<{ tip: string | null; isIdle: boolean }>;
}

/** One workspace's store. */
export interface StoreReport {
  readonly workspaceId: string;
  /** The user's folder; null where it is not noted. */
  readonly path: string | null;
  /** On the disk, before; with dependencies that were installed for attempts. */
  readonly bytes: number;
  readonly looseObjects: number;
  /** Names that kept expired work, removed (or to be removed, in a dry run). */
  readonly expiredRefs: number;
  readonly freedBytes: number;
  readonly packed: boolean;
  /**
   * Why less was done than could be: a task is at work there, the disk has no room for a pack to be written anew, or
   * the store or its folder cannot be used now.
   */
  readonly held: 'busy' | 'no_space' | 'failed' | null;
}

/**
 * Every state of a workspace as commits, outside the user's folder. Which commit is the workspace's tip is the
 * database's to know: callers pass it and store what comes back.
 */
export abstract class TreeStore {
  /** Checks that a folder may be a workspace and answers its real path and stable id; throws `UnusableWorkspace`. */
  abstract register(path: string): Promise<{ workspaceId: string; path: string }>;
  /** Commits what the user's folder is now; answers `tip` itself when nothing differs from it. */
  abstract snapshot(of: {
    workspaceId: string;
    path: string;
    tip: string | null;
    known?: number;
    taskId: string;
    /** Told now and then how many of how many new files a large snapshot has taken in. */
    progress?: (done: number, total: number) => void;
  }): Promise<{ commit: string; generation: number; skipped: readonly SkippedPath[]; fileCount: number }>;
  /** Two levels of a commit's files as text, at most `maxEntries` lines. */
  abstract listing(workspaceId: string, commit: string, maxEntries: number): Promise<string>;
  /** Names a commit's content: equal for equal files, links, modes and empty folders. */
  abstract treeId(workspaceId: string, commit: string): Promise<string>;
  /**
   * Merges an attempt onto the tip and what the user's folder is now. The result is written to the folder only when its
   * tree is one of `verifiedTrees`, or differs from the last of them by paths that cannot matter (`pathsThatMatter`) or
   * that a person has accepted, which the outcome then names; otherwise it comes back as `merged`, to be verified and
   * landed again.
   * May be repeated after a kill at any point: it then completes forward and answers the same.
   */
  abstract land(of: LandWish): Promise<LandOutcome>;
  /** Takes landings back; later work of others and of the user stays. May be repeated like `land`. */
  abstract revert(of: RevertWish): Promise<RevertOutcome>;
  /**
   * For working in place: makes the user's folder show these attempts of the task, and none other of it. Their work is
   * taken back exactly, and what the user changed meanwhile stays. Answers false where it is to be tried again.
   */
  abstract show(of: ShowWish): Promise<boolean>;
  /** Ids of tasks whose attempts the workspaces show. */
  abstract shownTasks(): Promise<readonly string[]>;
  abstract changes(workspaceId: string, from: string, to: string): Promise<readonly FileChange[]>;
  /** As `git apply` takes it, without the paths of `except`; above `maxBytes` cut at a file's border with a note. */
  abstract diff(
    workspaceId: string,
    from: string,
    to: string,
    options: { path?: string; maxBytes?: number; except?: readonly string[] },
  ): Promise<string>;
  /** A pack of what `want` has and the commits `have` have not, for a worker elsewhere. */
  abstract exportBundle(workspaceId: string, want: string, have: readonly string[]): Promise<Buffer>;
  /** Takes a worker's commits, which may be hostile; throws a `LoomError` and keeps nothing of what fails a check. */
  abstract importBundle(
    workspaceId: string,
    of: { base: string; commit: string; bundle: Buffer; attemptId: string },
  ): Promise<void>;
  /**
   * Completes or rolls back landings that a crash left half done; to be called at start, before anything else. `alone`:
   * no other process is at work on the stores, so that whatever looks unfinished is.
   */
  abstract recover(of: { alone: boolean }): Promise<void>;
  /** Tells of files that programs wrote to after a landing had displaced them; each landing is looked at once. */
  abstract lateWrites(tell: (late: LateWrite) => Promise<void>): Promise<void>;
  /** Removes what has expired or was not used for long, and packs what is loose, store by store. */
  abstract upkeep(wish: UpkeepWish): Promise<readonly StoreReport[]>;
}
