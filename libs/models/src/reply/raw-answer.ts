import type { ToolSchema } from '#domain';

/** A call as a provider has put it together from the stream, unread. */
export interface RawCall {
  readonly name: string;
  /** The name where it may have come in pieces: all of them, one behind the other. */
  readonly inPieces?: string;
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
  /** What tools have shown in the conversation. */
  readonly heard?: readonly string[];
}

/** What a server could not parse, as the answer it is. */
export const unparsedAnswer = (text: string): RawAnswer => ({
  ...{ text, thinking: '', calls: [], finish: 'stop', usage: null },
  notes: ['the server could not parse the answer and sent it back in its error'],
});

/** What was said until the answer was stopped. */
export const stoppedAnswer = (said: { text: string; thinking: string; because: string }): RawAnswer => ({
  ...{ text: said.text, thinking: said.thinking, calls: [], finish: 'length', usage: null },
  notes: [`the answer was stopped: ${said.because}`],
});
