import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * A job that is to be sent or was sent, until its attempt is claimed or called off. Times in milliseconds since the
 * epoch.
 */
@Entity('outbox')
@Index('outbox_attempt', ['attempt_id'])
@Index('outbox_unsent', ['not_before', 'id'], { where: 'sent_at IS NULL' })
@Index('outbox_sent', ['sent_at', 'id'], { where: 'sent_at IS NOT NULL' })
export class OutboxEntity {
  @PrimaryGeneratedColumn('increment', { type: 'integer' }) readonly id!: number;
  @Column('text') readonly task_id!: string;
  @Column('text') readonly attempt_id!: string;
  @Column('text') readonly job!: string;
  @Column('bigint') readonly not_before!: number;
  @Column('bigint', { nullable: true }) readonly sent_at!: number | null;
}
