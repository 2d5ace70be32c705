import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { askRedis } from './ask-redis.js';
import { BootstrapError } from './bootstrap-error.js';
import { asIdentity, identityOf, lifeOf, type ProcessIdentity } from './process-identity.js';
import { placeUrl, type RedisPlace } from './redis-place.js';

interface Written {
  readonly place: RedisPlace;
  readonly process: ProcessIdentity | null;
}

/**
 * Notes which Redis is running, for the next Loom to find it if this one dies. Holds a password, so it is ours alone.
 */
export class RedisRecord {
  constructor(private readonly path: string) {}

  write(place: RedisPlace, pid: number | null): void {
    const draft = `${this.path}.new`;
    const process = pid === null ? null : identityOf(pid);
    writeFileSync(draft, JSON.stringify({ place, process }), { mode: 0o600 });
    renameSync(draft, this.path);
  }

  read(): Written | null {
    try {
      const value = JSON.parse(readFileSync(this.path, 'utf8')) as { place?: unknown; process?: unknown };
      const place = asPlace(value.place);
      return place === null ? null : { place, process: asIdentity(value.process) };
    } catch {
      return null;
    }
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}

function asPlace(value: unknown): RedisPlace | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kind, path, port, password } = value as Record<string, unknown>;
  if (kind === 'socket' && typeof path === 'string') return { kind, path };
  if (kind === 'port' && typeof port === 'number' && typeof password === 'string') return { kind, port, password };
  return null;
}

/**
 * Stops the Redis that a dead Loom left running on this data directory; the caller holds its lock, so nobody uses it.
 * Found by its record, or by the socket when it died before there was one.
 */
export async function stopLeftover(
  record: RedisRecord,
  usualSocket: string,
  timeoutMs: number,
): Promise<{ stopped: boolean; pid: number | null }> {
  const written = record.read();
  const place: RedisPlace = written?.place ?? { kind: 'socket', path: usualSocket };
  const identity = await leftoverProcess(written, place);
  if (identity !== null) {
    signal(identity, 'SIGTERM');
    if (!(await gone(identity, timeoutMs))) {
      signal(identity, 'SIGKILL');
      if (!(await gone(identity, timeoutMs))) throw cannotStop(identity.pid);
    }
  }
  // Redis refuses to listen on a socket file that is there already.
  if (place.kind === 'socket' && existsSync(place.path)) rmSync(place.path, { force: true });
  record.remove();
  return { stopped: identity !== null, pid: identity?.pid ?? null };
}

async function leftoverProcess(written: Written | null, place: RedisPlace): Promise<ProcessIdentity | null> {
  const known = written?.process ?? null;
  if (known !== null && lifeOf(known) === 'alive') return known;
  if (place.kind === 'socket' && !existsSync(place.path)) return null;
  const info = await askRedis(placeUrl(place), 'INFO server', 2_000);
  const pid = /^process_id:(\d+)/m.exec(info ?? '')?.[1];
  return pid === undefined ? null : identityOf(Number(pid));
}

function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (lifeOf(identity) !== 'alive') return;
  try {
    process.kill(identity.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw cannotStop(identity.pid);
  }
}

async function gone(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  while (lifeOf(identity) === 'alive') {
    if (performance.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}

const cannotStop = (pid: number): BootstrapError =>
  new BootstrapError(
    'redis_did_not_start',
    `a Redis that an earlier Loom left behind (process ${pid}) cannot be stopped`,
    'Stop that process, then start Loom again.',
  );

export const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
