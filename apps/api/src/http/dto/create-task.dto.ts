import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import type { CreateTaskBody } from '#contracts';
import { APPROVAL_MODES, type ApprovalMode } from '#domain';
import { TEXT } from '../openapi/decorators.js';
import { IsBoundedObject, IsHttpUrl, IsText, May, Trimmed } from '../validation/rules.js';

const MAX_OBJECT_BYTES = 64 * 1024;
const MAX_OBJECT_DEPTH = 16;

export class TaskLimitsDto {
  @ApiPropertyOptional({
    nullable: true,
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Tokens of all model calls together.',
  })
  @May()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  tokens?: number;

  @ApiPropertyOptional({ nullable: true, type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
  @May()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  model_calls?: number;

  @ApiPropertyOptional({ nullable: true, type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
  @May()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  seconds?: number;
}

export class CreateTaskDto implements CreateTaskBody {
  @ApiProperty({ ...TEXT, example: 'Write a parser for CSV files, with tests' })
  @Trimmed()
  @IsText(1, 20_000)
  goal!: string;

  @ApiPropertyOptional({
    nullable: true,
    type: String,
    description: 'Folder to work in; relative to default_path. Without it a new empty folder is made.',
    minLength: 1,
    maxLength: 4096,
  })
  @May()
  @IsText(1, 4096)
  workspace?: string;

  @ApiPropertyOptional({
    nullable: true,
    type: 'object',
    additionalProperties: true,
    description: 'Facts for the planner and for whoever verifies the whole.',
  })
  @May()
  @IsBoundedObject(MAX_OBJECT_BYTES, MAX_OBJECT_DEPTH)
  context?: Record<string, unknown>;

  @ApiPropertyOptional({ nullable: true, enum: APPROVAL_MODES })
  @May()
  @IsIn(APPROVAL_MODES)
  approval_mode?: ApprovalMode;

  @ApiPropertyOptional({
    nullable: true,
    type: String,
    format: 'uri',
    maxLength: 2048,
    description: 'Gets the terminal event as a POST. http(s) only.',
  })
  @May()
  @IsHttpUrl(2048)
  callback_url?: string;

  @ApiPropertyOptional({
    nullable: true,
    type: 'object',
    additionalProperties: true,
    description: 'Kept and given back, never used.',
  })
  @May()
  @IsBoundedObject(MAX_OBJECT_BYTES, MAX_OBJECT_DEPTH)
  metadata?: Record<string, unknown>;

  @ApiPropertyOptional({
    nullable: true,
    type: 'array',
    items: { type: 'string', minLength: 1, maxLength: 1024 },
    maxItems: 200,
    description: 'Globs of files that no attempt may change.',
  })
  @May()
  @IsArray()
  @ArrayMaxSize(200)
  @IsText(1, 1024, { each: true })
  protected?: string[];

  @ApiPropertyOptional({
    nullable: true,
    type: 'integer',
    minimum: 0,
    maximum: 9,
    default: 5,
    description: '9 goes first.',
  })
  @May()
  @IsInt()
  @Min(0)
  @Max(9)
  priority?: number;

  @ApiPropertyOptional({ nullable: true, type: TaskLimitsDto })
  @May()
  @IsObject()
  @ValidateNested({ message: '$property must be an object' })
  @Type(() => TaskLimitsDto)
  limits?: TaskLimitsDto;
}
