import { ApiConnection, type ApiAddress, type Patience } from './api-connection.js';

/** The attempt whose commits are sent. */
export interface PushedAttempt {
  readonly attemptId: string;
  readonly epoch: number;
  readonly base: string;
}

/* A first fetch is as large as the workspace. */
const FETCH: Patience = { tryMs: 180_000, totalMs: 300_000 };
const PUSH: Patience = { tryMs: 120_000, totalMs: 240_000 };

/** Trees as bundles over HTTP; has the methods of the workspace lib's `TreeTransport`. Every call may be repeated. */
export class HttpTreeTransport {
  private readonly api: ApiConnection;

  constructor(address: ApiAddress) {
    this.api = new ApiConnection(address);
  }

  close(): Promise<void> {
    return this.api.close();
  }

  /** @throws ApiUnreachable, ApiRefused. */
  async fetchBundle(workspaceId: string, want: string, have: readonly string[]): Promise<Buffer> {
    const query = new URLSearchParams({ want, have: have.join(',') });
    const path = `/internal/worker/workspaces/${encodeURIComponent(workspaceId)}/bundle?${query.toString()}`;
    return (await this.api.call({ method: 'GET', path, patience: FETCH })).bytes;
  }

  /** @throws ApiUnreachable, ApiRefused: among others when the attempt has another owner. */
  async pushBundle(of: PushedAttempt, commit: string, bundle: Buffer): Promise<void> {
    const query = new URLSearchParams({ base: of.base, commit, epoch: String(of.epoch) });
    const path = `/internal/worker/attempts/${encodeURIComponent(of.attemptId)}/bundle?${query.toString()}`;
    const body = { type: 'application/octet-stream', bytes: bundle };
    await this.api.call({ method: 'PUT', path, body, patience: PUSH });
  }
}
