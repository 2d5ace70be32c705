import { assertSubtaskMove, assertTaskMove } from '#domain';
import type { AttemptStage, FileChange, MemoryDraft, SubtaskStatus, TaskStatus } from '#domain';
import type { AttemptEntry, NewEvent } from '#contracts';
import type { Attempt, AttemptInputOf, SubtaskState, TaskState } from './state.js';

/** Fields of a task that decisions change; a counter is written as its new value. */
export type TaskPatch = Partial<
  Pick<
    TaskState,
    | 'wish'
    | 'planVersion'
    | 'planAttempts'
    | 'snapshotAttempts'
    | 'goalChecks'
    | 'goalInconclusive'
    | 'goalMet'
    | 'replanBecause'
    | 'doubted'
    | 'advances'
    | 'base'
    | 'idleMs'
    | 'idleSince'
    | 'limits'
  >
> & { status?: TaskStatus; error?: string | null; summary?: string | null };

export type SubtaskPatch = Partial<Omit<SubtaskState, 'id' | 'planVersion' | 'position'>> & { status?: SubtaskStatus };

export type NewAttempt = {
  [S in AttemptStage]: {
    readonly stage: S;
    readonly subtaskId: string | null;
    readonly number: number;
    readonly planVersion: number;
    readonly input: AttemptInputOf[S];
    /** Milliseconds to wait before the job is sent. */
    readonly delayMs: number;
  };
}[AttemptStage];

export interface NewMemory extends MemoryDraft {
  readonly subtaskId: string | null;
  readonly verified: boolean;
  /** Commit of the tree it speaks of. */
  readonly commit: string | null;
}

/** Of two commits of a workspace the one of the larger generation is the later. */
export interface Tip {
  readonly commit: string;
  readonly generation: number;
}

/** A `redo` takes an undo back; what that had taken back stands again. */
export type LandingKind = 'subtask' | 'undo' | 'redo';

/** Work that reached the user's folder, or was taken out of it. */
export interface Landing {
  /** Id of the attempt that did it. */
  readonly attemptId: string;
  readonly kind: LandingKind;
  readonly subtaskId: string | null;
  readonly before: string;
  readonly commit: string;
  /** Of the commit: landings are in the order in which they changed the folder, not in that of the news. */
  readonly generation: number;
  readonly changes: readonly FileChange[];
  /** Attempt ids of the landings this one takes back whole. */
  readonly reverts: readonly string[];
}

/** A parked attempt that goes on with what a person said. */
export interface Reopening {
  readonly attemptId: string;
  readonly answer: Omit<Extract<AttemptEntry, { kind: 'approval' }>, 'n' | 'at'>;
}

/** Everything one decision writes; all of it in one transaction, or nothing. */
export interface TaskCommit {
  readonly task: TaskPatch;
  readonly newSubtasks: readonly SubtaskState[];
  readonly subtasks: ReadonlyMap<string, SubtaskPatch>;
  readonly newAttempts: readonly NewAttempt[];
  /** Attempts whose outcome has been acted upon. */
  readonly settled: readonly string[];
  /** Open attempts that are called off. */
  readonly dropped: readonly string[];
  /** Queued again under the next epoch, the answer being their next entry. */
  readonly reopened?: readonly Reopening[];
  readonly events: readonly NewEvent[];
  readonly memory: readonly NewMemory[];
  readonly landings: readonly Landing[];
  /** A commit of the workspace, and its tip if no later one is known by then; absent = unchanged. */
  readonly tip?: Tip;
}

/**
 * A decision in the making: reads show the state with what was decided so far, writes gather the commit. Each move of a
 * status is checked here; one decision may make several in a row (verifying, back to pending, running again), so the
 * store sees only the sum. Lives for one call of `whatFollows`.
 */
export class Draft {
  readonly events: NewEvent[] = [];
  readonly memory: NewMemory[] = [];
  readonly landings: Landing[] = [];
  readonly newAttempts: NewAttempt[] = [];
  readonly settled: string[] = [];
  readonly dropped: string[] = [];
  readonly reopened: Reopening[] = [];
  isHeldUp = false;
  private readonly newSubtasks: string[] = [];
  private readonly patches = new Map<string, SubtaskPatch>();
  private readonly current: Map<string, SubtaskState>;
  private taskPatch: TaskPatch = {};
  private newTip: Tip | undefined;
  task: TaskState;

  constructor(state: TaskState) {
    this.task = state;
    this.current = new Map(state.subtasks.map((s) => [s.id, s]));
  }

  get subtasks(): SubtaskState[] {
    return [...this.current.values()];
  }

  subtask(id: string): SubtaskState | undefined {
    return this.current.get(id);
  }

  /** Attempts nobody has called off or settled in this decision, and that have no outcome yet. */
  get openAttempts(): Attempt[] {
    const gone = new Set([...this.settled, ...this.dropped]);
    return this.task.attempts.filter((a) => (a.state === 'queued' || a.state === 'running') && !gone.has(a.id));
  }

  /** Whether anything runs, is about to, or waits for a result of another task. */
  get isBusy(): boolean {
    return this.openAttempts.length > 0 || this.newAttempts.length > 0 || this.isHeldUp;
  }

  patchTask(wanted: TaskPatch): void {
    const patch = withoutSameStatus(wanted, this.task.status);
    if (patch.status !== undefined) assertTaskMove(this.task.status, patch.status);
    this.taskPatch = { ...this.taskPatch, ...patch };
    this.task = { ...this.task, ...patch };
  }

  patchSubtask(id: string, wanted: SubtaskPatch): void {
    const before = this.current.get(id);
    if (!before) return;
    const patch = withoutSameStatus(wanted, before.status);
    if (patch.status !== undefined) assertSubtaskMove(before.status, patch.status);
    this.current.set(id, { ...before, ...patch });
    this.patches.set(id, { ...this.patches.get(id), ...patch });
  }

  addSubtask(subtask: SubtaskState): void {
    this.current.set(subtask.id, subtask);
    this.newSubtasks.push(subtask.id);
  }

  /** Takes a subtask of an outdated plan out of sight of the rest of this decision. */
  forgetSubtask(id: string): void {
    this.current.delete(id);
  }

  /** What is heard of late takes nothing back: where a later commit is known, that stays. */
  moveTip({ commit, generation = this.task.tipGeneration }: Pick<Tip, 'commit'> & Partial<Tip>): void {
    if (generation < this.task.tipGeneration) return;
    this.newTip = { commit, generation };
    this.task = { ...this.task, tip: commit, tipGeneration: generation };
  }

  reopen(reopening: Reopening): void {
    this.reopened.push(reopening);
    const queued = (a: Attempt): Attempt =>
      a.id === reopening.attemptId ? { ...a, state: 'queued', outcome: null } : a;
    this.task = { ...this.task, attempts: this.task.attempts.map(queued) };
  }

  start(attempt: NewAttempt): void {
    this.newAttempts.push(attempt);
  }

  get isEmpty(): boolean {
    return (
      Object.keys(this.taskPatch).length === 0 &&
      this.patches.size === 0 &&
      [this.newSubtasks, this.newAttempts, this.settled, this.dropped, this.reopened, this.events, this.memory].every(
        (list) => list.length === 0,
      )
    );
  }

  finish(): TaskCommit {
    const added = new Set(this.newSubtasks);
    return {
      task: this.taskPatch,
      newSubtasks: this.newSubtasks.map((id) => this.current.get(id) as SubtaskState),
      subtasks: new Map([...this.patches].filter(([id]) => !added.has(id))),
      newAttempts: this.newAttempts,
      settled: this.settled,
      dropped: this.dropped,
      reopened: this.reopened,
      events: this.events,
      memory: this.memory,
      landings: this.landings,
      ...(this.newTip === undefined ? {} : { tip: this.newTip }),
    };
  }
}

/** A status in a patch is a move; staying where one is is none. */
function withoutSameStatus<P extends { status?: string }>(patch: P, status: string): P {
  if (patch.status !== status) return patch;
  const { status: _same, ...rest } = patch;
  return rest as P;
}
