import type { ApprovalMode, ModelUsed, Role, TaskStatus, TokenUsage } from '#domain';
import type { AttemptEntry, Instruction, NewEvent, StoredEvent } from '#contracts';
import type { LandingKind } from '../commit.js';
import type { Attempt, TaskLimits } from '../state.js';
import type { Wish } from '../wishes.js';

/** A task as it is created. */
export interface NewTask {
  readonly id: string;
  readonly goal: string;
  readonly workspaceId: string;
  /** Absolute, resolved. */
  readonly workspacePath: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly approvalMode: ApprovalMode;
  readonly confidenceThreshold: number;
  readonly callbackUrl: string | null;
  readonly protected: readonly string[];
  readonly priority: number;
  readonly limits: TaskLimits;
  readonly idempotencyKey: string | null;
  /** Hash of the body, so that a key used for another body is noticed. */
  readonly bodyHash: string | null;
}

/** A task's own row, for views and for assembling work; without its subtasks. */
export interface TaskRecord extends NewTask {
  readonly status: TaskStatus;
  readonly wish: Wish;
  readonly error: string | null;
  readonly summary: string | null;
  readonly planVersion: number;
  readonly replannedAt: string | null;
  readonly base: string | null;
  readonly tip: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly completedAt: string | null;
  readonly usage: { modelCalls: number; toolCalls: number; promptTokens: number; completionTokens: number };
  readonly progress: { total: number; completed: number; failed: number; pending: number; running: number };
  readonly lastSequence: number;
}

export interface AttemptRecord {
  readonly attempt: Attempt;
  readonly taskId: string;
  readonly worker: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly entries: readonly AttemptEntry[];
}

export type Committed =
  | { readonly kind: 'committed'; readonly events: readonly StoredEvent[] }
  /** Somebody else decided first: read the state again and decide again. */
  | { readonly kind: 'outdated' };

export type Claimed =
  | { readonly kind: 'claimed'; readonly attempt: Attempt; readonly taskId: string; readonly epoch: number }
  | { readonly kind: 'gone'; readonly because: string }
  | { readonly kind: 'busy'; readonly retryAfterMs: number };

/** What a lease's owner adds. `usage` and counts are summed up in the task's row. */
export interface LeaseWrite {
  readonly entries: readonly AttemptEntry[];
  readonly events: readonly NewEvent[];
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly usage: TokenUsage | null;
  /** Latest committed tree of the attempt. */
  readonly head: string | null;
}

export type Held =
  | {
      readonly kind: 'held';
      readonly events: readonly StoredEvent[];
      readonly instructions: readonly Instruction[];
      /** As in `HoldAnswer`. */
      readonly isSpent?: boolean;
    }
  | {
      readonly kind: 'lost';
      readonly because: 'superseded' | 'cancelled' | 'paused' | 'ended';
      /** What was written was stored all the same: it came to its end in a pause. */
      readonly events?: readonly StoredEvent[];
    };

export interface LandingRecord {
  readonly attemptId: string;
  readonly kind: LandingKind;
  readonly subtaskId: string | null;
  readonly before: string;
  readonly commit: string;
  readonly landedAt: string;
  /** Set when an undo has taken all of it back. */
  readonly revertedBy: string | null;
  /** Of an undo: what it took back of landings, where that was not all. */
  readonly parts: readonly { readonly landing: string; readonly paths: readonly string[] }[];
  /** Of an undo: where it wrote over what came after the landings that it took back. */
  readonly overwrote: readonly string[];
}

/** A terminal event on its way to the task's `callbackUrl`. */
export interface Delivery {
  /** The same in every try. */
  readonly id: string;
  /** Whose try this is. */
  readonly claim: string;
  readonly event: StoredEvent;
  readonly url: string;
  /** Those made before. */
  readonly tries: number;
}

export type DeliveryResult =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'again'; readonly inMs: number }
  | { readonly kind: 'given_up' }
  /** By Loom itself: due again at once, and not counted as a try. */
  | { readonly kind: 'broken_off' };

/** One attempt's use of a model. */
export interface ModelUse {
  /** Counted once for each role, however often it is said. */
  readonly attemptId: string;
  readonly model: ModelUsed;
  readonly role: Role;
  /** Null: it ended for a reason that says nothing of the model. */
  readonly success: boolean | null;
  /** Not the first attempt at its task or subtask. */
  readonly retry: boolean;
  readonly usage: TokenUsage;
  readonly milliseconds: number;
}

/** What is under way, for whoever watches. */
export interface Pulse {
  readonly openTasks: readonly { readonly status: TaskStatus; readonly count: number }[];
  /** Attempts in somebody's hands. */
  readonly leases: readonly { readonly stage: Attempt['stage']; readonly count: number }[];
  /** Jobs that are due and not yet in the queue; how long the oldest has been. */
  readonly unsent: { readonly count: number; readonly oldestMs: number };
  /** Jobs in the queue that nobody has claimed. */
  readonly unclaimed: { readonly count: number; readonly oldestMs: number };
  readonly databaseBytes: number;
}
