import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  SCHEMA_RUNGS,
  THINKING_KINDS,
  TOOL_DIALECTS,
  type HealthView,
  type ModelProfileView,
  type ModelStatsView,
  type ModelView,
  type ProbesWanted,
  type ToolView,
  type VerifierTrialView,
  type WorkerView,
} from '#contracts';
import { ROLES, type Role, type Tier } from '#domain';
import { ApiNullable } from '../openapi/decorators.js';
import { IsText, May } from '../validation/rules.js';

const count = { type: 'integer', minimum: 0 } as const;

export class NotKnownDto {
  @ApiProperty({ type: String, description: 'A field of the profile.' }) what!: string;
  @ApiProperty({ type: String }) because!: string;
}

export class ModelProfileDto implements ModelProfileView {
  @ApiNullable({ enum: TOOL_DIALECTS, description: "How tools are called: by the server's own calls, or as text." })
  tools!: ModelProfileView['tools'];
  @ApiNullable({ enum: SCHEMA_RUNGS, description: 'How much of a JSON schema it takes and obeys.' })
  schema!: ModelProfileView['schema'];
  @ApiNullable({ type: Boolean, description: 'Whether several calls in one answer come whole.' })
  parallel_calls!: boolean | null;
  @ApiNullable({ enum: THINKING_KINDS, description: '`switch`: reasons, and can be told not to.' })
  thinking!: ModelProfileView['thinking'];
  @ApiNullable({ type: Boolean, description: 'Whether a system message reaches it.' }) system_role!: boolean | null;
  @ApiNullable({ type: Boolean, description: "Whether a tool's result reaches it as such." }) tool_role!:
    boolean | null;
  @ApiNullable({ type: Boolean, description: 'Whether the server counts tokens.' }) usage_counts!: boolean | null;
  @ApiNullable({ type: Number, minimum: 0 }) tokens_per_second!: number | null;
  @ApiProperty({ type: [String], description: 'Parts of a request that were refused or had no effect.' })
  refused!: string[];
  @ApiProperty({ type: [String], description: 'Fields that loom.toml decides.' }) overridden!: string[];
  @ApiProperty({ type: [NotKnownDto], description: 'What the last probe left open.' }) not_known!: NotKnownDto[];
  @ApiNullable({ type: String, format: 'date-time', description: 'Null: all of it was seen at work.' })
  probed_at!: string | null;
  @ApiProperty({ type: Boolean, description: 'A probe was asked for and is not made yet.' }) probe_wanted!: boolean;
}

export class ProbeDto {
  @ApiPropertyOptional({
    nullable: true,
    type: String,
    minLength: 1,
    maxLength: 64,
    description: 'A section of loom.toml; absent = all models.',
  })
  @May()
  @IsText(1, 64)
  name?: string;
}

export class ProbesWantedDto implements ProbesWanted {
  @ApiProperty({ type: [String], description: 'Names of the models.' }) asked!: string[];
  @ApiProperty({ type: String, format: 'date-time' }) asked_at!: string;
}

export class ModelStatsDto implements ModelStatsView {
  @ApiProperty({ enum: ROLES }) role!: Role;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 3 }) tier!: Tier;
  @ApiProperty(count) successes!: number;
  @ApiProperty(count) failures!: number;
  @ApiNullable({ type: Number, minimum: 0, maximum: 1 }) success_rate!: number | null;
  @ApiProperty({ ...count, description: 'Attempts that were not the first.' }) retries!: number;
  @ApiProperty(count) prompt_tokens!: number;
  @ApiProperty(count) completion_tokens!: number;
  @ApiProperty({ type: Number, minimum: 0 }) seconds!: number;
}

export class ModelKeyDto {
  @ApiProperty({ type: String }) endpoint!: string;
  @ApiProperty({ type: String }) model!: string;
}

export class VerifierTrialDto implements VerifierTrialView {
  @ApiProperty({ type: ModelKeyDto, description: 'Who claimed the work as done.' }) executor!: ModelKeyDto;
  @ApiProperty({ ...count, description: 'Cases with a fault.' }) faults!: number;
  @ApiProperty({ ...count, description: 'Faults that a check found, so that no model was asked.' })
  caught_by_checks!: number;
  @ApiProperty(count) false_accepts!: number;
  @ApiNullable({ type: Number, minimum: 0, maximum: 1, description: 'Of the faults that no check found.' })
  false_accept_rate!: number | null;
  @ApiProperty({ ...count, description: 'Cases without a fault.' }) sound!: number;
  @ApiProperty(count) false_rejects!: number;
  @ApiNullable({ type: Number, minimum: 0, maximum: 1 }) false_reject_rate!: number | null;
  @ApiProperty(count) inconclusive!: number;
  @ApiProperty({ type: [String], description: 'Names of the cases that were judged wrongly.' }) wrong!: string[];
  @ApiProperty({ type: Number, minimum: 0 }) seconds!: number;
  @ApiProperty({ type: Boolean, description: 'It passes too many faults to be trusted alone.' }) too_lenient!: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) at!: string;
}

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
  @ApiNullable({ type: 'integer', minimum: 1, description: 'Tokens that one request really has.' })
  context_window!: number | null;
  @ApiNullable({ type: ModelProfileDto, description: 'What it has shown it can do.' }) profile!: ModelProfileDto | null;
  @ApiProperty({ type: [ModelStatsDto] }) stats!: ModelStatsDto[];
  @ApiProperty({ type: [VerifierTrialDto], description: 'How it judged work with known faults.' })
  as_verifier!: VerifierTrialDto[];
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
