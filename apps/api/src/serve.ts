import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { DataDirLock, EmbeddedRedis, EXIT, openLogger, type LockOptions, type LoomLogger } from '#bootstrap';
import { loadConfig, type ConfigOption, type LoomConfig } from '#config';
import type { ServeOptions, StartServe } from '#contracts';
import { assertFree } from './free-port.js';
import { Closing } from './serve-closing.js';
import { isShared } from './serve-shared.js';

/**
 * A whole Loom in one process tree: the API, the wanted workers beside it, and a private Redis where none is
 * configured. A start that fails leaves nothing running.
 */
export const startServe: StartServe = async (options) => {
  const closing = new Closing();
  try {
    const config = loadConfig({
      ...(options.configPath === undefined ? {} : { path: options.configPath }),
      ...(options.env === undefined ? {} : { env: options.env }),
      options: optionsOf(options),
    });
    const logger = openLogger('serve', options.quiet ? quieter(config) : config);
    // A Redis that is started first would have to be taken down again, and is waited for.
    await assertFree(config.server.host, config.server.port);
    const redisUrl = await openRedis(config, logger, closing);
    // Most of the time of a start goes into loading this: what may not start is refused without it.
    const { openLoom } = await import('./serve-loom.js');
    return await openLoom({ config, options, logger, redisUrl, closing });
  } catch (error) {
    await closing.run().catch(() => undefined);
    throw error;
  }
};

function optionsOf(options: ServeOptions): ConfigOption[] {
  return [
    ...(options.host === undefined ? [] : [{ option: '--host', key: 'server.host', value: options.host }]),
    ...(options.port === undefined ? [] : [{ option: '--port', key: 'server.port', value: options.port }]),
  ];
}

const quieter = (config: LoomConfig): LoomConfig => ({ ...config, logging: { ...config.logging, level: 'warn' } });

/** The configured Redis, or a private one. The data directory is this process' own, or is shared with its like. */
async function openRedis(config: LoomConfig, logger: LoomLogger, closing: Closing): Promise<string> {
  const onLost: LockOptions['onLost'] = (to) => endAtOnce(config.dataDir, to, logger);
  if (config.redis.url !== undefined) {
    const how: LockOptions = { onWatch: (of) => logger.warn({ did: 'data_dir_owner_watched', ...of }), onLost };
    const lock = await (isShared(config)
      ? DataDirLock.share(config.dataDir, sameFor(config), how)
      : DataDirLock.take(config.dataDir, how));
    closing.later(() => lock.release());
    return config.redis.url;
  }
  const redis = await EmbeddedRedis.start({
    dataDir: config.dataDir,
    onLost,
    onNotice: (notice) => (notice.did.startsWith('redis_started') ? logger.log(notice) : logger.warn(notice)),
  });
  closing.later(() => redis.stop());
  return redis.url;
}

/** Whatever this process still did would be done twice, by it and by the one that has taken over. */
function endAtOnce(dataDir: string, { pid, place }: { pid: number; place: string }, logger: LoomLogger): never {
  logger.error({ did: 'data_dir_lost', dataDir, pid, place });
  process.stderr.write(
    `loom: this process stood still for so long that process ${pid} on ${place} has taken over the data directory ${dataDir}\nNothing is lost: the tasks go on there.\n`,
  );
  process.exit(EXIT.failed);
}

/** Equal for processes that have the same database and the same queues. */
const sameFor = ({ memory, redis }: LoomConfig): string =>
  createHash('sha256')
    .update(JSON.stringify([memory.databaseUrl, redis.url, redis.prefix]))
    .digest('hex')
    .slice(0, 16);
