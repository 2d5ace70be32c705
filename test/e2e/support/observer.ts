import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PublishedApi } from '#testing';

/** Stands between a client and a server, lets everything through, and holds each answer against the description. */
export class Observer {
  /** How an answer was not as described. */
  readonly faults: string[] = [];
  /** Calls that were looked at, as `GET /tasks/{taskId} 200`. */
  readonly seen = new Set<string>();

  private constructor(
    private readonly server: Server,
    private readonly target: string,
    private readonly api: PublishedApi,
  ) {
    server.on('request', (asked, answered) => this.carry(asked, answered));
  }

  static async before(target: string, api: PublishedApi): Promise<Observer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Observer(server, target, api);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private carry(asked: IncomingMessage, answered: ServerResponse): void {
    const { method = 'GET', url = '/', headers } = asked;
    const sent = request(this.target + url, { method, headers, agent: false }, (answer) => {
      answered.writeHead(answer.statusCode ?? 502, answer.headers);
      const type = answer.headers['content-type'] ?? '';
      const chunks: Buffer[] = [];
      if (!type.startsWith('text/event-stream')) answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('end', () => this.look(method, url, answer.statusCode ?? 0, type, Buffer.concat(chunks).toString()));
      answer.pipe(answered);
    });
    sent.on('error', () => answered.destroy());
    answered.once('close', () => sent.destroy());
    asked.pipe(sent);
  }

  private look(method: string, url: string, status: number, type: string, text: string): void {
    const operation = this.api.operationAt(method, url.split('?', 1)[0] ?? '');
    this.seen.add(`${method} ${operation?.path ?? url} ${status}`);
    const body: unknown = /json/.test(type) && text !== '' ? JSON.parse(text) : text;
    const fault = this.api.faultOf(method, url, status, type, body);
    if (fault !== null) this.faults.push(fault);
  }
}
