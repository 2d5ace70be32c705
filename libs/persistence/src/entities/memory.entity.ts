import type { MemoryType } from '#domain';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * What was learned. `tags` and `relevance_to` are JSON lists; the full-text index `memory_fts` mirrors summary, detail
 * and tags.
 */
@Entity('memory')
@Index('memory_id', ['id'], { unique: true })
@Index('memory_of_task', ['task_id', 'seq'])
export class MemoryEntity {
  @PrimaryGeneratedColumn('increment', { type: 'integer' }) readonly seq!: number;
  @Column('text') readonly id!: string;
  @Column('text') readonly task_id!: string;
  @Column('text', { nullable: true }) readonly subtask_id!: string | null;
  @Column('text') readonly type!: MemoryType;
  @Column('text') readonly summary!: string;
  @Column('text') readonly detail!: string;
  @Column('text') readonly tags!: string;
  @Column('text') readonly relevance_to!: string;
  @Column('integer') readonly verified!: number;
  @Column('text', { nullable: true }) readonly commit_id!: string | null;
  @Column('text') readonly at!: string;
}
