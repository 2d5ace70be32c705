import type { SubtaskStatus, Tier } from '#domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A step of a plan. Lists are JSON. */
@Entity('subtasks')
@Index('subtasks_by_status', ['task_id', 'status', 'plan_version'])
export class SubtaskEntity {
  @PrimaryColumn('text') readonly task_id!: string;
  @PrimaryColumn('text') readonly id!: string;
  @Column('integer') readonly plan_version!: number;
  @Column('integer') readonly position!: number;
  @Column('text') readonly description!: string;
  @Column('text') readonly depends_on!: string;
  @Column('integer') readonly model_tier!: Tier;
  @Column('integer') readonly verification_tier!: Tier;
  @Column('integer') readonly is_critical_path!: number;
  @Column('text') readonly acceptance_criteria!: string;
  @Column('text') readonly expected_outputs!: string;
  @Column('text') readonly checks!: string;
  @Column('text') readonly status!: SubtaskStatus;
  @Column('text') readonly phase!: string;
  @Column('integer') readonly executions!: number;
  @Column('integer') readonly verifications!: number;
  @Column('integer') readonly landings!: number;
  @Column('integer') readonly extractions!: number;
  @Column('integer') readonly failures!: number;
  @Column('integer') readonly outages!: number;
  @Column('integer') readonly inconclusive!: number;
  @Column('integer') readonly conflicts!: number;
  @Column('text', { nullable: true }) readonly base!: string | null;
  @Column('text', { nullable: true }) readonly head!: string | null;
  @Column('text', { nullable: true }) readonly candidate!: string | null;
  @Column('real', { nullable: true }) readonly tool_success!: number | null;
  @Column('text') readonly verified!: string;
  @Column('text') readonly feedback!: string;
  @Column('text', { nullable: true }) readonly summary!: string | null;
  @Column('text', { nullable: true }) readonly stand_ins!: string | null;
  @Column('text', { nullable: true }) readonly error!: string | null;
  @Column('text', { nullable: true }) readonly model!: string | null;
  @Column('real', { nullable: true }) readonly confidence!: number | null;
  @Column('text', { nullable: true }) readonly approval!: 'requested' | 'approved' | 'rejected' | null;
  @Column('text', { nullable: true }) readonly approval_reason!: string | null;
  @Column('text', { nullable: true }) readonly sensitive!: string | null;
  @Column('text', { nullable: true }) readonly asked!: string | null;
  @Column('integer', { nullable: true }) readonly destructive!: number | null;
  @Column('text', { nullable: true }) readonly started_at!: string | null;
  @Column('text', { nullable: true }) readonly completed_at!: string | null;
}
