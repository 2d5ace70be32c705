import { FAILURE_CODES, LoomError, type Failure, type FailureCode } from '#domain';

const known = (code: string): code is FailureCode => (FAILURE_CODES as readonly string[]).includes(code);

/** An exception as the outcome's value; what nobody foresaw is an internal error, so that it is never lost. */
export function failureOf(error: unknown): Failure {
  if (error instanceof LoomError) {
    return {
      code: known(error.code) ? error.code : 'internal_error',
      because: error.message,
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
      retryable: error.retryable,
    };
  }
  return {
    code: 'internal_error',
    because: error instanceof Error ? `${error.name}: ${error.message}` : `unexpected: ${String(error)}`,
    remedy: "The worker's log has the details; please report it.",
    retryable: false,
  };
}
