import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { LoomConfig, redactedConfig } from '#config';
import type { HealthView, ModelView, ProbesWanted, ToolView, WorkerView } from '#contracts';
import {
  HealthDto,
  ModelDto,
  ProbeDto,
  ProbesWantedDto,
  QueueCountsDto,
  ToolDto,
  WorkerDto,
} from '../dto/system-views.dto.js';
import { ApiOnlyProblems, ApiProblems } from '../openapi/decorators.js';
import { Fleet, Health, ToolCatalogue } from '../ports.js';

@ApiTags('system')
@ApiExtraModels(QueueCountsDto)
@Controller()
export class SystemController {
  constructor(
    private readonly fleet: Fleet,
    private readonly healthOf: Health,
    private readonly catalogue: ToolCatalogue,
    private readonly config: LoomConfig,
  ) {}

  @Get('models')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'List the configured models and what the workers see of them' })
  @ApiOkResponse({ type: [ModelDto] })
  @ApiProblems()
  async models(): Promise<ModelView[]> {
    return [...(await this.fleet.models())];
  }

  @Post('models/probe')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Have models asked what they can do',
    description:
      'A worker does it as soon as the server is idle; the result is in `profile` of `GET /models`, whose `probe_wanted` tells when.',
  })
  @ApiBody({ type: ProbeDto, required: false })
  @ApiOkResponse({ type: ProbesWantedDto })
  @ApiProblems(404, 413, 415)
  probe(@Body() body: ProbeDto): Promise<ProbesWanted> {
    return this.fleet.probe(body.name ?? undefined);
  }

  @Get('tools')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'List the tools that executors are offered' })
  @ApiOkResponse({ type: [ToolDto] })
  @ApiProblems()
  tools(): ToolView[] {
    return [...this.catalogue.tools()];
  }

  @Get('workers')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'List the workers that were heard of lately' })
  @ApiOkResponse({ type: [WorkerDto] })
  @ApiProblems()
  async workers(): Promise<WorkerView[]> {
    return (await this.fleet.workers()).map((worker) => ({
      id: worker.id,
      host: worker.host,
      roles: [...worker.roles],
      models: worker.models.map(({ name }) => name),
      concurrency: worker.concurrency,
      active: worker.active,
      version: worker.version,
      last_seen_at: worker.lastSeenAt,
    }));
  }

  @Get('health')
  @ApiOperation({ summary: 'Say whether Loom can work', description: 'Asks for no token.' })
  @ApiOkResponse({ type: HealthDto })
  @ApiServiceUnavailableResponse({ type: HealthDto, description: 'Redis or the database does not answer.' })
  @ApiOnlyProblems(400, 403, 429, 431, 500)
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthView> {
    const view = await this.healthOf.check();
    void reply.status(view.status === 'down' ? 503 : 200);
    return view;
  }

  @Get('config')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Show the effective configuration',
    description: 'Secrets as "***", keys without a value as null.',
  })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  @ApiProblems()
  showConfig(): Record<string, unknown> {
    return redactedConfig(this.config);
  }
}
