import { ApiProperty } from '@nestjs/swagger';
import { ATTEMPT_STATES } from '#conductor';
import type { TraceAttempt } from '#contracts';
import { HEAD_STAGES, STAGES, type AttemptStage } from '#domain';
import { ApiNullable } from '../openapi/decorators.js';
import { UsageDto } from './task-views.dto.js';

const when = { type: String, format: 'date-time' } as const;
const KINDS = ['messages', 'reply', 'call', 'result', 'approval', 'checks', 'note'] as const;

export class TraceAttemptDto implements TraceAttempt {
  @ApiProperty({ type: String }) attempt_id!: string;
  @ApiProperty({ enum: [...STAGES, ...HEAD_STAGES] }) stage!: AttemptStage;
  @ApiNullable({ type: String }) subtask_id!: string | null;
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Counts from 1 per stage.' }) attempt!: number;
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Counts the owners the attempt has had.' }) epoch!: number;
  @ApiProperty({ type: 'integer', minimum: 0 }) plan_version!: number;
  @ApiProperty({ enum: ATTEMPT_STATES }) state!: TraceAttempt['state'];
  @ApiNullable({ type: String }) worker!: string | null;
  @ApiNullable(when) started_at!: string | null;
  @ApiNullable(when) ended_at!: string | null;
  @ApiProperty({ type: UsageDto }) usage!: UsageDto;
  @ApiNullable({
    type: 'object',
    additionalProperties: true,
    description:
      'How it ended, by `kind`: a plan, a claim, a verdict with its checks, memory, a landing, or a failure.',
  })
  outcome!: Record<string, unknown> | null;
  @ApiProperty({
    type: 'array',
    description: 'What happened, in order: prompts as sent, answers as received, calls, results, checks.',
    items: {
      type: 'object',
      required: ['n', 'at', 'kind'],
      properties: {
        n: { type: 'integer' },
        at: { type: 'string', format: 'date-time' },
        kind: { type: 'string', enum: [...KINDS] },
      },
      additionalProperties: true,
    },
  })
  entries!: TraceAttempt['entries'];
}
