import type { ChatMessage, JsonSchema, ToolSchema } from '#domain';
import type { Dispatcher } from 'undici';
import type { RawAnswer } from '../reply/raw-answer.js';
import type { Clocks, Exchange } from '../transport/exchange.js';
import type { Quirks } from './quirks.js';

/** What a provider puts on the wire, decided in full: nothing in here is optional by accident. */
export interface WireRequest {
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ToolSchema[];
  readonly jsonSchema: JsonSchema | null;
  readonly think: boolean | null;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly seed: number | null;
  /** Tokens; the same for every request to one model, or the server reloads it. */
  readonly contextWindow: number;
  readonly quirks: Quirks;
}

export type OnPiece = (kind: 'text' | 'thinking', text: string) => void;

/** What an endpoint says about itself and the model. */
export interface Inspection {
  /** Names that exist there; null when the server does not say. */
  readonly models: readonly string[] | null;
  readonly loaded: boolean | null;
  /** Tokens given to one request as of now; null when the server does not say. */
  readonly allocated: number | null;
  /** Tokens the model was made for. */
  readonly trained: number | null;
  /** Tokens the model's own settings on the server ask for. */
  readonly preferred: number | null;
  readonly latencyMs: number;
  /** The server's kind and version, for a person. */
  readonly server: string;
}

export interface ProviderSettings {
  /** Section name in loom.toml. */
  readonly name: string;
  readonly model: string;
  /** Without `/v1` and without a slash at its end. */
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly dispatcher: Dispatcher;
}

/** One protocol. A method is one try: it throws TryFailed and never retries. */
export abstract class Provider {
  abstract openExchange(signal: AbortSignal, clocks: Clocks): Exchange;
  abstract ask(request: WireRequest, exchange: Exchange, onPiece: OnPiece): Promise<RawAnswer>;
  abstract inspect(signal: AbortSignal, timeoutMs: number): Promise<Inspection>;
}

/** `base_url` as users write it, with or without `/v1` or `/api`, in one form. */
export const normaliseBaseUrl = (url: string): string =>
  url
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/(v1|api)$/, '')
    .replace(/\/+$/, '');

/** A name without a tag means the tag "latest". */
export const sameModel = (a: string, b: string): boolean => a.replace(/:latest$/, '') === b.replace(/:latest$/, '');
