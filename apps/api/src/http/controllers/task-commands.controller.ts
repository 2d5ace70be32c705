import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { UnknownSubtask } from '#conductor';
import { Tasks } from '../../engine/tasks.port.js';
import { ApproveDto, FeedbackDto, NothingDto, RetryDto, RevertDto } from '../dto/task-command.dto.js';
import { ApprovedDto, DoneDto, RevertedDto } from '../dto/task-views.dto.js';
import { invalidField } from '../errors/problem-error.js';
import { ApiProblems } from '../openapi/decorators.js';
import { SUBTASK_ID, TaskIdPipe } from '../validation/task-id.pipe.js';

@ApiTags('tasks')
@ApiBearerAuth()
@ApiParam({ name: 'taskId', format: 'uuid' })
@ApiProblems(404, 409, 413, 415)
@Controller('tasks/:taskId')
export class TaskCommandsController {
  constructor(private readonly tasks: Tasks) {}

  @Post('approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve or reject a subtask that waits for a person' })
  @ApiOkResponse({ type: ApprovedDto })
  async approve(@Param('taskId', TaskIdPipe) taskId: string, @Body() body: ApproveDto): Promise<ApprovedDto> {
    const { subtask_id, approved, reason, hash } = body;
    await this.tasks.approve(taskId, subtaskIn(taskId, subtask_id), approved, reason, hash);
    return { status: 'ok', approved, subtask_id };
  }

  @Post('feedback')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give feedback that every later prompt holds' })
  @ApiOkResponse({ type: DoneDto })
  async feedback(@Param('taskId', TaskIdPipe) taskId: string, @Body() body: FeedbackDto): Promise<DoneDto> {
    await this.tasks.feedback(taskId, body.feedback, subtaskIn(taskId, body.subtask_id));
    return { status: 'ok', message: 'The feedback is stored and part of every later prompt.' };
  }

  @Post('pause')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Pause a task',
    description:
      'A tool call that runs comes to its end; a model call is broken off, and made again when the task goes on.',
  })
  @ApiBody({ type: NothingDto, required: false })
  @ApiOkResponse({ type: DoneDto })
  async pause(@Param('taskId', TaskIdPipe) taskId: string, @Body() _body: NothingDto): Promise<DoneDto> {
    await this.tasks.pause(taskId);
    return { status: 'ok', message: 'The task is paused; a tool call that runs comes to its end.' };
  }

  @Post('resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Resume a paused task' })
  @ApiBody({ type: NothingDto, required: false })
  @ApiOkResponse({ type: DoneDto })
  async resume(@Param('taskId', TaskIdPipe) taskId: string, @Body() _body: NothingDto): Promise<DoneDto> {
    await this.tasks.resume(taskId);
    return { status: 'ok', message: 'The task goes on.' };
  }

  @Post('retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go on with a failed task from what has landed' })
  @ApiBody({ type: RetryDto, required: false })
  @ApiOkResponse({ type: DoneDto })
  async retry(@Param('taskId', TaskIdPipe) taskId: string, @Body() body: RetryDto): Promise<DoneDto> {
    await this.tasks.retry(taskId, subtaskIn(taskId, body.subtask_id));
    return { status: 'ok', message: 'The task goes on from what has landed.' };
  }

  @Post('revert')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take back what a task changed',
    description:
      'All of it, one subtask or one path; with `redo`, the last undo. Answers 409 with `paths` and `conflicts`, and changes nothing, where later edits are in the way, unless `on_conflict` says otherwise.',
  })
  @ApiBody({ type: RevertDto, required: false })
  @ApiOkResponse({ type: RevertedDto })
  async revert(@Param('taskId', TaskIdPipe) taskId: string, @Body() body: RevertDto): Promise<RevertedDto> {
    const { path, on_conflict, redo } = body;
    const subtaskId = subtaskIn(taskId, body.subtask_id);
    if (redo === true && (subtaskId !== undefined || path !== undefined))
      throw invalidField('/redo', 'goes without subtask_id and path: it takes back the last undo, whatever that was');
    return this.tasks.revert(taskId, {
      ...(subtaskId === undefined ? {} : { subtask_id: subtaskId }),
      ...(path === undefined ? {} : { path }),
      ...(on_conflict === undefined ? {} : { on_conflict }),
      ...(redo === undefined ? {} : { redo }),
    });
  }
}

/** What cannot be the id of a subtask names none. */
function subtaskIn<S extends string | undefined>(taskId: string, subtaskId: S): S {
  if (subtaskId !== undefined && !SUBTASK_ID.test(subtaskId)) throw new UnknownSubtask(taskId, subtaskId);
  return subtaskId;
}
