import {
  LoomError,
  type BrokenCall,
  type ChatMessage,
  type JsonSchema,
  type ModelUsed,
  type Role,
  type Tier,
  type TokenUsage,
  type ToolCall,
  type ToolSchema,
} from '#domain';
import type { ModelExperience } from '#contracts';

/** A model that can be asked now, with what bounds a prompt for it. */
export interface ModelChoice extends ModelUsed {
  /** Tokens the server really gives one request, prompt and answer together. */
  readonly contextWindow: number;
  /**
   * The window is what an error once said, of a server that says more or nothing of it, and may have been started anew
   * since.
   */
  readonly isHearsay?: true;
  /** Tokens of an answer. */
  readonly maxTokens: number;
  /** Tokens per character of prompt as the server's own counts have shown; starts at an estimate. */
  readonly tokensPerChar: number;
}

export interface ModelWish {
  readonly role: Role;
  /** Lowest healthy tier at or above it is taken, else the best there is. */
  readonly tier: Tier;
  /** Model names (loom.toml) to stay away from where another can do it. */
  readonly avoid?: readonly string[];
  /** Endpoint that holds the conversation's prefix. */
  readonly prefer?: string;
  /** How models have done in this role: among those that will do, the better one is taken. */
  readonly experience?: readonly ModelExperience[];
}

/** The part of a wish that an attempt's work brings along. */
export const experienceOf = ({ experience }: Pick<ModelWish, 'experience'>): Pick<ModelWish, 'experience'> =>
  experience === undefined ? {} : { experience };

export interface ModelRequest {
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ToolSchema[];
  /** Tells of the tools in words, whatever else the server takes. */
  readonly toolsInWords?: boolean;
  /** The answer must be JSON of this shape; servers that can are told, and the caller checks in any case. */
  readonly jsonSchema?: JsonSchema;
  readonly think?: boolean;
  /** Tokens of the answer; the model's own limit when absent. */
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly seed?: number;
  readonly signal: AbortSignal;
  /** Awaited when the server's turn for it has come, before each request that is sent; what it throws ends the call. */
  readonly begin?: () => Promise<void>;
  readonly onPiece?: (kind: 'text' | 'thinking', text: string) => void;
}

/** Among the notes of an answer that the server has held back, all of it or its end. */
export const FILTERED = 'the server filtered the answer';

export interface ModelReply {
  /** The answer without its reasoning. Well-formed Unicode. */
  readonly text: string;
  readonly thinking: string;
  readonly toolCalls: readonly ToolCall[];
  /** Calls that could not be read; never run. */
  readonly brokenCalls: readonly BrokenCall[];
  /** Calls that end the reasoning of an answer without words: one alone says nothing. */
  readonly drafted?: readonly ToolCall[];
  /** `length`: cut at the limit, so nothing in it may be taken as whole. */
  readonly finish: 'stop' | 'length';
  readonly usage: TokenUsage;
  readonly tookMs: number;
  readonly firstTokenMs: number | null;
  /** What had to be repaired or worked around, each a sentence. */
  readonly notes: readonly string[];
  /** The answer as received, before anything was cut out of it. */
  readonly raw: string;
}

/** The servers of models, behind one door. Retries of the transport happen inside; what comes out is final. */
export abstract class ModelClient {
  /** @throws NoModel when no configured model may play the role; ModelUnreachable when none of them answers. */
  abstract choose(wish: ModelWish): Promise<ModelChoice>;
  /** @throws ModelUnreachable, ModelRefused, ContextOverflow; the signal's reason when aborted. */
  abstract complete(choice: ModelChoice, request: ModelRequest): Promise<ModelReply>;
}

export class NoModel extends LoomError {
  readonly code = 'no_model';
  constructor(
    readonly role: Role,
    override readonly remedy = `Add a [models.NAME] section with "${role}" among its roles to loom.toml.`,
  ) {
    super(`no configured model plays the role "${role}"`);
  }
}

/** No answer, after all retries: refused, reset, timed out, overloaded. */
export class ModelUnreachable extends LoomError {
  readonly code = 'model_unreachable';
  override readonly retryable = true;
  constructor(
    readonly model: string,
    message: string,
    override readonly remedy: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** The server answered, and the answer is no: unknown model, wrong key, a request it will never take. */
export class ModelRefused extends LoomError {
  readonly code = 'model_refused';
  constructor(
    readonly model: string,
    message: string,
    override readonly remedy: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** The task has used up what it may use of models. */
export class LimitReached extends LoomError {
  readonly code = 'limit_reached';
  constructor() {
    super('the limits of the task leave no further model call');
  }
}

/** The prompt does not fit; `limit` is what the server said, in tokens, where it said so. */
export class ContextOverflow extends LoomError {
  readonly code = 'context_overflow';
  constructor(
    readonly model: string,
    readonly limit: number | null,
    options?: { cause?: unknown },
  ) {
    super(`the prompt does not fit the context of ${model}${limit === null ? '' : ` (${limit} tokens)`}`, options);
  }
}
