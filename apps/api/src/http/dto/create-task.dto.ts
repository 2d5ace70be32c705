import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import type { CreateTaskBody } from '#contracts';
import { APPROVAL_MODES, type ApprovalMode } from '#domain';
import { IsBoundedObject, IsHttpUrl, IsText, May, Trimmed } from '../validation/rules.js';

const MAX_OBJECT_BYTES = 64 * 1024;
const MAX_OBJECT_DEPTH = 16;

export class TaskLimitsDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Tokens of all model calls together.' })
  @May()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  tokens?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1 })
  @May()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  model_calls?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1 })
  @May()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  seconds?: number;
}

export class CreateTaskDto implements CreateTaskBody {
  @ApiProperty({ type: String, minLength: 1, maxLength: 20_000, example: 'Write a parser for CSV files, with tests' })
  @Trimmed()
  @IsText(1, 20_000)
  goal!: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Folder to work in; relative to default_path. Without it a new empty folder is made.',
    maxLength: 4096,
  })
  @May()
  @IsText(1, 4096)
  workspace?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'Shown to the planner.' })
  @May()
  @IsBoundedObject(MAX_OBJECT_BYTES, MAX_OBJECT_DEPTH)
  context?: Record<string, unknown>;

  @ApiPropertyOptional({ enum: APPROVAL_MODES })
  @May()
  @IsIn(APPROVAL_MODES)
  approval_mode?: ApprovalMode;

  @ApiPropertyOptional({ type: String, format: 'uri', description: 'Gets the terminal event as a POST. http(s) only.' })
  @May()
  @IsHttpUrl(2048)
  callback_url?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'Kept and given back, never used.' })
  @May()
  @IsBoundedObject(MAX_OBJECT_BYTES, MAX_OBJECT_DEPTH)
  metadata?: Record<string, unknown>;

  @ApiPropertyOptional({ type: [String], maxItems: 200, description: 'Globs of files that no attempt may change.' })
  @May()
  @IsArray()
  @ArrayMaxSize(200)
  @IsText(1, 1024, { each: true })
  protected?: string[];

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 9, default: 5, description: '9 goes first.' })
  @May()
  @IsInt()
  @Min(0)
  @Max(9)
  priority?: number;

  @ApiPropertyOptional({ type: TaskLimitsDto })
  @May()
  @IsObject()
  @ValidateNested({ message: '$property must be an object' })
  @Type(() => TaskLimitsDto)
  limits?: TaskLimitsDto;
}
