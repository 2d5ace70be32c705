import type { WireEvent } from '#contracts';
import { isTaskEnded } from '#domain';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { addressOf, type PathOf } from './api/calls.js';
import { Refused, type LoomClient } from './client.js';
import { Unreachable } from './exit-codes.js';
import { prepareWidths } from './render/text.js';

const TERMINAL: ReadonlySet<string> = new Set(['task_completed', 'task_failed', 'task_cancelled']);
export const isTerminal = (type: string): boolean => TERMINAL.has(type);

const STREAM = '/tasks/{taskId}/stream' satisfies PathOf<'get'>;
const SILENT = new Unreachable('the connection went silent');
/** Within this the server closes after a terminal event, unless the log goes on. */
const CLOSE_MS = 3000;

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Number of the last event that is already known. */
  readonly after?: number;
  /** Told when the stream broke (with why) and when it is there again (null). */
  readonly onGap?: (because: string | null) => void;
  /** Without any byte for so long, the connection counts as dead. The server sends a comment every 15 s. */
  readonly silenceMs?: number;
  /** Without any connection for so long, following is given up. */
  readonly patienceMs?: number;
}

/** Pause before the n-th try in a row (from 1). */
export const backoffMs = (n: number): number => Math.min(5000, 200 * 2 ** (n - 1));

/**
 * The events of a task in order, each once, over any number of broken connections: what was seen is skipped, and a gap
 * in the numbers is a broken connection. Ends when the server closed after a terminal event, or has nothing more of a
 * task that has ended. (A failed task that was retried has a terminal event in the middle of its log, and one that was
 * reverted others behind it: only the close says that it was the last.)
 * @throws Refused for a task that does not exist, Unreachable when patience ran out, the signal's reason when aborted.
 */
export async function* followTask(
  client: LoomClient,
  taskId: string,
  options: FollowOptions,
): AsyncGenerator<WireEvent> {
  const { signal, onGap, silenceMs = 45_000, patienceMs = 120_000 } = options;
  let last = options.after ?? 0;
  let ended = false;
  let failures = 0;
  let lastContact = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const attempt = new AbortController();
    const abort = () => attempt.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    const before = last;
    try {
      for await (const event of oneConnection(client, taskId, last, attempt, silenceMs, () => {
        if (failures > 0) onGap?.(null);
        failures = 0;
        lastContact = performance.now();
      })) {
        if (event.sequence <= last) continue;
        if (event.sequence > last + 1) throw new Unreachable(`event ${last + 1} is missing`);
        last = event.sequence;
        ended = isTerminal(event.event_type);
        yield event;
      }
      if (ended || (last === before && (await isOver(client, taskId, last)))) return;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      // The end was seen, and the server either keeps the line open for nothing or is gone.
      if (ended && (error === SILENT || failures > 0)) return;
      if (error instanceof Refused && error.status < 500 && error.status !== 429) throw error;
      if (performance.now() - lastContact > patienceMs) throw error;
      if (failures === 0) onGap?.(error instanceof Error ? error.message : String(error));
    } finally {
      signal.removeEventListener('abort', abort);
      attempt.abort();
    }
    await pause(backoffMs(++failures), signal);
  }
}

/** Whether nothing follows what is known. */
async function isOver(client: LoomClient, taskId: string, last: number): Promise<boolean> {
  const { body, headers } = await client.ask('get', '/tasks/{taskId}', { path: { taskId } });
  return isTaskEnded(body.status) && Number(headers['last-event-id'] ?? NaN) <= last;
}

async function* oneConnection(
  client: LoomClient,
  taskId: string,
  last: number,
  attempt: AbortController,
  silenceMs: number,
  onContact: () => void,
): AsyncGenerator<WireEvent> {
  const arm = (ms: number) => setTimeout(() => attempt.abort(SILENT), ms);
  let silence = arm(silenceMs);
  try {
    const answer = await client.request(addressOf(STREAM, { path: { taskId } }), {
      headers: { accept: 'text/event-stream', ...(last > 0 ? { 'last-event-id': String(last) } : {}) },
      signal: attempt.signal,
    });
    const ready: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (message) => void ready.push(message) });
    const decoder = new TextDecoder();
    for await (const chunk of answer.body) {
      onContact();
      const text = decoder.decode(chunk, { stream: true });
      await prepareWidths(text);
      parser.feed(text);
      const events = ready.splice(0).flatMap((message) => asEvent(message) ?? []);
      clearTimeout(silence);
      silence = arm(isTerminal(events.at(-1)?.event_type ?? '') ? Math.min(silenceMs, CLOSE_MS) : silenceMs);
      yield* events;
    }
  } finally {
    clearTimeout(silence);
  }
}

/** Null for what has no number: token pieces, and anything that is not an event of Loom's. */
export function asEvent(message: EventSourceMessage): WireEvent | null {
  try {
    const data: unknown = JSON.parse(message.data);
    if (typeof data !== 'object' || data === null) return null;
    const { sequence, event_type } = data as Record<string, unknown>;
    if (typeof sequence !== 'number' || !Number.isSafeInteger(sequence) || typeof event_type !== 'string') return null;
    return data as WireEvent;
  } catch {
    return null;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
