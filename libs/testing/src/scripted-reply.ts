import type { JsonSchema, Role, ToolSchema } from '#domain';

/** A chat request as the scripted server saw it, in words of neither protocol. */
export interface SeenRequest {
  /** Counts chat requests from 1, in order of arrival. */
  readonly n: number;
  readonly protocol: 'ollama' | 'openai';
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as sent. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly model: string;
  readonly stream: boolean;
  readonly messages: readonly SeenMessage[];
  readonly tools: readonly ToolSchema[];
  readonly jsonSchema: JsonSchema | null;
  /** Text of the system message; empty when there is none. */
  readonly system: string;
  /** The role the system message names; null when it names none. */
  readonly role: Role | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Settles when the client went away before the answer was complete. */
  readonly aborted: Promise<void>;
}

export interface SeenMessage {
  readonly role: string;
  readonly content: string;
  readonly thinking?: string;
  readonly toolCalls: readonly { readonly id: string; readonly name: string; readonly arguments: unknown }[];
  readonly toolCallId?: string;
  readonly toolName?: string;
}

export interface ScriptedCall {
  readonly name: string;
  /** A string is sent as it is over the OpenAI protocol, so that broken JSON can be scripted. */
  readonly arguments: unknown;
  readonly id?: string;
}

/** What the model says; the server puts it into the form of the protocol it was asked in. */
export interface ScriptedReply {
  readonly text?: string;
  readonly thinking?: string;
  readonly toolCalls?: readonly ScriptedCall[];
  /** From 400 on, an error: `errorBody` or a sentence in the protocol's own form. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly errorBody?: string | Readonly<Record<string, unknown>>;
  /** Tokens; guessed from the lengths when absent, left out of the answer when null. */
  readonly usage?: { readonly promptTokens: number; readonly completionTokens: number } | null;
  readonly finish?: 'stop' | 'length' | 'tool_calls' | 'content_filter';
  /** Milliseconds before the first byte. */
  readonly delayMs?: number;
  /** The answer waits for it. */
  readonly hold?: Promise<unknown>;
  /** `start` (default): not even headers are sent before. `middle`: the first piece is. */
  readonly holdAt?: 'start' | 'middle';
  /** The connection is reset after so many bytes of body. */
  readonly dropAfterBytes?: number;
  /** The body ends cleanly without its terminal marker. */
  readonly omitEnd?: boolean;
  /** An error in the middle of a stream that began with status 200. */
  readonly errorInStream?: string;
}

/** Bytes as given. */
export interface RawReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly chunks: readonly (string | Uint8Array)[];
  /** Milliseconds between chunks; 0 still makes them separate writes. */
  readonly gapMs?: number;
  /** `hang`: the connection stays open until the client leaves. */
  readonly endHow?: 'clean' | 'reset' | 'hang';
}

export type ScriptedAnswer = ScriptedReply | RawReply;
export const isRaw = (answer: ScriptedAnswer): answer is RawReply => 'chunks' in answer;

/** Decides what the scripted model says. Throwing, or answering undefined, is an unscripted request: status 500. */
export type Script = (request: SeenRequest) => ScriptedAnswer | undefined | Promise<ScriptedAnswer | undefined>;

export interface ScriptedModel {
  readonly name: string;
  /** Tokens really allocated; 32768 when absent. */
  readonly contextWindow?: number;
  /** Tokens it was trained for; the context window when absent. */
  readonly trainedContext?: number;
  readonly loaded?: boolean;
  /** As Ollama's /api/show lists them. */
  readonly capabilities?: readonly string[];
}
