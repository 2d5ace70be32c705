import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Problem } from '#contracts';

export class FieldFaultDto {
  @ApiProperty({ type: String, description: 'JSON pointer into the body, or /name for a parameter.', example: '/goal' })
  pointer!: string;

  @ApiProperty({ type: String })
  detail!: string;
}

export class ConflictSideDto {
  @ApiProperty({ type: String, description: 'Names the content; equal for equal bytes.' }) blob!: string;
  @ApiProperty({ type: 'integer', description: 'Bytes.' }) size!: number;
  @ApiProperty({ type: String, nullable: true, description: 'First part of it; null for what is no text.' })
  text!: string | null;
}

export class UndoConflictDto {
  @ApiProperty({ type: String }) path!: string;

  @ApiProperty({ type: ConflictSideDto, nullable: true, description: 'What the undo would put there; null = no file.' })
  before!: ConflictSideDto | null;

  @ApiProperty({ type: ConflictSideDto, nullable: true, description: 'What the task had left there.' })
  after!: ConflictSideDto | null;

  @ApiProperty({ type: ConflictSideDto, nullable: true, description: 'What is there now.' })
  current!: ConflictSideDto | null;
}

/** RFC 9457. */
export class ProblemDto implements Problem {
  @ApiProperty({
    type: String,
    description: 'Stable name of the kind of problem.',
    example: 'urn:loom:problem:unknown_task',
  })
  type!: string;

  @ApiProperty({ type: String, example: 'Not found' })
  title!: string;

  @ApiProperty({ type: 'integer', example: 404 })
  status!: number;

  @ApiProperty({ type: String, description: 'What went wrong, and what can be done about it.' })
  detail!: string;

  @ApiPropertyOptional({ type: [FieldFaultDto] })
  errors?: FieldFaultDto[];

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  task_id?: string;

  @ApiPropertyOptional({ type: [String], description: 'Files that are in the way.' })
  paths?: string[];

  @ApiPropertyOptional({ type: [UndoConflictDto], description: 'The same with what each version holds.' })
  conflicts?: UndoConflictDto[];
}
