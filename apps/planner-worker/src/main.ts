import type { StartWorker } from '#contracts';
import { runAsProgram, startStandalone } from '#worker-runtime';
import { PlanProcessor } from './plan.processor.js';
import { PlannerWorkerModule } from './planner-worker.module.js';

export const startWorker: StartWorker = (options) =>
  startStandalone(options, { runsCommands: false }, (parts) => ({
    module: PlannerWorkerModule.register(parts),
    processor: PlanProcessor,
  }));

void runAsProgram(import.meta.url, 'planner-worker', startWorker);
