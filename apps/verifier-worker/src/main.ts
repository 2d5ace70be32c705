import type { StartWorker } from '#contracts';
import { runAsProgram, startStandalone } from '#worker-runtime';
import { VerifyProcessor } from './verify.processor.js';
import { VerifierWorkerModule } from './verifier-worker.module.js';

export const startWorker: StartWorker = (options) =>
  startStandalone(options, { runsCommands: true }, (parts) => ({
    module: VerifierWorkerModule.register(parts),
    processor: VerifyProcessor,
  }));

void runAsProgram(import.meta.url, 'verifier-worker', startWorker);
