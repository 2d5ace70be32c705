import { ExecuteSubtask } from '#roles';
import { WorkerParts } from '#worker-runtime';
import { Module, type DynamicModule } from '@nestjs/common';
import { ExecuteProcessor } from './execute.processor.js';

@Module({})
export class ExecutorWorkerModule {
  static register(parts: WorkerParts): DynamicModule {
    return {
      module: ExecutorWorkerModule,
      providers: [
        { provide: WorkerParts, useValue: parts },
        {
          provide: ExecuteSubtask,
          useFactory: () => new ExecuteSubtask(parts.models, parts.trees, parts.tools, parts.templates, parts.clock),
        },
        ExecuteProcessor,
      ],
      exports: [ExecuteProcessor],
    };
  }
}
