import type { EventType } from '#contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The ledger. `sequence` counts from 1 in each task, without gaps; rows are never changed. */
@Entity('events')
export class EventEntity {
  @PrimaryColumn('text') readonly task_id!: string;
  @PrimaryColumn('integer') readonly sequence!: number;
  @Column('text') readonly type!: EventType;
  @Column('text', { nullable: true }) readonly subtask_id!: string | null;
  @Column('text', { nullable: true }) readonly correlation_id!: string | null;
  @Column('text') readonly at!: string;
  @Column('text', { nullable: true }) readonly data!: string | null;
}
