import type { Tier } from '#domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a model has shown it can do, per role and tier. */
@Entity('model_stats')
export class ModelStatsEntity {
  @PrimaryColumn('text') readonly model!: string;
  @PrimaryColumn('text') readonly role!: string;
  @PrimaryColumn('integer') readonly tier!: Tier;
  @Column('integer') readonly successes!: number;
  @Column('integer') readonly failures!: number;
  @Column('integer') readonly prompt_tokens!: number;
  @Column('integer') readonly completion_tokens!: number;
  @Column('integer') readonly milliseconds!: number;
}
