import type { Problem } from '#contracts';
import { CommandFailure, EXIT, Unreachable, type ExitCode } from './exit-codes.js';
import { oneLine, prepareWidths } from './render/text.js';
import type { ServerAddress } from './server-address.js';

/** The server answered, and the answer is no. */
export class Refused extends CommandFailure {
  readonly code = 'refused';
  readonly exitCode: ExitCode;

  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
    remedy?: string,
  ) {
    super(sentenceOf(status, problem), remedy);
    this.exitCode = exitCodeOfStatus(status);
  }
}

/** 409 and a broken server are no fault of the command line; 429 and 502..504 say that nobody can serve it now. */
function exitCodeOfStatus(status: number): ExitCode {
  if (status === 429 || (status >= 502 && status <= 504)) return EXIT.unreachable;
  if (status === 409 || status >= 500) return EXIT.failed;
  return EXIT.usage;
}

export function sentenceOf(status: number, problem: Partial<Problem>): string {
  const said = text(problem.detail) || text(problem.title) || `the server answered ${status}`;
  const errors = Array.isArray(problem.errors) ? problem.errors : [];
  // One that the sentence holds already is not said twice.
  const details = errors
    .filter((error) => !said.includes(text(error.detail)))
    .map((error) => {
      const pointer = text(error.pointer);
      return pointer === '' ? text(error.detail) : `${pointer}: ${text(error.detail)}`;
    });
  const paths = (Array.isArray(problem.paths) ? problem.paths : []).map(text);
  const more = [...details, ...(paths.length > 0 ? [paths.join(', ')] : [])];
  return more.length === 0 ? said : `${said.replace(/[.:]$/, '')}: ${more.join('; ')}`;
}

const text = (value: unknown): string => (typeof value === 'string' ? oneLine(value) : '');

const REMEDIES: Readonly<Record<number, string>> = {
  401: 'Give the token with --token or LOOM_SERVER_TOKEN.',
  503: '`loom doctor` says what is missing.',
};

/** Until an answer begins; streams have clocks of their own. */
const ANSWER_MS = 60_000;

export class LoomClient {
  constructor(readonly server: ServerAddress) {}

  async get<T>(path: string): Promise<T> {
    return (await this.json<T>('GET', path)).body;
  }

  async send<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return (await this.json<T>(method, path, body)).body;
  }

  async json<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ body: T; headers: Headers; status: number }> {
    const response = await this.request(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    try {
      const text = await response.text();
      await prepareWidths(text);
      return { body: JSON.parse(text) as T, headers: response.headers, status: response.status };
    } catch (cause) {
      throw new Unreachable(
        `what answers at ${this.server.url} is not Loom: its answer to ${method} ${path} is not JSON`,
        'Check --server, LOOM_SERVER_URL or [server] in loom.toml.',
        { cause },
      );
    }
  }

  /** An answer as its bytes. */
  async bytes(path: string): Promise<Buffer> {
    const response = await this.request(path, { signal: AbortSignal.timeout(ANSWER_MS) });
    return Buffer.from(await response.arrayBuffer());
  }

  /** An answer that has begun, its body still coming. @throws Refused, Unreachable; the signal's reason when aborted. */
  async request(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.server.token !== undefined) headers.set('authorization', `Bearer ${this.server.token}`);
    let response: Response;
    try {
      response = await fetch(this.server.url + path, { redirect: 'error', ...init, headers });
    } catch (cause) {
      if (init.signal?.aborted && (init.signal.reason as Error | undefined)?.name !== 'TimeoutError') throw cause;
      throw new Unreachable(`no Loom answers at ${this.server.url} (${causeOf(cause)})`, this.server.remedy, { cause });
    }
    if (response.ok) return response;
    throw new Refused(response.status, await problemOf(response), REMEDIES[response.status]);
  }

  /** Who is there: anything may listen on a port. */
  async whoAnswers(): Promise<'loom' | 'another' | 'nobody'> {
    try {
      const response = await fetch(`${this.server.url}/health`, {
        redirect: 'manual',
        signal: AbortSignal.timeout(5000),
      });
      const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
      const body: unknown = isJson ? await response.json() : await response.body?.cancel();
      return typeof body === 'object' && body !== null && 'status' in body ? 'loom' : 'another';
    } catch {
      return 'nobody';
    }
  }
}

async function problemOf(response: Response): Promise<Partial<Problem>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return { detail: `the server answered ${response.status} ${response.statusText}`.trim() };
  }
}

export function causeOf(error: unknown): string {
  const seen = new Set<unknown>();
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at);
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string' && code !== 'ABORT_ERR') return code;
    if (at.name === 'TimeoutError') return 'no answer in time';
    if (at.cause === undefined) return oneLine(at.message);
  }
  return 'unknown reason';
}
