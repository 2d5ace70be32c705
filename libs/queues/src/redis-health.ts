import { Redis } from 'ioredis';
import { redisAddress } from './redis-connection.js';

export type RedisHealth =
  | { readonly ok: true; readonly tookMs: number; readonly version: string }
  | { readonly ok: false; readonly because: string };

/** A connection that is tried once, for one question. */
const onceConnection = (url: string, timeoutMs: number): Redis =>
  new Redis({
    ...redisAddress(url),
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });

/** Whether the key that an API set is there: false says that this is another Redis, or another database of it. */
export async function readRedisMark(url: string, mark: string, timeoutMs = 5_000): Promise<boolean> {
  const redis = onceConnection(url, timeoutMs);
  redis.on('error', () => undefined);
  try {
    return (await within(timeoutMs, redis.exists(mark))) === 1;
  } finally {
    redis.disconnect();
  }
}

/** Connects, asks, leaves. For `loom doctor` and start-up; never throws for what Redis does. */
export async function redisHealth(url: string, timeoutMs = 2_000): Promise<RedisHealth> {
  const began = performance.now();
  const redis = onceConnection(url, timeoutMs);
  let lastError: Error | null = null;
  redis.on('error', (error: Error) => (lastError = error));
  try {
    await within(timeoutMs, redis.connect());
    await within(timeoutMs, redis.ping());
    const info = await within(timeoutMs, redis.info('server'));
    const version = /^(?:valkey|redis)_version:(\S+)/m.exec(info)?.[1] ?? 'unknown';
    return { ok: true, tookMs: Math.round(performance.now() - began), version };
  } catch (error) {
    return { ok: false, because: reason(lastError ?? error) };
  } finally {
    redis.disconnect();
  }
}

/** Rejects when `answer` takes longer; its own rejection later on is of no interest then. */
export async function within<T>(timeoutMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  answer.catch(() => undefined);
  try {
    return await Promise.race([
      answer,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

function reason(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === 'ECONNREFUSED') return 'the connection was refused';
  if (code === 'ENOENT') return 'there is no such socket';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the host name is not known';
  return typeof message === 'string' && message !== '' ? message : 'no answer';
}
