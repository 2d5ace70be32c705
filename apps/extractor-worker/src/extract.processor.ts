import { ExtractMemory } from '#roles';
import { StageProcessor, WorkerParts } from '#worker-runtime';
import { Injectable } from '@nestjs/common';

@Injectable()
export class ExtractProcessor extends StageProcessor {
  constructor(parts: WorkerParts, extract: ExtractMemory) {
    super('extract', parts, { extract });
  }
}
