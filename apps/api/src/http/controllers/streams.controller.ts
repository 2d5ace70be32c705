import { Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TaskStore, UnknownTask } from '#conductor';
import { EventBus, streamAll, streamTask } from '#events';
import { StreamQuery } from '../dto/query.dto.js';
import { OpenStreams } from '../edge/open-streams.js';
import { RequestRefused } from '../errors/problem-error.js';
import { ApiProblems } from '../openapi/decorators.js';
import { TaskIdPipe } from '../validation/task-id.pipe.js';

const SSE = { 'text/event-stream': { schema: { type: 'string' as const } } };

@ApiTags('events')
@ApiBearerAuth()
@ApiProduces('text/event-stream')
@Controller()
export class StreamsController {
  constructor(
    private readonly store: TaskStore,
    private readonly bus: EventBus,
    private readonly streams: OpenStreams,
  ) {}

  @Get('tasks/:taskId/stream')
  @ApiOperation({
    summary: 'Follow the events of a task',
    description:
      'Server-sent events; `id` counts 1, 2, 3 … without gaps. Begins at event 1, or after Last-Event-ID. ' +
      'Ends after the terminal event. A comment every 15 s keeps the line open.',
  })
  @ApiParam({ name: 'taskId', format: 'uuid' })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Number of the last event that is known; one the task has not reached counts as none.',
    schema: { type: 'integer', minimum: 0 },
  })
  @ApiOkResponse({ description: 'The stream.', content: SSE })
  @ApiProblems(404)
  async followTask(
    @Param('taskId', TaskIdPipe) taskId: string,
    @Query() query: StreamQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { store, bus } = this;
    const { tokens = false } = query;
    const after = sequenceOf(lastEventId);
    if ((await store.task(taskId)) === null) throw new UnknownTask(taskId);
    this.streams.start(request, reply, (sink, signal) =>
      streamTask({ store, bus, taskId, after, tokens, sink, signal }),
    );
  }

  @Get('events')
  @ApiOperation({ summary: 'Follow the events of all tasks from now on' })
  @ApiOkResponse({ description: 'The stream.', content: SSE })
  @ApiProblems()
  followAll(@Query() query: StreamQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const { store, bus } = this;
    const { tokens = false } = query;
    this.streams.start(request, reply, (sink, signal) => streamAll({ store, bus, tokens, sink, signal }));
  }
}

function sequenceOf(header: string | undefined): number {
  if (header === undefined || header.trim() === '') return 0;
  if (/^\d{1,15}$/.test(header.trim())) return Number(header);
  throw new RequestRefused(400, 'invalid_request', 'Last-Event-ID has to be the number of an event of this task.');
}
