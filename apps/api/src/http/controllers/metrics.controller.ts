import { Controller, Get, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenStreams } from '../edge/open-streams.js';
import { ApiProblems } from '../openapi/decorators.js';
import { Metrics } from '../ports.js';

@ApiTags('system')
@ApiBearerAuth()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly streams: OpenStreams,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Measurements of this server, in the text form of Prometheus' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  @ApiProblems()
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { type, text } = await this.metrics.text({ streams: this.streams.count });
    void reply.header('content-type', type);
    return text;
  }
}
