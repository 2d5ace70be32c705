import type { ModelConfig } from '#config';
import { ContextOverflow, type ModelReply, type ModelRequest } from '#roles';
import type { Clock } from './clock.js';
import { describeTrouble } from './explain.js';
import type { KnownModel } from './profile/known-model.js';
import { lessonOf, mannerOf, type Manner } from './profile/manner.js';
import { isGlued, Practice, type Answered } from './profile/practice.js';
import type { OnPiece, Provider, WireRequest } from './providers/provider.js';
import { stoppedAnswer, unparsedAnswer, type RawAnswer } from './reply/raw-answer.js';
import { readReply, type Draft } from './reply/read-reply.js';
import { RunawayWatch } from './reply/runaway.js';
import { promptChars, TokenRatio } from './routing/token-ratio.js';
import type { Clocks } from './transport/exchange.js';
import { waitBeforeRetry, type RetryTimings } from './transport/retry-policy.js';
import { troubleOf, TryFailed, type Trouble } from './transport/trouble.js';

/**
 * A server that hides a call until it is whole writes at least so fast, or it is taken for dead: milliseconds a token.
 */
const SLOWEST_TOKEN_MS = 200;

export interface AskerParts {
  readonly known: KnownModel;
  readonly clock: Clock;
  readonly random: () => number;
  /** `idleMs`: longest silence within an answer; see `clocksFor`. */
  readonly timings: RetryTimings & { readonly idleMs: number };
}

/** An answer with what it was an answer to. Milliseconds. */
export interface TimedAnswer extends Answered {
  readonly tookMs: number;
  readonly firstTokenMs: number | null;
}

/** A template that stumbles over a conversation with results of tools does not know those; else nobody can tell. */
function asLesson(trouble: Trouble | null, { messages, manner }: WireRequest): Trouble | null {
  const isOfTemplate = trouble !== null && 'inTemplate' in trouble && !manner.toolsInWords;
  return isOfTemplate && messages.some(({ role }) => role === 'tool')
    ? { kind: 'unsupported', feature: 'tool_role', because: trouble.because }
    : trouble;
}

/** Puts questions to one model: in the manner it takes, again where a try failed, and learning from every answer. */
export class Asker {
  private readonly ratio = new TokenRatio();
  private readonly practice = new Practice();
  private hasAnswered = false;

  constructor(
    private readonly config: ModelConfig,
    private readonly provider: Provider,
    private readonly parts: AskerParts,
  ) {}

  /** As the server's own counts have shown. */
  get tokensPerChar(): number {
    return this.ratio.perChar;
  }

  /** @throws TryFailed when all tries have failed; ContextOverflow; the signal's reason when aborted. */
  async untilAnswered(request: ModelRequest, window: number): Promise<ModelReply> {
    const startedAt = performance.now();
    const failures = new Map<string, number>();
    const notes: string[] = [];
    /** Answers that were stopped because they did not end. */
    let stops = 0;
    let busyMs = 0;
    /** The server has complained about something that was not sent. */
    let wasUntrue = false;
    let maxTokens = Math.min(request.maxTokens ?? this.config.maxTokens, Math.floor(window / 2));
    const onPiece: OnPiece = (kind, text) => request.onPiece?.(kind, text.toWellFormed());
    for (;;) {
      request.signal.throwIfAborted();
      await request.begin?.();
      const wire = this.wireRequest(request, window, maxTokens, stops);
      try {
        const answer = await this.tryOnce(wire, request.signal, onPiece);
        const reply = this.asReply(answer.draft, wire, notes, performance.now() - startedAt, answer.firstTokenMs);
        this.learnAtWork(answer);
        this.hasAnswered = true;
        return reply;
      } catch (error) {
        if (request.signal.aborted) throw request.signal.reason;
        const trouble = asLesson(troubleOf(error), wire);
        if (trouble === null) throw error;
        if (trouble.kind === 'unsupported') {
          const isSent = lessonOf(trouble.feature, wire.manner, this.parts.known.thinks) !== null;
          // A complaint about what was not sent may be of a moment, such as a server that changes models.
          if (isSent || wasUntrue) notes.push(this.learnFrom(trouble, wire.manner, error));
          else notes.push(`${trouble.because}, though that was not sent: asked once more`);
          wasUntrue ||= !isSent;
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
          const draft = read(unparsedAnswer(trouble.written), wire);
          const reply = this.asReply(draft, wire, notes, performance.now() - startedAt, null);
          if (reply.toolCalls.length > 0) return reply;
        }
        if (trouble.kind === 'runaway') {
          stops = failed;
          if (trouble.thinking !== '' && !this.parts.known.thinks)
            this.parts.known.see({ thinking: 'switch' }, this.now());
          // Nothing else helped: what was said counts as an answer that was cut.
          if (waitBeforeRetry(trouble, failed, this.parts.timings, 0) === null)
            return this.asReply(read(stoppedAnswer(trouble), wire), wire, notes, performance.now() - startedAt, null);
        }
        // A model that was there is being swapped, or loaded anew.
        const isSwap = trouble.kind === 'missing_model' && this.hasAnswered;
        const met: Trouble = isSwap ? { kind: 'server_error', because: trouble.because } : trouble;
        const waitMs = waitBeforeRetry(met, failed, this.parts.timings, this.parts.random(), busyMs);
        if (waitMs === null) throw error;
        if (met.kind === 'busy') busyMs += waitMs;
        notes.push(`try ${failed} failed: ${describeTrouble(trouble)}`);
        await this.parts.clock.sleep(waitMs, request.signal);
      }
    }
  }

  /**
   * One try, repeated only where the server refused a part of the request. Nothing is learnt from the answer.
   * @throws TryFailed; the signal's reason when aborted.
   */
  async once(wire: Omit<WireRequest, 'manner'>, manner: () => Manner, signal: AbortSignal): Promise<TimedAnswer> {
    for (;;) {
      signal.throwIfAborted();
      const full = { ...wire, manner: manner() };
      try {
        return await this.tryOnce(full, signal, () => undefined);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        const trouble = troubleOf(error);
        if (trouble?.kind !== 'unsupported') throw error;
        this.learnFrom(trouble, full.manner, error);
      }
    }
  }

  private learnAtWork(answer: Answered): void {
    const { known } = this.parts;
    known.see(this.practice.look(answer, known.profile), this.now());
    const lesson = isGlued(answer.raw) ? lessonOf('parallel_calls', answer.wire.manner, known.thinks) : null;
    if (lesson !== null) known.learn(lesson, this.now());
  }

  /** Answers a sentence on what is done differently from now on. @throws TryFailed when nothing is left to try. */
  private learnFrom(trouble: Extract<Trouble, { kind: 'unsupported' }>, manner: Manner, cause: unknown): string {
    const lesson = lessonOf(trouble.feature, manner, this.parts.known.thinks);
    if (lesson === null) throw new TryFailed({ kind: 'refused', because: trouble.because }, { cause });
    this.parts.known.learn(lesson, this.now());
    return lesson.note;
  }

  private now(): Date {
    return new Date(this.parts.clock.now());
  }

  /**
   * After an answer that did not end, other circumstances: no thinking, other chances, at last no constraint on the
   * form.
   */
  private wireRequest(request: ModelRequest, contextWindow: number, maxTokens: number, stops: number): WireRequest {
    const asked = this.plainRequest(request, contextWindow, maxTokens);
    if (stops === 0) return asked;
    return {
      ...asked,
      think: asked.think === null && !this.parts.known.thinks ? null : false,
      temperature: Math.max(asked.temperature, 0.3 + 0.2 * stops),
      seed: (asked.seed ?? 0) + stops,
      jsonSchema: stops > 1 ? null : asked.jsonSchema,
    };
  }

  private plainRequest(request: ModelRequest, contextWindow: number, maxTokens: number): WireRequest {
    const manner = mannerOf(this.parts.known.profile, this.config);
    return {
      messages: request.messages,
      tools: request.tools ?? [],
      jsonSchema: request.jsonSchema ?? null,
      think: request.think ?? this.config.think ?? null,
      maxTokens,
      temperature: request.temperature ?? this.config.temperature,
      seed: request.seed ?? null,
      contextWindow,
      manner: request.toolsInWords === true ? { ...manner, toolsInWords: true } : manner,
    };
  }

  private async tryOnce(wire: WireRequest, signal: AbortSignal, onPiece: OnPiece): Promise<TimedAnswer> {
    const exchange = this.provider.openExchange(signal, this.clocksFor(wire));
    const triedAt = performance.now();
    let firstPieceMs: number | null = null;
    const watch = new RunawayWatch(wire.jsonSchema !== null);
    try {
      const raw = await this.provider.ask(wire, exchange, (kind, text) => {
        firstPieceMs ??= performance.now() - triedAt;
        onPiece(kind, text);
        const runaway = watch.take(kind, text);
        if (runaway !== null) throw new TryFailed({ kind: 'runaway', because: runaway.because, ...watch.said });
      });
      const tookMs = performance.now() - triedAt;
      return { wire, raw, draft: read(raw, wire), tookMs, firstTokenMs: firstPieceMs ?? exchange.firstByteMs };
    } finally {
      await exchange.close();
    }
  }

  /** The first byte may take as long as the whole answer: a cold model loads before it. */
  private clocksFor(wire: WireRequest): Clocks {
    const totalMs = this.config.timeoutSeconds * 1000;
    const hiddenMs = wire.tools.length > 0 ? wire.maxTokens * SLOWEST_TOKEN_MS : 0;
    const idleMs = Math.min(totalMs, Math.max(this.parts.timings.idleMs, hiddenMs));
    return { firstByteMs: totalMs, idleMs, totalMs };
  }

  private asReply(
    draft: Draft,
    wire: WireRequest,
    notes: readonly string[],
    tookMs: number,
    firstTokenMs: number | null,
  ): ModelReply {
    const { raw } = draft;
    const chars = promptChars(wire.messages, wire.tools);
    if (raw.usage) {
      if (this.ratio.showsTruncation(chars, raw.usage.promptTokens, wire.contextWindow))
        throw new ContextOverflow(this.config.name, wire.contextWindow);
      this.ratio.learn(chars, raw.usage.promptTokens);
    }
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
      ...(draft.drafted === undefined ? {} : { drafted: draft.drafted }),
      finish: draft.finish,
      usage,
      tookMs: Math.round(tookMs),
      firstTokenMs: firstTokenMs === null ? null : Math.round(firstTokenMs),
      notes: [...notes, ...draft.notes],
      raw: raw.calls.length === 0 ? raw.text : `${raw.text}${JSON.stringify(raw.calls)}`,
    };
  }
}

const read = (raw: RawAnswer, { tools, maxTokens, messages }: WireRequest): Draft => {
  const heard = messages.flatMap(({ role, content }) => (role === 'tool' ? [content] : []));
  return readReply(raw, { tools, maxTokens, heard });
};

/**
 * Tokens an answer may have where the server has told both its limit and the prompt's size; null where that is no way
 * out.
 */
function roomLeft(trouble: Trouble): number | null {
  if (trouble.kind !== 'overflow' || trouble.limit === null || trouble.promptTokens === null) return null;
  const room = trouble.limit - trouble.promptTokens - 16;
  return room >= 256 ? room : null;
}
