import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One thing that happened in an attempt; `data` is JSON. */
@Entity('entries')
export class EntryEntity {
  @PrimaryColumn('text') readonly attempt_id!: string;
  @PrimaryColumn('integer') readonly n!: number;
  @Column('text') readonly kind!: string;
  @Column('text') readonly at!: string;
  @Column('text') readonly data!: string;
}
