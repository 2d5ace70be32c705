import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The row that `ping` writes, to learn whether writing works. */
@Entity('health_checks')
export class HealthCheckEntity {
  @PrimaryColumn('integer') readonly id!: number;
  @Column('text') readonly at!: string;
}
