import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Tasks } from '../../engine/tasks.port.js';
import { StoreDto, TidyDto } from '../dto/upkeep.dto.js';
import { ApiProblems } from '../openapi/decorators.js';

@ApiTags('system')
@ApiBearerAuth()
@ApiProblems(413, 415)
@Controller('gc')
export class UpkeepController {
  constructor(private readonly tasks: Tasks) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Free what nobody can look at or undo any more',
    description:
      'Landings are kept for workspace.keep_days after the end of their task, other attempts for workspace.keep_failed_days; above workspace.max_store_gib the oldest go first.',
  })
  @ApiBody({ type: TidyDto, required: false })
  @ApiOkResponse({ type: [StoreDto] })
  async tidy(@Body() body: TidyDto): Promise<StoreDto[]> {
    const reports = await this.tasks.tidy(body.dry_run === true);
    return reports.map((r) => ({
      workspace: r.path,
      bytes: r.bytes,
      loose_objects: r.looseObjects,
      expired: r.expiredRefs,
      freed_bytes: r.freedBytes,
      packed: r.packed,
      held: r.held,
    }));
  }
}
