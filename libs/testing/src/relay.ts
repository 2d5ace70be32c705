import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type NetConnectOpts, type Server, type Socket } from 'node:net';

/**
 * Carries connections to a server, and can fall silent as a broken line does: what is open then carries nothing any
 * more, and neither end hears of it. New connections are carried as before.
 */
export class Relay {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  /** Kept open: to close one would tell. */
  private readonly silent: Socket[] = [];

  private constructor(private readonly server: Server) {}

  static async to(target: NetConnectOpts): Promise<Relay> {
    const server = createServer();
    const relay = new Relay(server);
    server.on('connection', (near) => relay.carry(near, connect(target)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return relay;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Connections that are carried now. */
  get count(): number {
    return this.pairs.size;
  }

  hush(): void {
    for (const pair of this.pairs) {
      for (const side of pair) {
        side.unpipe();
        side.removeAllListeners('close');
        // Taken from the line and dropped, so that no end is held back either.
        side.resume();
        this.silent.push(side);
      }
    }
    this.pairs.clear();
  }

  async close(): Promise<void> {
    for (const side of [...this.silent, ...[...this.pairs].flat()]) side.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private carry(near: Socket, far: Socket): void {
    const pair = [near, far] as const;
    this.pairs.add(pair);
    for (const side of pair) {
      side.on('error', () => undefined);
      side.on('close', () => {
        for (const each of pair) each.destroy();
        this.pairs.delete(pair);
      });
    }
    near.pipe(far);
    far.pipe(near);
  }
}
