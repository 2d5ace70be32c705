import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { OwnNetwork, SmallDisk, type Direction } from '#testing';
import { Api } from './api.js';
import { OwnPostgres, SqliteFile, type ChaosDatabase, type DatabaseName } from './database.js';
import { Hooks } from './hooks.js';
import { ChaosModel } from './model.js';
import { freePort, LOOM, Part, ROOT, until } from './processes.js';
import type { Shape } from './shapes.js';
import { farWorkerSettings, headSettings, TOKEN } from './settings.js';

const SMALL_DISK_MIB = { sqlite: 192, postgres: 448 } as const;
const REFILL_MS = 200;
const CLOCK = join(ROOT, 'dist', 'test', 'chaos', 'clock.js');

const WORKERS = ['planner', 'executor', 'executor', 'verifier', 'verifier', 'extractor'] as const;
/** The heads of a pair. */
export const HEADS = ['serve', 'serve2'] as const;

interface RedisNote {
  readonly place: { kind: string; path: string; port: number; password: string };
  readonly process: { readonly pid: number } | null;
}

interface Surroundings {
  readonly folder: string;
  readonly api: Api;
  readonly model: ChaosModel;
  readonly hooks: Hooks;
  readonly database: ChaosDatabase;
  readonly redisUrl: string | null;
  readonly smallDisk: SmallDisk | null;
}

/** A whole Loom in processes, its model, and the ways to hurt them. */
export class World {
  readonly parts = new Map<string, Part>();
  readonly api: Api;
  readonly model: ChaosModel;
  readonly hooks: Hooks;
  readonly database: ChaosDatabase;
  private readonly networks = new Map<string, OwnNetwork>();
  private clockIsWrongByMs = 0;

  private constructor(
    readonly shape: Shape,
    private readonly around: Surroundings,
  ) {
    ({ api: this.api, model: this.model, hooks: this.hooks, database: this.database } = around);
  }

  static async start(shape: Shape, database: DatabaseName = 'sqlite'): Promise<World> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'loom-chaos-')));
    const smallDisk = shape === 'small' ? SmallDisk.make(SMALL_DISK_MIB[database]) : null;
    const dataDir = dataDirIn(smallDisk?.dir ?? folder);
    mkdirSync(dataDir, { recursive: true });
    const hasSharedRedis = shape !== 'alone' && shape !== 'small';
    const world = new World(shape, {
      ...{ folder, smallDisk },
      api: new Api([await freePort(), ...(shape === 'pair' ? [await freePort()] : [])], shape === 'cut' ? TOKEN : null),
      // The machine's own addresses on the wires answer here too, so everything listens on all of them.
      model: await ChaosModel.start(shape === 'cut' ? '0.0.0.0' : '127.0.0.1'),
      hooks: await Hooks.start(),
      database:
        database === 'postgres' ? await OwnPostgres.start(smallDisk?.dir) : new SqliteFile(join(dataDir, 'loom.db')),
      redisUrl: hasSharedRedis ? `redis://127.0.0.1:${await freePort()}` : null,
    });
    try {
      await world.open();
    } catch (error) {
      await world.close();
      throw error;
    }
    return world;
  }

  get folder(): string {
    return this.around.folder;
  }

  /** Where the users' folders are made. */
  get work(): string {
    return join(this.disk, 'work');
  }

  part(name: string): Part {
    const part = this.parts.get(name);
    if (part === undefined) throw new Error(`there is no part ${name}`);
    return part;
  }

  get postgres(): OwnPostgres {
    if (this.database instanceof OwnPostgres) return this.database;
    throw new Error('this world has no Postgres');
  }

  /**
   * Everything that was killed runs again, and answers; what ends meanwhile, as another part is not there yet, as well.
   */
  async mend(): Promise<void> {
    if (this.database instanceof OwnPostgres && !this.database.runs) await this.database.start();
    const parts = [...this.parts.values()];
    for (const part of parts) part.signal('SIGCONT');
    const start = (): void => parts.forEach((part) => part.start());
    for (const url of this.api.urls)
      await until('the API answers', 120_000, () => {
        start();
        return this.api.answers(url);
      });
    await until('the workers are at work', 120_000, () => {
      start();
      return parts.every(
        (part) => !/^(?:planner|executor|verifier|extractor)/.test(part.name) || part.hasSaid('working'),
      );
    });
  }

  /** Process id of the Redis in use. */
  redisPid(): number | undefined {
    if (this.around.redisUrl !== null) return this.part('redis').pid;
    return this.record().process?.pid;
  }

  async flushRedis(): Promise<void> {
    const redis = new Redis(this.around.redisUrl ?? this.privateRedis(), { maxRetriesPerRequest: 1 });
    redis.on('error', () => undefined);
    await redis.flushall();
    redis.disconnect();
  }

  /** Folder of the private Redis' files. */
  get redisDir(): string {
    return join(this.dataDir, 'redis');
  }

  /** The standalone worker that holds a running attempt of the stage, or the first of the role. */
  async holder(stage: 'execute' | 'verify'): Promise<Part> {
    const role = stage === 'execute' ? 'executor' : 'verifier';
    const held = await this.database.rows<{ worker: string }>(
      `SELECT worker FROM attempts WHERE state = 'running' AND stage = ? AND worker IS NOT NULL`,
      stage,
    );
    const workers = [...this.parts.values()].filter((part) => part.name.startsWith(role));
    const busy = workers.find((part) => held.some(({ worker }) => worker.includes(`-${part.pid ?? 'none'}-`)));
    return busy ?? (workers[0] as Part);
  }

  /** Takes all the room there is on the small disk, again whenever there is some; the answer gives it back. */
  fillDisk(): () => void {
    const disk = this.around.smallDisk;
    if (disk === null) throw new Error('this world has no disk of its own');
    disk.fill();
    const refill = setInterval(() => disk.fill(), REFILL_MS);
    return () => {
      clearInterval(refill);
      disk.free();
    };
  }

  /** Sets the clock of the server's process; timers keep their pace. */
  setClock(byMs: number): void {
    this.clockIsWrongByMs += byMs;
    writeFileSync(this.clock, String(this.clockIsWrongByMs));
    for (const part of this.parts.values()) if (part.name !== 'redis') part.signal('SIGUSR2');
  }

  /** Cuts the wire of a worker that has one. */
  cutOff(part: Part, direction: Direction = 'both'): () => void {
    const network = this.networks.get(part.name);
    if (network === undefined) throw new Error(`${part.name} has no wire of its own`);
    network.cut(direction);
    return () => network.mend();
  }

  /** `keeps` what it leaves in its folder. */
  async close(keeps = false): Promise<void> {
    for (const part of [...this.parts.values()].reverse()) {
      part.signal('SIGCONT');
      const cutOff = setTimeout(() => part.signal('SIGKILL'), 10_000);
      await part.end('SIGTERM');
      clearTimeout(cutOff);
    }
    const { model, hooks, database, smallDisk, folder } = this.around;
    await model.close();
    await hooks.close();
    for (const network of this.networks.values()) network.remove();
    database.close();
    smallDisk?.drop();
    if (!keeps) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** What lies here fills up together. */
  private get disk(): string {
    return this.around.smallDisk?.dir ?? this.around.folder;
  }

  private get dataDir(): string {
    return dataDirIn(this.disk);
  }

  private get config(): string {
    return join(this.around.folder, 'loom.toml');
  }

  private get clock(): string {
    return join(this.around.folder, 'clock');
  }

  private async open(): Promise<void> {
    const { api, redisUrl, model, database, folder } = this.around;
    const { ports, urls } = api;
    writeFileSync(this.clock, '0');
    writeFileSync(
      this.config,
      headSettings({
        host: this.shape === 'cut' ? '0.0.0.0' : '127.0.0.1',
        port: ports[0] ?? 0,
        modelUrl: `http://127.0.0.1:${model.port}`,
        dataDir: this.dataDir,
        scratchDir: join(this.disk, 'scratch'),
        logDir: join(this.disk, 'logs'),
        databaseUrl: database.url,
        redisUrl,
      }),
    );
    if (redisUrl !== null)
      this.add('redis', [
        ...['redis-server', '--port', new URL(redisUrl).port, '--bind', '127.0.0.1', '--save', '', '--dir', folder],
      ]);
    const hasWorkersApart = this.shape === 'apart' || this.shape === 'cut';
    const roles = hasWorkersApart ? ['--roles', 'none'] : [];
    for (const [n, port] of ports.entries())
      this.add(HEADS[n] ?? '', [...this.loom('serve', '--config', this.config, '--port', String(port), ...roles)]);
    for (const [n, url] of urls.entries()) await this.answers(this.part(HEADS[n] ?? ''), url);
    if (!hasWorkersApart) return;
    WORKERS.forEach((role, n) => {
      const name = `${role}${n}`;
      if (this.shape === 'cut' && role === 'executor') this.addFarAway(name);
      else {
        const token = this.shape === 'cut' ? ['--token', TOKEN] : [];
        const joining = ['--redis', redisUrl ?? '', '--api', urls[0] ?? '', '--config', this.config, ...token];
        this.add(name, this.loom('worker', role, ...joining));
      }
    });
    await until('the workers are known', 60_000, async () => {
      const known = await api.get<unknown[]>('/workers');
      return known !== null && known.length >= WORKERS.length;
    });
  }

  private async answers(part: Part, url: string): Promise<void> {
    await until('the API answers, or is gone', 60_000, () => !part.runs || this.api.answers(url));
    if (!part.runs) throw new Error(`${part.name} ended: ${part.log}`);
  }

  /** The built program, under a clock that can be set. */
  private loom(...args: readonly string[]): string[] {
    return [process.execPath, '--import', CLOCK, LOOM, ...args];
  }

  /** A worker that knows no more of the head than its address and a token. */
  private addFarAway(name: string): void {
    const network = OwnNetwork.create();
    this.networks.set(name, network);
    const config = `${this.config}.${name}`;
    const dataDir = join(this.around.folder, name);
    mkdirSync(dataDir);
    writeFileSync(config, farWorkerSettings({ modelUrl: `http://${network.host}:${this.model.port}`, dataDir }));
    const api = `http://${network.host}:${this.api.ports[0] ?? 0}`;
    this.add(name, [
      ...network.under,
      ...this.loom('worker', 'executor', '--api', api, '--token', TOKEN, '--config', config),
    ]);
  }

  private add(name: string, command: readonly string[]): void {
    const part = new Part(name, command, join(this.around.folder, `${name}.log`), { CHAOS_CLOCK: this.clock });
    this.parts.set(name, part);
    part.start();
  }

  private privateRedis(): string {
    const { place } = this.record();
    return place.kind === 'socket' ? place.path : `redis://:${place.password}@127.0.0.1:${place.port}`;
  }

  /** What the private Redis' owner wrote down about it. */
  private record(): RedisNote {
    return JSON.parse(readFileSync(join(this.redisDir, 'running.json'), 'utf8')) as RedisNote;
  }
}

const dataDirIn = (disk: string): string => join(disk, 'data');
