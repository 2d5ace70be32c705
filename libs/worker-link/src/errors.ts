import { LoomError } from '#domain';

/** No answer from the API, or one that says to come back: the same call may be made again. */
export class ApiUnreachable extends LoomError {
  readonly code = 'api_unreachable';
  override readonly retryable = true;
  override readonly remedy = 'Check that `loom serve` runs there, and that --api names its address.';

  constructor(
    readonly url: string,
    because: string,
    /** Milliseconds the API asked to wait. */
    readonly retryAfterMs = 0,
    options?: { cause?: unknown },
  ) {
    super(`no usable answer from the API at ${url}: ${because}`, options);
  }
}

/** The API answered, and the answer is no: asking again would not change it. */
export class ApiRefused extends LoomError {
  readonly code = 'api_refused';
  override readonly remedy?: string;

  constructor(
    readonly status: number,
    message: string,
    remedy?: string,
  ) {
    super(message);
    if (remedy !== undefined) this.remedy = remedy;
  }
}

/** API and worker would misunderstand each other. */
export class VersionMismatch extends LoomError {
  readonly code = 'version_mismatch';
  override readonly remedy: string;

  constructor(
    readonly ours: string,
    readonly theirs: string,
  ) {
    super(`this worker is version ${ours}, the API is version ${theirs}`);
    this.remedy = `Install Loom ${theirs} here, or update the API to ${ours}.`;
  }
}

export class LinkClosed extends LoomError {
  readonly code = 'link_closed';

  constructor() {
    super('the link to the API was closed');
  }
}
