import type { StartWorker } from '#contracts';
import { runAsProgram, startStandalone } from '#worker-runtime';
import { ExtractProcessor } from './extract.processor.js';
import { ExtractorWorkerModule } from './extractor-worker.module.js';

export const startWorker: StartWorker = (options) =>
  startStandalone(options, { runsCommands: false }, (parts) => ({
    module: ExtractorWorkerModule.register(parts),
    processor: ExtractProcessor,
  }));

void runAsProgram(import.meta.url, 'extractor-worker', startWorker);
