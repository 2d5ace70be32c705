import type { AttemptStage } from '#domain';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * One try at one stage. `settled` = its outcome has been acted upon, or it was called off; `lease_until` is in
 * milliseconds since the epoch.
 */
@Entity('attempts')
@Index('attempts_id', ['id'], { unique: true })
@Index('attempts_of_subtask', ['task_id', 'subtask_id', 'seq'])
@Index('attempts_unsettled', ['task_id', 'seq'], { where: 'settled = 0' })
@Index('attempts_leased', ['lease_until'], { where: 'lease_until IS NOT NULL' })
export class AttemptEntity {
  @PrimaryGeneratedColumn('increment', { type: 'integer' }) readonly seq!: number;
  @Column('text') readonly id!: string;
  @Column('text') readonly task_id!: string;
  @Column('text', { nullable: true }) readonly subtask_id!: string | null;
  @Column('text') readonly stage!: AttemptStage;
  @Column('integer') readonly number!: number;
  @Column('integer') readonly epoch!: number;
  @Column('integer') readonly plan_version!: number;
  @Column('text') readonly state!: 'queued' | 'running' | 'ended' | 'dropped';
  @Column('integer') readonly settled!: number;
  @Column('text') readonly input!: string;
  @Column('text', { nullable: true }) readonly outcome!: string | null;
  @Column('text', { nullable: true }) readonly head!: string | null;
  @Column('integer') readonly last_entry!: number;
  @Column('text', { nullable: true }) readonly worker!: string | null;
  @Column('text', { nullable: true }) readonly token!: string | null;
  @Column('bigint', { nullable: true }) readonly lease_until!: number | null;
  @Column('text') readonly created_at!: string;
  @Column('text', { nullable: true }) readonly started_at!: string | null;
  @Column('text', { nullable: true }) readonly ended_at!: string | null;
}
