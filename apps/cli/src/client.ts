import {
  addressOf,
  type AnswerOf,
  type Given,
  type MayOmit,
  type Method,
  type Operation,
  type Parts,
  type PathOf,
} from './api/calls.js';
import type { Problem } from './api/views.js';
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
  401: 'Give the token with --token or LOOM_TOKEN.',
  503: '`loom doctor` says what is missing.',
};

const ANOTHER = 'Check --server, LOOM_SERVER_URL or [server] in loom.toml.';

/** Until an answer begins; streams have clocks of their own. */
const ANSWER_MS = 60_000;

interface JsonAnswer<T> {
  readonly body: T;
  readonly headers: HttpAnswer['headers'];
  readonly status: number;
}

/** The API as its published description has it. */
export class LoomClient {
  constructor(readonly server: ServerAddress) {}

  async get<P extends PathOf<'get'>>(path: P, ...given: MayOmit<Given<Operation<P, 'get'>>>) {
    return (await this.ask('get', path, ...given)).body;
  }

  async post<P extends PathOf<'post'>>(path: P, ...given: MayOmit<Given<Operation<P, 'post'>>>) {
    return (await this.ask('post', path, ...given)).body;
  }

  async patch<P extends PathOf<'patch'>>(path: P, ...given: MayOmit<Given<Operation<P, 'patch'>>>) {
    return (await this.ask('patch', path, ...given)).body;
  }

  async delete<P extends PathOf<'delete'>>(path: P, ...given: MayOmit<Given<Operation<P, 'delete'>>>) {
    return (await this.ask('delete', path, ...given)).body;
  }

  /** One call of the published description, with the headers of its answer. */
  async ask<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ...[given = {} as Given<Operation<P, M>>]: MayOmit<Given<Operation<P, M>>>
  ): Promise<JsonAnswer<AnswerOf<Operation<P, M>>>> {
    const { body, headers = {} }: Parts = given;
    return this.json(method.toUpperCase(), addressOf(path, given), body, headers);
  }

  /** What is asked of addresses that are not for the public. */
  async json<T>(
    method: string,
    address: string,
    body?: unknown,
    headers: Readonly<Record<string, string | number>> = {},
  ): Promise<JsonAnswer<T>> {
    const answer = await this.request(address, {
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
        `what answers at ${this.server.url} is not Loom: its answer to ${method} ${address} is not JSON`,
        ANOTHER,
        { cause },
      );
    }
  }

  /** An answer that is no JSON, as its bytes. */
  async bytes<P extends PathOf<'get'>>(path: P, given: Given<Operation<P, 'get'>>): Promise<Buffer> {
    return bytesOf(await this.request(addressOf(path, given), { signal: AbortSignal.timeout(ANSWER_MS) }));
  }

  /**
   * An answer that has begun, its body still coming. @throws Refused, Unreachable; the signal's reason when aborted.
   */
  async request(address: string, call: HttpCall): Promise<HttpAnswer> {
    const { token } = this.server;
    const headers = { ...call.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    let answer: HttpAnswer;
    try {
      answer = await callHttp(this.server.url + address, { ...call, headers });
    } catch (cause) {
      if (call.signal.aborted && (call.signal.reason as Error | undefined)?.name !== 'TimeoutError') throw cause;
      throw new Unreachable(`no Loom answers at ${this.server.url} (${causeOf(cause)})`, this.server.remedy, { cause });
    }
    if (answer.status >= 200 && answer.status < 300) return answer;
    // Loom says of each refusal what it is; another server, such as a model's, does not know the address.
    const isUnknown = answer.status === 404 || answer.status === 405;
    if (isUnknown && !/\bproblem\+json\b/.test(answer.headers['content-type'] ?? '')) {
      answer.discard();
      throw new Unreachable(
        `what answers at ${this.server.url} is not Loom: it answers ${answer.status} to ${address}`,
        ANOTHER,
      );
    }
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
