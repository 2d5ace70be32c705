import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, MaxLength, Min, validateSync } from 'class-validator';
import { LoomError, STAGES, type Stage } from '#domain';

/**
 * What travels through a queue: ids only. The row in the database says what is to be done; a job that no longer matches
 * it is answered `gone` and dropped.
 */
export class StageJob {
  @IsIn(STAGES)
  stage!: Stage;

  @IsUUID()
  taskId!: string;

  /** Absent for jobs on the whole task (plan, the last check of the goal). */
  @IsOptional()
  @IsString()
  @Matches(/^[a-z0-9][a-z0-9-]{0,63}$/)
  subtaskId?: string;

  /** Counts from 1 per stage and subtask. */
  @IsInt()
  @Min(1)
  attempt!: number;

  /** Counts the owners of the attempt: whoever takes it over gets the next one. */
  @IsInt()
  @Min(1)
  epoch!: number;

  /** Tier the work asks for, so that a worker knows which endpoints can take it. */
  @IsOptional()
  @IsInt()
  @Min(1)
  tier?: number;

  /** 0..9 as the user set it on the task; 9 goes first. */
  @IsOptional()
  @IsInt()
  @Min(0)
  priority?: number;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  model?: string;
}

export class UnreadableJob extends LoomError {
  readonly code = 'unreadable_job';
}

/** The job as data from Redis, checked: anything may have written it. */
export function parseJob(data: unknown): StageJob {
  if (typeof data !== 'object' || data === null) throw new UnreadableJob('a job is not an object');
  const job = new StageJob();
  for (const key of ['stage', 'taskId', 'subtaskId', 'attempt', 'epoch', 'tier', 'priority', 'model'] as const) {
    const value = (data as Record<string, unknown>)[key];
    if (value !== undefined && value !== null) Object.assign(job, { [key]: value });
  }
  const errors = validateSync(job);
  if (errors.length > 0) {
    throw new UnreadableJob(`a job's fields are wrong: ${errors.map((e) => e.property).join(', ')}`);
  }
  return job;
}

export const queueName = (stage: Stage): string => `loom-${stage}`;

/** Names the attempt; dots, since BullMQ refuses most ids with colons. */
export const attemptId = (of: { stage: string; taskId: string; subtaskId?: string; attempt: number }): string =>
  [of.stage, of.taskId, of.subtaskId ?? '_', of.attempt].join('.');

export const jobId = (job: StageJob): string => `${attemptId(job)}.${job.epoch}`;
