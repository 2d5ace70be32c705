import type { AttemptEntry, HoldAnswer, Instruction, Lease, NewEntry, Recollection, WorkerLink } from '#contracts';
import { LoomError } from '#domain';
import type { Clock } from './ports/clock.js';
import { LimitReached } from './ports/model-client.js';

/** The attempt is no longer this worker's: everything that belongs to it stops. */
export class AttemptLost extends LoomError {
  readonly code = 'attempt_lost';

  constructor(readonly because: Extract<HoldAnswer, { kind: 'lost' }>['because']) {
    super(`the attempt is no longer this worker's: ${because}`);
  }
}

export interface JournalStart {
  readonly lease: Lease;
  readonly taskId: string;
  readonly subtaskId?: string;
  /** What is shown of an answer is shown under it; absent = under the attempt's id. */
  readonly correlationId?: string;
  /** Entries an earlier owner recorded. */
  readonly recorded: readonly AttemptEntry[];
  /** Id of the last instruction the attempt has heard; 0 = none. */
  readonly heard: number;
  /** Aborted when the attempt ends for any reason. */
  readonly signal: AbortSignal;
  readonly onLost: (lost: AttemptLost) => void;
}

/** How long the API may be away before the attempt is given up; its lease has long run out by then. */
const GIVE_UP_MS = 120_000;
const WAITS_MS = [100, 250, 500, 1000, 2000] as const;
/** Pieces of an answer are gathered this long before they are shown. */
const SHOW_EVERY_MS = 100;

/**
 * Hands every step of one attempt back to the API, numbered, and brings back what the user said meanwhile. Writes wait
 * for the one before; an entry is durable when its call returns.
 */
export class Journal {
  private nextN: number;
  private lastHeard: number;
  /** As the API last said; null = the task has no limits. */
  private isSpent: boolean | null = null;
  private replayed = 0;
  private readonly unheard: Instruction[] = [];
  private queue: Promise<unknown> = Promise.resolve();
  private piece: { kind: 'text' | 'thinking'; text: string } | null = null;
  private shownAt = -Infinity;

  constructor(
    private readonly link: WorkerLink,
    private readonly clock: Clock,
    private readonly start: JournalStart,
  ) {
    this.nextN = start.recorded.length + 1;
    this.lastHeard = start.heard;
  }

  get attemptId(): string {
    return this.start.lease.attemptId;
  }

  get epoch(): number {
    return this.start.lease.epoch;
  }

  /** @throws AttemptLost; the link's error when it stays away. */
  record(...entries: NewEntry[]): Promise<void> {
    const at = new Date(this.clock.now()).toISOString();
    const numbered = entries.map((entry) => ({ ...entry, n: this.nextN++, at }));
    const write = this.queue.then(() => this.hold(() => this.link.record(this.start.lease, numbered, this.lastHeard)));
    this.queue = write.catch(() => undefined);
    return write;
  }

  /**
   * What an earlier owner recorded, up to and with its next reply, each entry once; null when no further reply is
   * recorded. A role that asks the same questions in the same order takes its answers from here.
   */
  replay(): readonly AttemptEntry[] | null {
    const { recorded } = this.start;
    const reply = recorded.findIndex((entry, i) => i >= this.replayed && entry.kind === 'reply');
    if (reply < 0) return null;
    const entries = recorded.slice(this.replayed, reply + 1);
    this.replayed = reply + 1;
    return entries;
  }

  /** Asks whether the attempt is still this worker's, and for news from the user. @throws AttemptLost */
  renew(): Promise<void> {
    return this.hold(() => this.link.renew(this.start.lease, this.lastHeard));
  }

  /** Asked before each model call, for all attempts of a task use up the same. @throws LimitReached; as `renew`. */
  async permit(): Promise<void> {
    if (this.isSpent === false) await this.renew();
    if (this.isSpent === true) throw new LimitReached();
  }

  /** One try, for the timer that keeps the lease: the next tick tries again. */
  async renewOnce(): Promise<void> {
    this.take(await this.link.renew(this.start.lease, this.lastHeard));
  }

  /** Instructions that came in since the last call; each is handed out once. */
  takeInstructions(): Instruction[] {
    return this.unheard.splice(0);
  }

  searchMemory(query: string, limit: number): Promise<readonly Recollection[]> {
    return this.link.searchMemory(this.start.lease, query, limit);
  }

  /** Shows a piece of an answer to whoever watches. May be lost. */
  show(kind: 'text' | 'thinking', text: string): void {
    if (this.piece !== null && this.piece.kind !== kind) this.flushPieces();
    this.piece = { kind, text: (this.piece?.text ?? '') + text };
    if (this.clock.elapsed() - this.shownAt >= SHOW_EVERY_MS) this.flushPieces();
  }

  flushPieces(): void {
    const piece = this.piece;
    this.piece = null;
    this.shownAt = this.clock.elapsed();
    if (piece === null || piece.text === '') return;
    const { taskId, subtaskId, correlationId = this.attemptId } = this.start;
    const of = { taskId, ...(subtaskId === undefined ? {} : { subtaskId }), correlationId };
    this.link.showTokens([{ ...of, ...piece }]);
  }

  private async hold(ask: () => Promise<HoldAnswer>): Promise<void> {
    this.start.signal.throwIfAborted();
    const answer = await persist(ask, this.clock, this.start.signal);
    this.start.signal.throwIfAborted();
    this.take(answer);
  }

  private take(answer: HoldAnswer): void {
    if (answer.kind === 'lost') {
      const lost = new AttemptLost(answer.because);
      this.start.onLost(lost);
      throw lost;
    }
    this.isSpent = answer.isSpent ?? null;
    for (const instruction of answer.instructions) {
      if (instruction.id <= this.lastHeard) continue;
      this.lastHeard = instruction.id;
      this.unheard.push(instruction);
    }
  }
}

/**
 * Repeats a call to the API while it is away. Every method of the link may be repeated.
 * @throws the last error, when it is not one of being away, or after `giveUpMs`, or when aborted.
 */
export async function persist<T>(
  ask: () => Promise<T>,
  clock: Clock,
  signal?: AbortSignal,
  giveUpMs = GIVE_UP_MS,
): Promise<T> {
  const started = clock.elapsed();
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      const final = error instanceof LoomError && !error.retryable;
      if (final || signal?.aborted || clock.elapsed() - started >= giveUpMs) throw error;
      await clock.sleep(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 2000, signal);
      signal?.throwIfAborted();
    }
  }
}
