import { ExecuteSubtask } from '#roles';
import { StageProcessor, WorkerParts } from '#worker-runtime';
import { Injectable } from '@nestjs/common';

@Injectable()
export class ExecuteProcessor extends StageProcessor {
  constructor(parts: WorkerParts, execute: ExecuteSubtask) {
    super('execute', parts, { execute });
  }
}
