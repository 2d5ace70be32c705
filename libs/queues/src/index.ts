export { BullDispatcher, bullPriority, jobOptions, type BullDispatcherOptions } from './bull-dispatcher.js';
export {
  BadRedisUrl,
  producerConnection,
  redisAddress,
  redisMarkKey,
  workerConnection,
  type RedisConnectionOptions,
} from './redis-connection.js';
export { readRedisMark, redisHealth, type RedisHealth } from './redis-health.js';
export { runStageJob, TryLater, WorkerClosing, type StageHandler } from './run-stage-job.js';
export {
  createStageWorker,
  StageWorker,
  stageWorkerOptions,
  type StageWorkerNotice,
  type StageWorkerOptions,
} from './stage-worker.js';
