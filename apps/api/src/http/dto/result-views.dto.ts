import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ChangeView, MemoryView } from '#contracts';
import { MEMORY_TYPES, type MemoryType } from '#domain';
import { ApiNullable } from '../openapi/decorators.js';

const when = { type: String, format: 'date-time' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const OPERATIONS = ['create', 'modify', 'delete', 'rename'] as const;

export class MemoryDto implements MemoryView {
  @ApiProperty({ type: String }) id!: string;
  @ApiProperty({ type: String, format: 'uuid' }) task_id!: string;
  @ApiNullable({ type: String }) subtask_id!: string | null;
  @ApiProperty({ enum: MEMORY_TYPES }) entry_type!: MemoryType;
  @ApiProperty({ type: String }) summary!: string;
  @ApiProperty({ type: String }) detail!: string;
  @ApiProperty({ type: [String] }) tags!: string[];
  @ApiProperty({ type: [String] }) relevance_to!: string[];
  @ApiProperty(when) timestamp!: string;
  @ApiPropertyOptional({ type: Number, description: 'In a search: the higher, the better the match.' }) score?: number;
}

export class ChangeDto implements ChangeView {
  @ApiProperty({ type: String }) path!: string;
  @ApiProperty({ enum: OPERATIONS }) operation!: ChangeView['operation'];
  @ApiPropertyOptional({ type: String, description: 'Where a renamed file was before.' }) old_path?: string;
  @ApiNullable({ type: String }) subtask_id!: string | null;
  @ApiProperty(count) additions!: number;
  @ApiProperty(count) deletions!: number;
  @ApiProperty({ type: Boolean }) binary!: boolean;
  @ApiProperty(when) landed_at!: string;
}
