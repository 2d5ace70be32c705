import { reasonOf } from './slots/local-endpoint-slots.js';

/** Time, as far as it is written down or waited for. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds that pass evenly, whatever is done to the clock on the wall. */
  elapsed(): number;
  /** @throws the signal's reason when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(reasonOf(signal));
      const onAbort = (): void => {
        clearTimeout(timer);
        reject(reasonOf(signal));
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      }, ms);
      signal.addEventListener('abort', onAbort, { once: true });
    }),
};
