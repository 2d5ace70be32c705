import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoomConfig } from '#config';
import type { EventType } from '#contracts';
import { openDatabase, SqliteTaskStore } from '#persistence';
import { Webhooks } from './webhooks.js';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `null`: the request is heard and never answered. */
type Answer = { readonly status: number; readonly location?: string } | null;

/** Somebody's server, which answers as it is told, and 200 when it is told nothing more. */
export class Receiver {
  readonly received: Received[] = [];
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

  static async start(host = '127.0.0.1'): Promise<Receiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    return new Receiver(server, host);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/hook'): string {
    return `http://${this.host}:${this.port}${path}`;
  }

  async until(count: number): Promise<void> {
    while (this.received.length < count) await new Promise<void>((wake) => this.waiting.push(wake));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** API processes that come and go over one database, under a clock that moves when told. */
export class WebhookFixture {
  readonly clock = { now: Date.parse('2026-01-02T03:04:05.000Z') };
  private readonly folder = mkdtempSync(join(tmpdir(), 'loom-webhooks-'));
  private readonly stores: SqliteTaskStore[] = [];

  /** A store as another process has it. */
  async store(): Promise<SqliteTaskStore> {
    const store = new SqliteTaskStore(await openDatabase({ path: join(this.folder, 'loom.db') }), {
      now: () => this.clock.now,
    });
    this.stores.push(store);
    return store;
  }

  /** The id of a task that has just ended. */
  async ended(store: SqliteTaskStore, callbackUrl: string, type: EventType = 'task_failed'): Promise<string> {
    const id = randomUUID();
    await store.createTask(
      {
        ...{ id, goal: 'write a parser', workspaceId: 'folder-1', workspacePath: '/tmp/nowhere' },
        ...{ context: {}, metadata: {}, approvalMode: 'auto', confidenceThreshold: 0.8, callbackUrl, protected: [] },
        ...{
          priority: 5,
          limits: { tokens: null, modelCalls: null, seconds: null },
          idempotencyKey: null,
          bodyHash: null,
        },
      },
      [{ type: 'task_created' }],
    );
    await store.commit(id, 0, {
      ...{ newSubtasks: [], subtasks: new Map(), newAttempts: [], settled: [], dropped: [], memory: [], landings: [] },
      task: { status: type === 'task_cancelled' ? 'cancelled' : 'failed', error: 'Stück.' },
      events: [{ type, data: { error: 'Stück.' } }],
    });
    return id;
  }

  async close(): Promise<void> {
    for (const store of this.stores) await store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** All that is due now is sent, and what became of it is noted. */
export async function round(store: SqliteTaskStore, server: Partial<LoomConfig['server']> = {}): Promise<void> {
  const webhooks = Webhooks.of(store, { server: { ...new LoomConfig().server, ...server } });
  await webhooks.sendDue();
  await webhooks.stop();
}
