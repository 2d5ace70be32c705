import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { verifierTrialsShape } from '#contracts';
import { Fleet } from '../ports.js';

/** Takes what `loom eval` has measured: models are asked where they are, and kept here. */
@ApiExcludeController()
@Controller('internal/trials')
export class TrialsController {
  constructor(private readonly fleet: Fleet) {}

  @Post()
  @HttpCode(200)
  async keep(@Body() body: unknown): Promise<{ kept: number }> {
    const { trials } = verifierTrialsShape(body, '');
    await this.fleet.keepTrials(trials);
    return { kept: trials.length };
  }
}
