import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { BootstrapError } from './bootstrap-error.js';
import { DataDirLock } from './data-dir-lock.js';
import type { LockOptions } from './lock-file.js';
import { findProgram } from './find-program.js';
import { hasEnded, RedisRecord, stopLeftover } from './redis-leftover.js';
import { choosePlace, placeUrl, redisSettings, type RedisPlace } from './redis-place.js';
import { askRedis } from './ask-redis.js';

export type EmbeddedRedisNotice =
  | { readonly did: 'data_dir_owner_watched'; readonly pid: number; readonly place: string; readonly forMs: number }
  | { readonly did: 'redis_started'; readonly pid: number; readonly tookMs: number }
  | { readonly did: 'redis_leftover_stopped'; readonly pid: number | null }
  /** What it had written cannot be read: it starts empty, and what it lacks is sent again from the database. */
  | { readonly did: 'redis_data_set_aside'; readonly because: string; readonly keptAt: string }
  | { readonly did: 'redis_died'; readonly because: string; readonly againInMs: number }
  | { readonly did: 'redis_restart_failed'; readonly because: string; readonly againInMs: number };

export interface EmbeddedRedisOptions {
  readonly dataDir: string;
  readonly onNotice?: (notice: EmbeddedRedisNotice) => void;
  /** Told when another Loom has taken the data directory over; the server is dead by then. */
  readonly onLost?: LockOptions['onLost'];
  /** Where the server is looked for; the process' own PATH when absent. */
  readonly path?: string;
  /** A large append-only file is loaded before the first answer. */
  readonly readyTimeoutMs?: number;
}

const NAMES = ['redis-server', 'valkey-server'];
/** Where Redis keeps its append-only files. */
const DATA = 'appendonlydir';
const MAX_LOG_BYTES = 5 * 1024 * 1024;
const FIRST_BACKOFF_MS = 50;
const MAX_BACKOFF_MS = 5_000;
/** Up for so long, it counts as well again. */
const STABLE_MS = 10_000;
const STOP_MS = 10_000;
const POLL_MS = 5;

/**
 * A Redis of Loom's own in the data directory: started again when it dies, stopped with Loom. Holds the directory's
 * lock, so there is one per data directory. One that a killed Loom left behind is stopped and replaced; its data stays.
 */
export class EmbeddedRedis {
  private child: ChildProcess | null = null;
  private stopping: Promise<void> | null = null;
  private backoffMs = FIRST_BACKOFF_MS;
  private retry: NodeJS.Timeout | null = null;
  private readonly onExit = (): void => void this.child?.kill('SIGTERM');

  private constructor(
    private readonly options: EmbeddedRedisOptions,
    private readonly program: string,
    private readonly dir: string,
    private readonly record: RedisRecord,
    private readonly lock: DataDirLock,
    readonly place: RedisPlace,
  ) {}

  /** @throws BootstrapError: no server installed, data directory in use, or it does not come up. */
  static async start(options: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
    const dataDir = resolve(options.dataDir);
    const program = findRedisServer(options.path);
    if (program === null) throw noRedisServer();
    let made: EmbeddedRedis | null = null;
    const lock = await DataDirLock.take(dataDir, {
      onWatch: (of) => options.onNotice?.({ did: 'data_dir_owner_watched', ...of }),
      onLost: (to) => {
        // Its files are another's now: it may not write one more byte.
        made?.child?.kill('SIGKILL');
        options.onLost?.(to);
      },
    });
    try {
      const dir = join(dataDir, 'redis');
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      chmodSync(dir, 0o700);
      const record = new RedisRecord(join(dir, 'running.json'));
      const left = await stopLeftover(record, join(dir, 'redis.sock'), STOP_MS);
      if (left.stopped) options.onNotice?.({ did: 'redis_leftover_stopped', pid: left.pid });
      made = new EmbeddedRedis(options, program, dir, record, lock, await choosePlace(dir));
      await made.launch();
      process.on('exit', made.onExit);
      return made;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** For every client; holds a password where it is no socket. */
  get url(): string {
    return placeUrl(this.place);
  }

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** Last of all: workers and the API still need it while they close. */
  stop(): Promise<void> {
    this.stopping ??= this.shutDown();
    return this.stopping;
  }

  private async shutDown(): Promise<void> {
    if (this.retry !== null) clearTimeout(this.retry);
    process.off('exit', this.onExit);
    const child = this.child;
    if (child !== null) await endChild(child);
    this.record.remove();
    this.lock.release();
  }

  /** Nothing that Redis holds is the truth, so that data it cannot read is no reason to stay away. */
  private async launch(): Promise<void> {
    try {
      await this.tryLaunch();
    } catch (error) {
      if (this.stopping !== null || !existsSync(join(this.dir, DATA))) throw error;
      const keptAt = join(this.dir, `${DATA}.set-aside`);
      rmSync(keptAt, { recursive: true, force: true });
      renameSync(join(this.dir, DATA), keptAt);
      const because = error instanceof Error ? error.message : String(error);
      this.options.onNotice?.({ did: 'redis_data_set_aside', because, keptAt });
      await this.tryLaunch();
    }
  }

  private async tryLaunch(): Promise<void> {
    const began = performance.now();
    const log = this.openLog();
    // The address is on record before the process is, so that one whose owner dies right here is found too.
    this.record.write(this.place, null);
    const child = spawn(this.program, ['-'], { detached: true, stdio: ['pipe', log, log], cwd: this.dir });
    closeSync(log);
    const failure: { because: string | null } = { because: null };
    child.once('error', (error) => (failure.because = error.message));
    child.once('exit', (code, signal) => {
      failure.because = `it ended with ${signal === null ? `code ${code ?? '?'}` : `signal ${signal}`}`;
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(redisSettings(this.place, this.dir));
    child.unref();
    this.child = child;
    if (child.pid !== undefined) this.record.write(this.place, child.pid);

    const until = began + (this.options.readyTimeoutMs ?? 60_000);
    for (;;) {
      const because = failure.because;
      if (because !== null || performance.now() > until) {
        this.child = null;
        if (because === null) await endChild(child);
        throw this.didNotStart(because ?? 'it does not answer');
      }
      if ((await askRedis(this.url, 'PING', 1_000)) === 'PONG') break;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    child.once('exit', (code, signal) => this.died(signal ?? `code ${code ?? '?'}`));
    if (hasEnded(child)) throw this.didNotStart(failure.because ?? 'it ended');
    const upSince = performance.now();
    child.once('exit', () => {
      if (performance.now() - upSince > STABLE_MS) this.backoffMs = FIRST_BACKOFF_MS;
    });
    this.options.onNotice?.({ did: 'redis_started', pid: child.pid ?? 0, tookMs: Math.round(upSince - began) });
  }

  private died(because: string): void {
    this.child = null;
    if (this.stopping !== null) return;
    this.options.onNotice?.({ did: 'redis_died', because, againInMs: this.backoffMs });
    this.scheduleLaunch();
  }

  private scheduleLaunch(): void {
    const wait = this.backoffMs;
    this.backoffMs = Math.min(this.backoffMs * 2, MAX_BACKOFF_MS);
    this.retry = setTimeout(() => {
      this.launch().then(
        // Stopped while it was coming up: the stop saw no child, so it is ended here.
        () => (this.stopping === null ? undefined : this.child === null ? undefined : endChild(this.child)),
        (error: unknown) => {
          if (this.stopping !== null) return;
          const because = error instanceof Error ? error.message : String(error);
          this.options.onNotice?.({ did: 'redis_restart_failed', because, againInMs: this.backoffMs });
          this.scheduleLaunch();
        },
      );
    }, wait);
  }

  private openLog(): number {
    const path = join(this.dir, 'redis.log');
    try {
      if (statSync(path).size > MAX_LOG_BYTES) truncateSync(path);
    } catch {
      // There is none yet.
    }
    return openSync(path, 'a', 0o600);
  }

  private didNotStart(because: string): BootstrapError {
    const path = join(this.dir, 'redis.log');
    let last = '';
    try {
      last = readFileSync(path, 'utf8').trim().split('\n').slice(-3).join(' | ');
    } catch {
      // It said nothing.
    }
    return new BootstrapError(
      'redis_did_not_start',
      `the private Redis did not start: ${because}${last === '' ? '' : ` (${last})`}`,
      `Read ${path}, or set [redis] url to a Redis that runs already.`,
    );
  }
}

/** Absolute path of the server, or null when none is installed. */
export const findRedisServer = (path = process.env['PATH'] ?? ''): string | null =>
  path === (process.env['PATH'] ?? '') ? findProgram(NAMES, path) : findProgram(NAMES, path, []);

export function noRedisServer(): BootstrapError {
  const install =
    process.platform === 'darwin'
      ? 'brew install redis'
      : process.platform === 'win32'
        ? 'run Loom in WSL and there: sudo apt-get install redis-server'
        : 'sudo apt-get install redis-server (Debian, Ubuntu), sudo dnf install redis (Fedora), or apk add redis (Alpine)';
  return new BootstrapError(
    'no_redis_server',
    'Loom needs Redis, and neither redis-server nor valkey-server is installed',
    `Install it: ${install}. Or set [redis] url to a Redis that runs already.`,
  );
}

/** SIGTERM makes Redis write out its file and go; one that does not is killed. */
async function endChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.ref();
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exited;
  clearTimeout(timer);
}
