import type { Problem } from '#contracts';
import { CommandFailure, EXIT, Unreachable, type ExitCode } from './exit-codes.js';
import { bytesOf, callHttp, type HttpAnswer, type HttpCall } from './http.js';
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
  ): Promise<{ body: T; headers: HttpAnswer['headers']; status: number }> {
    const answer = await this.request(path, {
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
      const text = (await bytesOf(answer)).toString('utf8');
      await prepareWidths(text);
      return { body: JSON.parse(text) as T, headers: answer.headers, status: answer.status };
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
    return bytesOf(await this.request(path, { signal: AbortSignal.timeout(ANSWER_MS) }));
  }

  /** An answer that has begun, its body still coming. @throws Refused, Unreachable; the signal's reason when aborted. */
  async request(path: string, call: HttpCall): Promise<HttpAnswer> {
    const { token } = this.server;
    const headers = { ...call.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    let answer: HttpAnswer;
    try {
      answer = await callHttp(this.server.url + path, { ...call, headers });
    } catch (cause) {
      if (call.signal.aborted && (call.signal.reason as Error | undefined)?.name !== 'TimeoutError') throw cause;
      throw new Unreachable(`no Loom answers at ${this.server.url} (${causeOf(cause)})`, this.server.remedy, { cause });
    }
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw new Refused(answer.status, await problemOf(answer), REMEDIES[answer.status]);
  }

  /** Who is there: anything may listen on a port. */
  async whoAnswers(): Promise<'loom' | 'another' | 'nobody'> {
    try {
      const answer = await callHttp(`${this.server.url}/health`, { signal: AbortSignal.timeout(5000) });
      if (!/\bjson\b/.test(answer.headers['content-type'] ?? '')) {
        answer.discard();
        return 'another';
      }
      const body: unknown = JSON.parse((await bytesOf(answer)).toString('utf8'));
      return typeof body === 'object' && body !== null && 'status' in body ? 'loom' : 'another';
    } catch {
      return 'nobody';
    }
  }
}

async function problemOf(answer: HttpAnswer): Promise<Partial<Problem>> {
  try {
    const body: unknown = JSON.parse((await bytesOf(answer)).toString('utf8'));
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return { detail: `the server answered ${answer.status} ${answer.statusText}`.trim() };
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
