import type {
  ApprovalMode,
  AttemptStage,
  ConflictMode,
  ExecuteOutcome,
  ExtractOutcome,
  Feedback,
  LandOutcome,
  PlanOutcome,
  UndoOutcome,
  Rung,
  SnapshotOutcome,
  StandIn,
  SubtaskSpec,
  SubtaskStatus,
  TaskStatus,
  Tier,
  VerifyOutcome,
} from '#domain';
import { attemptId, type Asked } from '#contracts';

/**
 * Where a subtask stands inside its status. The status is for people; the phase is what the next step is read from.
 * `gated` waits with a verified result, `parked` with a call in the middle of an attempt.
 */
export const PHASES = [
  'waiting',
  'executing',
  'verifying',
  'gated',
  'parked',
  'landing',
  'extracting',
  'ended',
] as const;
export type Phase = (typeof PHASES)[number];

export interface SubtaskState extends SubtaskSpec {
  readonly planVersion: number;
  /** Order in the plan, from 0. */
  readonly position: number;
  readonly status: SubtaskStatus;
  readonly phase: Phase;
  /** Attempts started, per stage: the next one's number is one more. */
  readonly executions: number;
  readonly verifications: number;
  readonly landings: number;
  readonly extractions: number;
  /** Failed tries that count against the retry limit. */
  readonly failures: number;
  /** Attempts lost because a model server was away; they do not count as failures. */
  readonly outages: number;
  /** Verifications in a row that could not say. */
  readonly inconclusive: number;
  /** Merges in a row that did not fit. */
  readonly conflicts: number;
  /** Tree the current attempt started from, and the one it claims to be done with. */
  readonly base: string | null;
  readonly head: string | null;
  /**
   * Merge of `head` onto the tip that waits to be verified, or for a person; null = `head` itself is what is judged.
   */
  readonly candidate: string | null;
  /** Share of the current attempt's tool calls that worked, 0..1. */
  readonly toolSuccess: number | null;
  /** Whether a command of the current attempt took something away; null = not known. */
  readonly destructive: boolean | null;
  /** Commits of the current attempt that passed verification. */
  readonly verified: readonly string[];
  readonly feedback: readonly Feedback[];
  readonly summary: string | null;
  /** Planned files that were made under other names, as far as judges have agreed. */
  readonly standIns: readonly StandIn[];
  readonly error: string | null;
  /** Name of the model that did the latest work. */
  readonly model: string | null;
  readonly confidence: number | null;
  /** A person's answer, until it is acted upon. */
  readonly approval: 'requested' | 'approved' | 'rejected' | null;
  readonly approvalReason: string | null;
  /** What the person sees who is asked; the answer counts for that alone. */
  readonly asked: Asked | null;
  /** Result that may land only when a person has seen these paths; an approval counts for that head alone. */
  readonly sensitive: { readonly head: string; readonly paths: readonly string[] } | null;
}

/** Merges of the current result that passed verification: the first that passed is the result alone. */
export const reverifiedOf = ({ verified }: Pick<SubtaskState, 'verified'>): number => Math.max(0, verified.length - 1);

/** The same and the one that is being verified. */
export const mergesOf = ({ verified, candidate }: Pick<SubtaskState, 'verified' | 'candidate'>): number =>
  reverifiedOf({ verified }) + (candidate === null || verified.includes(candidate) ? 0 : 1);

/** A result on its way into the folder that others have overtaken too often. */
export interface Overtaken {
  readonly taskId: string;
  readonly subtaskId: string;
  /** As `mergesOf`. */
  readonly merges: number;
}

/** How long such a result holds up those of other tasks at most: its verifier may be away. Milliseconds. */
export const HOLDS_UP_MS = 600_000;

/** Of a subtask that nobody is asked about. */
export const UNASKED = {
  approval: null,
  approvalReason: null,
  asked: null,
  sensitive: null,
} as const satisfies Partial<SubtaskState>;

/** A subtask nobody has begun. */
export const freshSubtask = (spec: SubtaskSpec, planVersion: number, position: number): SubtaskState => ({
  ...spec,
  planVersion,
  position,
  status: 'pending',
  phase: 'waiting',
  executions: 0,
  verifications: 0,
  landings: 0,
  extractions: 0,
  failures: 0,
  outages: 0,
  inconclusive: 0,
  conflicts: 0,
  base: null,
  head: null,
  candidate: null,
  toolSuccess: null,
  destructive: null,
  verified: [],
  feedback: [],
  summary: null,
  standIns: [],
  error: null,
  model: null,
  confidence: null,
  ...UNASKED,
});

export interface AttemptInputOf {
  snapshot: Record<string, never>;
  plan: { readonly version: number; readonly because?: string; readonly rung: Rung };
  execute: { readonly rung: Rung; readonly base: string };
  verify: {
    readonly base: string;
    readonly head: string;
    readonly tier: Tier;
    /** See `VerifyWork`. */
    readonly unheard?: number;
    readonly summary: string;
    readonly workedBy: string | null;
    readonly executeAttempt: number;
  };
  extract: { readonly head: string; readonly summary: string; readonly executeAttempt: number };
  land: {
    readonly base: string;
    readonly head: string;
    readonly verified: readonly string[];
    /** A person has approved that this very head changes sensitive files; absent = nobody has. */
    readonly approvedSensitive?: boolean;
    /** A person has accepted that it lands merged with changes nobody has verified it with; absent = nobody has. */
    readonly acceptMerge?: boolean;
  };
  revert: {
    readonly subtaskId?: string;
    readonly path?: string;
    /** Takes the task's last undo back instead of a landing. */
    readonly redo?: true;
    readonly onConflict: ConflictMode;
  };
}

export interface AttemptOutcomeOf {
  snapshot: SnapshotOutcome;
  plan: PlanOutcome;
  execute: ExecuteOutcome;
  verify: VerifyOutcome;
  extract: ExtractOutcome;
  land: LandOutcome;
  revert: UndoOutcome;
}

/** `queued` has no owner; `running` has one; `ended` has an outcome; `dropped` was called off. */
export const ATTEMPT_STATES = ['queued', 'running', 'ended', 'dropped'] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

interface AttemptOf<S extends AttemptStage> {
  /** `attemptId` of the contracts. */
  readonly id: string;
  readonly stage: S;
  /** Null for work on the whole task. */
  readonly subtaskId: string | null;
  readonly number: number;
  readonly epoch: number;
  readonly planVersion: number;
  readonly state: AttemptState;
  /** Somebody has owned it: what it does to the user's folder may be done in part. */
  readonly begun?: boolean;
  readonly input: AttemptInputOf[S];
  readonly outcome: AttemptOutcomeOf[S] | null;
  /** Latest committed step of an executor's attempt. */
  readonly head: string | null;
}
export type Attempt = { [S in AttemptStage]: AttemptOf<S> }[AttemptStage];

/**
 * What all events of one try at a subtask bear: the id of its execution, from the first turn to what is remembered of
 * it.
 */
export function correlationOfAttempt(attempt: Attempt, taskId: string): string {
  const { stage, subtaskId, input } = attempt;
  if (subtaskId === null || (stage !== 'verify' && stage !== 'extract')) return attempt.id;
  return attemptId({ stage: 'execute', taskId, subtaskId, attempt: input.executeAttempt });
}

export interface TaskLimits {
  readonly tokens: number | null;
  readonly modelCalls: number | null;
  readonly seconds: number | null;
}

/** All that decides what follows. */
export interface TaskState {
  readonly id: string;
  /** Counts the decisions; a decision made on an older one is not committed. */
  readonly revision: number;
  readonly status: TaskStatus;
  /** What the user last asked for. */
  readonly wish: 'run' | 'pause' | 'cancel';
  readonly approvalMode: ApprovalMode;
  readonly confidenceThreshold: number;
  readonly limits: TaskLimits;
  readonly tokens: number;
  readonly modelCalls: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /**
   * Milliseconds that count against no limit: in which the task only waited for a person or was paused, and by which
   * the clock on the wall, which `startedAt` is of, was wrong when it was made.
   */
  readonly idleMs: number;
  /** Since when it does so now; milliseconds since the epoch. */
  readonly idleSince: number | null;
  /** Version of the plan in force; 0 before there is one. */
  readonly planVersion: number;
  readonly planAttempts: number;
  readonly snapshotAttempts: number;
  readonly goalChecks: number;
  readonly goalInconclusive: number;
  /** Set once the whole goal was found to be met by the tree as it is. */
  readonly goalMet: boolean;
  /** Why a new plan is wanted, until one is asked for. */
  readonly replanBecause: string | null;
  /** Demands of earlier versions of the plan that several attempts failed in the same words; see `Feedback`. */
  readonly doubted: readonly string[];
  /** Times work was started. */
  readonly advances: number;
  /** The task's first snapshot, and the workspace's latest commit. */
  readonly base: string | null;
  readonly tip: string | null;
  /** Of the tip; 0 before there is one. */
  readonly tipGeneration: number;
  /** Every subtask of the current version and every completed one. */
  readonly subtasks: readonly SubtaskState[];
  /** Of the other tasks on the same workspace; looked for while a result of this one is on its way. */
  readonly overtaken: readonly Overtaken[];
  /** Attempts that are open, or ended and not yet settled; in the order they were started. */
  readonly attempts: readonly Attempt[];
}

/** What bounds a task; from the configuration. */
export interface Policy {
  readonly maxSubtaskRetries: number;
  readonly maxLoopIterations: number;
  readonly maxParallelSubtasks: number;
  readonly maxPlanVersions: number;
  readonly goalCheck: boolean;
  /** How long a person has to answer; then it is a no. */
  readonly approvalTimeoutMs: number;
  /** How long work of middling confidence is shown in `auto` before it lands by itself; 0 = it is not. */
  readonly autoProceedMs: number;
}
