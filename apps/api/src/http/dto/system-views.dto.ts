import { ApiProperty } from '@nestjs/swagger';
import type { HealthView, ModelView, ToolView, WorkerView } from '#contracts';
import type { Tier } from '#domain';
import { ApiNullable } from '../openapi/decorators.js';

const count = { type: 'integer', minimum: 0 } as const;

export class ModelDto implements ModelView {
  @ApiProperty({ type: String, description: 'Section in loom.toml.' }) name!: string;
  @ApiProperty({ type: String }) model!: string;
  @ApiProperty({ enum: ['ollama', 'openai_compatible'] }) provider!: ModelView['provider'];
  @ApiProperty({ type: String }) base_url!: string;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 3 }) tier!: Tier;
  @ApiProperty({ type: [String] }) roles!: string[];
  @ApiProperty({ type: Boolean }) healthy!: boolean;
  @ApiNullable({ type: Boolean, description: 'In the memory of its server; null where that does not say.' })
  loaded!: boolean | null;
  @ApiNullable({ type: Number }) latency_ms!: number | null;
  @ApiProperty({ type: String }) detail!: string;
}

export class ToolDto implements ToolView {
  @ApiProperty({ type: String }) name!: string;
  @ApiProperty({ type: String }) description!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'JSON Schema of the arguments.' })
  parameters!: Record<string, unknown>;
  @ApiProperty({ type: Boolean, description: 'Whether it may change files.' }) mutating!: boolean;
  @ApiProperty({ type: Number }) timeout_seconds!: number;
}

export class WorkerDto implements WorkerView {
  @ApiProperty({ type: String }) id!: string;
  @ApiProperty({ type: String }) host!: string;
  @ApiProperty({ type: [String] }) roles!: string[];
  @ApiProperty({ type: [String] }) models!: string[];
  @ApiProperty(count) concurrency!: number;
  @ApiProperty(count) active!: number;
  @ApiProperty({ type: String }) version!: string;
  @ApiProperty({ type: String, format: 'date-time' }) last_seen_at!: string;
}

export class QueueCountsDto {
  @ApiProperty(count) waiting!: number;
  @ApiProperty(count) active!: number;
  @ApiProperty(count) failed!: number;
}

export class HealthDto implements HealthView {
  @ApiProperty({ enum: ['ok', 'degraded', 'down'] }) status!: HealthView['status'];
  @ApiProperty({ type: String }) version!: string;
  @ApiProperty({ type: String }) redis!: string;
  @ApiProperty({ type: String }) database!: string;
  @ApiProperty({ type: 'object', additionalProperties: count, description: 'Workers heard of lately, per role.' })
  workers!: Record<string, number>;
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/QueueCountsDto' },
    description: 'Jobs per queue.',
  })
  queues!: Record<string, QueueCountsDto>;
}
