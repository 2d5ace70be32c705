import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type {
  ApprovalView,
  CreateTaskBody,
  SubtaskView,
  TaskCreated,
  TaskRow,
  TaskView,
  TraceAttempt,
} from '#contracts';
import { StateForbids, TaskStore, UnknownSubtask, UnknownTask, type TaskRecord } from '#conductor';
import { Tasks } from '../../engine/tasks.port.js';
import { CreateTaskDto } from '../dto/create-task.dto.js';
import { ListTasksQuery } from '../dto/query.dto.js';
import { NothingDto, SteerDto } from '../dto/task-command.dto.js';
import { ApprovalDto, DoneDto, SubtaskDto, TaskCreatedDto, TaskDto, TaskRowDto } from '../dto/task-views.dto.js';
import { TraceAttemptDto } from '../dto/trace.dto.js';
import { RequestRefused } from '../errors/problem-error.js';
import { ApiProblems } from '../openapi/decorators.js';
import { SubtaskIdPipe, TaskIdPipe } from '../validation/task-id.pipe.js';
import { pendingApprovals } from '../../engine/pending-approval.js';
import { toTaskRow, toTaskView } from '../views/task-view.js';
import { toTraceAttempt } from '../views/trace-view.js';

const PAGE = 50;
/** What a key may look like: printable ASCII, so that it means the same to every client. */
const KEY = /^[\x20-\x7e]{1,255}$/;

@ApiTags('tasks')
@ApiBearerAuth()
@Controller('tasks')
export class TasksController {
  constructor(
    private readonly tasks: Tasks,
    private readonly store: TaskStore,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Create a task', description: 'Answers before planning starts.' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key and body give the same task; 1 to 255 printable ASCII characters.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  })
  @ApiCreatedResponse({
    type: TaskCreatedDto,
    description: 'Created.',
    headers: { Location: { description: 'Address of the task.', schema: { type: 'string' } } },
  })
  @ApiOkResponse({
    type: TaskCreatedDto,
    description: 'The Idempotency-Key named this task before.',
    headers: { Location: { description: 'Address of the task.', schema: { type: 'string' } } },
  })
  @ApiProblems(413, 415, 422)
  async createTask(
    @Body() body: CreateTaskDto,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskCreated> {
    if (key !== undefined && !KEY.test(key))
      throw new RequestRefused(
        400,
        'invalid_request',
        'Idempotency-Key has to be 1 to 255 printable ASCII characters.',
      );
    const { created, task_id, status, message } = await this.tasks.create(asGiven(body), key ?? null);
    void reply.status(created ? 201 : 200).header('location', `/tasks/${task_id}`);
    return { task_id, status, message };
  }

  @Get()
  @ApiOperation({ summary: 'List tasks, newest first' })
  @ApiOkResponse({
    type: [TaskRowDto],
    headers: { Link: { description: '`<…>; rel="next"` while there are more.', schema: { type: 'string' } } },
  })
  @ApiProblems()
  async listTasks(@Query() query: ListTasksQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<TaskRow[]> {
    const { status, cursor, limit = PAGE } = query;
    const page = await this.store.listTasks({
      limit,
      ...(status === undefined ? {} : { status }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (page.next !== null) {
      const next = new URLSearchParams({ ...(status === undefined ? {} : { status }), limit: String(limit) });
      next.set('cursor', page.next);
      void reply.header('link', `</tasks?${next.toString()}>; rel="next"`);
    }
    return page.tasks.map(toTaskRow);
  }

  @Get(':taskId')
  @ApiOperation({ summary: 'Show a task' })
  @ApiParam({ name: 'taskId', format: 'uuid' })
  @ApiOkResponse({
    type: TaskDto,
    headers: {
      'Last-Event-ID': {
        description: 'Every event up to this number is in the answer: the stream after it misses none.',
        schema: { type: 'integer', minimum: 0 },
      },
    },
  })
  @ApiProblems(404)
  async showTask(
    @Param('taskId', TaskIdPipe) taskId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskView> {
    // Read before the rest: what happens meanwhile is shown twice rather than never.
    const task = await this.require(taskId);
    void reply.header('last-event-id', String(task.lastSequence));
    const subtasks = await this.store.subtasks(taskId);
    const approvals = await pendingApprovals(this.store, taskId, subtasks);
    return toTaskView(task, subtasks, approvals, await this.store.landingNotes(taskId));
  }

  @Patch(':taskId')
  @ApiOperation({ summary: 'Steer a running task', description: 'In the next model call of every running subtask.' })
  @ApiParam({ name: 'taskId', format: 'uuid' })
  @ApiOkResponse({ type: DoneDto })
  @ApiProblems(404, 409, 413, 415)
  async steer(@Param('taskId', TaskIdPipe) taskId: string, @Body() body: SteerDto): Promise<DoneDto> {
    await this.tasks.steer(taskId, body.instruction);
    return { status: 'ok', message: 'The instruction is in the next model call of every running subtask.' };
  }

  @Delete(':taskId')
  @HttpCode(200)
  @ApiOperation({ summary: 'Cancel a task', description: 'What has landed stays; nothing more lands.' })
  @ApiBody({ type: NothingDto, required: false })
  @ApiParam({ name: 'taskId', format: 'uuid' })
  @ApiOkResponse({ type: DoneDto })
  @ApiProblems(404, 409, 413, 415)
  async cancel(@Param('taskId', TaskIdPipe) taskId: string, @Body() _body: NothingDto): Promise<DoneDto> {
    await this.tasks.cancel(taskId);
    return { status: 'ok', message: 'The task is cancelled. What has landed stays until it is reverted.' };
  }

  @Get(':taskId/subtasks')
  @ApiOperation({ summary: 'List the subtasks of a task' })
  @ApiParam({ name: 'taskId', format: 'uuid' })
  @ApiOkResponse({ type: [SubtaskDto] })
  @ApiProblems(404)
  async subtasks(@Param('taskId', TaskIdPipe) taskId: string): Promise<SubtaskView[]> {
    await this.require(taskId);
    return [...(await this.store.subtasks(taskId))];
  }

  @Get(':taskId/subtasks/:subtaskId')
  @ApiOperation({ summary: 'Show a subtask' })
  @ApiParam({ name: 'taskId', format: 'uuid' })
  @ApiOkResponse({ type: SubtaskDto })
  @ApiProblems(404)
  async subtask(
    @Param('taskId', TaskIdPipe) taskId: string,
    @Param('subtaskId', SubtaskIdPipe) subtaskId: string,
  ): Promise<SubtaskView> {
    await this.require(taskId);
    const found = (await this.store.subtasks(taskId)).find((s) => s.id === subtaskId);
    if (found === undefined) throw new UnknownSubtask(taskId, subtaskId);
    return found;
  }

  @Get(':taskId/subtasks/:subtaskId/approval')
  @ApiOperation({
    summary: 'Show what waits for a person at a subtask',
    description: 'The command, or the diff, exactly as an answer counts for it; 409 when nothing waits there.',
  })
  @ApiParam({ name: 'taskId', format: 'uuid' })
  @ApiOkResponse({ type: ApprovalDto })
  @ApiProblems(400, 404, 409)
  async approval(
    @Param('taskId', TaskIdPipe) taskId: string,
    @Param('subtaskId', SubtaskIdPipe) subtaskId: string,
  ): Promise<ApprovalView> {
    const waits = await this.tasks.approval(taskId, subtaskId);
    if (waits === null) throw new StateForbids(taskId, `nothing waits for approval at the subtask "${subtaskId}"`);
    return waits;
  }

  @Get(':taskId/subtasks/:subtaskId/trace')
  @ApiOperation({
    summary: 'Show every attempt at a subtask',
    description:
      'Prompts as sent, answers as received, tool calls with results, verdicts, timings, tokens; oldest first.',
  })
  @ApiParam({ name: 'taskId', format: 'uuid' })
  @ApiOkResponse({ type: [TraceAttemptDto] })
  @ApiProblems(404)
  async trace(
    @Param('taskId', TaskIdPipe) taskId: string,
    @Param('subtaskId', SubtaskIdPipe) subtaskId: string,
  ): Promise<TraceAttempt[]> {
    await this.require(taskId);
    // Of a subtask that a new plan has replaced, too: what was tried is part of the task.
    if ((await this.store.subtask(taskId, subtaskId)) === null) throw new UnknownSubtask(taskId, subtaskId);
    return (await this.store.attempts(taskId, subtaskId)).map(toTraceAttempt);
  }

  private async require(taskId: string): Promise<TaskRecord> {
    const task = await this.store.task(taskId);
    if (task === null) throw new UnknownTask(taskId);
    return task;
  }
}

/** The body as a plain object without the fields that say nothing: equal wishes are then equal values. */
const asGiven = (body: CreateTaskDto): CreateTaskBody => JSON.parse(JSON.stringify(body)) as CreateTaskBody;
