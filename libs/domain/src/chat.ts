/** A tool call that was read whole and whose arguments are a JSON object. */
export interface ToolCall {
  /** Minted by Loom, 9 alphanumerics: the one form every server accepts in a history. */
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Something that was meant as a tool call and could not be read as one. It is never run; the model is told why. */
export interface BrokenCall {
  readonly id: string;
  readonly name: string;
  /** As received, for the trace and for the answer to the model. */
  readonly raw: string;
  readonly problem: string;
}

export type ChatMessage =
  | { readonly role: 'system'; readonly content: string }
  | { readonly role: 'user'; readonly content: string }
  | {
      readonly role: 'assistant';
      readonly content: string;
      readonly thinking?: string;
      readonly toolCalls: readonly ToolCall[];
    }
  | { readonly role: 'tool'; readonly toolCallId: string; readonly toolName: string; readonly content: string };

export type AssistantMessage = Extract<ChatMessage, { role: 'assistant' }>;

/** What a model is shown of a tool. `parameters` is a JSON Schema of type object. */
export interface ToolSchema {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Tokens of one call; `estimated` where the server gave no counts. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly estimated: boolean;
}
