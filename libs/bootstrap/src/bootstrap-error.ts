export type BootstrapCode =
  'no_redis_server' | 'redis_did_not_start' | 'data_dir_in_use' | 'data_dir_unusable' | 'redis_unreachable';

/** A process cannot start or go on. Has the shape of a LoomError, which this lib may not import. */
export class BootstrapError extends Error {
  readonly retryable = false;

  constructor(
    readonly code: BootstrapCode,
    message: string,
    readonly remedy: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'BootstrapError';
  }
}
