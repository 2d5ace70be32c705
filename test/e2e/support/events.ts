import { createParser } from 'eventsource-parser';
import type { WireEvent } from '#contracts';

/** Reads a stream of server-sent events until `enough` says so, the server ends it, or time is up. */
export async function readEvents(
  url: string,
  options: {
    readonly after?: number;
    readonly enough?: (event: WireEvent, all: readonly WireEvent[]) => boolean;
    readonly deadlineMs?: number;
    readonly headers?: Readonly<Record<string, string>>;
    /** The server has taken the reader in. */
    readonly onOpen?: () => void;
  } = {},
): Promise<{ events: WireEvent[]; ids: number[]; names: string[]; how: 'enough' | 'ended' | 'late' | 'broken' }> {
  const events: WireEvent[] = [];
  const ids: number[] = [];
  const names: string[] = [];
  let enough = false;
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      if (enough) return;
      const read = JSON.parse(data) as WireEvent;
      events.push(read);
      ids.push(Number(id));
      names.push(event ?? '');
      enough = options.enough?.(read, events) ?? false;
    },
  });
  const timeout = AbortSignal.timeout(options.deadlineMs ?? 40_000);
  const over = (how: 'enough' | 'ended' | 'late' | 'broken') => ({ events, ids, names, how });
  try {
    const response = await fetch(url, {
      signal: timeout,
      headers: {
        ...options.headers,
        ...(options.after === undefined ? {} : { 'last-event-id': String(options.after) }),
      },
    });
    if (!response.ok || response.body === null) throw new Error(`${response.status} ${await response.text()}`);
    options.onOpen?.();
    const decoder = new TextDecoder();
    for await (const chunk of response.body) {
      parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
      if (enough) return over('enough');
    }
    return over('ended');
  } catch (error) {
    if (timeout.aborted) return over('late');
    if (error instanceof TypeError) return over('broken');
    throw error;
  }
}

/** A stream on which nothing happens; times of `performance.now()`. */
export interface Quiet {
  readonly opened: number;
  readonly comment: Promise<number>;
}

/** When a stream on which nothing happens says that it is alive. */
export async function firstComment(url: string): Promise<Quiet> {
  const response = await fetch(`${url}/events`);
  const opened = performance.now();
  const comment = (async () => {
    let text = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      if (/^:/m.test(text)) return performance.now();
    }
    throw new Error('the stream ended');
  })();
  comment.catch(() => undefined);
  return { opened, comment };
}
