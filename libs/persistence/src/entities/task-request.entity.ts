import type { ApprovalMode } from '#domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What was asked for; only limits change, by retries. Objects and lists are JSON. */
@Entity('task_requests')
@Index('task_requests_idempotency', ['idempotency_key'], { unique: true })
export class TaskRequestEntity {
  @PrimaryColumn('text') readonly task_id!: string;
  @Column('text') readonly goal!: string;
  @Column('text') readonly workspace_path!: string;
  @Column('text') readonly context!: string;
  @Column('text') readonly metadata!: string;
  @Column('text') readonly approval_mode!: ApprovalMode;
  @Column('real') readonly confidence_threshold!: number;
  @Column('text', { nullable: true }) readonly callback_url!: string | null;
  @Column('text') readonly protected!: string;
  @Column('integer') readonly priority!: number;
  @Column('integer', { nullable: true }) readonly limit_tokens!: number | null;
  @Column('integer', { nullable: true }) readonly limit_model_calls!: number | null;
  @Column('real', { nullable: true }) readonly limit_seconds!: number | null;
  @Column('text', { nullable: true }) readonly idempotency_key!: string | null;
  @Column('text', { nullable: true }) readonly body_hash!: string | null;
}
