import { fetch as undiciFetch, type Dispatcher, type RequestInit as UndiciInit } from 'undici';
import { checkLines, type BodyKind } from './checked-body.js';
import { troubleOfAnswer } from './classify.js';
import { RunningTimer } from './running-timer.js';
import { troubleOfTransport, TryFailed } from './trouble.js';

/**
 * Milliseconds in which this process runs. A cold model may load for minutes before its first byte; Node's own limit of
 * 300 s is switched off.
 */
export interface Clocks {
  readonly firstByteMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
}

const MAX_ERROR_BYTES = 65_536;
const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** The bytes behind the end marker are read so that the connection can be used again. */
const LINGER_MS = 200;

/**
 * One HTTP try: its clocks, its abort, and a `fetch` for a client library whose bodies are checked on the way through.
 */
export class Exchange {
  private readonly controller = new AbortController();
  private readonly timers = new Map<'first_byte' | 'idle' | 'total', RunningTimer>();
  private readonly startedAt = performance.now();
  private failure: TryFailed | null = null;
  private pumping: Promise<void> = Promise.resolve();
  /** Milliseconds from the request to the first byte of the answer. */
  firstByteMs: number | null = null;
  /** Whether the server closed the answer with the protocol's end marker. */
  sawEndMarker = false;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly signal: AbortSignal,
    private readonly clocks: Clocks,
    private readonly kind: BodyKind,
  ) {
    if (signal.aborted) this.controller.abort(signal.reason);
    signal.addEventListener('abort', this.onAbort, { once: true });
    this.arm('total', clocks.totalMs, 'too_slow', `no whole answer within ${seconds(clocks.totalMs)}`);
    this.arm('first_byte', clocks.firstByteMs, 'stalled', `no first byte within ${seconds(clocks.firstByteMs)}`);
  }

  /** Same signature as the global one, so that any client library takes it. */
  readonly fetch = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input);
    try {
      const response = await undiciFetch(url, {
        ...(init as UndiciInit),
        signal: this.controller.signal,
        dispatcher: this.dispatcher,
      });
      const header = (name: string): string | null => response.headers.get(name);
      if (!response.ok) throw new TryFailed(troubleOfAnswer(response.status, await this.readError(response), header));
      const type = header('content-type') ?? '';
      if (/text\/html/i.test(type)) {
        const page = (await this.readError(response)).replace(/<[^<>]*>/g, ' ').trim();
        throw new TryFailed({
          kind: 'interrupted',
          because: `a web page came instead of an answer: ${page.slice(0, 120)}`,
        });
      }
      const checked = checkLines(this.bytes(response.body), this.kind, type, () => (this.sawEndMarker = true));
      const body = new ReadableStream<Uint8Array>({ start: (to) => void (this.pumping = this.pump(checked, to)) });
      return new Response(body, {
        status: response.status,
        headers: { 'content-type': this.kind === 'sse' ? 'text/event-stream' : type },
      });
    } catch (error) {
      throw this.explain(error);
    }
  };

  /** The error to report for whatever a client library has thrown: the caller's abort, a clock, or the transport. */
  explain(error: unknown): unknown {
    if (this.signal.aborted) return this.signal.reason as unknown;
    if (this.failure) return this.failure;
    return error instanceof TryFailed ? error : new TryFailed(troubleOfTransport(error), { cause: error });
  }

  /** Reports an abort or a clock where a client library has taken it for the end of the answer. */
  throwIfBroken(): void {
    this.signal.throwIfAborted();
    if (this.failure) throw this.failure;
  }

  /** Ends the try. A connection whose answer has not come to its end, nor does so in a moment, is closed. */
  async close(): Promise<void> {
    if (!this.controller.signal.aborted) {
      let late: NodeJS.Timeout | undefined;
      const moment = new Promise<void>((resolve) => (late = setTimeout(resolve, LINGER_MS)));
      await Promise.race([this.pumping, moment]);
      clearTimeout(late);
    }
    for (const timer of this.timers.values()) timer.clear();
    this.timers.clear();
    this.signal.removeEventListener('abort', this.onAbort);
    this.controller.abort();
  }

  /** A client library may read on behind the end marker, and a server may keep the connection open there. */
  private async pump(from: AsyncIterable<Uint8Array>, to: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    let isOpen = true;
    try {
      for await (const chunk of from) {
        if (!isOpen) continue;
        to.enqueue(chunk);
        if (!this.sawEndMarker) continue;
        to.close();
        isOpen = false;
      }
      if (isOpen) to.close();
    } catch (error) {
      if (isOpen) to.error(error);
    }
  }

  private readonly onAbort = (): void => this.controller.abort(this.signal.reason);

  private async *bytes(body: AsyncIterable<Uint8Array> | null): AsyncGenerator<Uint8Array> {
    let total = 0;
    try {
      for await (const chunk of body ?? []) {
        if (this.firstByteMs === null) {
          this.firstByteMs = performance.now() - this.startedAt;
          this.disarm('first_byte');
        }
        this.arm('idle', this.clocks.idleMs, 'stalled', `the answer stood still for ${seconds(this.clocks.idleMs)}`);
        total += chunk.length;
        if (total > MAX_BODY_BYTES)
          throw new TryFailed({ kind: 'refused', because: 'the answer is larger than 64 MiB' });
        yield chunk;
      }
    } catch (error) {
      throw this.explain(error);
    }
  }

  private async readError(response: { body: AsyncIterable<Uint8Array> | null }): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of response.body ?? []) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > MAX_ERROR_BYTES) break;
      }
    } catch {
      // The status says enough.
    }
    return Buffer.concat(chunks).toString('utf8').slice(0, MAX_ERROR_BYTES);
  }

  private arm(name: 'first_byte' | 'idle' | 'total', ms: number, kind: 'stalled' | 'too_slow', because: string): void {
    const running = this.timers.get(name);
    if (running) return void running.refresh();
    const timer = new RunningTimer(ms, () => {
      this.failure = new TryFailed({ kind, because });
      this.controller.abort(this.failure);
    });
    this.timers.set(name, timer);
  }

  private disarm(name: 'first_byte'): void {
    this.timers.get(name)?.clear();
    this.timers.delete(name);
  }
}

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
