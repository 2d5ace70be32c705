import { ExtractMemory } from '#roles';
import { WorkerParts } from '#worker-runtime';
import { Module, type DynamicModule } from '@nestjs/common';
import { ExtractProcessor } from './extract.processor.js';

@Module({})
export class ExtractorWorkerModule {
  static register(parts: WorkerParts): DynamicModule {
    return {
      module: ExtractorWorkerModule,
      providers: [
        { provide: WorkerParts, useValue: parts },
        { provide: ExtractMemory, useFactory: () => new ExtractMemory(parts.models, parts.templates) },
        ExtractProcessor,
      ],
      exports: [ExtractProcessor],
    };
  }
}
