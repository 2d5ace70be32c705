/**
 * The one family of exceptions. Callers read `code` and `retryable`, never the message; the message is a sentence for a
 * person that says what went wrong and, where there is one, `remedy` says what to do about it.
 */
export abstract class LoomError extends Error {
  abstract readonly code: string;
  readonly retryable: boolean = false;
  readonly remedy?: string;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Whether waiting and doing the same again may help. */
export const isRetryable = (error: unknown): boolean => error instanceof LoomError && error.retryable;

/** A state machine was asked for a move that its table does not hold: a defect of the caller. */
export class IllegalMove extends LoomError {
  readonly code = 'illegal_move';

  constructor(machine: string, from: string, to: string) {
    super(`a ${machine} cannot go from "${from}" to "${to}"`);
  }
}

/** Closes a `switch` over a union: the compiler reports a missing case, and data from outside fails loudly. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value: ${JSON.stringify(value)}`);
}
