import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Work that reached the user's folder, or was taken out of it. */
@Entity('landings')
@Index('landings_attempt', ['attempt_id'], { unique: true })
@Index('landings_of_task', ['task_id', 'seq'])
@Index('landings_reverted_by', ['reverted_by'], { where: 'reverted_by IS NOT NULL' })
export class LandingEntity {
  @PrimaryGeneratedColumn('increment', { type: 'integer' }) readonly seq!: number;
  @Column('text') readonly attempt_id!: string;
  @Column('text') readonly task_id!: string;
  @Column('text') readonly kind!: 'subtask' | 'undo' | 'redo';
  @Column('text', { nullable: true }) readonly subtask_id!: string | null;
  @Column('text') readonly before!: string;
  @Column('text') readonly commit_id!: string;
  /** Of the commit; 0 in rows of old, which were heard of before all others. */
  @Column('integer', { default: 0 }) readonly generation!: number;
  @Column('text') readonly landed_at!: string;
  @Column('text', { nullable: true }) readonly reverted_by!: string | null;
}
