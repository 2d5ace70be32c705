import type { IncomingMessage } from 'node:http';

/** Bounds of what is read for nothing. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_MS = 2000;

/**
 * Reads and throws away what is left of a request's body, within bounds. A client that is still sending when the
 * connection closes is reset, and mostly never sees the answer that says why. Never throws.
 */
export function throwAwayRest(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let bytes = 0;
    const count = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) stop();
    };
    const stop = (): void => {
      clearTimeout(timer);
      request.off('data', count).off('end', stop).off('close', stop).off('error', stop);
      resolve();
    };
    const timer = setTimeout(stop, MOST_MS);
    request.on('data', count).on('end', stop).on('close', stop).on('error', stop);
    request.resume();
  });
}
