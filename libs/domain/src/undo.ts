import type { Failure, FileChange, LandingNote } from './outcomes.js';

/** One version of a file that stands in the way of an undo. */
export interface ConflictSide {
  readonly blob: string;
  readonly size: number;
  /** First part of it; null for what is no text, or too large to be read. */
  readonly text: string | null;
}

/**
 * A path where an undo meets later work: what it would put there, what the landing had left there, what is there now.
 */
export interface UndoConflict {
  readonly path: string;
  readonly before: ConflictSide | null;
  readonly after: ConflictSide | null;
  readonly current: ConflictSide | null;
}

export type ConflictMode = 'abort' | 'skip' | 'force';

export type UndoOutcome =
  | {
      readonly kind: 'reverted';
      readonly commit: string;
      readonly generation?: number;
      readonly before: string;
      readonly paths: readonly string[];
      readonly changes: readonly FileChange[];
      /** Ids of the landings that were taken back whole. */
      readonly landings: readonly string[];
      /** Those of which some paths were taken back. */
      readonly parts: readonly { readonly landing: string; readonly paths: readonly string[] }[];
      /** Where the landing's change was met by another: left as it is (`skip`), or overwritten (`force`). */
      readonly met: readonly string[];
      /** Subtasks that landed after what was taken back: they were verified on files that are no more. */
      readonly stale: readonly string[];
      readonly notes?: readonly LandingNote[];
    }
  | {
      readonly kind: 'conflict';
      readonly paths: readonly string[];
      readonly conflicts: readonly UndoConflict[];
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly failure: Failure };
