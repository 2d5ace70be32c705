import { VerifySubtask } from '#roles';
import { StageProcessor, WorkerParts } from '#worker-runtime';
import { Injectable } from '@nestjs/common';

@Injectable()
export class VerifyProcessor extends StageProcessor {
  constructor(parts: WorkerParts, verify: VerifySubtask) {
    super('verify', parts, { verify });
  }
}
