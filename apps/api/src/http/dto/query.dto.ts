import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn } from 'class-validator';
import { MEMORY_TYPES, TASK_STATUSES, type MemoryType, type TaskStatus } from '#domain';
import { TEXT } from '../openapi/decorators.js';
import { IsCount, IsText, IsWorkspacePath, May, Trimmed } from '../validation/rules.js';

const WORDS = { ...TEXT, description: 'Words to look for.', maxLength: 1024 };

export class ListTasksQuery {
  @ApiPropertyOptional({ enum: TASK_STATUSES })
  @May()
  @IsIn(TASK_STATUSES)
  status?: TaskStatus;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @May()
  @IsCount(1, 200)
  limit?: number;

  @ApiPropertyOptional({
    type: String,
    description: 'From the Link header of the page before.',
    minLength: 1,
    maxLength: 1024,
  })
  @May()
  @IsText(1, 1024)
  cursor?: string;
}

export class TaskMemoryQuery {
  @ApiPropertyOptional({ enum: MEMORY_TYPES })
  @May()
  @IsIn(MEMORY_TYPES)
  entry_type?: MemoryType;

  @ApiPropertyOptional({ type: String, minLength: 1, maxLength: 64 })
  @May()
  @IsText(1, 64)
  subtask_id?: string;

  @ApiPropertyOptional({ type: String, minLength: 1, maxLength: 256 })
  @May()
  @IsText(1, 256)
  tag?: string;

  @ApiPropertyOptional(WORDS)
  @May()
  @Trimmed()
  @IsText(1, 1024)
  q?: string;
}

export class SearchMemoryQuery {
  @ApiProperty(WORDS)
  @Trimmed()
  @IsText(1, 1024)
  q!: string;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @May()
  @IsText(1, 64)
  task_id?: string;

  @ApiPropertyOptional({ enum: MEMORY_TYPES })
  @May()
  @IsIn(MEMORY_TYPES)
  entry_type?: MemoryType;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20 })
  @May()
  @IsCount(1, 100)
  limit?: number;
}

export class DiffQuery {
  @ApiPropertyOptional({
    type: String,
    description: 'One file or folder, relative to the workspace.',
    minLength: 1,
    maxLength: 4096,
  })
  @May()
  @IsWorkspacePath()
  path?: string;

  @ApiPropertyOptional({ type: String, minLength: 1, maxLength: 64 })
  @May()
  @IsText(1, 64)
  subtask_id?: string;
}

export class StreamQuery {
  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Adds `token` events: shown, not stored, no id.' })
  @May()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  tokens?: boolean;
}
