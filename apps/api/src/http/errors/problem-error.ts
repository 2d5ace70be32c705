import { LoomError } from '#domain';

export interface FieldFault {
  /** JSON pointer (RFC 6901) into the body, or `/name` for a parameter of the query. */
  readonly pointer: string;
  readonly detail: string;
}

/** A request that the HTTP edge itself refuses; `code` names the reason and `status` the answer. */
export class RequestRefused extends LoomError {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly faults: readonly FieldFault[] = [],
    readonly retryAfterSeconds?: number,
  ) {
    super(detail);
  }
}

export const invalid = (faults: readonly FieldFault[]): RequestRefused =>
  new RequestRefused(400, 'invalid_request', 'The request holds values that cannot be taken.', faults);

export const invalidField = (pointer: string, detail: string): RequestRefused => invalid([{ pointer, detail }]);
