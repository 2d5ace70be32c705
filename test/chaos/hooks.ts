import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** So long a receiver thinks before it answers: long enough to be killed in. */
const ANSWER_MS = 40;

/** Everybody's callback address: hears of each task's end, and notes what it heard. */
export class Hooks {
  /** Ids of the deliveries that were answered, by task. */
  private readonly heard = new Map<string, string[]>();
  private readonly listeners = new Map<string, () => void>();

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      request.resume();
      request.on('end', () => {
        const task = (request.url ?? '').slice(1);
        this.listeners.get(task)?.();
        void wait(ANSWER_MS).then(() => {
          const id = String(request.headers['x-loom-delivery'] ?? '');
          this.heard.set(task, [...(this.heard.get(task) ?? []), id]);
          response.writeHead(200).end();
        });
      });
      response.on('error', () => undefined);
    });
  }

  static async start(): Promise<Hooks> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Hooks(server);
  }

  url(task: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${task}`;
  }

  /** Called when the task's end begins to be told. */
  onCall(task: string, listener: () => void): void {
    this.listeners.set(task, listener);
  }

  of(task: string): readonly string[] {
    return this.heard.get(task) ?? [];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
