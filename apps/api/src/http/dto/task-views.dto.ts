import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type {
  ApprovalView,
  PendingApproval,
  Progress,
  RevertAnswer,
  SubtaskView,
  TaskCreated,
  TaskRow,
  TaskView,
} from '#contracts';
import {
  APPROVAL_MODES,
  RISKS,
  SUBTASK_STATUSES,
  TASK_STATUSES,
  type ApprovalMode,
  type LandingNote,
  type Risk,
  type SubtaskStatus,
  type TaskStatus,
  type Tier,
} from '#domain';
import { ApiNullable } from '../openapi/decorators.js';

const when = { type: String, format: 'date-time' } as const;
const id = { type: String, format: 'uuid' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const tier = { type: 'integer', minimum: 1, maximum: 3 } as const;
const anyObject = { type: 'object', additionalProperties: true } as const;

export class TaskCreatedDto implements TaskCreated {
  @ApiProperty(id) task_id!: string;
  @ApiProperty({ enum: TASK_STATUSES }) status!: TaskStatus;
  @ApiProperty({ type: String }) message!: string;
}

export class ProgressDto implements Progress {
  @ApiProperty(count) total_subtasks!: number;
  @ApiProperty(count) completed!: number;
  @ApiProperty(count) failed!: number;
  @ApiProperty(count) pending!: number;
  @ApiProperty(count) running!: number;
  @ApiProperty({ type: Number, minimum: 0, maximum: 100 }) percent_complete!: number;
}

export class TaskRowDto implements TaskRow {
  @ApiProperty(id) task_id!: string;
  @ApiProperty({ type: String }) goal!: string;
  @ApiProperty({ enum: TASK_STATUSES }) status!: TaskStatus;
  @ApiProperty(when) created_at!: string;
  @ApiProperty(when) updated_at!: string;
  @ApiProperty({ type: ProgressDto }) progress!: ProgressDto;
}

export class SubtaskDto implements SubtaskView {
  @ApiProperty({ type: String }) id!: string;
  @ApiProperty({ type: String }) description!: string;
  @ApiProperty({ enum: SUBTASK_STATUSES }) status!: SubtaskStatus;
  @ApiProperty({ type: [String] }) depends_on!: string[];
  @ApiProperty(tier) model_tier!: Tier;
  @ApiProperty(tier) verification_tier!: Tier;
  @ApiProperty({ type: Boolean }) is_critical_path!: boolean;
  @ApiProperty({ type: String }) acceptance_criteria!: string;
  @ApiProperty(count) retry_count!: number;
  @ApiNullable({ type: String }) summary!: string | null;
  @ApiNullable({ type: String }) error!: string | null;
  @ApiNullable(when) started_at!: string | null;
  @ApiNullable(when) completed_at!: string | null;
  @ApiNullable({ type: String, description: 'Name of the model that did the latest work.' }) model!: string | null;
  @ApiNullable({ type: Number, minimum: 0, maximum: 1 }) confidence!: number | null;
}

export class PlanDto {
  @ApiProperty({ type: 'integer', minimum: 1 }) version!: number;
  @ApiNullable(when) replanned_at!: string | null;
  @ApiProperty({ type: [SubtaskDto] }) subtasks!: SubtaskDto[];
}

export class UsageDto {
  @ApiProperty(count) model_calls!: number;
  @ApiProperty(count) tool_calls!: number;
  @ApiProperty(count) prompt_tokens!: number;
  @ApiProperty(count) completion_tokens!: number;
}

export class PendingApprovalDto implements PendingApproval {
  @ApiProperty({ type: String }) subtask_id!: string;
  @ApiProperty({ type: String }) reason!: string;
  @ApiProperty({ enum: RISKS }) risk!: Risk;
  @ApiProperty(when) requested_at!: string;
  @ApiProperty({ enum: ['command', 'landing'], description: 'A command before it runs, or a result before it lands.' })
  kind!: 'command' | 'landing';
  @ApiProperty({ type: String, description: 'SHA-256 of all that is shown; an answer counts for that alone, once.' })
  hash!: string;
  @ApiProperty({ ...when, description: 'When silence is taken as a no.' }) expires_at!: string;
  @ApiNullable({ ...when, description: 'When silence is taken as a yes; null = never.' }) proceeds_at!: string | null;
  @ApiNullable({ type: String, description: 'As it would run; null for a landing.' }) command!: string | null;
  @ApiProperty({
    type: [String],
    description:
      'Files the question is about: sensitive ones, those that perhaps nobody asked to change, or those that keep changing.',
  })
  paths!: string[];
}

export class ApprovalDto extends PendingApprovalDto implements ApprovalView {
  @ApiNullable({ type: String, description: 'What would land, as `git apply` takes it; null for a command.' })
  diff!: string | null;
}

export class LandingNoteDto implements LandingNote {
  @ApiProperty({
    enum: ['install', 'windows_name', 'hard_link'],
    description:
      'A lock file whose dependencies are installed in the folder, a name that Windows cannot hold, or a file whose other name (a hard link) kept the old content.',
  })
  kind!: LandingNote['kind'];
  @ApiProperty({ type: String, description: 'Relative to the workspace.' }) path!: string;
  @ApiProperty({ type: String }) says!: string;
  @ApiPropertyOptional({ type: String, description: 'To be typed in the folder of `path`.' }) command?: string;
}

export class TaskDto implements TaskView {
  @ApiProperty(id) task_id!: string;
  @ApiProperty({ type: String }) goal!: string;
  @ApiProperty({ enum: TASK_STATUSES }) status!: TaskStatus;
  @ApiNullable({ type: String, description: 'What stopped a failed task and what can be done.' }) error!: string | null;
  @ApiProperty({ type: String, description: 'Absolute path of the folder.' }) workspace!: string;
  @ApiProperty({ enum: APPROVAL_MODES }) approval_mode!: ApprovalMode;
  @ApiProperty(anyObject) context!: Record<string, unknown>;
  @ApiProperty(anyObject) metadata!: Record<string, unknown>;
  @ApiProperty(when) created_at!: string;
  @ApiProperty(when) updated_at!: string;
  @ApiNullable(when) completed_at!: string | null;
  @ApiNullable({ type: String }) summary!: string | null;
  @ApiNullable({ type: PlanDto, description: 'Null before there is a plan.' }) plan!: PlanDto | null;
  @ApiProperty({ type: ProgressDto }) progress!: ProgressDto;
  @ApiProperty({ type: UsageDto }) usage!: UsageDto;
  @ApiProperty({ type: [PendingApprovalDto] }) pending_approvals!: PendingApprovalDto[];
  @ApiPropertyOptional({
    type: [LandingNoteDto],
    description: 'What the user may want to know or do after what has landed and stands.',
  })
  notes?: LandingNoteDto[];
}

export class DoneDto {
  @ApiProperty({ enum: ['ok'] }) status!: 'ok';
  @ApiProperty({ type: String }) message!: string;
}

export class ApprovedDto {
  @ApiProperty({ enum: ['ok'] }) status!: 'ok';
  @ApiProperty({ type: Boolean }) approved!: boolean;
  @ApiProperty({ type: String }) subtask_id!: string;
}

export class RevertedDto implements RevertAnswer {
  @ApiProperty({ type: [String], description: 'Paths that were put back, relative to the workspace.' })
  reverted!: string[];

  @ApiPropertyOptional({ type: [String], description: 'With `skip`: left as they are, since later edits are there.' })
  skipped?: string[];

  @ApiPropertyOptional({ type: [String], description: 'With `force`: later edits that were overwritten.' })
  overwritten?: string[];

  @ApiPropertyOptional({
    type: [String],
    description: 'Subtasks that landed later; nobody has verified them without what was taken back.',
  })
  stale_subtasks?: string[];

  @ApiPropertyOptional({ type: [LandingNoteDto], description: 'What the user may want to know or do now.' })
  notes?: LandingNoteDto[];
}
