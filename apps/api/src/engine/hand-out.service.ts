import { randomUUID } from 'node:crypto';
import { connect, type NetConnectOpts } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { isLoopback, settingsToHand, type LoomConfig } from '#config';
import { WORKER_PROTOCOL, type JoinAnswer, type RedisHandOut } from '#contracts';
import { redisAddress, redisMarkKey } from '#queues';
import { VERSION } from '#worker-runtime';
import type { Redis } from 'ioredis';
import { HandOut } from '../http/ports.js';

/** A worker looks at the mark right after it was told of it. */
const MARK_SECONDS = 120;
const KEEP_ALIVE_MS = 10_000;

/** Whether no other machine reaches a Redis of this address. */
export function isHere(redisUrl: string): boolean {
  const { path, host } = redisAddress(redisUrl);
  return path !== undefined || isLoopback(host ?? '');
}

/**
 * Tells workers what this API works with. Whoever may ask was checked at the door; without a token nothing secret is
 * told.
 */
export class HandOutService extends HandOut {
  constructor(
    private readonly config: LoomConfig,
    private readonly redisUrl: string,
    private readonly redis: Redis,
  ) {
    super();
  }

  async settings(): Promise<JoinAnswer> {
    const { prefix } = this.config.redis;
    const hasToken = this.config.server.token !== undefined;
    const mark = redisMarkKey(prefix, randomUUID());
    const marked = await this.redis.set(mark, '1', 'EX', MARK_SECONDS).catch(() => null);
    return {
      version: VERSION,
      protocol: WORKER_PROTOCOL,
      redis: this.wayToRedis(hasToken),
      prefix,
      mark: marked === null ? null : mark,
      ...settingsToHand(this.config, hasToken),
    };
  }

  connectRedis(): Duplex {
    const { path, host, port, tls } = redisAddress(this.redisUrl);
    const to: NetConnectOpts = path === undefined ? { host: host ?? '', port: port ?? 6379 } : { path };
    const socket = tls === undefined ? connect(to) : connectTls({ ...to, ...tls });
    return socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
  }

  private wayToRedis(hasToken: boolean): RedisHandOut {
    const { password, username, db } = redisAddress(this.redisUrl);
    if (password !== undefined && !hasToken) return { via: 'withheld' };
    const login =
      password === undefined ? '' : `${encodeURIComponent(username ?? '')}:${encodeURIComponent(password)}@`;
    const carried = `unix://${login}loom/${db === undefined ? '' : `?db=${db}`}`;
    return isHere(this.redisUrl) ? { via: 'api', carried } : { via: 'network', url: this.redisUrl, carried };
  }
}
