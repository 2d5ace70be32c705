import type { CommandRisk, FileChange, ToolCall, ToolSchema } from '#domain';
import type { Recollection } from '#contracts';
import type { AttemptTree } from './attempt-trees.js';

/** How the error of a call begins that named a file which is not there. */
export const NO_SUCH_FILE = 'no such file: ';
/** How the error of a command begins that was held back. */
export const NOT_RUN = 'not run: ';

/** The executor's tools over one attempt's tree. */
export abstract class ToolBox {
  abstract schemas(): readonly ToolSchema[];
  /** Runs one call. Never throws for what the model did wrong: that is a result with `success: false`. */
  abstract run(call: ToolCall, context: ToolContext): Promise<ToolResult>;
  abstract isMutating(tool: string): boolean;
  /** What a call would take away if it ran; null for one that takes nothing away. Runs nothing. */
  abstract riskOf(call: ToolCall): CallRisk | null;
}

export interface CallRisk extends CommandRisk {
  readonly tool: string;
  /** The command as it would run. */
  readonly command: string;
}

export interface ToolContext {
  readonly tree: AttemptTree;
  readonly signal: AbortSignal;
  /** Command that a person has approved for this one call. */
  readonly approvedCommand?: string;
  /** What the attempt is for, in the words it was asked in: what they hold word for word is meant. */
  readonly asked: string;
  /** Commit of the tree before the work; absent = nobody knows. */
  readonly base?: string;
  /** What the workspace is called; absent = nobody knows. */
  readonly workspaceName?: string;
  /** Globs of files that may not be changed. */
  readonly protected: readonly string[];
  searchMemory(query: string): Promise<readonly Recollection[]>;
  /** What this conversation has read or written, so that a blind overwrite is noticed. Kept by the toolbox. */
  readonly seen: Set<string>;
}

export interface ToolResult {
  readonly success: boolean;
  /** JSON text for the model: `{success, output, error?, data?, files_changed?}`, at most 10 KiB of output. */
  readonly content: string;
  /** Committed before this result is shown. */
  readonly commit: string | null;
  /** Tree of the files after the call, where it may have changed them: the same files are the same tree. */
  readonly tree?: string;
  readonly filesChanged: readonly FileChange[];
  /** What had to be mended to run it, each a sentence. */
  readonly notes?: readonly string[];
  /** Set by `finish`. */
  readonly finish?: { readonly summary: string; readonly status: 'done' | 'blocked'; readonly reason: string };
}
