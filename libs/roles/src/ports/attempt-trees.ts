import type { CheckResult, FileChange } from '#domain';

/**
 * Isolated copies of a workspace for attempts to work in. Commits name trees in the workspace's store; a commit that
 * was returned is durable there, wherever the worker runs.
 */
export abstract class AttemptTrees {
  /** A clean checkout of `head`, used by nobody else until it is closed. */
  abstract open(of: TreeWish): Promise<AttemptTree>;
}

export interface TreeWish {
  readonly workspaceId: string;
  readonly taskId: string;
  /** Owner; also names the commits made here. */
  readonly attemptId: string;
  readonly epoch: number;
  /** What the attempt started from. */
  readonly base: string;
  /** What to check out. */
  readonly head: string;
  /** Its files are for reading and running only; nothing of it is kept. */
  readonly throwaway?: boolean;
  /** No command runs in it, so nothing has to be installed. */
  readonly bare?: boolean;
  /** Ends the wait for what is being installed. */
  readonly signal?: AbortSignal;
}

/**
 * A folder of what is installed, such as the user's, that commands see in a checkout and cannot change; see
 * `AttemptTree.overlays`.
 */
export interface Overlay {
  /** Absolute path of that folder. */
  readonly lower: string;
  /** Where in the checkout, workspace-relative; what is written there is the attempt's own. */
  readonly name: string;
  /** Absolute path of a folder that the mount itself needs, on the checkout's file system. */
  readonly work: string;
}

export interface Snapshot {
  readonly commit: string;
  readonly changes: readonly FileChange[];
  readonly skipped: readonly string[];
  readonly tree?: string;
}

/** A file as a commit has it. */
export interface FileVersion {
  readonly bytes: Buffer;
  readonly executable: boolean;
}

export interface AttemptTree {
  /** Absolute path of the checkout. */
  readonly root: string;
  /**
   * Absolute path of the task's scratch folder (`scratch://`), outside the checkout: what its attempts left there when
   * this one began. What this one leaves there others find after its next snapshot.
   */
  readonly scratch: string;
  /**
   * Absolute path of an empty folder that commands get in its place: what is judged must not find what the work left
   * elsewhere. Absent in trees that work is done in.
   */
  readonly ownScratch?: string;
  /**
   * Absolute path of a folder in which commands' tools keep what they have compiled or fetched, from one command to the
   * next. Empty when the tree is opened, and nobody else's: what an attempt left in its own is never met by what judges
   * it. Absent = nothing is kept.
   */
  readonly cache?: string;
  /** Commit that the checkout was last equal to. */
  readonly head: string;
  /** Installed dependencies that a sandbox mounts for each command; absent = none. */
  readonly overlays?: readonly Overlay[];
  /** Why dependencies that lock files ask for were not installed; null or absent = nothing is amiss. */
  readonly setUpProblem?: string | null;
  /**
   * Commits what the files are now. `paths` (workspace-relative) says what a tool touched; absent = find out.
   * Answers the commit (the old head when nothing changed), what changed since the old head, and a name of the files as
   * they are: the same files have the same name, whatever happened before.
   */
  snapshot(paths?: readonly string[]): Promise<Snapshot>;
  /** Throws away what is not committed, ignored files included. */
  reset(): Promise<void>;
  /**
   * Runs `work` and puts back what it altered of the files that were there, as they were; what it added stays. Absent
   * where what is done in a tree is meant to last.
   */
  readonly keeping?: <T>(work: () => Promise<T>) => Promise<T>;
  /**
   * Unified diff between two commits, as `git apply` takes it. At most `maxBytes`, cut at a file's border with a note.
   */
  diff(from: string, to: string, maxBytes: number): Promise<string>;
  changes(from: string, to: string): Promise<readonly FileChange[]>;
  /** A file of a commit that the tree was opened with; null where it has no such file. */
  fileAt(commit: string, path: string): Promise<FileVersion | null>;
  close(): Promise<void>;
}

/** Runs tier 1's commands over a tree; see `Sandbox` in the tools adapter. */
export abstract class CheckRunner {
  /** Runs `command` in the tree's sandbox. Never throws for a failing command. */
  abstract run(tree: AttemptTree, command: string, signal: AbortSignal): Promise<CheckResult>;
  /** Parses a changed file by its type; null for types nobody can parse here. Workspace-relative path. */
  abstract syntax(tree: AttemptTree, path: string, signal: AbortSignal): Promise<CheckResult | null>;
}
