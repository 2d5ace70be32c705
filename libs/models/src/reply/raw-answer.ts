import type { ToolSchema } from '#domain';

/** A call as a provider has put it together from the stream, unread. */
export interface RawCall {
  readonly name: string;
  /** JSON text or a value, as the protocol has it. */
  readonly arguments: unknown;
}

/** A whole answer, past its end marker, before anything in it is believed. */
export interface RawAnswer {
  readonly text: string;
  /** From fields of their own (`thinking`, `reasoning`, `reasoning_content`). */
  readonly thinking: string;
  readonly calls: readonly RawCall[];
  readonly finish: 'stop' | 'length';
  readonly usage: { readonly promptTokens: number; readonly completionTokens: number } | null;
  readonly notes: readonly string[];
}

/** What was asked, as far as reading the answer depends on it. */
export interface Asked {
  readonly tools: readonly ToolSchema[];
  /** Tokens the answer was allowed. */
  readonly maxTokens: number;
}
