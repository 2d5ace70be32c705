import type {
  ApprovalMode,
  ExecuteOutcome,
  ExtractOutcome,
  Feedback,
  FileChange,
  MemoryType,
  Outage,
  PlanOutcome,
  Role,
  Rung,
  Stage,
  StandIn,
  SubtaskSpec,
  SubtaskStatus,
  Tier,
  VerifyOutcome,
} from '#domain';
import type { AttemptEntry } from './attempt-entry.js';
import type { TokenPiece } from './events.js';
import type { StageJob } from './jobs.js';
import type { ModelFinding, ModelProfile } from './model-profile.js';
import type { ModelExperience } from './model-records.js';

/** Who a worker is, as it says itself when it joins. */
export interface WorkerCard {
  readonly id: string;
  readonly host: string;
  readonly version: string;
  readonly roles: readonly Role[];
  readonly concurrency: number;
  /** Jobs it is at now. */
  readonly active: number;
  readonly models: readonly ModelReport[];
}

/** What a worker has seen of a model endpoint. */
export interface ModelReport {
  readonly name: string;
  readonly healthy: boolean;
  readonly loaded: boolean | null;
  readonly latencyMs: number | null;
  /** Tokens; what the server really gives. */
  readonly contextWindow: number | null;
  readonly detail: string;
  /** Names its server among all machines'. */
  readonly endpoint?: string;
}

/** Right to write to an attempt. `token` names this one owner; `epoch` outdates all earlier ones. */
export interface Lease {
  readonly attemptId: string;
  readonly epoch: number;
  readonly token: string;
  /** Milliseconds from the answer within which it must be renewed. */
  readonly ttlMs: number;
}

export interface Instruction {
  readonly id: number;
  readonly text: string;
  readonly at: string;
}

/** Memory as prompts see it. */
export interface Recollection {
  readonly id: string;
  readonly type: MemoryType;
  readonly subtaskId: string | null;
  readonly summary: string;
  readonly detail: string;
  /** Whether the work it speaks of had passed verification. */
  readonly verified: boolean;
}

/** The plan so far, as prompts see it. */
export interface PlanView {
  readonly version: number;
  readonly subtasks: readonly {
    readonly id: string;
    readonly description: string;
    readonly status: SubtaskStatus;
    readonly dependsOn: readonly string[];
    readonly summary: string | null;
    /** Planned files that it made under other names, as far as judges have agreed; absent = none. */
    readonly standIns?: readonly StandIn[];
    readonly error: string | null;
  }[];
}

export interface TaskBrief {
  readonly id: string;
  readonly goal: string;
  readonly status: string;
  readonly context: Readonly<Record<string, unknown>>;
  /** Decides which commands wait for a person. */
  readonly approvalMode: ApprovalMode;
  /** Globs no attempt may change. */
  readonly protected: readonly string[];
  readonly workspaceId: string;
  /** Name of the user's folder, for prompts; never its path. */
  readonly workspaceName: string;
}

interface CommonWork {
  /** What all events of this try at the subtask bear; absent = the attempt's own id. */
  readonly correlationId?: string;
  readonly task: TaskBrief;
  readonly plan: PlanView | null;
  readonly memory: readonly Recollection[];
  readonly instructions: readonly Instruction[];
  /** What this attempt had recorded before it was taken over, in order; empty on a first start. */
  readonly recorded: readonly AttemptEntry[];
  /** Tree the attempt starts from, as a commit of the workspace's store. */
  readonly base: string;
  /** How models have done in this role; absent = nobody knows. */
  readonly experience?: readonly ModelExperience[];
}

export interface PlanWork extends CommonWork {
  readonly stage: 'plan';
  readonly version: number;
  /** Set on a replan. */
  readonly because?: string;
  /** Ids of completed subtasks that stay and may be depended upon. */
  readonly settled: readonly string[];
  /** Subtasks of the plan before that are not done; absent = there is none. */
  readonly open?: readonly SubtaskSpec[];
  /** Demands of earlier versions of the plan that several attempts failed in the same words. */
  readonly doubted?: readonly string[];
  readonly lessons: readonly Recollection[];
  readonly rung: Rung;
}

export interface ExecuteWork extends CommonWork {
  readonly stage: 'execute';
  readonly subtask: SubtaskSpec;
  readonly attempt: number;
  readonly rung: Rung;
  readonly feedback: readonly Feedback[];
  /** Latest committed step of the attempt; equals `base` on a first start. */
  readonly head: string;
  readonly maxTurns: number;
}

/** A call of a tool that ran a command or changed files, or was to change one. */
export interface Deed {
  /** Absent where it was none. */
  readonly command?: string;
  /** What the command has printed; absent where it was not kept whole. */
  readonly output?: string;
  /** How the command has ended, where it was not well. */
  readonly exitCode?: number;
  readonly paths: readonly string[];
  /** A change that was not made. */
  readonly refused?: RefusedChange;
}

export interface RefusedChange {
  readonly path: string;
  /** What the file was to hold, as far as the call gave it. */
  readonly text: string;
  readonly because: string;
}

/** In what a plan's step may speak of files. */
export type StepWords = Pick<SubtaskSpec, 'description' | 'acceptanceCriteria' | 'expectedOutputs' | 'checks'>;

export type Landed = Pick<FileChange, 'path' | 'operation'> & Partial<Pick<FileChange, 'oldPath'>>;

export interface VerifyWork extends CommonWork {
  readonly stage: 'verify';
  /** Null for the last check of the whole goal. */
  readonly subtask: SubtaskSpec | null;
  readonly attempt: number;
  /** Commit to be judged; `base` is what it is compared with. */
  readonly head: string;
  readonly summary: string;
  readonly tier: Tier;
  /**
   * How often verifications of this very result came to nothing, so that the next is asked otherwise; absent = never.
   */
  readonly unheard?: number;
  /** Model to stay away from where another can do it: the one that did the work. */
  readonly workedBy: string | null;
  /** What the task's landings have done to files so far, by path; absent = not known. */
  readonly landed?: readonly Landed[];
  /**
   * The commit that the task started from, and the checks of its other steps; absent where no earlier step has landed.
   */
  readonly before?: { readonly start: string; readonly checks: readonly string[] };
  /** Why the attempt has changed no file, where it says so. */
  readonly unchangedBecause?: string;
  /** Planned files that the executor was told are missing, and ended without; absent = none. */
  readonly unmade?: readonly string[];
  /** What the plan says of its other steps; absent = not known. */
  readonly others?: readonly StepWords[];
  /** Files the executor made that Loom has left out again; absent = none. */
  readonly takenAway?: readonly string[];
  /** Outputs that the plan expects of steps still to come which wait for this one; absent = none. */
  readonly awaited?: readonly string[];
  /** Commands of this work that a person has approved. */
  readonly approved?: readonly string[];
  /** What the attempt has run and changed, in order; absent = not known. */
  readonly deeds?: readonly Deed[];
  /** What a model said of exactly the same change, for the same question. */
  readonly judgedBefore?: Extract<VerifyOutcome, { kind: 'passed' | 'rejected' }>;
}

export interface ExtractWork extends CommonWork {
  readonly stage: 'extract';
  readonly subtask: SubtaskSpec;
  readonly head: string;
  readonly summary: string;
  readonly verified: boolean;
  /** The attempt's tool calls, one line each. */
  readonly digest: readonly string[];
}

export type Work = PlanWork | ExecuteWork | VerifyWork | ExtractWork;
export type WorkOf<S extends Stage> = Extract<Work, { stage: S }>;

export interface OutcomeOf {
  plan: PlanOutcome;
  execute: ExecuteOutcome;
  verify: VerifyOutcome;
  extract: ExtractOutcome;
}
export type Outcome = OutcomeOf[Stage];

export type ClaimAnswer =
  | { readonly kind: 'claimed'; readonly lease: Lease; readonly work: Work }
  /** The job is out of date or somebody else's: drop it. */
  | { readonly kind: 'gone'; readonly because: string }
  /** Another owner's lease still runs; try again after so many milliseconds. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number };

/** Answer to every write: whether the attempt is still the worker's, and what the user said meanwhile. */
export type HoldAnswer =
  | {
      readonly kind: 'held';
      readonly instructions: readonly Instruction[];
      /** Whether the task's limits leave no further model call; absent = it has none. */
      readonly isSpent?: boolean;
    }
  | { readonly kind: 'lost'; readonly because: 'superseded' | 'cancelled' | 'paused' | 'ended' };

/** What the API answers to a heartbeat. */
export interface Heard {
  /** What is known of the models on the card's servers. */
  readonly profiles: readonly ModelProfile[];
  /** A task is open, so that what can wait waits. */
  readonly atWork: boolean;
}

/** What a worker wants from the API, over HTTP or in process. Every method may be repeated without harm. */
export abstract class WorkerLink {
  abstract claim(job: StageJob, worker: string): Promise<ClaimAnswer>;
  /** `sinceInstruction`: id of the last instruction the worker has seen. */
  abstract renew(lease: Lease, sinceInstruction: number): Promise<HoldAnswer>;
  /** Adds entries; an `n` that is already recorded is skipped, a gap is refused. */
  abstract record(lease: Lease, entries: readonly AttemptEntry[], sinceInstruction: number): Promise<HoldAnswer>;
  abstract finish(lease: Lease, outcome: Outcome): Promise<HoldAnswer>;
  /**
   * Gives the attempt back at its last recorded entry: the next epoch starts at once (a worker that shuts down), or
   * after a pause that grows while the outage lasts.
   */
  abstract release(lease: Lease, outage?: Outage): Promise<void>;
  abstract searchMemory(lease: Lease, query: string, limit: number): Promise<readonly Recollection[]>;
  /** Shown to readers of the stream who asked for tokens; may be dropped. */
  abstract showTokens(pieces: readonly TokenPiece[]): void;
  /** Says who works here and what was found out about models. */
  abstract heartbeat(card: WorkerCard, findings: readonly ModelFinding[]): Promise<Heard>;
}
