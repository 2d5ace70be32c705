import { createHash } from 'node:crypto';
import type { ModelConfig } from '#config';
import type { ChatMessage, JsonSchema, ToolSchema } from '#domain';
import type { Dispatcher } from 'undici';
import type { RawAnswer } from '../reply/raw-answer.js';
import type { Clocks, Exchange } from '../transport/exchange.js';
import type { Manner } from '../profile/manner.js';

/** What a provider puts on the wire, decided in full: nothing in here is optional by accident. */
export interface WireRequest {
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ToolSchema[];
  readonly jsonSchema: JsonSchema | null;
  /** Sent only where the model heeds it; see `thinkSent`. */
  readonly think: boolean | null;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly seed: number | null;
  /** Tokens; the same for every request to one model, or the server reloads it. */
  readonly contextWindow: number;
  readonly manner: Manner;
}

/** The switch for thinking as it goes on the wire; null where it is left out. */
export const thinkSent = ({ think, manner }: WireRequest): boolean | null =>
  manner.refused.has('think') || (manner.thinking !== null && manner.thinking !== 'switch') ? null : think;

export type OnPiece = (kind: 'text' | 'thinking', text: string) => void;

/** What an endpoint says about itself and the model. */
export interface Inspection {
  /** Names that exist there; null when the server does not say. */
  readonly models: readonly string[] | null;
  readonly loaded: boolean | null;
  /** Whether the server holds another model just now, which this one might push out. */
  readonly othersLoaded: boolean;
  /** Tokens given to one request as of now; null when the server does not say. */
  readonly allocated: number | null;
  /** Tokens the model was made for. */
  readonly trained: number | null;
  /** Tokens the model's own settings on the server ask for. */
  readonly preferred: number | null;
  /** Requests the server takes at once, where it says so. */
  readonly slots: number | null;
  /** Stands for the model's bytes and the server's version, as far as it tells; empty when it could not be asked. */
  readonly fingerprint: string;
  readonly latencyMs: number;
  /** The server's kind and version, for a person. */
  readonly server: string;
}

export interface ProviderSettings {
  /** Section name in loom.toml. */
  readonly name: string;
  readonly model: string;
  /** Without `/v1`, without a slash at its end, and without name and password. */
  readonly baseUrl: string;
  /** Value of the header; null where none is sent. */
  readonly authorization: string | null;
  readonly dispatcher: Dispatcher;
}

/** One protocol. A method is one try: it throws TryFailed and never retries. */
export abstract class Provider {
  abstract openExchange(signal: AbortSignal, clocks: Clocks): Exchange;
  abstract ask(request: WireRequest, exchange: Exchange, onPiece: OnPiece): Promise<RawAnswer>;
  abstract inspect(signal: AbortSignal, timeoutMs: number): Promise<Inspection>;
}

/** `base_url` as users write it, with or without `/v1` or `/api`, in one form and without its secrets. */
export const normaliseBaseUrl = (url: string): string =>
  url
    .trim()
    .replace(/^(https?:\/\/)[^/@]*@/i, '$1')
    .replace(/\/+$/, '')
    .replace(/\/(v1|api)$/, '')
    .replace(/\/+$/, '');

/** What is shown to the server: the key, else the name and password in its address. */
export function authorizationOf({ apiKey, baseUrl }: Pick<ModelConfig, 'apiKey' | 'baseUrl'>): string | null {
  if (apiKey !== undefined) return `Bearer ${apiKey}`;
  const { username, password } = new URL(baseUrl);
  if (username === '' && password === '') return null;
  const plain = [username, password].map(decodeURIComponent).join(':');
  return `Basic ${Buffer.from(plain).toString('base64')}`;
}

/** One short word for many parts. */
export const fingerprintOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);

/** A name without a tag means the tag "latest". */
export const sameModel = (a: string, b: string): boolean => a.replace(/:latest$/, '') === b.replace(/:latest$/, '');
