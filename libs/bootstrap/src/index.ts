export { BootstrapError, type BootstrapCode } from './bootstrap-error.js';
export { DataDirLock } from './data-dir-lock.js';
export type { LockOptions } from './lock-file.js';
export {
  EmbeddedRedis,
  findRedisServer,
  noRedisServer,
  type EmbeddedRedisNotice,
  type EmbeddedRedisOptions,
} from './embedded-redis.js';
export { EXIT, exitCodeFor, sentenceFor } from './exit.js';
export { findProgram } from './find-program.js';
export { LogFile } from './log-file.js';
export { LOG_LEVELS, loggable, prettyLine, type LogLevel, type LogRecord } from './log-record.js';
export { LoomLogger, type LoomLoggerOptions } from './loom-logger.js';
export { openLogger, runApp, type AppContext, type AppOptions, type RunningApp } from './run-app.js';
