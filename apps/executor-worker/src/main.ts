import type { StartWorker } from '#contracts';
import { runAsProgram, startStandalone } from '#worker-runtime';
import { ExecuteProcessor } from './execute.processor.js';
import { ExecutorWorkerModule } from './executor-worker.module.js';

export const startWorker: StartWorker = (options) =>
  startStandalone(options, { runsCommands: true }, (parts) => ({
    module: ExecutorWorkerModule.register(parts),
    processor: ExecuteProcessor,
  }));

void runAsProgram(import.meta.url, 'executor-worker', startWorker);
