import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis server of a spec's own, on a socket in a folder of its own; keeps nothing over its end. */
export class TestRedis {
  readonly folder = mkdtempSync(join(tmpdir(), 'loom-redis-'));
  readonly socket = join(this.folder, 'redis.sock');
  readonly url = `unix://${this.socket}`;
  private child: ChildProcess | null = null;

  constructor(private readonly settings: readonly string[] = []) {}

  /** Resolves once it takes connections. */
  async start(): Promise<this> {
    rmSync(this.socket, { force: true });
    const where = ['--port', '0', '--unixsocket', this.socket, '--dir', this.folder, '--save', ''];
    const child = spawn('redis-server', [...where, ...this.settings], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.child = child;
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (/ready to accept/i.test(said)) break;
    }
    if (!/ready to accept/i.test(said)) throw new Error(`redis-server did not start: ${said}`);
    return this;
  }

  /** kill -9; resolves once it is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
