import { LoomError } from '#domain';

/** What a script may rely on. */
export const EXIT = { done: 0, failed: 1, usage: 2, unreachable: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a sentence and an exit code. */
export abstract class CommandFailure extends LoomError {
  abstract readonly exitCode: ExitCode;
  constructor(
    message: string,
    override readonly remedy?: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

export class WrongUsage extends CommandFailure {
  readonly code = 'wrong_usage';
  readonly exitCode = EXIT.usage;
}

export class Unreachable extends CommandFailure {
  readonly code = 'unreachable';
  readonly exitCode = EXIT.unreachable;
  override readonly retryable = true;
}

export class Interrupted extends CommandFailure {
  readonly code = 'interrupted';
  readonly exitCode = EXIT.interrupted;
}

/** Loom itself could not be started here; the libs' own table said with which code that ends. */
export class StartFailed extends CommandFailure {
  constructor(
    message: string,
    readonly code: string,
    readonly exitCode: ExitCode,
    options?: { cause?: unknown },
  ) {
    super(message, undefined, options);
  }
}

/** Errors of the configuration that client commands read themselves. */
const CONFIGURATION = /config/;

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommandFailure) return error.exitCode;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && CONFIGURATION.test(code) ? EXIT.usage : EXIT.failed;
}
