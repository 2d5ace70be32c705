import type { LandingNote, MemoryDraft, MemoryType, TaskStatus } from '#domain';
import type {
  ChangeView,
  Instruction,
  Lease,
  MemoryView,
  ModelFinding,
  ModelKey,
  ModelProfile,
  ModelStats,
  NewEvent,
  Recollection,
  StageJob,
  StoredEvent,
  SubtaskView,
  VerifierTrial,
} from '#contracts';
import type { TaskCommit, Tip } from '../commit.js';
import type { Attempt, AttemptInputOf, AttemptOutcomeOf, SubtaskState, TaskState } from '../state.js';
import type { Wish, WishAnswer } from '../wishes.js';
import type {
  AttemptRecord,
  Claimed,
  Committed,
  Delivery,
  DeliveryResult,
  Held,
  LandingRecord,
  LeaseWrite,
  ModelUse,
  NewTask,
  Pulse,
  TaskRecord,
} from './records.js';

/**
 * A database that keeps the look for expired leases waiting for so long has kept renewals waiting, too. Milliseconds.
 */
export const KEPT_WAITING_MS = 500;

/**
 * The truth. Every write is one transaction that also numbers and stores its events and fills the outbox; cost does not
 * grow with the size of the plan or the length of the log. Times come from the store's clock.
 */
export abstract class TaskStore {
  /** Milliseconds since the epoch, passing evenly whatever is done to the clock on the wall. */
  abstract now(): number;

  /* --- tasks --- */
  /** Answers the existing task when the idempotency key is known; `sameBody` says whether its body was the same. */
  abstract createTask(
    task: NewTask,
    events: readonly NewEvent[],
  ): Promise<
    | { kind: 'created'; events: readonly StoredEvent[] }
    | { kind: 'exists'; taskId: string; status: TaskStatus; sameBody: boolean }
  >;
  abstract task(taskId: string): Promise<TaskRecord | null>;
  /** Newest first; `cursor` is opaque, from the last answer. */
  abstract listTasks(of: {
    status?: TaskStatus;
    limit: number;
    cursor?: string;
  }): Promise<{ tasks: readonly TaskRecord[]; next: string | null }>;
  abstract subtasks(taskId: string): Promise<readonly SubtaskView[]>;
  /** The same subtasks with all that is known of them. */
  abstract steps(taskId: string): Promise<readonly SubtaskState[]>;
  abstract subtask(taskId: string, subtaskId: string): Promise<SubtaskState | null>;

  /* --- decisions --- */
  /** Null for an unknown task. */
  abstract state(taskId: string): Promise<TaskState | null>;
  abstract commit(taskId: string, revision: number, commit: TaskCommit): Promise<Committed>;
  /** Ids of tasks that have not ended, or that hold attempts which are not settled. */
  abstract openTasks(): Promise<readonly string[]>;
  abstract isAnyTaskOpen(): Promise<boolean>;
  /** Adds events alone; for what is no decision (an instruction, feedback). */
  abstract appendEvents(taskId: string, events: readonly NewEvent[]): Promise<readonly StoredEvent[]>;
  /** The same unless the task has the very same event already: of several processes that say it one does. */
  abstract appendOnce(taskId: string, event: NewEvent): Promise<readonly StoredEvent[]>;
  /** Sets what the user wants, if `answerTo` takes it. The conductor acts upon it. */
  abstract wish(taskId: string, wish: Wish): Promise<WishAnswer>;
  /** A person's answer; false when nothing waits there, or not what bears `hash`. */
  abstract answerApproval(
    taskId: string,
    subtaskId: string,
    approved: boolean,
    reason: string | null,
    events: readonly NewEvent[],
    hash?: string,
  ): Promise<{ ok: boolean; events: readonly StoredEvent[] }>;
  /** Null, and nothing is written, when the task that is to be steered has ended. */
  abstract addInstruction(
    taskId: string,
    of: { subtaskId: string | null; text: string; kind: 'steer' | 'feedback' },
    event: NewEvent,
  ): Promise<readonly StoredEvent[] | null>;

  /* --- attempts --- */
  /**
   * Gives the attempt to a worker. A queued one is given under the job's epoch; one whose lease ran out is given under
   * the next epoch; anything else is `gone` or `busy`.
   */
  abstract claim(
    job: { attemptId: string; epoch: number },
    worker: string,
    token: string,
    ttlMs: number,
  ): Promise<Claimed>;
  abstract renew(lease: Lease, sinceInstruction: number): Promise<Held>;
  abstract write(lease: Lease, write: LeaseWrite, sinceInstruction: number): Promise<Held>;
  /** Ends the attempt with its outcome and remaining entries. Repeating it with the same lease answers `held` again. */
  abstract finish<S extends Attempt['stage']>(
    lease: Lease,
    outcome: AttemptOutcomeOf[S],
    write: LeaseWrite,
  ): Promise<Held>;
  /** Back to `queued` under the next epoch, and into the outbox, due at once or `later`. */
  abstract release(lease: Lease, later?: { delayMs: number; events: readonly NewEvent[] }): Promise<Held>;
  /**
   * Takes every attempt whose lease ran out away from its owner: queued under the next epoch, in the outbox.
   * `of_the_api`: instead, whatever the API's own process holds (worker `api`, or `api@…`), lease or not; for its
   * start, when the process that held it is dead. Else none behind a database that kept it waiting for
   * `KEPT_WAITING_MS`: its owner could not renew meanwhile, and a later look finds what nobody renewed.
   */
  abstract expireLeases(
    whose?: 'all' | 'of_the_api',
  ): Promise<readonly { taskId: string; attemptId: string; epoch: number }[]>;
  abstract attempt(attemptId: string): Promise<AttemptRecord | null>;
  /** Attempts of a subtask (null = of the task as a whole), oldest first, with all entries. */
  abstract attempts(taskId: string, subtaskId: string | null): Promise<readonly AttemptRecord[]>;
  /**
   * Open attempts of the stages the API does itself; of a task's reverts the next one, once the one before is acted
   * upon.
   */
  abstract openHeadAttempts(taskId?: string): Promise<readonly { taskId: string; attempt: Attempt }[]>;
  /**
   * Starts a revert, which the API does itself. Answers the attempt's id: where the same was asked for last and is not
   * done yet, because its asker lost the answer, that one's.
   */
  abstract startRevert(taskId: string, input: AttemptInputOf['revert']): Promise<string>;

  /* --- outbox --- */
  /** Jobs that are due and not yet known to be sent. */
  abstract unsent(limit: number): Promise<readonly { id: number; job: StageJob }[]>;
  abstract markSent(ids: readonly number[]): Promise<void>;
  /**
   * Jobs that were sent at least `olderThanMs` ago and whose attempt nobody has claimed: Redis may have lost them. In
   * the order of their ids, of which those up to `after` are left out.
   */
  abstract unclaimed(
    olderThanMs: number,
    limit: number,
    after?: number,
  ): Promise<readonly { id: number; job: StageJob }[]>;

  /* --- webhooks --- */
  /**
   * Deliveries that are due, claimed for `ttlMs`: nobody else is given them meanwhile, and one that was not noted by
   * then is due again. `commit` saves one for each terminal event of a task with a `callbackUrl`.
   */
  abstract dueDeliveries(limit: number, ttlMs: number): Promise<readonly Delivery[]>;
  /** False when the claim was lost; then nothing is written. */
  abstract noteDelivery(delivery: Pick<Delivery, 'id' | 'claim'>, result: DeliveryResult): Promise<boolean>;

  /* --- log --- */
  abstract eventsAfter(taskId: string, sequence: number, limit: number): Promise<readonly StoredEvent[]>;

  /* --- landings --- */
  /** Of the task, oldest first: in the order in which they changed the folder. */
  abstract landings(taskId: string): Promise<readonly LandingRecord[]>;
  abstract landedChanges(taskId: string): Promise<readonly ChangeView[]>;
  /** Of the landings, undos and redos that stand, oldest first; of what is said twice, the latest. */
  abstract landingNotes(taskId: string): Promise<readonly LandingNote[]>;
  /** The latest commit of the workspace, whoever made it. */
  abstract workspaceTip(workspaceId: string): Promise<Tip | null>;

  /* --- memory --- */
  abstract memory(of: {
    taskId: string;
    type?: MemoryType;
    subtaskId?: string;
    tag?: string;
    query?: string;
    limit: number;
  }): Promise<readonly MemoryView[]>;
  /** Best first, over all tasks unless one is named; each with its score. */
  abstract searchMemory(of: {
    query: string;
    taskId?: string;
    type?: MemoryType;
    limit: number;
  }): Promise<readonly MemoryView[]>;
  /**
   * What a subtask's prompt should hold: its own, what is relevant to it, decisions, errors and discoveries; newest
   * first.
   */
  abstract recollect(taskId: string, subtaskId: string | null, limit: number): Promise<readonly Recollection[]>;
  /** Verified lessons of other tasks that match the goal. */
  abstract lessons(goal: string, exceptTaskId: string, limit: number): Promise<readonly Recollection[]>;
  abstract addMemory(
    taskId: string,
    entries: readonly (MemoryDraft & { subtaskId: string | null; verified: boolean })[],
  ): Promise<void>;
  abstract instructions(taskId: string, subtaskId: string | null): Promise<readonly Instruction[]>;

  /* --- statistics and health --- */
  abstract recordModelUse(use: ModelUse): Promise<void>;
  abstract modelStats(): Promise<readonly ModelStats[]>;
  /** Of all models, or of those on some servers. */
  abstract modelProfiles(endpoints?: readonly string[]): Promise<readonly ModelProfile[]>;
  /** Told twice it changes nothing. */
  abstract learnOfModels(findings: readonly ModelFinding[]): Promise<void>;
  /** A person asks for these models to be probed; answers when that was, by the store's clock. */
  abstract wantProbes(models: readonly ModelKey[]): Promise<string>;
  abstract verifierTrials(): Promise<readonly VerifierTrial[]>;
  /** Replaces what was kept of the same pair. */
  abstract keepVerifierTrials(trials: readonly VerifierTrial[]): Promise<void>;
  /** Costs as much as what is under way, not as what there is. */
  abstract pulse(): Promise<Pulse>;
  /** Tasks that should go on, of which nothing runs, waits or is decided upon for so long: there should be none. */
  abstract stalledTasks(forMs: number): Promise<readonly string[]>;
  /** Throws when the database cannot be read and written. */
  abstract ping(): Promise<void>;
  abstract close(): Promise<void>;
}
