import type { Role, Tier } from '#domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a model on its server has done, per role and tier. */
@Entity('model_stats')
export class ModelStatsEntity {
  @PrimaryColumn('text') readonly endpoint!: string;
  @PrimaryColumn('text') readonly model!: string;
  @PrimaryColumn('text') readonly role!: Role;
  @PrimaryColumn('integer') readonly tier!: Tier;
  @Column('integer') readonly successes!: number;
  @Column('integer') readonly failures!: number;
  @Column('integer') readonly retries!: number;
  @Column('integer') readonly prompt_tokens!: number;
  @Column('integer') readonly completion_tokens!: number;
  @Column('integer') readonly milliseconds!: number;
  /** Of late; both are halved when they become many. */
  @Column('integer') readonly recent_successes!: number;
  @Column('integer') readonly recent_failures!: number;
}

/** An attempt that is in the statistics, so that it is counted once. */
@Entity('model_uses')
export class ModelUseEntity {
  @PrimaryColumn('text') readonly attempt_id!: string;
  @PrimaryColumn('text') readonly role!: string;
}
