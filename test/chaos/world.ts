import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Redis } from 'ioredis';
import { ChaosModel } from './model.js';
import { freePort, LOOM, Part, until } from './processes.js';

/** `alone`: one `loom serve` with its private Redis. `apart`: a shared Redis, and the workers processes of their own. */
export type Shape = 'alone' | 'apart';

const WORKERS = ['planner', 'executor', 'executor', 'verifier', 'verifier', 'extractor'] as const;

interface RedisNote {
  readonly place: { kind: string; path: string; port: number; password: string };
  readonly process: { readonly pid: number } | null;
}

/** A whole Loom in processes, its model, and the ways to hurt them. */
export class World {
  readonly parts = new Map<string, Part>();

  private constructor(
    readonly shape: Shape,
    readonly folder: string,
    readonly url: string,
    readonly model: ChaosModel,
    private readonly redisUrl: string | null,
  ) {}

  static async start(shape: Shape): Promise<World> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'loom-chaos-')));
    const model = await ChaosModel.start();
    const port = await freePort();
    const redisUrl = shape === 'apart' ? `redis://127.0.0.1:${await freePort()}` : null;
    const world = new World(shape, folder, `http://127.0.0.1:${port}`, model, redisUrl);
    mkdirSync(join(folder, 'data'));
    writeFileSync(world.config, configText(folder, port, model.url, redisUrl));
    try {
      await world.open();
    } catch (error) {
      await world.close();
      throw error;
    }
    return world;
  }

  get config(): string {
    return join(this.folder, 'loom.toml');
  }

  part(name: string): Part {
    const part = this.parts.get(name);
    if (part === undefined) throw new Error(`there is no part ${name}`);
    return part;
  }

  /** Reads the truth itself, past the API. */
  rows<Row>(sql: string, ...values: readonly unknown[]): Row[] {
    const db = new Database(join(this.folder, 'data', 'loom.db'), { readonly: true });
    try {
      return db.prepare<unknown[], Row>(sql).all(...values);
    } finally {
      db.close();
    }
  }

  /** Everything that was killed runs again, and answers. */
  async mend(): Promise<void> {
    for (const part of this.parts.values()) {
      part.signal('SIGCONT');
      part.start();
    }
    await until('the API answers', 30_000, () => this.get('/tasks?limit=1'));
  }

  async get<T>(path: string): Promise<T | null> {
    const answer = await fetch(this.url + path, { signal: AbortSignal.timeout(5_000) });
    return answer.ok ? ((await answer.json()) as T) : null;
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
  }

  /** Process id of the Redis in use. */
  redisPid(): number | undefined {
    if (this.redisUrl !== null) return this.part('redis').pid;
    return this.record().process?.pid;
  }

  async flushRedis(): Promise<void> {
    const redis = new Redis(this.redisUrl ?? this.privateRedis(), { maxRetriesPerRequest: 1 });
    redis.on('error', () => undefined);
    await redis.flushall();
    redis.disconnect();
  }

  /** The standalone worker that holds a running attempt of the stage, or the first of the role. */
  holder(stage: 'execute' | 'verify'): Part {
    const role = stage === 'execute' ? 'executor' : 'verifier';
    const held = this.rows<{ worker: string }>(
      `SELECT worker FROM attempts WHERE state = 'running' AND stage = ? AND worker IS NOT NULL`,
      stage,
    );
    const workers = [...this.parts.values()].filter((part) => part.name.startsWith(role));
    const busy = workers.find((part) => held.some(({ worker }) => worker.includes(`-${part.pid ?? 'none'}-`)));
    return busy ?? (workers[0] as Part);
  }

  async close(): Promise<void> {
    for (const part of [...this.parts.values()].reverse()) {
      part.signal('SIGCONT');
      const cutOff = setTimeout(() => part.signal('SIGKILL'), 10_000);
      await part.end('SIGTERM');
      clearTimeout(cutOff);
    }
    await this.model.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async open(): Promise<void> {
    if (this.redisUrl !== null) {
      const { port } = new URL(this.redisUrl);
      this.add('redis', ['redis-server', '--port', port, '--bind', '127.0.0.1', '--save', '', '--dir', this.folder]);
    }
    const roles = this.shape === 'apart' ? ['--roles', 'none'] : [];
    this.add('serve', [process.execPath, LOOM, 'serve', '--config', this.config, ...roles]);
    await until('the API answers, or is gone', 60_000, () => !this.part('serve').runs || this.get('/tasks?limit=1'));
    if (!this.part('serve').runs) throw new Error(`loom serve ended: ${this.part('serve').log}`);
    if (this.redisUrl === null) return;
    WORKERS.forEach((role, n) => {
      const link = ['--redis', this.redisUrl ?? '', '--api', this.url, '--config', this.config];
      this.add(`${role}${n}`, [process.execPath, LOOM, 'worker', role, ...link]);
    });
    await until('the workers are known', 60_000, async () => {
      const known = await this.get<unknown[]>('/workers');
      return known !== null && known.length >= WORKERS.length;
    });
  }

  private add(name: string, command: readonly string[]): void {
    const part = new Part(name, command, join(this.folder, `${name}.log`));
    this.parts.set(name, part);
    part.start();
  }

  private privateRedis(): string {
    const { place } = this.record();
    return place.kind === 'socket' ? place.path : `redis://:${place.password}@127.0.0.1:${place.port}`;
  }

  /** What the private Redis' owner wrote down about it. */
  private record(): RedisNote {
    return JSON.parse(readFileSync(join(this.folder, 'data', 'redis', 'running.json'), 'utf8')) as RedisNote;
  }
}

function configText(folder: string, port: number, modelUrl: string, redisUrl: string | null): string {
  const text = (value: string): string => JSON.stringify(value);
  return `
[server]
port = ${port}
${redisUrl === null ? '' : `[redis]\nurl = ${text(redisUrl)}\n`}
[models.main]
provider = "openai_compatible"
base_url = ${text(modelUrl)}
model = "scripted"
roles = ["planner", "executor", "verifier", "extractor"]
context_window = 32768
max_concurrency = 8
timeout_seconds = 5
[workspace]
scratch_dir = ${text(join(folder, 'scratch'))}
[memory]
database_path = ${text(join(folder, 'data', 'loom.db'))}
[execution]
auto_proceed_seconds = 0
[logging]
event_log_path = ${text(join(folder, 'logs'))}
`;
}
