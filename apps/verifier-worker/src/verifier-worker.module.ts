import { VerifySubtask } from '#roles';
import { WorkerParts } from '#worker-runtime';
import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { VerifyProcessor } from './verify.processor.js';

const logger = new Logger('VerifierWorker');

@Module({})
export class VerifierWorkerModule {
  static register(parts: WorkerParts): DynamicModule {
    return {
      module: VerifierWorkerModule,
      providers: [
        { provide: WorkerParts, useValue: parts },
        {
          provide: VerifySubtask,
          useFactory: () => {
            const { models, trees, checks, templates, verification } = parts;
            return new VerifySubtask(models, trees, checks, templates, verification, (broken) =>
              logger.warn({ did: 'rule_broken', ...broken }),
            );
          },
        },
        VerifyProcessor,
      ],
      exports: [VerifyProcessor],
    };
  }
}
