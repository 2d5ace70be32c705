import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from './loom.js';

/** A Redis as an operator would run one, that keeps nothing over its end. */
export class OwnRedis {
  private child: ChildProcess | null = null;
  private readonly folder = mkdtempSync(join(tmpdir(), 'loom-e2e-redis-'));
  private readonly onExit = (): void => void this.child?.kill('SIGKILL');

  private constructor(private readonly port: number) {
    process.on('exit', this.onExit);
  }

  static async start(): Promise<OwnRedis> {
    const redis = await OwnRedis.ofManyTests();
    onTestFinished(() => redis.end());
    return redis;
  }

  /** Ended by whoever started it. */
  static async ofManyTests(): Promise<OwnRedis> {
    const redis = new OwnRedis(await freePort());
    await redis.again();
    return redis;
  }

  async end(): Promise<void> {
    await this.kill();
    process.off('exit', this.onExit);
    rmSync(this.folder, { recursive: true, force: true });
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** With all that it holds. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null) return;
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill('SIGKILL');
    await ended;
  }

  /** An empty one at the same address. */
  async again(): Promise<void> {
    const settings = ['--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction', '--dir', this.folder];
    const child = spawn('redis-server', ['--port', String(this.port), ...settings], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Ready to accept connections')) resolve();
      });
      child.once('close', () => reject(new Error(`redis-server ended:\n${said}`)));
    });
  }
}

/** One that several processes share. Answers its URL. */
export const startRedis = async (): Promise<string> => (await OwnRedis.start()).url;
