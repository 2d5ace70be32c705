import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Redis } from 'ioredis';
import { OwnNetwork, SmallDisk } from '#testing';
import { ChaosModel } from './model.js';
import { freePort, LOOM, Part, ROOT, until } from './processes.js';

/**
 * `alone`: one `loom serve` with its private Redis. `small`: the same with its data and the users' folders on a small disk.
 * `apart`: a shared Redis, and the workers processes of their own. `cut`: the same, where each executor sees nothing but
 * the head, over a wire that can be cut.
 */
export const SHAPES = ['alone', 'small', 'apart', 'cut'] as const;
export type Shape = (typeof SHAPES)[number];

/** Why worlds of this shape cannot be here; null when they can. */
export function troubleWith(shape: Shape): string | null {
  if (shape === 'cut') return OwnNetwork.trouble();
  if (shape === 'small' && process.getuid?.() !== 0) return SmallDisk.trouble;
  return null;
}

const SMALL_DISK_MIB = 192;
const REFILL_MS = 200;
const TOKEN = 'chaos-token-of-the-head';
const CLOCK = join(ROOT, 'dist', 'test', 'chaos', 'clock.js');

const WORKERS = ['planner', 'executor', 'executor', 'verifier', 'verifier', 'extractor'] as const;

interface RedisNote {
  readonly place: { kind: string; path: string; port: number; password: string };
  readonly process: { readonly pid: number } | null;
}

/** A whole Loom in processes, its model, and the ways to hurt them. */
export class World {
  readonly parts = new Map<string, Part>();
  private readonly networks = new Map<string, OwnNetwork>();
  private clockIsWrongByMs = 0;

  private constructor(
    readonly shape: Shape,
    readonly folder: string,
    private readonly port: number,
    readonly model: ChaosModel,
    private readonly redisUrl: string | null,
    private readonly smallDisk: SmallDisk | null,
  ) {}

  static async start(shape: Shape): Promise<World> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'loom-chaos-')));
    const isApart = shape === 'apart' || shape === 'cut';
    // The machine's own addresses on the wires answer here too, so everything listens on all of them.
    const model = await ChaosModel.start(shape === 'cut' ? '0.0.0.0' : '127.0.0.1');
    const redisUrl = isApart ? `redis://127.0.0.1:${await freePort()}` : null;
    const smallDisk = shape === 'small' ? SmallDisk.make(SMALL_DISK_MIB) : null;
    const world = new World(shape, folder, await freePort(), model, redisUrl, smallDisk);
    mkdirSync(world.dataDir, { recursive: true });
    writeFileSync(world.config, world.configText(shape === 'cut' ? '0.0.0.0' : '127.0.0.1', '127.0.0.1'));
    try {
      await world.open();
    } catch (error) {
      await world.close();
      throw error;
    }
    return world;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What a client of this head shows. */
  get auth(): Record<string, string> {
    return this.shape === 'cut' ? { authorization: `Bearer ${TOKEN}` } : {};
  }

  /** What lies here fills up together. */
  private get disk(): string {
    return this.smallDisk?.dir ?? join(this.folder, 'disk');
  }

  private get dataDir(): string {
    return join(this.disk, 'data');
  }

  /** Where the users' folders are made. */
  get work(): string {
    return join(this.disk, 'work');
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
    const db = new Database(join(this.dataDir, 'loom.db'), { readonly: true });
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
    await until('the API answers', 120_000, () => this.get('/tasks?limit=1'));
  }

  async get<T>(path: string): Promise<T | null> {
    const answer = await fetch(this.url + path, { headers: this.auth, signal: AbortSignal.timeout(5_000) });
    return answer.ok ? ((await answer.json()) as T) : null;
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.auth, ...headers },
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

  /** Takes all the room there is on the small disk, again whenever there is some; the answer gives it back. */
  fillDisk(): () => void {
    const disk = this.smallDisk;
    if (disk === null) throw new Error('this world has no disk of its own');
    disk.fill();
    const refill = setInterval(() => disk.fill(), REFILL_MS);
    return () => {
      clearInterval(refill);
      disk.free();
    };
  }

  /** Holds the write lock of the database, as a backup or another program may. */
  lockDatabase(): () => void {
    const db = new Database(join(this.dataDir, 'loom.db'), { timeout: 10_000 });
    db.exec('BEGIN IMMEDIATE');
    return () => void db.close();
  }

  /** Sets the clock of the server's process; timers keep their pace. */
  setClock(byMs: number): void {
    this.clockIsWrongByMs += byMs;
    writeFileSync(join(this.folder, 'clock'), String(this.clockIsWrongByMs));
    this.part('serve').signal('SIGUSR2');
  }

  /** Cuts the wire of a worker that has one. */
  cutOff(part: Part): () => void {
    const network = this.networks.get(part.name);
    if (network === undefined) throw new Error(`${part.name} has no wire of its own`);
    network.cut();
    return () => network.mend();
  }

  async close(): Promise<void> {
    for (const part of [...this.parts.values()].reverse()) {
      part.signal('SIGCONT');
      const cutOff = setTimeout(() => part.signal('SIGKILL'), 10_000);
      await part.end('SIGTERM');
      clearTimeout(cutOff);
    }
    await this.model.close();
    for (const network of this.networks.values()) network.remove();
    this.smallDisk?.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async open(): Promise<void> {
    if (this.redisUrl !== null) {
      const { port } = new URL(this.redisUrl);
      this.add('redis', ['redis-server', '--port', port, '--bind', '127.0.0.1', '--save', '', '--dir', this.folder]);
    }
    const roles = this.redisUrl === null ? [] : ['--roles', 'none'];
    writeFileSync(join(this.folder, 'clock'), '0');
    this.add('serve', [process.execPath, '--import', CLOCK, LOOM, 'serve', '--config', this.config, ...roles]);
    await until('the API answers, or is gone', 60_000, () => !this.part('serve').runs || this.get('/tasks?limit=1'));
    if (!this.part('serve').runs) throw new Error(`loom serve ended: ${this.part('serve').log}`);
    if (this.redisUrl === null) return;
    WORKERS.forEach((role, n) => {
      const isCut = this.shape === 'cut' && role === 'executor';
      const command = isCut ? this.farAway(`${role}${n}`) : this.beside();
      this.add(`${role}${n}`, [...command, 'worker', role, ...this.joining(`${role}${n}`)]);
    });
    await until('the workers are known', 60_000, async () => {
      const known = await this.get<unknown[]>('/workers');
      return known !== null && known.length >= WORKERS.length;
    });
  }

  private joining(name: string): string[] {
    const network = this.networks.get(name);
    if (network !== undefined)
      return ['--api', `http://${network.host}:${this.port}`, '--token', TOKEN, '--config', `${this.config}.${name}`];
    const token = this.shape === 'cut' ? ['--token', TOKEN] : [];
    return ['--redis', this.redisUrl ?? '', '--api', this.url, '--config', this.config, ...token];
  }

  private beside(): string[] {
    return [process.execPath, LOOM];
  }

  /** A worker that knows no more of the head than its address and a token. */
  private farAway(name: string): string[] {
    const network = OwnNetwork.create();
    this.networks.set(name, network);
    const data = join(this.folder, name);
    mkdirSync(data);
    const model = `[models.main]\nprovider = "openai_compatible"\nbase_url = "http://${network.host}:${new URL(this.model.url).port}"\n`;
    writeFileSync(
      `${this.config}.${name}`,
      `${model}model = "scripted"\nroles = ["executor"]\ncontext_window = 32768\nmax_concurrency = 8\ntimeout_seconds = 5\n` +
        `[memory]\ndatabase_path = ${JSON.stringify(join(data, 'loom.db'))}\n[logging]\nevent_log_path = ${JSON.stringify(join(data, 'logs'))}\n`,
    );
    return [...network.under, process.execPath, LOOM];
  }

  private add(name: string, command: readonly string[]): void {
    const part = new Part(name, command, join(this.folder, `${name}.log`), { CHAOS_CLOCK: join(this.folder, 'clock') });
    this.parts.set(name, part);
    part.start();
  }

  private privateRedis(): string {
    const { place } = this.record();
    return place.kind === 'socket' ? place.path : `redis://:${place.password}@127.0.0.1:${place.port}`;
  }

  /** What the private Redis' owner wrote down about it. */
  private record(): RedisNote {
    return JSON.parse(readFileSync(join(this.dataDir, 'redis', 'running.json'), 'utf8')) as RedisNote;
  }

  private configText(host: string, modelHost: string): string {
    const { port, redisUrl } = this;
    const modelUrl = `http://${modelHost}:${new URL(this.model.url).port}`;
    const text = (value: string): string => JSON.stringify(value);
    return `
[server]
host = ${text(host)}
port = ${port}
${host === '127.0.0.1' ? '' : `token = ${text(TOKEN)}`}
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
scratch_dir = ${text(join(this.disk, 'scratch'))}
[memory]
database_path = ${text(join(this.dataDir, 'loom.db'))}
[execution]
auto_proceed_seconds = 0
[logging]
event_log_path = ${text(join(this.disk, 'logs'))}
`;
  }
}
