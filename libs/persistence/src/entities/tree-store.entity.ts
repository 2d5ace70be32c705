import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The tree store that the database goes with. */
@Entity('tree_stores')
export class TreeStoreEntity {
  /** The same in every row, so that there is one. */
  @PrimaryColumn('text') readonly name!: string;
  @Column('text') readonly id!: string;
  /** Machine and folder where it was when the two met. */
  @Column('text') readonly place!: string;
  @Column('text') readonly since!: string;
}
