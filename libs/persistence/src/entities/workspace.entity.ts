import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A user's folder; `tip` is the latest commit of its tree store, shared by all its tasks. */
@Entity('workspaces')
export class WorkspaceEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text') readonly path!: string;
  @Column('text', { nullable: true }) readonly tip!: string | null;
  /** Of two commits the one of the larger generation is the later. */
  @Column('integer', { default: 0 }) readonly tip_generation!: number;
  @Column('text') readonly created_at!: string;
}
