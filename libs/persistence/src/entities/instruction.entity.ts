import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What a person said while the task ran. */
@Entity('instructions')
@Index('instructions_of_task', ['task_id', 'id'])
export class InstructionEntity {
  @PrimaryGeneratedColumn('increment', { type: 'integer' }) readonly id!: number;
  @Column('text') readonly task_id!: string;
  @Column('text', { nullable: true }) readonly subtask_id!: string | null;
  @Column('text') readonly kind!: 'steer' | 'feedback';
  @Column('text') readonly text!: string;
  @Column('text') readonly at!: string;
}
