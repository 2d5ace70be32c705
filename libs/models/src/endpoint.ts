import type { ModelConfig } from '#config';
import type { ModelReport } from '#contracts';
import { ContextOverflow, type ModelChoice, type ModelReply, type ModelRequest } from '#roles';
import type { Dispatcher } from 'undici';
import type { Clock } from './clock.js';
import { reportMissing, reportSeen, reportTrouble } from './endpoint-report.js';
import { asLoomError, describeTrouble } from './explain.js';
import { learn, NO_QUIRKS, type Quirks } from './providers/quirks.js';
import { OllamaProvider } from './providers/ollama-provider.js';
import { OpenAiProvider } from './providers/openai-provider.js';
import { normaliseBaseUrl, sameModel, type Inspection, type Provider, type WireRequest } from './providers/provider.js';
import { stoppedAnswer, unparsedAnswer, type RawAnswer } from './reply/raw-answer.js';
import { readReply } from './reply/read-reply.js';
import { RunawayWatch } from './reply/runaway.js';
import { contextWindowOf, DEFAULT_CONTEXT } from './routing/context-window.js';
import { Health } from './routing/health.js';
import { promptChars, TokenRatio } from './routing/token-ratio.js';
import type { EndpointSlots } from './slots/endpoint-slots.js';
import type { Clocks } from './transport/exchange.js';
import { RETRY_TIMINGS, waitBeforeRetry, type RetryTimings } from './transport/retry-policy.js';
import { troubleOf, TryFailed, type Trouble } from './transport/trouble.js';

/** Milliseconds but for the numbers of tries. */
export interface EndpointTimings extends RetryTimings {
  /** Longest silence within an answer; see `clocksFor`. */
  readonly idleMs: number;
  readonly probeMs: number;
}
const TIMINGS: EndpointTimings = { ...RETRY_TIMINGS, idleMs: 180_000, probeMs: 5_000 };

/** Tokens; a smaller number in a server's complaint is no window. */
const LEAST_CONTEXT = 512;
/** A server that hides a call until it is whole writes at least so fast, or it is taken for dead: milliseconds a token. */
const SLOWEST_TOKEN_MS = 200;

export interface EndpointParts {
  readonly dispatcher: Dispatcher;
  readonly slots: EndpointSlots;
  readonly key: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timings: Partial<EndpointTimings>;
}

/** One configured model on its server, with all that is learnt of it while it is used. */
export class Endpoint {
  readonly health = new Health();
  readonly key: string;
  private readonly provider: Provider;
  private readonly timings: EndpointTimings;
  private readonly ratio = new TokenRatio();
  private quirks: Quirks = NO_QUIRKS;
  private contextWindow: number | null = null;
  /** The window was told before the model was loaded, so it is asked for once more afterwards. */
  private lookAgain = false;
  /** It has sent reasoning in a field of its own, so that the switch for it means something. */
  private thinks = false;

  constructor(
    readonly config: ModelConfig,
    private readonly parts: EndpointParts,
  ) {
    this.key = parts.key;
    this.timings = { ...TIMINGS, ...parts.timings };
    const settings = {
      name: config.name,
      model: config.model,
      baseUrl: normaliseBaseUrl(config.baseUrl),
      apiKey: config.apiKey ?? null,
      dispatcher: parts.dispatcher,
    };
    this.provider = config.provider === 'ollama' ? new OllamaProvider(settings) : new OpenAiProvider(settings);
  }

  /** The model as it can be asked now. Looks at the server when nothing is known of it yet or it failed last time. */
  async ready(): Promise<ModelChoice> {
    if (this.contextWindow === null || this.health.isInDoubt) return this.choice(await this.look());
    return this.choice(this.contextWindow);
  }

  async complete(request: ModelRequest): Promise<ModelReply> {
    const { slots, clock } = this.parts;
    const slot = await slots.acquire(this.key, this.config.maxConcurrency, request.signal);
    try {
      const reply = await this.untilAnswered(request);
      this.health.succeeded();
      // A failure here is no failure of the answer.
      if (this.lookAgain) await this.look(request.signal).catch(() => undefined);
      return reply;
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      const trouble = troubleOf(error);
      if (trouble === null) throw error;
      if (isOfEndpoint(trouble)) this.health.failed(clock.now());
      throw await this.explain(trouble, error);
    } finally {
      await slot.release();
    }
  }

  /** What the server says of itself now; one that is away is reported, not thrown. */
  async report(): Promise<ModelReport> {
    return { ...(await this.ownReport()), endpoint: this.key };
  }

  private async ownReport(): Promise<ModelReport> {
    try {
      const seen = await this.inspect();
      if (this.isMissing(seen)) return reportMissing(this.config, seen);
      return reportSeen(this.config, seen, contextWindowOf(this.config, seen, this.contextWindow));
    } catch (error) {
      return reportTrouble(this.config, troubleOf(error) ?? { kind: 'server_error', because: String(error) });
    }
  }

  private choice(contextWindow: number): ModelChoice {
    const { name, model, tier, maxTokens } = this.config;
    return {
      name,
      model,
      tier,
      endpoint: this.key,
      contextWindow,
      // An answer may take at most half of the window, or no prompt fits beside it.
      maxTokens: Math.min(maxTokens, Math.floor(contextWindow / 2)),
      tokensPerChar: this.ratio.perChar,
    };
  }

  /** Finds out the context window. A server that tells nothing of itself is taken as it is; one that is away is not. */
  private async look(signal?: AbortSignal): Promise<number> {
    let seen: Inspection;
    try {
      seen = await this.inspect(signal);
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === null) throw error;
      if (trouble.kind !== 'unreachable' && trouble.kind !== 'unauthorized')
        return this.contextWindow ?? this.config.contextWindow ?? DEFAULT_CONTEXT;
      this.health.failed(this.parts.clock.now());
      throw asLoomError(this.config, trouble, null, error);
    }
    if (this.isMissing(seen)) {
      this.health.failed(this.parts.clock.now());
      throw asLoomError(this.config, { kind: 'missing_model', because: 'not in its list of models' }, seen.models);
    }
    this.contextWindow = contextWindowOf(this.config, seen, this.contextWindow);
    this.lookAgain = seen.loaded === false && this.config.provider !== 'ollama';
    return this.contextWindow;
  }

  /** Looks twice when the connection broke: one kept from before may have been closed by a server that came back. */
  private async inspect(signal: AbortSignal = new AbortController().signal): Promise<Inspection> {
    try {
      return await this.provider.inspect(signal, this.timings.probeMs);
    } catch (error) {
      if (troubleOf(error)?.kind !== 'interrupted') throw error;
      return this.provider.inspect(signal, this.timings.probeMs);
    }
  }

  private isMissing(seen: Inspection): boolean {
    // Compatible servers often take any name or hide some of theirs, so that only Ollama's list is believed.
    if (seen.models === null || this.config.provider !== 'ollama') return false;
    return !seen.models.some((name) => sameModel(name, this.config.model));
  }

  private async untilAnswered(request: ModelRequest): Promise<ModelReply> {
    const startedAt = performance.now();
    const window = this.contextWindow ?? (await this.look(request.signal));
    const failures = new Map<string, number>();
    const notes: string[] = [];
    /** Answers that were stopped because they did not end. */
    let stops = 0;
    let maxTokens = Math.min(request.maxTokens ?? this.config.maxTokens, Math.floor(window / 2));
    for (;;) {
      request.signal.throwIfAborted();
      const wire = this.wireRequest(request, window, maxTokens, stops);
      try {
        return await this.tryOnce(request, wire, startedAt, notes);
      } catch (error) {
        if (request.signal.aborted) throw request.signal.reason;
        const trouble = troubleOf(error);
        if (trouble === null) throw error;
        if (trouble.kind === 'unsupported') {
          const learnt = learn(this.quirks, trouble.feature);
          if (learnt === null) throw new TryFailed({ kind: 'refused', because: trouble.because }, { cause: error });
          this.quirks = learnt.quirks;
          notes.push(learnt.note);
          continue;
        }
        const room = roomLeft(trouble);
        if (room !== null && room < maxTokens) {
          notes.push(`the answer was limited to ${room} tokens, since prompt and answer share the context`);
          maxTokens = room;
          continue;
        }
        const failed = (failures.get(trouble.kind) ?? 0) + 1;
        failures.set(trouble.kind, failed);
        if (trouble.kind === 'garbled' && trouble.written !== undefined) {
          const reply = this.asReply(unparsedAnswer(trouble.written), wire, notes, performance.now() - startedAt, null);
          if (reply.toolCalls.length > 0) return reply;
        }
        if (trouble.kind === 'runaway') {
          stops = failed;
          const raw = stoppedAnswer(trouble);
          // Nothing else helped: what was said counts as an answer that was cut.
          if (waitBeforeRetry(trouble, failed, this.timings, 0) === null)
            return this.asReply(raw, wire, notes, performance.now() - startedAt, null);
        }
        const waitMs = waitBeforeRetry(trouble, failed, this.timings, this.parts.random());
        if (waitMs === null) throw error;
        notes.push(`try ${failed} failed: ${describeTrouble(trouble)}`);
        await this.parts.clock.sleep(waitMs, request.signal);
      }
    }
  }

  /** After an answer that did not end, other circumstances: no thinking, other chances, at last no constraint on the form. */
  private wireRequest(request: ModelRequest, contextWindow: number, maxTokens: number, stops: number): WireRequest {
    const asked = this.plainRequest(request, contextWindow, maxTokens);
    if (stops === 0) return asked;
    return {
      ...asked,
      think: asked.think === null && !this.thinks ? null : false,
      temperature: Math.max(asked.temperature, 0.3 + 0.2 * stops),
      seed: (asked.seed ?? 0) + stops,
      jsonSchema: stops > 1 ? null : asked.jsonSchema,
    };
  }

  private plainRequest(request: ModelRequest, contextWindow: number, maxTokens: number): WireRequest {
    return {
      messages: request.messages,
      tools: request.tools ?? [],
      jsonSchema: request.jsonSchema ?? null,
      think: request.think ?? this.config.think ?? null,
      maxTokens,
      temperature: request.temperature ?? this.config.temperature,
      seed: request.seed ?? null,
      contextWindow,
      quirks: this.quirks,
    };
  }

  private async tryOnce(
    request: ModelRequest,
    wire: WireRequest,
    startedAt: number,
    notes: readonly string[],
  ): Promise<ModelReply> {
    const exchange = this.provider.openExchange(request.signal, this.clocksFor(wire));
    const triedAt = performance.now();
    let firstTokenMs: number | null = null;
    const watch = new RunawayWatch(wire.jsonSchema !== null);
    try {
      const raw = await this.provider.ask(wire, exchange, (kind, text) => {
        firstTokenMs ??= performance.now() - triedAt;
        this.thinks ||= kind === 'thinking';
        request.onPiece?.(kind, text.toWellFormed());
        const runaway = watch.take(kind, text);
        if (runaway !== null) throw new TryFailed({ kind: 'runaway', because: runaway.because, ...watch.said });
      });
      return this.asReply(raw, wire, notes, performance.now() - startedAt, firstTokenMs ?? exchange.firstByteMs);
    } finally {
      await exchange.close();
    }
  }

  /** The first byte may take as long as the whole answer: a cold model loads before it. */
  private clocksFor(wire: WireRequest): Clocks {
    const totalMs = this.config.timeoutSeconds * 1000;
    const hiddenMs = wire.tools.length > 0 ? wire.maxTokens * SLOWEST_TOKEN_MS : 0;
    return { firstByteMs: totalMs, idleMs: Math.min(totalMs, Math.max(this.timings.idleMs, hiddenMs)), totalMs };
  }

  private asReply(
    raw: RawAnswer,
    wire: WireRequest,
    notes: readonly string[],
    tookMs: number,
    firstTokenMs: number | null,
  ): ModelReply {
    const chars = promptChars(wire.messages, wire.tools);
    if (raw.usage) {
      if (this.ratio.showsTruncation(chars, raw.usage.promptTokens, wire.contextWindow))
        throw new ContextOverflow(this.config.name, wire.contextWindow);
      this.ratio.learn(chars, raw.usage.promptTokens);
    }
    const draft = readReply(raw, { tools: wire.tools, maxTokens: wire.maxTokens });
    const said = raw.text.length + raw.thinking.length + JSON.stringify(raw.calls).length;
    const usage = raw.usage
      ? { ...raw.usage, estimated: false }
      : {
          promptTokens: Math.ceil(chars * this.ratio.perChar),
          completionTokens: Math.ceil(said * this.ratio.perChar),
          estimated: true,
        };
    return {
      text: draft.text,
      thinking: draft.thinking,
      toolCalls: draft.toolCalls,
      brokenCalls: draft.brokenCalls,
      finish: draft.finish,
      usage,
      tookMs: Math.round(tookMs),
      firstTokenMs: firstTokenMs === null ? null : Math.round(firstTokenMs),
      notes: [...notes, ...draft.notes],
      raw: draft.raw.calls.length === 0 ? draft.raw.text : `${draft.raw.text}${JSON.stringify(draft.raw.calls)}`,
    };
  }

  /** The server gives less than was thought: what it has proved counts from now on. */
  private shrinkTo(limit: number | null): void {
    if (limit !== null && limit >= LEAST_CONTEXT && this.contextWindow !== null)
      this.contextWindow = Math.min(this.contextWindow, limit);
  }

  /** The error for the caller; a missing model is explained with the names that exist. */
  private async explain(trouble: Trouble, cause: unknown): Promise<Error> {
    const isTold = trouble.kind !== 'missing_model' && trouble.kind !== 'overflow';
    const seen = isTold ? null : await this.inspect().catch(() => null);
    if (trouble.kind === 'overflow') this.shrinkTo(trouble.limit ?? seen?.allocated ?? null);
    return asLoomError(this.config, trouble, seen?.models ?? null, cause);
  }
}

/** Whether the next request would meet the same; one that is refused may be the fault of that request alone. */
const isOfEndpoint = (trouble: Trouble): boolean =>
  trouble.kind !== 'overflow' &&
  trouble.kind !== 'runaway' &&
  !(trouble.kind === 'refused' && trouble.remedy === undefined);

/** Tokens an answer may have where the server has told both its limit and the prompt's size; null where that is no way out. */
function roomLeft(trouble: Trouble): number | null {
  if (trouble.kind !== 'overflow' || trouble.limit === null || trouble.promptTokens === null) return null;
  const room = trouble.limit - trouble.promptTokens - 16;
  return room >= 256 ? room : null;
}
