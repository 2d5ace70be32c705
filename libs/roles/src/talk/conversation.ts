import type { AttemptEntry, NewEntry } from '#contracts';
import type { AssistantMessage, ChatMessage, Failure, JsonSchema, ModelUsed, ToolSchema } from '#domain';
import { cut, shrinkConversation, tokensOf, type Budget, type ComposedPrompt } from '#prompts';
import { failureOf } from '../failure.js';
import type { Journal } from '../journal.js';
import {
  ContextOverflow,
  LimitReached,
  ModelRefused,
  ModelUnreachable,
  NoModel,
  type ModelChoice,
  type ModelClient,
  type ModelReply,
  type ModelWish,
} from '../ports/model-client.js';
import { Drafts } from './drafts.js';
import { isBlank, rebuild } from './rebuild.js';

export interface Ask {
  readonly jsonSchema?: JsonSchema;
  readonly think?: boolean;
  readonly temperature?: number;
  readonly seed?: number;
  readonly toolsInWords?: boolean;
  /** Multiplies the model's own limit of an answer. */
  readonly answer?: number;
}

export type Asked =
  | { readonly kind: 'reply'; readonly reply: ModelReply; readonly model: ModelUsed }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Makes the first messages to fit a budget. */
export type Opening = (budget: Budget) => ComposedPrompt;

/** Tokens left unused, since counting is estimating. */
const SPARE = 64;
/** Share of the window that an answer is sure of. */
const ANSWER_SHARE = 1 / 3;
/** Of the last budget, when a server says "too long" without a number. */
const SMALLER = 0.6;
/** Requests made smaller for one answer: a server that tells no number has to be felt for. */
const MOST_SHRUNK = 3;
/** Code units of an unusable answer that a re-ask carries along. */
const ECHO = 2000;

/**
 * One conversation with whichever endpoint answers: keeps the messages, makes them fit, goes to another endpoint once
 * when one is away, and records each message before it is sent and each reply before anything is done with it.
 */
export class Conversation {
  private messages: ChatMessage[] = [];
  private tools: readonly ToolSchema[] = [];
  private choice: ModelChoice | null = null;
  private pending: NewEntry[] = [];
  private replays = true;
  /** What was done to the conversation since the last reply; told with the next one. */
  private aside: string[] = [];
  /** Tokens; set by a server that found a prompt too long. */
  private ceiling = Infinity;
  private readonly drafts = new Drafts();
  /** Whether no number of the server's says that what it refused was too long: that can be asked once more. */
  private doubted = false;
  /** Only wished for: what cannot be made so small is asked all the same. */
  private aim = Infinity;

  constructor(
    private readonly models: ModelClient,
    private readonly journal: Journal,
    private readonly signal: AbortSignal,
    private wish: ModelWish,
    private readonly opening: Opening,
  ) {}

  /** Takes up the whole conversation an earlier owner recorded, instead of going through its replies one by one. */
  resume(entries: readonly AttemptEntry[]): void {
    this.replays = false;
    this.messages = rebuild(entries);
  }

  /** Adds a user message to the next request; those that wait already become one with it. */
  say(text: string, note?: string): void {
    const waiting = this.pending.findIndex((entry) => entry.kind === 'messages');
    const entry = this.pending[waiting];
    const before = entry?.kind === 'messages' ? entry.messages.map((m) => `${m.content}\n\n`).join('') : '';
    const said: NewEntry = { kind: 'messages', messages: [{ role: 'user', content: before + text }] };
    if (waiting >= 0) this.pending[waiting] = said;
    else this.pending.push(said);
    if (note !== undefined) this.pending.push({ kind: 'note', text: note });
  }

  /** Says what was wrong with the last answer; the log is told too. */
  askAgain(text: string, because: string): void {
    this.say(text);
    this.aside.push(`asked again, since ${because}`);
  }

  note(text: string): void {
    this.pending.push({ kind: 'note', text });
    this.aside.push(text);
  }

  /** Makes the next request smaller: some servers answer one that is too long for them with nothing. */
  narrow(because: string): void {
    if (this.choice === null || !this.messages.some(({ role }) => role === 'tool')) return;
    const tokens = tokensOf(this.messages, this.tools, this.choice.tokensPerChar);
    this.aim = Math.floor(tokens * SMALLER);
    this.note(`${because}; asked again with ${this.aim} tokens, as far as it can be made smaller`);
  }

  /** Adds a tool's result, which the caller has recorded. */
  add(message: Extract<ChatMessage, { role: 'tool' }>): void {
    this.messages.push(message);
  }

  /** @throws the signal's reason when aborted; AttemptLost. */
  async ask(ask: Ask = {}): Promise<Asked> {
    const replayed = this.replay(ask);
    if (replayed !== null) return replayed;
    let moved = false;
    let shrunk = 0;
    for (;;) {
      try {
        this.choice ??= await this.models.choose(this.wish);
        const choice = this.choice;
        const unfit = await this.prepare(choice, ask);
        if (unfit !== null) return { kind: 'failed', failure: unfit };
        const reply = await this.complete(choice, ask);
        return { kind: 'reply', reply, model: modelOf(choice) };
      } catch (error) {
        this.signal.throwIfAborted();
        if (error instanceof ContextOverflow && shrunk < MOST_SHRUNK && this.choice !== null) {
          shrunk++;
          const sent = tokensOf(this.messages, this.tools, this.choice.tokensPerChar);
          // What was sent was too long, whatever its tokens are thought to be.
          this.ceiling = Math.floor(Math.min(error.limit ?? this.budget(this.choice, ask).maxTokens, sent) * SMALLER);
          this.doubted = shrunk === 1 && sent < (error.limit ?? Infinity);
          this.note(`${error.message}; asked again with ${this.ceiling} tokens`);
          if (!this.messages.some((m) => m.role === 'assistant')) this.openAgain();
        } else if ((error instanceof ModelUnreachable || error instanceof ModelRefused) && !moved) {
          moved = true;
          if (!(await this.moveFrom(error.model))) return { kind: 'failed', failure: failureOf(error) };
          this.note(`${error.message}; went on with another endpoint`);
        } else if (isModelError(error)) {
          return { kind: 'failed', failure: failureOf(error) };
        } else throw error;
      }
    }
  }

  /** The answer an earlier owner got to this question, with the messages that led to it. */
  private replay(ask: Ask): Asked | null {
    const entries = this.replays ? this.journal.replay() : null;
    const last = entries?.at(-1);
    if (entries === null || last?.kind !== 'reply') return null;
    this.messages = rebuild(entries.slice(0, -1), this.messages);
    if (!isBlank(last.message)) this.messages.push(ask.jsonSchema === undefined ? last.message : echo(last.message));
    this.pending = [];
    const { message, finish, usage, tookMs, firstTokenMs, notes, model } = last;
    const reply: ModelReply = {
      ...{ text: message.content, thinking: message.thinking ?? '', toolCalls: message.toolCalls, brokenCalls: [] },
      ...{ finish: finish === 'length' ? 'length' : 'stop', usage, tookMs, firstTokenMs, notes },
      raw: last.raw ?? message.content,
    };
    return { kind: 'reply', reply, model };
  }

  /** Nothing was answered yet, so the opening itself is made smaller; what was said since is said again. */
  private openAgain(): void {
    const said = this.messages.slice(2);
    this.messages = [];
    if (said.length > 0) this.pending.unshift({ kind: 'messages', messages: said });
  }

  private async moveFrom(away: string): Promise<boolean> {
    const before = this.choice?.name ?? away;
    const { prefer: _gone, ...wish } = this.wish;
    this.wish = { ...wish, avoid: [...(wish.avoid ?? []), before] };
    try {
      this.choice = await this.models.choose(this.wish);
    } catch (error) {
      this.signal.throwIfAborted();
      if (isModelError(error)) return false;
      throw error;
    }
    return this.choice.name !== before;
  }

  /** Brings the messages into the window and records what is new in them. */
  private async prepare(choice: ModelChoice, ask: Ask): Promise<Failure | null> {
    const budget = this.budget(choice, ask);
    const opened = this.open(budget);
    const entries = this.pending;
    for (const entry of entries) if (entry.kind === 'messages') this.messages.push(...entry.messages);
    const shrunk = shrinkConversation(this.messages, this.tools, budget);
    this.messages = [...shrunk.messages];
    this.pending = [];
    const notes = [...opened.notes, ...shrunk.notes].map((text): NewEntry => ({ kind: 'note', text }));
    const record: NewEntry[] = [...opened.entries, ...entries, ...notes];
    this.aside.push(...opened.notes, ...shrunk.notes);
    if (record.length > 0) await this.journal.record(...record);

    const tokens = tokensOf(this.messages, this.tools, choice.tokensPerChar);
    if (tokens + SPARE < Math.min(choice.contextWindow, this.ceiling / SMALLER)) return null;
    const because = `the prompt needs about ${tokens} tokens and ${choice.name} takes ${choice.contextWindow}`;
    if (this.doubted && tokens + SPARE < choice.contextWindow) {
      this.doubted = false;
      this.note('nothing can be left out; asked all the same');
      return null;
    }
    // Else nobody would ever learn that it takes more by now.
    if (choice.isHearsay === true && this.ceiling === Infinity) {
      this.note(`${because}, as an error once said; asked all the same`);
      return null;
    }
    return {
      code: 'context_overflow',
      because,
      remedy: `Give ${choice.name} a larger context_window, or configure a model with more context.`,
      retryable: false,
    };
  }

  /** The first messages, unless they are there already; which tools are offered is decided with them. */
  private open(budget: Budget): { entries: NewEntry[]; notes: readonly string[] } {
    if (this.messages.length > 0 && this.tools.length > 0) return { entries: [], notes: [] };
    const prompt = this.opening(budget);
    this.tools = prompt.tools;
    if (this.messages.length > 0) return { entries: [], notes: [] };
    this.messages = [...prompt.messages];
    return { entries: [{ kind: 'messages', messages: prompt.messages }], notes: prompt.trimmed };
  }

  private async complete(choice: ModelChoice, ask: Ask): Promise<ModelReply> {
    const used = Math.ceil(tokensOf(this.messages, this.tools, choice.tokensPerChar) * 1.1) + SPARE;
    const wanted = Math.floor(choice.maxTokens * (ask.answer ?? 1));
    const room = Math.max(choice.contextWindow - used, Math.floor(choice.contextWindow * ANSWER_SHARE * 0.5));
    const received = await this.models.complete(choice, {
      messages: this.messages,
      ...(this.tools.length === 0 ? {} : { tools: this.tools }),
      ...(ask.toolsInWords === true ? { toolsInWords: true } : {}),
      ...(ask.jsonSchema === undefined ? {} : { jsonSchema: ask.jsonSchema }),
      ...(ask.think === undefined ? {} : { think: ask.think }),
      ...(ask.temperature === undefined ? {} : { temperature: ask.temperature }),
      ...(ask.seed === undefined ? {} : { seed: ask.seed }),
      maxTokens: Math.max(16, Math.min(wanted, room)),
      signal: this.signal,
      begin: () => this.journal.permit(),
      onPiece: (kind, text) => this.journal.show(kind, text),
    });
    this.journal.flushPieces();
    const reply = this.drafts.meantBy(received);
    const message = messageOf(reply);
    const { usage, finish, tookMs, firstTokenMs } = reply;
    const notes = [...this.aside, ...reply.notes];
    this.aside = [];
    const rest = { model: modelOf(choice), usage, finish, tookMs, firstTokenMs };
    const raw = reply.raw !== '' && reply.raw !== message.content ? { raw: reply.raw } : {};
    await this.journal.record({ kind: 'reply', message, notes, ...rest, ...raw });
    if (!isBlank(message)) this.messages.push(ask.jsonSchema === undefined ? message : echo(message));
    return reply;
  }

  private budget(choice: ModelChoice, ask: Ask): Budget {
    const wanted = choice.maxTokens * (ask.answer ?? 1);
    const answer = Math.min(wanted, Math.floor(choice.contextWindow * ANSWER_SHARE));
    const maxTokens = Math.min(choice.contextWindow - answer - SPARE, this.ceiling, this.aim);
    return { maxTokens, tokensPerChar: choice.tokensPerChar };
  }
}

const modelOf = ({ name, model, tier, endpoint }: ModelChoice): ModelUsed => ({
  ...{ name, model, tier },
  ...(endpoint === undefined ? {} : { endpoint }),
});

const isModelError = (error: unknown): boolean =>
  error instanceof NoModel ||
  error instanceof LimitReached ||
  error instanceof ModelUnreachable ||
  error instanceof ModelRefused ||
  error instanceof ContextOverflow;

/** The reply as the conversation keeps it: calls that could not be read are named, never replayed. */
function messageOf(reply: ModelReply): AssistantMessage {
  const broken = reply.brokenCalls.map((call) => `(A call of ${call.name || 'a tool'} that could not be read.)`);
  const text = reply.text.trim() === '' && reply.toolCalls.length === 0 ? broken.join('\n') : reply.text;
  const thinking = reply.thinking === '' ? {} : { thinking: reply.thinking };
  return { role: 'assistant', content: text, ...thinking, toolCalls: reply.toolCalls };
}

const echo = (message: AssistantMessage): AssistantMessage => ({
  role: 'assistant',
  content: cut(message.content, ECHO),
  toolCalls: [],
});
