import type { TokenPiece } from '#contracts';
import { HEARTBEAT_FRAME, OPENING_FRAME, tokenFrame } from './frames.js';

/** Where a stream's text goes. */
export interface StreamSink {
  /** False: enough is waiting; nothing more is written before the `onDrain` callback. */
  write(chunk: string): boolean;
  /** Calls back once, when there is room again. */
  onDrain(callback: () => void): void;
  close(): void;
}

export interface StreamTimes {
  /** Milliseconds between comment lines. */
  readonly heartbeatMs: number;
  /** Milliseconds between looks in the ledger without a notice: the net under a lost one. */
  readonly pollMs: number;
}
export const STREAM_TIMES: StreamTimes = { heartbeatMs: 15_000, pollMs: 2_000 };

/**
 * One reader's line: writes only while there is room, so that a slow reader costs no more than the sink's own buffer,
 * and wakes whoever feeds it on news, on room and now and then.
 */
export class SseLine {
  private hasRoom = true;
  private hasNews = true;
  private wake: (() => void) | null = null;
  private readonly timers: NodeJS.Timeout[];
  private readonly onAbort = () => this.rouse();

  constructor(
    private readonly sink: StreamSink,
    private readonly signal: AbortSignal,
    times: StreamTimes,
  ) {
    signal.addEventListener('abort', this.onAbort);
    this.timers = [setInterval(() => this.beat(), times.heartbeatMs), setInterval(() => this.news(), times.pollMs)];
    for (const timer of this.timers) timer.unref();
    this.put(OPENING_FRAME);
  }

  get isOver(): boolean {
    return this.signal.aborted;
  }

  /** There may be something to read. */
  news(): void {
    this.hasNews = true;
    this.rouse();
  }

  /** Waits for news; news that came since the last wait counts. */
  async untilNews(): Promise<void> {
    while (!this.hasNews && !this.isOver) await this.sleep();
    this.hasNews = false;
  }

  /** Waits until there is room, then writes; nothing is written once the reader has gone. */
  async send(frame: string): Promise<void> {
    while (!this.hasRoom && !this.isOver) await this.sleep();
    if (!this.isOver) this.put(frame);
  }

  /** Only where it costs nothing: a slow reader gets no tokens. */
  sendToken(piece: TokenPiece): void {
    if (this.hasRoom && !this.isOver) this.put(tokenFrame(piece));
  }

  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.signal.removeEventListener('abort', this.onAbort);
    this.sink.close();
  }

  private beat(): void {
    if (this.hasRoom && !this.isOver) this.put(HEARTBEAT_FRAME);
  }

  private put(frame: string): void {
    if (this.sink.write(frame)) return;
    this.hasRoom = false;
    this.sink.onDrain(() => {
      this.hasRoom = true;
      this.rouse();
    });
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private rouse(): void {
    this.wake?.();
    this.wake = null;
  }
}
