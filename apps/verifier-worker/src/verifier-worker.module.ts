import { VerifySubtask } from '#roles';
import { WorkerParts } from '#worker-runtime';
import { Module, type DynamicModule } from '@nestjs/common';
import { VerifyProcessor } from './verify.processor.js';

@Module({})
export class VerifierWorkerModule {
  static register(parts: WorkerParts): DynamicModule {
    return {
      module: VerifierWorkerModule,
      providers: [
        { provide: WorkerParts, useValue: parts },
        {
          provide: VerifySubtask,
          useFactory: () =>
            new VerifySubtask(parts.models, parts.trees, parts.checks, parts.templates, parts.verification),
        },
        VerifyProcessor,
      ],
      exports: [VerifyProcessor],
    };
  }
}
