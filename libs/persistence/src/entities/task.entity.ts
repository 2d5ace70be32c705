import type { TaskStatus } from '#domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What changes about a task; small, since its row is written with every event. */
@Entity('tasks')
@Index('tasks_newest', ['created_at', 'id'])
@Index('tasks_newest_of_status', ['status', 'created_at', 'id'])
@Index('tasks_of_workspace', ['workspace_id'], { where: 'completed_at IS NULL' })
@Index('tasks_open', ['id'], { where: 'completed_at IS NULL' })
export class TaskEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text') readonly workspace_id!: string;
  @Column('text') readonly status!: TaskStatus;
  @Column('text') readonly wish!: 'run' | 'pause' | 'cancel';
  @Column('text', { nullable: true }) readonly error!: string | null;
  @Column('text', { nullable: true }) readonly summary!: string | null;
  @Column('integer') readonly revision!: number;
  @Column('integer') readonly last_sequence!: number;
  @Column('integer') readonly plan_version!: number;
  @Column('integer') readonly plan_attempts!: number;
  @Column('integer') readonly snapshot_attempts!: number;
  @Column('integer') readonly goal_checks!: number;
  @Column('integer') readonly goal_inconclusive!: number;
  @Column('integer') readonly goal_met!: number;
  @Column('text', { nullable: true }) readonly replan_because!: string | null;
  /** A list as JSON; null = empty. */
  @Column('text', { nullable: true }) readonly doubted!: string | null;
  @Column('integer') readonly advances!: number;
  @Column('text', { nullable: true }) readonly base!: string | null;
  @Column('bigint', { default: 0 }) readonly idle_ms!: number;
  @Column('bigint', { nullable: true }) readonly idle_since!: number | null;
  @Column('integer') readonly model_calls!: number;
  @Column('integer') readonly tool_calls!: number;
  @Column('integer') readonly prompt_tokens!: number;
  @Column('integer') readonly completion_tokens!: number;
  @Column('text') readonly created_at!: string;
  @Column('text') readonly updated_at!: string;
  @Column('text', { nullable: true }) readonly completed_at!: string | null;
  @Column('text', { nullable: true }) readonly replanned_at!: string | null;
}
