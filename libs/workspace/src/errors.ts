import { UnusableWorkspace } from '#conductor';
import { LoomError } from '#domain';

/** git, the file system or the store itself failed; nothing was written to the user's folder because of it. */
export class WorkspaceFailure extends LoomError {
  readonly code = 'workspace_error';
  override readonly retryable: boolean;
  override readonly remedy?: string;

  constructor(message: string, options: { cause?: unknown; remedy?: string; retryable?: boolean } = {}) {
    super(message, { cause: options.cause });
    if (options.remedy !== undefined) this.remedy = options.remedy;
    this.retryable = options.retryable ?? false;
  }
}

/** More files, or larger ones, than copies are kept of. Nothing was taken in. */
export class TooMuch extends UnusableWorkspace {}

/** What a worker sent is not a continuation of its attempt, or not a tree that may exist here. */
export class RefusedBundle extends LoomError {
  readonly code = 'refused_bundle';
}

export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
