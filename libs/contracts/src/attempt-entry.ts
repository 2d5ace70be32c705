import type { AssistantMessage, ChatMessage, CheckResult, FileChange, ModelUsed, TokenUsage } from '#domain';

/**
 * One thing that happened in an attempt, in the order it happened. Together the entries are the attempt: its
 * conversation can be rebuilt from `messages`, `reply` and `result`, and its trace is all of them.
 */
export type AttemptEntry = { readonly n: number; readonly at: string } & (
  | {
      /** Messages the harness put into the conversation. */
      readonly kind: 'messages';
      readonly messages: readonly ChatMessage[];
    }
  | {
      readonly kind: 'reply';
      readonly message: AssistantMessage;
      readonly model: ModelUsed;
      readonly usage: TokenUsage;
      readonly finish: string;
      readonly tookMs: number;
      readonly firstTokenMs: number | null;
      /** What had to be repaired or worked around to read it. */
      readonly notes: readonly string[];
      /** As received, when it differs from `message`. */
      readonly raw?: string;
    }
  | {
      readonly kind: 'call';
      readonly callId: string;
      readonly tool: string;
      readonly arguments: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'result';
      readonly callId: string;
      readonly tool: string;
      readonly success: boolean;
      readonly message: Extract<ChatMessage, { role: 'tool' }>;
      readonly filesChanged: readonly FileChange[];
      /** Commit of the tree after the call; null where nothing changed. */
      readonly commit: string | null;
      readonly tookMs: number;
      /** What had to be mended to run it. */
      readonly notes?: readonly string[];
    }
  | {
      /**
       * A person's answer, or what silence came to; written by the API alone. It counts once, for the call that bears
       * the hash.
       */
      readonly kind: 'approval';
      readonly callId: string;
      readonly hash: string;
      readonly approved: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'checks'; readonly checks: readonly CheckResult[] }
  | { readonly kind: 'note'; readonly text: string }
);
export type NewEntry = AttemptEntry extends infer E ? (E extends unknown ? Omit<E, 'n' | 'at'> : never) : never;
