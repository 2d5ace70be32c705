import { hidePasswords, loadConfig, serverEnvironment, withHandedSettings, type LoomConfig } from '#config';
import type { JoinAnswer, WorkerOptions } from '#contracts';
import { LoomError } from '#domain';
import { readRedisMark, redisHealth } from '#queues';
import { ApiUnreachable, joinApi, RedisCarrier, type ApiAddress } from '#worker-link';
import { VERSION } from './worker-parts.js';

/** For the first answer, on a machine where everything starts at once; a refused connection is told at once. */
const REDIS_PATIENCE_MS = 10_000;
/** Where there is another way. */
const DIRECT_PATIENCE_MS = 3_000;

/** A worker in a process of its own needs a Redis that it can reach. */
export class NoRedisForWorker extends LoomError {
  readonly code = 'redis_unreachable';

  constructor(
    message: string,
    override readonly remedy = 'Leave --redis and [redis] url out: the API says which Redis it uses, and carries it where this machine does not reach it.',
  ) {
    super(message);
  }
}

/** What was asked for cannot be worked with. */
export class NoModelForWorker extends LoomError {
  readonly code = 'bad_config';

  constructor(
    message: string,
    override readonly remedy: string,
  ) {
    super(message);
  }
}

/** Everything a worker needs before it takes its first job. */
export interface Enlisted {
  readonly config: LoomConfig;
  readonly api: ApiAddress & { readonly version: string };
  readonly redisUrl: string;
  /** Why the API could not be asked; null when it was. */
  readonly unasked: string | null;
  close(): Promise<void>;
}

/**
 * Puts a worker's settings together: its own where it has any, the API's for the rest. An API that is away is waited
 * for
 * later when nothing of it is needed now.
 * @throws ConfigError, ApiUnreachable, ApiRefused, VersionMismatch, NoRedisForWorker, NoModelForWorker.
 */
export async function enlist(options: WorkerOptions): Promise<Enlisted> {
  const own = loadConfig({
    ...(options.configPath === undefined ? {} : { path: options.configPath }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const named = serverEnvironment(options.env);
  const token = options.token ?? named.token ?? own.server.token;
  const url = options.apiUrl ?? named.url ?? `http://${own.server.host}:${own.server.port}`;
  const api = { url, version: VERSION, ...(token === undefined ? {} : { token }) };
  const ownRedis = options.redisUrl ?? own.redis.url;

  const joined = await join(api, ownRedis !== undefined && own.models.length > 0);
  if (joined instanceof ApiUnreachable) {
    refuseUnknownModels(own, options.models);
    await knock(ownRedis ?? '');
    return { config: own, api, redisUrl: ownRedis ?? '', unasked: joined.message, close: async () => undefined };
  }
  const way = ownRedis === undefined ? await wayToRedis(joined, api) : await ownWay(ownRedis, joined.mark);
  try {
    const config = withHandedSettings(own, { ...joined, redis: { url: way.url, prefix: joined.prefix } });
    refuseUnknownModels(config, options.models);
    refuseKeylessModels(config, own, joined, options.models);
    return { config, api, redisUrl: way.url, unasked: null, close: () => way.close() };
  } catch (error) {
    await way.close();
    throw error;
  }
}

interface WayToRedis {
  readonly url: string;
  close(): Promise<void>;
}
const direct = (url: string): WayToRedis => ({ url, close: async () => undefined });

/** As the API reaches it where that works from here, else through the API. */
async function wayToRedis({ redis, mark }: JoinAnswer, api: ApiAddress): Promise<WayToRedis> {
  if (redis.via === 'withheld')
    throw new NoRedisForWorker(
      'the Redis of the API has a password, and an API without a token tells nobody.',
      'Set [server] token on the API and give it here with --token, or name the Redis with --redis.',
    );
  if (redis.via === 'network' && (await isTheOne(redis.url, mark))) return direct(redis.url);
  const carrier = await RedisCarrier.start(api);
  const url = carrier.urlFor(redis.carried);
  const health = await redisHealth(url, REDIS_PATIENCE_MS);
  if (health.ok) return { url, close: () => carrier.close() };
  await carrier.close();
  throw new NoRedisForWorker(
    `the Redis of the API does not answer: ${health.because}`,
    'Look at `loom doctor` on the machine of the API.',
  );
}

/** Another machine may mean another Redis by the same name. */
async function isTheOne(url: string, mark: string | null): Promise<boolean> {
  if (!(await redisHealth(url, DIRECT_PATIENCE_MS)).ok) return false;
  return mark === null || readRedisMark(url, mark).catch(() => false);
}

async function ownWay(url: string, mark: string | null): Promise<WayToRedis> {
  await knock(url);
  if (mark !== null && !(await readRedisMark(url, mark)))
    throw new NoRedisForWorker('this Redis is not the one the API uses, so no job would ever come.');
  return direct(url);
}

/** A worker that has all it needs goes on without the API's word, and hears it with the first beat of its heart. */
async function join(api: Enlisted['api'], isComplete: boolean): Promise<JoinAnswer | ApiUnreachable> {
  try {
    return await joinApi(api, api.version, isComplete);
  } catch (error) {
    if (isComplete && error instanceof ApiUnreachable) return error;
    throw error;
  }
}

async function knock(redisUrl: string): Promise<void> {
  const health = await redisHealth(redisUrl, REDIS_PATIENCE_MS);
  if (!health.ok) throw new NoRedisForWorker(`Redis at ${hidePasswords(redisUrl)} does not answer: ${health.because}`);
}

function refuseUnknownModels({ models }: LoomConfig, wanted: readonly string[] | undefined): void {
  const unknown = wanted?.find((name) => models.every((model) => model.name !== name));
  if (unknown === undefined) return;
  const there = models.map((model) => model.name).join(', ');
  throw new NoModelForWorker(
    `there is no [models.${unknown}]`,
    there === '' ? 'Neither this machine nor the API has a [models] section.' : `There are ${there}.`,
  );
}

function refuseKeylessModels(
  config: LoomConfig,
  own: LoomConfig,
  { keysWithheld }: JoinAnswer,
  wanted: readonly string[] | undefined,
): void {
  if (own.models.length > 0) return;
  const keyless = config.models.find(
    ({ name }) => keysWithheld.includes(name) && (wanted === undefined || wanted.includes(name)),
  );
  if (keyless === undefined) return;
  throw new NoModelForWorker(
    `[models.${keyless.name}] needs its api_key, and an API without a token tells nobody`,
    'Set [server] token on the API and give it here with --token, or choose other models with --models.',
  );
}
