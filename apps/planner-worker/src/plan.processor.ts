import { PlanTask } from '#roles';
import { StageProcessor, WorkerParts } from '#worker-runtime';
import { Injectable } from '@nestjs/common';

@Injectable()
export class PlanProcessor extends StageProcessor {
  constructor(parts: WorkerParts, plan: PlanTask) {
    super('plan', parts, { plan });
  }
}
