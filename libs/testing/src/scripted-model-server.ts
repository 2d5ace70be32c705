import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { ableModel, isProbe } from './able-model.js';
import { answerProbe, type ServerFlavour } from './scripted-probes.js';
import {
  isRaw,
  type RawReply,
  type Script,
  type ScriptedAnswer,
  type ScriptedModel,
  type ScriptedReply,
  type SeenRequest,
} from './scripted-reply.js';
import { readChatBody, renderError, renderReply } from './scripted-wire.js';
import { cut, write, type Chunking } from './chunking.js';

export interface ScriptedServerOptions {
  readonly answer: Script;
  /**
   * Models that exist here; a request for another is answered 404. Absent = "scripted" is listed and any name taken.
   */
  readonly models?: readonly ScriptedModel[];
  /** `line` when absent; a function chooses for each request. */
  readonly chunking?: Chunking | ((request: SeenRequest) => Chunking);
  /** Whose extra pages it has; `any` has Ollama's and lists `max_model_len` as vLLM does. */
  readonly flavour?: ServerFlavour;
  /** A chat or probe without this bearer token is answered 401. */
  readonly apiKey?: string;
  /** 0 (default) takes a free one. */
  readonly port?: number;
  /** Address to listen on; loopback when absent. */
  readonly host?: string;
  /** What it says to the questions of a probe; a model that can do everything when absent. */
  readonly checks?: Script;
  /** Replaces the answer to a request that is not a chat. */
  readonly probe?: (path: string, body: Readonly<Record<string, unknown>>) => RawReply | undefined;
}

export interface SeenProbe {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const CHAT_PATHS: Readonly<Record<string, SeenRequest['protocol']>> = {
  '/api/chat': 'ollama',
  '/v1/chat/completions': 'openai',
  '/chat/completions': 'openai',
};

/** A model server on loopback that speaks Ollama's and OpenAI's protocol and says what a script tells it to. */
export class ScriptedModelServer {
  readonly requests: SeenRequest[] = [];
  readonly probes: SeenProbe[] = [];
  /** Questions of a probe of what the model can do; none of them is among `requests`, nor the script's to answer. */
  readonly checks: SeenRequest[] = [];
  /** Requests the script had no answer for, each a sentence: a test asserts that there are none. */
  readonly unscripted: string[] = [];
  private readonly waiting = new Map<number, ((request: SeenRequest) => void)[]>();
  private readonly waitingForChecks = new Map<number, ((request: SeenRequest) => void)[]>();
  /** Stays known after the end, so that nothing listening there can be tested. */
  port = 0;
  private open = 0;
  private most = 0;

  private constructor(
    private readonly server: Server,
    private readonly options: ScriptedServerOptions,
  ) {}

  static async start(options: ScriptedServerOptions | Script): Promise<ScriptedModelServer> {
    const server = createServer();
    const scripted = new ScriptedModelServer(server, typeof options === 'function' ? { answer: options } : options);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      scripted.serve(request, response).catch((error: unknown) => scripted.fail(response, 'openai', error));
    });
    server.listen(scripted.options.port ?? 0, scripted.host);
    await once(server, 'listening');
    scripted.port = (server.address() as AddressInfo).port;
    return scripted;
  }

  private get host(): string {
    return this.options.host ?? '127.0.0.1';
  }

  /** Base address without `/v1`. */
  get url(): string {
    return `http://${this.host}:${this.port}`;
  }

  /** Most chat requests that were being answered at once. */
  get mostAtOnce(): number {
    return this.most;
  }

  /** The n-th chat request (from 1), as soon as it has arrived. */
  seen(n: number): Promise<SeenRequest> {
    return nth(n, this.requests, this.waiting);
  }

  /** The n-th question of a probe. */
  checked(n: number): Promise<SeenRequest> {
    return nth(n, this.checks, this.waitingForChecks);
  }

  /** Ends it and every connection; repeated calls are harmless. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    response.socket?.setNoDelay(true);
    response.on('error', () => undefined);
    const path = new URL(incoming.url ?? '/', 'http://loopback').pathname;
    const text = await readAll(incoming);
    const protocol = CHAT_PATHS[path];
    let body: Record<string, unknown>;
    try {
      body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    } catch {
      return sendJson(response, 400, renderError(protocol ?? 'openai', 400, 'the body is not JSON'));
    }
    if (this.options.apiKey !== undefined && incoming.headers.authorization !== `Bearer ${this.options.apiKey}`)
      return sendJson(response, 401, renderError(protocol ?? 'openai', 401, 'Incorrect API key provided'));
    if (protocol === undefined || incoming.method !== 'POST') {
      this.probes.push({ method: incoming.method ?? 'GET', path, body });
      const own = this.options.probe?.(path, body);
      if (own) return this.sendRaw(response, own);
      const { status, json } = answerProbe(this.options.flavour ?? 'any', this.models(), path, body);
      return sendJson(response, status, json);
    }
    const read = readChatBody(protocol, body);
    const isCheck = isProbe(read);
    const request = this.note({ protocol, path, headers: incoming.headers, body, ...read }, response, isCheck);
    if (this.options.models && !this.options.models.some(({ name }) => name === request.model))
      return sendJson(response, 404, renderError(protocol, 404, `model '${request.model}' not found`));
    try {
      if (!isCheck) this.most = Math.max(this.most, ++this.open);
      const script = isCheck ? (this.options.checks ?? ableModel()) : this.options.answer;
      const answer = await script(request);
      if (answer === undefined) throw new Error('the script has no answer');
      await this.send(request, response, answer, isCheck ? 'line' : this.options.chunking);
    } catch (error) {
      this.fail(response, protocol, error, request);
    } finally {
      if (!isCheck) this.open--;
    }
  }

  private models(): readonly ScriptedModel[] {
    return this.options.models ?? [{ name: 'scripted', loaded: true }];
  }

  private note(
    seen: Omit<SeenRequest, 'n' | 'at' | 'aborted'>,
    response: ServerResponse,
    isCheck: boolean,
  ): SeenRequest {
    const aborted = new Promise<void>((resolve) => {
      response.once('close', () => {
        if (!response.writableFinished) resolve();
      });
    });
    const list = isCheck ? this.checks : this.requests;
    const request: SeenRequest = { ...seen, n: list.length + 1, at: Date.now(), aborted };
    list.push(request);
    const waiting = isCheck ? this.waitingForChecks : this.waiting;
    for (const resolve of waiting.get(request.n) ?? []) resolve(request);
    waiting.delete(request.n);
    return request;
  }

  private fail(
    response: ServerResponse,
    protocol: SeenRequest['protocol'],
    error: unknown,
    request?: SeenRequest,
  ): void {
    const because = error instanceof Error ? error.message : String(error);
    const which = request ? `request ${request.n} (${request.role ?? 'no role'})` : 'a request';
    const sentence = `unscripted: ${which}: ${because}`;
    this.unscripted.push(sentence);
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, renderError(protocol, 500, sentence));
  }

  private async send(
    request: SeenRequest,
    response: ServerResponse,
    answer: ScriptedAnswer,
    chunking: ScriptedServerOptions['chunking'],
  ): Promise<void> {
    if (isRaw(answer)) return this.sendRaw(response, answer);
    const gone = new Promise<void>((resolve) => response.once('close', () => resolve()));
    if (answer.delayMs !== undefined) await Promise.race([wait(answer.delayMs), gone]);
    if (answer.hold && answer.holdAt !== 'middle') await Promise.race([answer.hold, gone]);
    if (response.destroyed) return;
    const status = answer.status ?? 200;
    if (status >= 400) {
      const given = answer.errorBody ?? renderError(request.protocol, status, answer.text ?? 'a scripted error');
      return sendJson(response, status, typeof given === 'string' ? given : JSON.stringify(given), answer.headers);
    }
    const size = typeof chunking === 'function' ? chunking(request) : (chunking ?? 'line');
    await this.sendReply(request, response, answer, gone, size);
  }

  private async sendReply(
    request: SeenRequest,
    response: ServerResponse,
    reply: ScriptedReply,
    gone: Promise<void>,
    size: Chunking,
  ): Promise<void> {
    const { contentType, parts } = renderReply(request, reply);
    response.writeHead(reply.status ?? 200, { 'content-type': contentType, ...reply.headers });
    const [head, tail] = reply.hold && reply.holdAt === 'middle' ? [parts.slice(0, 2), parts.slice(2)] : [parts, []];
    let left = reply.dropAfterBytes ?? Infinity;
    for (const [index, half] of [head, tail].entries()) {
      if (index === 1 && tail.length > 0) await Promise.race([reply.hold, gone]);
      for (const chunk of cut(half, size)) {
        if (response.destroyed) return;
        await write(response, chunk.subarray(0, Math.min(chunk.length, left)));
        left -= chunk.length;
        if (left <= 0) return void response.socket?.resetAndDestroy();
      }
    }
    response.end();
  }

  private async sendRaw(response: ServerResponse, raw: RawReply): Promise<void> {
    response.writeHead(raw.status ?? 200, raw.headers);
    response.flushHeaders();
    for (const [index, chunk] of raw.chunks.entries()) {
      if (index > 0 && raw.gapMs) await wait(raw.gapMs);
      if (response.destroyed) return;
      await write(response, Buffer.from(chunk));
    }
    if (raw.endHow === 'reset') response.socket?.resetAndDestroy();
    else if (raw.endHow === 'hang') await new Promise((resolve) => response.once('close', resolve));
    else response.end();
  }
}

function nth(
  n: number,
  list: readonly SeenRequest[],
  waiting: Map<number, ((request: SeenRequest) => void)[]>,
): Promise<SeenRequest> {
  const there = list[n - 1];
  if (there) return Promise.resolve(there);
  return new Promise((resolve) => waiting.set(n, [...(waiting.get(n) ?? []), resolve]));
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function sendJson(
  response: ServerResponse,
  status: number,
  json: string,
  headers?: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(json);
}
