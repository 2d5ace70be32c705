import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { ApiRefused, ApiUnreachable, LinkClosed } from './errors.js';

export interface ApiAddress {
  /** `http://host:port`, with or without a path before Loom's own. */
  readonly url: string;
  readonly token?: string;
}

/** How long one try may take, and for how long tries are repeated. Milliseconds. */
export interface Patience {
  readonly tryMs: number;
  readonly totalMs: number;
}

export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: { readonly type: string; readonly bytes: string | Buffer };
  readonly patience: Patience;
}

export interface ApiAnswer {
  readonly status: number;
  readonly version: string | null;
  readonly bytes: Buffer;
}

const CONNECT_MS = 5_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
/** What the API says of a refusal is a sentence; more is not read into an error. */
const MAX_DETAIL = 2_000;
const COME_BACK: ReadonlySet<number> = new Set([408, 425, 429]);

/** One API, over kept-alive connections: repeats what may be repeated, and says clearly what may not. */
export class ApiConnection {
  private agent = newAgent();
  private readonly closing = new AbortController();
  readonly url: string;

  constructor(private readonly address: ApiAddress) {
    this.url = address.url.replace(/\/+$/, '');
  }

  /** @throws ApiUnreachable when patience ran out, ApiRefused, LinkClosed. */
  async call(call: ApiCall): Promise<ApiAnswer> {
    const until = performance.now() + call.patience.totalMs;
    for (let tries = 0; ; tries++) {
      const answer = await this.once(call);
      if (!(answer instanceof ApiUnreachable)) return answer;
      const wait = Math.max(backoffMs(tries), answer.retryAfterMs);
      if (performance.now() + wait > until) throw answer;
      await sleep(wait, undefined, { signal: this.closing.signal, ref: true }).catch(() => {
        throw new LinkClosed();
      });
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.agent.destroy();
  }

  private async once({ method, path, body, patience }: ApiCall): Promise<ApiAnswer | ApiUnreachable> {
    if (this.closing.signal.aborted) throw new LinkClosed();
    const { token } = this.address;
    const { agent } = this;
    let answer: ApiAnswer & { retryAfter: string | null };
    // Not AbortSignal.timeout: where only AbortSignal.any knows of it, it is collected as garbage and never fires.
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(new OutOfTime()), patience.tryMs);
    try {
      const response = await request(this.url + path, {
        method,
        dispatcher: agent,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': body.type }),
        },
        body: body?.bytes ?? null,
        signal: AbortSignal.any([this.closing.signal, clock.signal]),
      });
      answer = {
        status: response.statusCode,
        version: single(response.headers['x-loom-version']),
        retryAfter: single(response.headers['retry-after']),
        bytes: Buffer.from(await response.body.arrayBuffer()),
      };
    } catch (cause) {
      if (this.closing.signal.aborted) throw new LinkClosed();
      if (cause instanceof OutOfTime) this.leave(agent);
      return new ApiUnreachable(this.url, reasonOf(cause), 0, { cause });
    } finally {
      clearTimeout(timer);
    }
    if (answer.status < 300) return answer;
    if (answer.status >= 500 || COME_BACK.has(answer.status)) {
      const seconds = Number(answer.retryAfter ?? 0);
      const retryAfterMs = Number.isFinite(seconds) ? Math.min(LONGEST_WAIT_MS, seconds * 1000) : 0;
      return new ApiUnreachable(this.url, `it answered ${answer.status}`, retryAfterMs);
    }
    throw this.refusal(answer);
  }

  /**
   * Where one line has fallen silent the others that are kept open may have, too: what comes next is said over new
   * ones.
   */
  private leave(agent: Agent): void {
    if (this.agent !== agent) return;
    this.agent = newAgent();
    void agent.close().catch(() => undefined);
  }

  private refusal({ status, bytes }: ApiAnswer): ApiRefused {
    const said = detailOf(bytes);
    if (status === 401) {
      const missing = this.address.token === undefined;
      const message = `the API at ${this.url} ${missing ? 'asks for a token' : 'does not take the token'}`;
      return new ApiRefused(
        status,
        message,
        'Give its [server] token, or one of `loom token create NAME --kind worker`, with --token or LOOM_SERVER_TOKEN.',
      );
    }
    if (status === 403) {
      const remedy = 'Name the API by the host it is configured with, or give its token with --token.';
      return new ApiRefused(status, `the API at ${this.url} refuses to talk: ${said ?? 'forbidden'}`, remedy);
    }
    if (said === null) {
      const remedy = 'Check --api: it has to be the address of `loom serve`.';
      return new ApiRefused(status, `what answers at ${this.url} is not Loom (status ${status})`, remedy);
    }
    return new ApiRefused(status, `the API refused a call (${status}): ${said}`);
  }
}

/** Doubles, with a share of chance so that many workers do not come back at the same moment. */
const backoffMs = (tries: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 10)) * (0.5 + Math.random() / 2);

const single = (header: string | string[] | undefined): string | null =>
  header === undefined ? null : ((Array.isArray(header) ? header[0] : header) ?? null);

const newAgent = (): Agent => new Agent({ connect: { timeout: CONNECT_MS }, headersTimeout: 0, bodyTimeout: 0 });

class OutOfTime extends Error {
  constructor() {
    super('it does not answer in time');
  }
}

function reasonOf(cause: unknown): string {
  const { code, message } = cause as { code?: unknown; message?: string };
  return typeof code === 'string' ? code : (message ?? 'the connection failed');
}

/** The sentence of a problem document; null for an answer that is none. */
function detailOf(bytes: Buffer): string | null {
  try {
    const { detail, errors } = JSON.parse(bytes.toString('utf8')) as { detail?: unknown; errors?: unknown };
    if (typeof detail !== 'string') return null;
    return `${detail}${errors === undefined ? '' : ` ${JSON.stringify(errors)}`}`.slice(0, MAX_DETAIL);
  } catch {
    return null;
  }
}
