import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { ChangeView, MemoryView } from '#contracts';
import { TaskStore, UnknownTask } from '#conductor';
import { Tasks } from '../../engine/tasks.port.js';
import { DiffQuery, SearchMemoryQuery, TaskMemoryQuery } from '../dto/query.dto.js';
import { ChangeDto, MemoryDto } from '../dto/result-views.dto.js';
import { invalidField } from '../errors/problem-error.js';
import { ApiProblems } from '../openapi/decorators.js';
import { TASK_ID, TaskIdPipe } from '../validation/task-id.pipe.js';

/** Far above what one task gathers; a bound all the same. */
const MOST_ENTRIES = 10_000;
const SEARCH_PAGE = 20;

@ApiTags('results')
@ApiBearerAuth()
@Controller()
export class TaskResultsController {
  constructor(
    private readonly tasks: Tasks,
    private readonly store: TaskStore,
  ) {}

  @Get('tasks/:taskId/changes')
  @ApiOperation({ summary: 'List what a task changed in the folder' })
  @ApiParam({ name: 'taskId', format: 'uuid' })
  @ApiOkResponse({ type: [ChangeDto] })
  @ApiProblems(404)
  async changes(@Param('taskId', TaskIdPipe) taskId: string): Promise<ChangeView[]> {
    await this.requireTask(taskId);
    return [...(await this.store.landedChanges(taskId))];
  }

  @Get('tasks/:taskId/diff')
  @Header('content-type', 'text/x-diff; charset=utf-8')
  @ApiOperation({ summary: 'Show what a task changed as a diff', description: 'As `git apply` takes it.' })
  @ApiParam({ name: 'taskId', format: 'uuid' })
  @ApiProduces('text/x-diff')
  @ApiOkResponse({ content: { 'text/x-diff': { schema: { type: 'string' } } } })
  @ApiProblems(404)
  async diff(@Param('taskId', TaskIdPipe) taskId: string, @Query() query: DiffQuery): Promise<string> {
    await this.requireTask(taskId);
    return this.tasks.diff(taskId, {
      ...(query.path === undefined ? {} : { path: query.path }),
      ...(query.subtask_id === undefined ? {} : { subtaskId: query.subtask_id }),
    });
  }

  @Get('tasks/:taskId/memory')
  @ApiOperation({ summary: 'List what a task remembers' })
  @ApiParam({ name: 'taskId', format: 'uuid' })
  @ApiOkResponse({ type: [MemoryDto] })
  @ApiProblems(404)
  async memory(@Param('taskId', TaskIdPipe) taskId: string, @Query() query: TaskMemoryQuery): Promise<MemoryView[]> {
    await this.requireTask(taskId);
    const { entry_type, subtask_id, tag, q } = query;
    const entries = await this.store.memory({
      taskId,
      limit: MOST_ENTRIES,
      ...(entry_type === undefined ? {} : { type: entry_type }),
      ...(subtask_id === undefined ? {} : { subtaskId: subtask_id }),
      ...(tag === undefined ? {} : { tag }),
      ...(q === undefined ? {} : { query: q }),
    });
    return [...entries];
  }

  @Get('memory/search')
  @ApiOperation({ summary: 'Search the memory of all tasks, best match first' })
  @ApiOkResponse({ type: [MemoryDto] })
  @ApiProblems()
  async search(@Query() query: SearchMemoryQuery): Promise<MemoryView[]> {
    const { q, task_id, entry_type, limit = SEARCH_PAGE } = query;
    if (task_id !== undefined && !TASK_ID.test(task_id)) throw invalidField('/task_id', 'must be the id of a task');
    const entries = await this.store.searchMemory({
      query: q,
      limit,
      ...(task_id === undefined ? {} : { taskId: task_id.toLowerCase() }),
      ...(entry_type === undefined ? {} : { type: entry_type }),
    });
    return [...entries];
  }

  private async requireTask(taskId: string): Promise<void> {
    if ((await this.store.task(taskId)) === null) throw new UnknownTask(taskId);
  }
}
