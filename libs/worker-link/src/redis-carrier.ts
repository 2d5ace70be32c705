import { mkdtempSync, rmSync } from 'node:fs';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiAddress } from './api-connection.js';

/** From the request to the head of its answer. */
const OPENING_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;

/**
 * A Redis that the API's machine reaches, as a socket on this one: each connection is one call to the API, whose
 * body and answer carry the bytes. A connection that is cut is Redis gone away for whoever holds it, and is made anew.
 */
export class RedisCarrier {
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly address: ApiAddress,
    private readonly folder: string,
    private readonly server: Server,
  ) {}

  static async start(address: ApiAddress): Promise<RedisCarrier> {
    // Of this user alone: mkdtemp makes it 0700.
    const folder = mkdtempSync(join(tmpdir(), 'loom-redis-'));
    const server = createServer();
    const carrier = new RedisCarrier(address, folder, server);
    server.on('connection', (socket) => carrier.carry(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(carrier.path, resolve);
    });
    process.on('exit', carrier.tidy);
    return carrier;
  }

  get path(): string {
    return join(this.folder, 'redis.sock');
  }

  /** `template` (a `unix://` URL that may hold a login) with this socket in it. */
  urlFor(template: string): string {
    const url = new URL(template);
    url.pathname = this.path.split('/').map(encodeURIComponent).join('/');
    return url.href;
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
    process.off('exit', this.tidy);
    this.tidy();
  }

  private readonly tidy = (): void => rmSync(this.folder, { recursive: true, force: true });

  private carry(socket: Socket): void {
    const { url, token } = this.address;
    const target = `${url.replace(/\/+$/, '')}/internal/worker/redis`;
    const call = (target.startsWith('https:') ? requestHttps : requestHttp)(target, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/octet-stream',
        connection: 'close',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    this.open.add(socket);
    const end = (): void => {
      clearTimeout(opening);
      this.open.delete(socket);
      socket.destroy();
      call.destroy();
    };
    const opening = setTimeout(end, OPENING_MS);
    call.on('socket', (wire) => void wire.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS));
    call.on('response', (answer: IncomingMessage) => {
      clearTimeout(opening);
      if (answer.statusCode !== 200) return end();
      answer.on('error', end);
      answer.on('close', end);
      answer.pipe(socket);
    });
    call.on('error', end);
    call.on('close', end);
    socket.on('error', end);
    socket.on('close', end);
    call.flushHeaders();
    socket.pipe(call);
  }
}
