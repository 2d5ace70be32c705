import type { Risk } from './approvals.js';
import type { SubtaskSpec } from './plan.js';
import type { Tier } from './roles.js';

/** How a file changed between two trees. Paths are workspace-relative; names that are not UTF-8 are percent-escaped. */
export interface FileChange {
  readonly path: string;
  readonly operation: 'create' | 'modify' | 'delete' | 'rename';
  readonly oldPath?: string;
  /** Lines; 0 where `binary`. */
  readonly additions: number;
  readonly deletions: number;
  readonly binary: boolean;
}

/** Which model answered. */
export interface ModelUsed {
  /** Section name in loom.toml. */
  readonly name: string;
  readonly model: string;
  readonly tier: Tier;
  /** Names its server among all machines'. */
  readonly endpoint?: string;
}

/** Why an attempt could not give what it was asked for. Codes are stable: retries and statistics read them. */
export const FAILURE_CODES = [
  'model_unreachable',
  'model_refused',
  'no_model',
  'context_overflow',
  'empty_replies',
  'unreadable_reply',
  'out_of_turns',
  'limit_reached',
  'out_of_time',
  'stuck',
  'blocked',
  'no_change',
  'workspace_error',
  'disk_full',
  'internal_error',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

export interface Failure {
  readonly code: FailureCode;
  /** One sentence: what happened. */
  readonly because: string;
  /** What the user can do about it. */
  readonly remedy?: string;
  /** Waiting and doing the same again may help (a server that is away), as opposed to trying otherwise. */
  readonly retryable: boolean;
}

export type PlanOutcome =
  | {
      readonly kind: 'planned';
      readonly subtasks: readonly SubtaskSpec[];
      /** What was mended in the model's plan, each a sentence. */
      readonly repairs: readonly string[];
      /** Set when the plan is the last resort of one step. */
      readonly degradedBecause?: string;
      readonly model?: ModelUsed;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type ExecuteOutcome =
  | {
      /** The executor says that it is done, or its budget is used up with files changed: a claim, for the verifier. */
      readonly kind: 'claimed_done';
      readonly summary: string;
      readonly model: ModelUsed;
      /** Commit that holds the attempt's tree. */
      readonly head: string;
      readonly toolCalls: number;
      readonly failedToolCalls: number;
      /** Whether a command that ran took something away; absent = not known. */
      readonly destructive?: boolean;
      /** Why no file was changed; absent where some were, and where nobody knows. */
      readonly unchangedBecause?: string;
      /** Planned files that the executor was told are missing, and ended without; absent = there are none. */
      readonly unmade?: readonly string[];
      /** Files the executor made that Loom has left out, since nobody asked for them; absent = none. */
      readonly takenAway?: readonly string[];
      /** How the loop ended: by `finish`, by a turn without a call, or by a limit. */
      readonly ended: 'finish' | 'answer' | 'limit';
    }
  | {
      /**
       * A call may run only when a person has said so: the attempt goes on at this call, on any worker, once one has.
       */
      readonly kind: 'asks';
      readonly callId: string;
      readonly tool: string;
      /** The command as it would run. */
      readonly command: string;
      readonly reason: string;
      readonly risk: Risk;
    }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly model?: ModelUsed; readonly head?: string };

/** One deterministic check of tier 1. */
export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  /** Exit code, last lines of output, or what was missing. */
  readonly detail: string;
  /** Of one that passed: whether it fails where the work is missing. Absent where nobody tried. */
  readonly proves?: boolean;
  /**
   * It could not run here, so that it is neither for the work nor against it; `passed` then only says that it stops
   * nothing.
   */
  readonly skipped?: boolean;
  /** It was stopped before its end: by itself that says nothing of the work. */
  readonly outOfTime?: boolean;
  /** The plan alone demands it, which may have been wrong to. */
  readonly isOfPlan?: boolean;
  /** Of one that passed: what was made in place of a file that the plan alone has named. A judge has to agree. */
  readonly standIn?: StandIn;
  /** Of one that passed: what only a person can say yes to before it lands. Absent where there is no doubt. */
  readonly doubt?: Doubt;
}

export interface StandIn {
  /** As the plan names it. */
  readonly output: string;
  /** Null: it was done away with, and nothing stands for it. */
  readonly path: string | null;
}

/** Something that perhaps nobody has asked for. */
export interface Doubt {
  /** Half a sentence, to be read behind the result: what it does, and why that is asked about. */
  readonly because: string;
  readonly paths: readonly string[];
}

/** A verifier's answer as the contract states it. */
export interface Verdict {
  readonly passed: boolean;
  readonly issues: readonly string[];
  /** 0..1 */
  readonly confidence: number;
  readonly suggestion: string;
}

/**
 * What a pass rests on. `check`: a command that was seen to fail without the work. `stated`: all that was asked for is
 * of a kind that could be looked up in the files. `judgement`: what a model thinks of it, and nothing more. `none`:
 * nobody was asked.
 */
export const BASES = ['check', 'stated', 'judgement', 'none'] as const;
export type Basis = (typeof BASES)[number];

export type VerifyOutcome =
  | {
      readonly kind: 'passed' | 'rejected';
      /** Highest tier that was asked. */
      readonly tier: 0 | 1 | 2 | 3;
      readonly verdict: Verdict;
      readonly checks: readonly CheckResult[];
      readonly model?: ModelUsed;
      /** Of a pass; absent in records of before it was kept. */
      readonly basis?: Basis;
    }
  | {
      /** Nobody can say: only the verification is repeated, never the work, and it never counts as a pass. */
      readonly kind: 'inconclusive';
      readonly failure: Failure;
      readonly checks: readonly CheckResult[];
      /** Files that the judge went on to deny, though they are there; absent = it was something else. */
      readonly denied?: readonly string[];
    };

export type ExtractOutcome =
  | {
      readonly kind: 'extracted';
      readonly entries: readonly MemoryDraft[];
      readonly dropped: number;
      /** How an answer was read that was not what was asked for; absent = it was. */
      readonly makeshift?: string;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What the user may want to know or do once a change is in the folder. */
export interface LandingNote {
  readonly kind: 'install' | 'windows_name' | 'hard_link';
  readonly path: string;
  /** A sentence without its full stop. */
  readonly says: string;
  /** To be typed in the folder of `path`. */
  readonly command?: string;
}

export type LandOutcome =
  | {
      readonly kind: 'landed';
      readonly commit: string;
      /** Of two commits of a workspace the one of the larger generation is the later; absent in outcomes of old. */
      readonly generation?: number;
      /** State of the user's folder just before, as a commit: what an undo goes back to. */
      readonly before: string;
      readonly changes: readonly FileChange[];
      /** Paths by which what landed differs from the tree that was verified last; absent = it is that tree. */
      readonly unverified?: readonly string[];
      readonly notes?: readonly LandingNote[];
    }
  | {
      /** The merge gave a tree nobody has verified: verify that commit, then land again. */
      readonly kind: 'merged';
      readonly commit: string;
      readonly tree: string;
      /** Paths that others changed since the last verification and that could matter to it. */
      readonly paths?: readonly string[];
    }
  /** Nothing was done: another result on the workspace goes first. */
  | { readonly kind: 'held_up' }
  | {
      readonly kind: 'conflict';
      readonly paths: readonly string[];
      readonly ours: string;
      readonly theirs: string;
      /**
       * The folder as it was found, with what the user changed: what the next attempt begins from. Absent in outcomes
       * of old.
       */
      readonly commit?: string;
      readonly generation?: number;
    }
  | { readonly kind: 'refused'; readonly because: string; readonly paths: readonly string[] }
  | {
      /** Everything fits, but it changes files that act with the user's rights: a person has to look first. */
      readonly kind: 'needs_approval';
      readonly because: string;
      readonly paths: readonly string[];
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type SnapshotOutcome =
  | {
      readonly kind: 'taken';
      readonly commit: string;
      readonly generation?: number;
      readonly files: number;
      readonly skipped: readonly { readonly path: string; readonly reason: string }[];
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

export const MEMORY_TYPES = [
  'decision',
  'error',
  'tool_result',
  'discovery',
  'artifact',
  'context',
  'user_instruction',
] as const;
export type MemoryType = (typeof MEMORY_TYPES)[number];

/** What the extractor proposes to remember. */
export interface MemoryDraft {
  readonly type: MemoryType;
  /** At most 150 characters. */
  readonly summary: string;
  readonly detail: string;
  readonly tags: readonly string[];
  /** Ids of subtasks. */
  readonly relevanceTo: readonly string[];
}

/** What an earlier attempt ran into, for the prompt of the next one. */
export interface Feedback {
  readonly attempt: number;
  readonly source: 'verifier' | 'executor' | 'landing' | 'person';
  readonly code: string;
  readonly issues: readonly string[];
  readonly suggestion: string;
  /**
   * Where nothing failed but what the plan alone demands: that, each with its words. Several attempts that fail in the
   * same ones have perhaps met a demand which nothing meets.
   */
  readonly demands?: readonly string[];
}

/** How one attempt at a subtask is to be made; the retry ladder chooses it. */
export interface Rung {
  readonly tier: Tier;
  /** Start without the conversation's habits: other wording, short context. */
  readonly fresh: boolean;
  readonly think: boolean;
  /** Multiplies turns and tokens. */
  readonly budget: number;
}
