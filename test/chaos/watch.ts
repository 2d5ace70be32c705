import { setTimeout as wait } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { isTerminalEvent, type WireEvent } from '#contracts';

/** Follows a task as a browser would: comes back with the last id whenever the connection ends. */
export class Watch {
  readonly events: WireEvent[] = [];
  /** When each arrived here, whatever the clock of the server says. Milliseconds since the epoch. */
  readonly arrivedAt: number[] = [];
  /** What a reader must never see: an id twice, or one missing. */
  readonly faults: string[] = [];
  private readonly stopped = new AbortController();

  constructor(
    /** Of the same stream; when one ends, the next is asked. */
    private readonly urls: readonly string[],
    private readonly onEvent: (event: WireEvent) => void,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** Resolves with the terminal event; null when stopped before. */
  async follow(): Promise<WireEvent | null> {
    for (let tries = 0; !this.stopped.signal.aborted; tries++) {
      await this.once(this.urls[tries % this.urls.length] ?? '').catch(() => undefined);
      const last = this.events.at(-1);
      if (last !== undefined && isTerminalEvent(last.event_type)) return last;
      await wait(50);
    }
    return null;
  }

  stop(): void {
    this.stopped.abort();
  }

  private async once(url: string): Promise<void> {
    const last = this.events.at(-1)?.sequence;
    const response = await fetch(url, {
      headers: { ...this.headers, ...(last === undefined ? {} : { 'last-event-id': String(last) }) },
      signal: this.stopped.signal,
    });
    if (!response.ok || response.body === null) return;
    const parser = createParser({
      onEvent: ({ data, id }) => {
        if (id !== undefined && id !== '') this.take(JSON.parse(data) as WireEvent);
      },
    });
    const decoder = new TextDecoder();
    for await (const chunk of response.body) parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
  }

  private take(event: WireEvent): void {
    const expected = (this.events.at(-1)?.sequence ?? 0) + 1;
    if (event.sequence !== expected) this.faults.push(`event ${event.sequence} came where ${expected} was due`);
    this.events.push(event);
    this.arrivedAt.push(Date.now());
    this.onEvent(event);
  }
}
