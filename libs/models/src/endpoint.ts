import type { ModelConfig } from '#config';
import type { ModelReport } from '#contracts';
import { type ModelChoice, type ModelReply, type ModelRequest } from '#roles';
import type { Dispatcher } from 'undici';
import { Asker } from './asker.js';
import type { Clock } from './clock.js';
import { reportMissing, reportSeen, reportTrouble } from './endpoint-report.js';
import { asLoomError } from './explain.js';
import { CapabilityProbe, type ProbeEnd } from './probe/capability-probe.js';
import type { KnownModel } from './profile/known-model.js';
import { OllamaProvider } from './providers/ollama-provider.js';
import { OpenAiProvider } from './providers/openai-provider.js';
import { authorizationOf, normaliseBaseUrl, sameModel, type Inspection, type Provider } from './providers/provider.js';
import { contextWindowOf, DEFAULT_CONTEXT } from './routing/context-window.js';
import { Health } from './routing/health.js';
import type { EndpointSlots } from './slots/endpoint-slots.js';
import { RETRY_TIMINGS, type RetryTimings } from './transport/retry-policy.js';
import { troubleOf, type Trouble } from './transport/trouble.js';

/** Milliseconds but for the numbers of tries. */
export interface EndpointTimings extends RetryTimings {
  /** Longest silence within an answer. */
  readonly idleMs: number;
  /** For one look at what a server says of itself. */
  readonly probeMs: number;
}
const TIMINGS: EndpointTimings = { ...RETRY_TIMINGS, idleMs: 180_000, probeMs: 5_000 };

/** Tokens; a smaller number in a server's complaint is no window. */
const LEAST_CONTEXT = 512;

export interface EndpointParts {
  readonly dispatcher: Dispatcher;
  readonly slots: EndpointSlots;
  readonly key: string;
  /** Shared by all sections for the same model on the same server. */
  readonly known: KnownModel;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timings: Partial<EndpointTimings>;
}

/** One configured model on its server, with all that is learnt of it while it is used. */
export class Endpoint {
  readonly health = new Health();
  readonly key: string;
  readonly known: KnownModel;
  private readonly provider: Provider;
  private readonly timings: EndpointTimings;
  private readonly asker: Asker;
  private contextWindow: number | null = null;
  /**
   * What an overflow has proved the window to be, and what the server said of itself then; it counts until that
   * changes.
   */
  private lowered: { readonly limit: number; readonly said: number } | null = null;
  /** The window was told before the model was loaded, so it is asked for once more afterwards. */
  private lookAgain = false;
  /** The window by the server's own word and the user's, whatever errors have said; null until the server said it. */
  private wishedWindow: number | null = null;

  constructor(
    readonly config: ModelConfig,
    private readonly parts: EndpointParts,
  ) {
    this.key = parts.key;
    this.known = parts.known;
    this.timings = { ...TIMINGS, ...parts.timings };
    const settings = {
      name: config.name,
      model: config.model,
      baseUrl: normaliseBaseUrl(config.baseUrl),
      authorization: authorizationOf(config),
      dispatcher: parts.dispatcher,
    };
    this.provider = config.provider === 'ollama' ? new OllamaProvider(settings) : new OpenAiProvider(settings);
    const { known, clock, random } = parts;
    this.asker = new Asker(config, this.provider, { known, clock, random, timings: this.timings });
  }

  /** Whether it cannot call tools in any form, as far as anybody has seen. */
  get callsNothing(): boolean {
    return (this.config.tools ?? this.known.profile?.tools) === 'none';
  }

  /** The model as it can be asked now. Looks at the server when nothing is known of it yet or it failed last time. */
  async ready(): Promise<ModelChoice> {
    this.forgetLowered();
    if (this.contextWindow === null || this.health.isInDoubt) return this.choice(await this.look());
    return this.choice(this.contextWindow);
  }

  async complete(request: ModelRequest): Promise<ModelReply> {
    const { slots, clock } = this.parts;
    const { maxConcurrency, model } = this.config;
    const slot = await slots.acquire(this.key, maxConcurrency, request.signal, model);
    try {
      this.forgetLowered();
      const window = this.contextWindow ?? (await this.look(request.signal));
      const reply = await this.asker.untilAnswered(request, window);
      this.health.succeeded();
      this.outgrow(reply.usage.promptTokens);
      // A failure here is no failure of the answer.
      if (this.lookAgain) await this.look(request.signal).catch(() => undefined);
      return reply;
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      const trouble = troubleOf(error);
      if (trouble === null) throw error;
      if (isOfEndpoint(trouble)) this.health.failed(clock.elapsed());
      throw await this.explain(trouble, error);
    } finally {
      await slot.release();
    }
  }

  /** What the server says of itself now; one that is away is reported, not thrown. */
  async report(): Promise<ModelReport> {
    return { ...(await this.ownReport()), endpoint: this.key };
  }

  /**
   * Finds out what the model can do, as long as nobody else wants its server. `hurry`: a person waits for it, so that
   * its being cold or just used is no reason to wait.
   */
  probe(signal: AbortSignal, hurry: boolean): Promise<ProbeEnd> {
    const { slots, clock } = this.parts;
    const { config, known, provider, timings } = this;
    const look = async (): Promise<Inspection | null> => {
      try {
        const seen = await this.inspect(signal);
        return this.isMissing(seen) ? null : seen;
      } catch (error) {
        if (troubleOf(error) === null) throw error;
        return null;
      }
    };
    const windowOf = (seen: Inspection, due: 'all' | 'open'): number =>
      due === 'all' ? contextWindowOf(config, seen, null) : this.windowIn(seen);
    const parts = { config, provider, known, slots, clock, timings, look, windowOf };
    return new CapabilityProbe(parts).run(signal, hurry);
  }

  private async ownReport(): Promise<ModelReport> {
    try {
      const seen = await this.inspect();
      if (this.isMissing(seen)) return reportMissing(this.config, seen);
      this.forgetLowered();
      const window = (this.lowered === null ? null : this.contextWindow) ?? this.windowIn(seen);
      const wished = contextWindowOf(this.config, { ...seen, allocated: null }, null);
      return reportSeen(this.config, seen, { window, wished }, this.callsNothing);
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
      ...(this.isHearsay(contextWindow) ? { isHearsay: true } : {}),
      // An answer may take at most half of the window, or no prompt fits beside it.
      maxTokens: Math.min(maxTokens, Math.floor(contextWindow / 2)),
      tokensPerChar: this.asker.tokensPerChar,
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
      if (trouble.kind !== 'unreachable' && trouble.kind !== 'unauthorized') return this.windowSoFar;
      this.health.failed(this.parts.clock.elapsed());
      throw asLoomError(this.config, trouble, null, error);
    }
    if (this.isMissing(seen)) {
      this.health.failed(this.parts.clock.elapsed());
      throw asLoomError(this.config, { kind: 'missing_model', because: 'not in its list of models' }, seen.models);
    }
    this.wishedWindow = contextWindowOf(this.config, seen, null);
    this.contextWindow = this.windowIn(seen);
    this.lookAgain = seen.loaded === false && this.config.provider !== 'ollama';
    return this.contextWindow;
  }

  /** Looks twice when the connection broke: one kept from before may have been closed by a server that came back. */
  private async inspect(signal: AbortSignal = new AbortController().signal): Promise<Inspection> {
    const look = (): Promise<Inspection> => this.provider.inspect(signal, this.timings.probeMs);
    const seen = await look().catch((error: unknown) => {
      if (troubleOf(error)?.kind !== 'interrupted') throw error;
      return look();
    });
    this.known.identify(seen.fingerprint);
    // A server that was started anew with more room says so itself.
    const { lowered } = this;
    if (lowered !== null && (seen.allocated ?? 0) > Math.max(lowered.limit, lowered.said))
      this.known.see({ contextWindow: seen.allocated }, new Date(this.parts.clock.now()));
    return seen;
  }

  private windowIn(seen: Inspection): number {
    return contextWindowOf(this.config, seen, this.contextWindow, this.provenWindow);
  }

  /**
   * What was proved once counts no more where a probe, another worker or the server itself has shown another window.
   */
  private forgetLowered(): void {
    if (this.lowered === null || this.provenWindow === this.lowered.limit) return;
    this.lowered = null;
    this.contextWindow = null;
  }

  private isMissing(seen: Inspection): boolean {
    // Compatible servers often take any name or hide some of theirs, so that only Ollama's list is believed.
    if (seen.models === null || this.config.provider !== 'ollama') return false;
    return !seen.models.some((name) => sameModel(name, this.config.model));
  }

  /** Ollama is told what to give with each request, so that it gives that or less. */
  private isHearsay(window: number): boolean {
    const { provider, contextWindow } = this.config;
    const wished = this.wishedWindow ?? contextWindow ?? DEFAULT_CONTEXT;
    return provider !== 'ollama' && window === this.provenWindow && window < wished;
  }

  /** A prompt that was taken is longer than the window was said to be: nothing is known of it. */
  private outgrow(tokens: number): void {
    if (tokens <= this.windowSoFar || !this.isHearsay(this.windowSoFar)) return;
    this.known.see({ contextWindow: null }, new Date(this.parts.clock.now()));
    this.lowered = null;
    this.contextWindow = null;
  }

  /** Of a server that could not be looked at: what the user says, and errors have shown. */
  private get windowSoFar(): number {
    return this.contextWindow ?? Math.min(this.config.contextWindow ?? DEFAULT_CONTEXT, this.provenWindow ?? Infinity);
  }

  /** What practice has shown of the window. */
  private get provenWindow(): number | null {
    const proven = this.known.profile?.contextWindow ?? null;
    return proven === null || proven < LEAST_CONTEXT ? null : proven;
  }

  /** The server gives less than was thought: what it has proved counts from now on. */
  private shrinkTo(limit: number | null, seen: Inspection | null): void {
    if (limit === null || limit < LEAST_CONTEXT || limit >= this.windowSoFar) return;
    this.contextWindow = limit;
    this.lowered = { limit, said: seen === null ? Infinity : (seen.allocated ?? 0) };
    this.known.see({ contextWindow: limit }, new Date(this.parts.clock.now()));
  }

  /** The error for the caller; a missing model is explained with the names that exist. */
  private async explain(trouble: Trouble, cause: unknown): Promise<Error> {
    const isTold = trouble.kind !== 'missing_model' && trouble.kind !== 'overflow';
    const seen = isTold ? null : await this.inspect().catch(() => null);
    if (trouble.kind === 'overflow') this.shrinkTo(trouble.limit ?? seen?.allocated ?? null, seen);
    return asLoomError(this.config, trouble, seen?.models ?? null, cause);
  }
}

/** Whether the next request would meet the same; one that is refused may be the fault of that request alone. */
const isOfEndpoint = (trouble: Trouble): boolean =>
  trouble.kind !== 'overflow' &&
  trouble.kind !== 'runaway' &&
  !(trouble.kind === 'refused' && trouble.remedy === undefined);
