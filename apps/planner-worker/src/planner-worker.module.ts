import { PlanTask } from '#roles';
import { WorkerParts } from '#worker-runtime';
import { Module, type DynamicModule } from '@nestjs/common';
import { PlanProcessor } from './plan.processor.js';

@Module({})
export class PlannerWorkerModule {
  static register(parts: WorkerParts): DynamicModule {
    return {
      module: PlannerWorkerModule,
      providers: [
        { provide: WorkerParts, useValue: parts },
        { provide: PlanTask, useFactory: () => new PlanTask(parts.models, parts.trees, parts.templates) },
        PlanProcessor,
      ],
      exports: [PlanProcessor],
    };
  }
}
