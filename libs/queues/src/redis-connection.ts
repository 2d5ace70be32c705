import { LoomError } from '#domain';

/** The part of ioredis' options that Loom sets; BullMQ takes the same. */
export interface RedisConnectionOptions {
  readonly path?: string;
  readonly host?: string;
  readonly port?: number;
  readonly db?: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: { readonly servername?: string };
  readonly connectTimeout: number;
  readonly keepAlive: number;
  readonly retryStrategy: (times: number) => number;
  readonly maxRetriesPerRequest: number | null;
  readonly enableOfflineQueue?: boolean;
  readonly commandTimeout?: number;
  readonly socketTimeout?: number;
}

export class BadRedisUrl extends LoomError {
  readonly code = 'bad_redis_url';
  override readonly remedy = 'Use redis://[user:password@]host[:port][/db], rediss://… for TLS, or unix:///path.';
}

/**
 * Where `url` points: `redis://`, `rediss://` (TLS) or `unix:///path[?db=n]`. Never repeats it in an error: it may hold
 * a password.
 */
export function redisAddress(
  url: string,
): Pick<RedisConnectionOptions, 'path' | 'host' | 'port' | 'db' | 'username' | 'password' | 'tls'> {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (cause) {
    throw new BadRedisUrl('the Redis URL cannot be read', { cause });
  }
  const login = {
    ...(parsed.username === '' ? {} : { username: decodeURIComponent(parsed.username) }),
    ...(parsed.password === '' ? {} : { password: decodeURIComponent(parsed.password) }),
  };
  if (parsed.protocol === 'unix:') {
    if (parsed.pathname === '') throw new BadRedisUrl('the Redis URL names no socket');
    return { path: decodeURIComponent(parsed.pathname), ...database(parsed.searchParams.get('db') ?? ''), ...login };
  }
  if (parsed.protocol !== 'redis:' && parsed.protocol !== 'rediss:') {
    throw new BadRedisUrl(`a Redis URL does not begin with ${parsed.protocol}`);
  }
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1');
  if (host === '') throw new BadRedisUrl('the Redis URL names no host');
  return {
    host,
    port: parsed.port === '' ? 6379 : Number(parsed.port),
    ...database(parsed.pathname.replace(/^\//, '')),
    ...login,
    ...(parsed.protocol === 'rediss:' ? { tls: { servername: host } } : {}),
  };
}

function database(text: string): { db?: number } {
  if (text === '') return {};
  if (!/^\d{1,5}$/.test(text)) throw new BadRedisUrl('the database of a Redis URL is a number');
  return { db: Number(text) };
}

/** The key by which a worker sees that a Redis is the one its API uses. */
export const redisMarkKey = (prefix: string, id: string): string => `${prefix}:mark:${id}`;

/** A worker that waits asks three times as often: when it has heard nothing for so long, its line is dead. */
export const SILENCE_MS = 6_000;

/** Milliseconds before the nth reconnect: soon at first, since a private Redis is back within a second. */
const reconnectDelay = (times: number): number => Math.min(50 * 2 ** Math.min(times, 6), 2_000);

/** For whoever asks Redis something and can say "not now": every command fails at once while Redis is away. */
export function producerConnection(url: string, silenceMs = 6_000): RedisConnectionOptions {
  return {
    ...redisAddress(url),
    connectTimeout: 2_000,
    keepAlive: 10_000,
    retryStrategy: reconnectDelay,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 5_000,
    // An answer that is still missing then will not come over this line: it is made anew.
    socketTimeout: silenceMs,
  };
}

/** For whoever waits for jobs: outlasts any absence of Redis. */
export function workerConnection(url: string, silenceMs = SILENCE_MS): RedisConnectionOptions {
  return {
    ...redisAddress(url),
    connectTimeout: 5_000,
    keepAlive: 10_000,
    retryStrategy: reconnectDelay,
    maxRetriesPerRequest: null,
    socketTimeout: silenceMs,
  };
}
