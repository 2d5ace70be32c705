import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, Matches } from 'class-validator';
import type { RevertBody } from '#contracts';
import { TEXT } from '../openapi/decorators.js';
import { IsText, IsWorkspacePath, May, Trimmed } from '../validation/rules.js';

const HASH = '^[0-9a-f]{64}$';
const CONFLICT_MODES = ['abort', 'skip', 'force'] as const;

/** A request that says all by its address; a body may be `{}` or absent. */
export class NothingDto {}

export class SteerDto {
  @ApiProperty(TEXT)
  @Trimmed()
  @IsText(1, 20_000)
  instruction!: string;
}

export class ApproveDto {
  @ApiProperty({ type: String, minLength: 1, maxLength: 64 })
  @IsText(1, 64)
  subtask_id!: string;

  @ApiProperty({ type: Boolean })
  @IsBoolean()
  approved!: boolean;

  @ApiPropertyOptional({
    nullable: true,
    type: String,
    maxLength: 20_000,
    description: 'Sent back into a retry when rejected.',
  })
  @May()
  @Trimmed()
  @IsText(0, 20_000)
  reason?: string;

  @ApiPropertyOptional({
    nullable: true,
    type: String,
    pattern: HASH,
    description: 'Of what was seen; 409 when something else waits by now. Absent = whatever waits there.',
  })
  @May()
  @Matches(new RegExp(HASH), { message: 'hash has to be 64 hexadecimal digits' })
  hash?: string;
}

export class FeedbackDto {
  @ApiProperty(TEXT)
  @Trimmed()
  @IsText(1, 20_000)
  feedback!: string;

  @ApiPropertyOptional({
    nullable: true,
    type: String,
    minLength: 1,
    maxLength: 64,
    description: 'Absent = for all subtasks.',
  })
  @May()
  @IsText(1, 64)
  subtask_id?: string;
}

export class RetryDto {
  @ApiPropertyOptional({
    nullable: true,
    type: String,
    minLength: 1,
    maxLength: 64,
    description: 'Absent = everything that failed.',
  })
  @May()
  @IsText(1, 64)
  subtask_id?: string;
}

export class RevertDto implements RevertBody {
  @ApiPropertyOptional({ nullable: true, type: String, minLength: 1, maxLength: 64 })
  @May()
  @IsText(1, 64)
  subtask_id?: string;

  @ApiPropertyOptional({
    nullable: true,
    type: String,
    minLength: 1,
    maxLength: 4096,
    description: 'Relative to the workspace.',
  })
  @May()
  @IsWorkspacePath()
  path?: string;

  @ApiPropertyOptional({
    nullable: true,
    enum: CONFLICT_MODES,
    default: 'abort',
    description:
      'Where later edits are in the way: change nothing, undo the rest, or overwrite them (a snapshot stays).',
  })
  @May()
  @IsIn(CONFLICT_MODES)
  on_conflict?: (typeof CONFLICT_MODES)[number];

  @ApiPropertyOptional({
    nullable: true,
    type: Boolean,
    description: "Takes the task's last undo back; goes without `subtask_id` and `path`.",
  })
  @May()
  @IsBoolean()
  redo?: boolean;
}
