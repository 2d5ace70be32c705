import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One file that a landing changed. */
@Entity('changes')
@Index('changes_of_landing', ['attempt_id', 'seq'])
export class ChangeEntity {
  @PrimaryGeneratedColumn('increment', { type: 'integer' }) readonly seq!: number;
  @Column('text') readonly attempt_id!: string;
  @Column('text') readonly path!: string;
  @Column('text') readonly operation!: 'create' | 'modify' | 'delete' | 'rename';
  @Column('text', { nullable: true }) readonly old_path!: string | null;
  @Column('integer') readonly additions!: number;
  @Column('integer') readonly deletions!: number;
  @Column('integer') readonly is_binary!: number;
}
