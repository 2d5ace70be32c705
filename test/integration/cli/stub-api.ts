import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SeenCall {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

type Answer = { status?: number; json?: unknown; body?: Buffer; type?: string; headers?: Record<string, string> };
type Route = (call: SeenCall, response: ServerResponse) => Answer | undefined;

/** Routes of the API with answers a spec gives; `undefined` = the route has answered by itself. */
export class StubApi {
  readonly calls: SeenCall[] = [];
  url = '';
  private readonly server = createServer((request, response) => void this.answer(request, response));

  private constructor(private readonly routes: Record<string, Route | Answer>) {}

  static async start(routes: Record<string, Route | Answer>): Promise<StubApi> {
    const api = new StubApi({ 'GET /health': { json: { status: 'ok', version: '0' } }, ...routes });
    await new Promise<void>((done) => api.server.listen(0, '127.0.0.1', done));
    api.url = `http://127.0.0.1:${(api.server.address() as AddressInfo).port}`;
    return api;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const sent = await text(request);
    const method = request.method ?? '';
    const call = {
      method,
      path,
      query,
      headers: request.headers,
      body: sent === '' ? null : (JSON.parse(sent) as unknown),
    };
    this.calls.push(call);
    const route = this.routes[`${method} ${path}`];
    const missing: Answer = {
      status: 404,
      json: { type: 'about:blank', title: 'Not Found', status: 404, detail: `no ${path}` },
    };
    const answer = typeof route === 'function' ? route(call, response) : (route ?? missing);
    if (answer === undefined) return;
    const { status = 200, json, body, type, headers } = answer;
    response.writeHead(status, {
      'content-type': type ?? (status < 400 ? 'application/json' : 'application/problem+json'),
      ...headers,
    });
    response.end(body ?? JSON.stringify(json ?? {}));
  }

  close(): Promise<void> {
    return new Promise((done) => {
      this.server.close(() => done());
      this.server.closeAllConnections();
    });
  }
}
