import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `null`: the request is heard and never answered. */
type Answer = { readonly status: number; readonly location?: string } | null;

/** Somebody's server, which answers as it is told, and 200 when it is told nothing more. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  readonly answers: Answer[] = [];
  private readonly waiting: (() => void)[] = [];

  private constructor(
    private readonly server: Server,
    private readonly host: string,
  ) {
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        this.received.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
        for (const wake of this.waiting.splice(0)) wake();
        const answer = this.answers.length > 0 ? this.answers.shift() : { status: 200 };
        if (!answer) return;
        response.writeHead(answer.status, answer.location === undefined ? {} : { Location: answer.location });
        response.end('thank you');
      });
    });
  }

  static async start(host = '127.0.0.1'): Promise<WebhookReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    return new WebhookReceiver(server, host);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/hook'): string {
    return `http://${this.host}:${this.port}${path}`;
  }

  /** Until so many requests have come in. */
  async until(count: number): Promise<void> {
    while (this.received.length < count) await new Promise<void>((wake) => this.waiting.push(wake));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
